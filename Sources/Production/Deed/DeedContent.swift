import Agreements
import Assembler
import DocumentModel
import Findings
import Foundation

/// What the text of a contract shows: numbering, annexes, blanks, copies, representation, form.
///
/// Clauses are known by their marks, whatever their names are.
struct DeedContent {
    private let plan: AssemblyPlan
    private let document: Document
    private let formRules: FormRules

    init(_ plan: AssemblyPlan, _ document: Document, _ formRules: FormRules) {
        self.plan = plan
        self.document = document
        self.formRules = formRules
    }

    private func clause(marked trait: String) -> PlannedClause? {
        plan.clauses.first { clause in clause.source.frontMatter.traits.contains { $0.value == trait } }
    }

    private func has(_ trait: String) -> Bool { clause(marked: trait) != nil }

    /// Sections, Absätze and letters are counted without a gap, and no section behind the first number is without one.
    var numbering: DeedCheck.Point {
        let name = "Gliederung vollständig"
        let numbering = DeedNumbering(document)
        guard let first = numbering.numbers.first, let last = numbering.numbers.last else {
            guard let first = numbering.typed.first, let last = numbering.typed.last else {
                return DeedCheck.Point(name, .notApplicable, "Die Abschnitte haben keine Nummern.")
            }
            let passed =
                first == last ? "„\(first)“ ist im Text getippt; es zählt nicht mit." : "„\(first)“ bis „\(last)“ sind im Text getippt und haben keine Lücke; sie zählen nicht mit."
            return DeedCheck.Point(name, numbering.failures, passed: passed)
        }
        return DeedCheck.Point(name, numbering.failures, passed: "\(first) bis \(last) und \(numbering.count) Nummern im Ganzen ohne Lücke.")
    }

    /// - Parameters:
    ///   - findings: of assembling, which knows the references.
    ///   - pages: on which page each annex begins, from 1.
    func annexes(_ findings: [Finding], _ pages: [NodeID: Int]) -> DeedCheck.Point {
        let name = "Anlagen beigefügt und genannt"
        guard !document.annexes.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung hat keine Anlagen.") }
        var failures = findings.filter { $0.rule == "anlage-ungenannt" }.map(\.message)
        failures += document.annexes.filter { pages[$0.id] == nil || $0.isEmpty }.map { "\($0.label) hat keine Seite." }
        let labels = document.annexes.map { annex in "\(annex.label) (ab Seite \(pages[annex.id] ?? 0))" }.joined(separator: ", ")
        return DeedCheck.Point(name, failures, passed: "\(labels): beigefügt, und der Text verweist darauf.")
    }

    /// Places to write on belong to signatures, and to tables that are left empty on purpose.
    var blanks: DeedCheck.Point {
        var failures = plan.openFields.map { "Offen: \($0.declaration.label) (\($0.path))." }
        let lines = document.body.blankLabels
        failures += lines.filter { label in !plan.openFields.contains { $0.declaration.label == label } }.map { "Leerstelle im Text: „\($0)“." }
        return DeedCheck.Point("Keine Leerstellen", failures, passed: "Alle Felder sind ausgefüllt.")
    }

    private var uncovered: String {
        let parts = plan.uncoveredParts.map(\.text)
        return parts.isEmpty ? "" : " Nicht umfasst von der Freigabe: \(parts.joined(separator: "; "))."
    }

    var draft: DeedCheck.Point {
        var failures = plan.settings.statusReasons
        if document.info.status != .endfassung, failures.isEmpty { failures = ["Die Vereinbarung hat den Status „\(document.info.status.rawValue)“."] }
        return DeedCheck.Point("Kein Entwurf", failures, passed: "Alle Klauseln sind freigegeben; kein Wasserzeichen." + uncovered)
    }

    // MARK: - Copies, representation, form

    var copies: DeedCheck.Point {
        let name = "Zahl der Ausfertigungen"
        guard !document.body.signatureUnits.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung hat keine Unterschriften.") }
        guard let clause = clause(marked: "ausfertigungen") else {
            return DeedCheck.Point(name, .failed, "Die Vereinbarung sagt nicht, wie viele Ausfertigungen es gibt.")
        }
        guard case .value(.number(let number), _) = plan.environment(of: clause).lookup(FieldPath("ausfertigungen")) else {
            return DeedCheck.Point(name, .notApplicable, "Die Klausel „\(clause.source.name)“ nennt keine Zahl.")
        }
        let parties = document.body.signatureUnits.count
        let hasRegister = has("registerexemplar")
        let wanted = parties + (hasRegister ? 1 : 0)
        let register = hasRegister ? " und eine für die Akte" : ""
        guard number == Decimal(wanted) else {
            return DeedCheck.Point(name, .failed, "Vereinbart sind \(number), unterschreiben sollen \(parties)\(register).")
        }
        return DeedCheck.Point(name, .passed, "\(number): für jede Unterschriftspartei eine\(register).")
    }

    /// The name under the line is that of the one who represents the party, or of one who signs on behalf and says so.
    var representation: DeedCheck.Point {
        let name = "Vertretung und Unterschrift"
        let units = document.body.signatureUnits
        guard !units.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung hat keine Unterschriften.") }
        let parties = document.body.partyLines
        guard !parties.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung nennt die Vertretung der Parteien nicht.") }
        var failures: [String] = []
        var remarks: [String] = []
        var handwritten = 0
        for (unit, signatory) in units.flatMap({ unit in unit.signatories.map { (unit, $0) } }) {
            let written = signatory.name.plainText
            if written.isEmpty {
                handwritten += 1
            } else if !parties.contains(where: { $0.contains(written) }) {
                if let mandate = unit.mandate {
                    remarks.append("„\(written)“ unterschreibt mit dem Zusatz „\(mandate)“.")
                } else {
                    failures.append("„\(written)“ steht bei den Parteien nicht als Vertretung, und ein Zusatz („Im Auftrag“) fehlt.")
                }
            }
        }
        if handwritten > 0 { remarks.append(handwritten == 1 ? "Ein Name wird von Hand eingetragen." : "\(handwritten) Namen werden von Hand eingetragen.") }
        return DeedCheck.Point(name, failures, passed: (["Wer unterschreibt, passt zur Vertretung der Parteien."] + remarks).joined(separator: " "))
    }

    /// The provision of the facts, where the contract is under that law: § 56 SGB X holds for tasks of the Sozialgesetzbuch only (§ 1 SGB X), others are
    /// under the Verwaltungsverfahrensgesetz of Bund or Land.
    private func provision(_ provision: String?) -> String? {
        guard let provision, provision.contains("SGB") else { return provision }
        let isSocial = plan.clauses.contains { clause in
            clause.source.body.value.contains("SGB") || clause.source.frontMatter.legalBasis.contains { $0.value.contains("SGB") }
        }
        return isSocial ? provision : nil
    }

    /// The form that the facts say is prescribed (§ 56 SGB X for contracts of public law) against what the clauses choose; §§ 126, 126a BGB
    /// say what writing is.
    var form: DeedCheck.Point {
        let name = "Form"
        guard case .value(.choice(let kind), _) = plan.environment.lookup(FieldPath("vertragsart")), let rule = formRules.form(of: kind) else {
            return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung sagt nicht, ob sie öffentlich-rechtlich ist (Feld vertragsart).")
        }
        let isElectronic = has("elektronischer-abschluss")
        let isSigned = !document.body.signatureUnits.isEmpty
        var failures: [String] = []
        if isElectronic, has("ausfertigungen-fest") { failures.append("Papier und elektronisches Dokument sind gemischt (§ 126 Abs. 2, § 126a Abs. 2 BGB).") }
        if isElectronic, !document.info.isSignable {
            failures.append("Vereinbart ist ein elektronisches Dokument, die Felder für Signaturen sind aber abgeschaltet (signaturfelder).")
        }
        let chosen =
            isElectronic
            ? "ein elektronisches Dokument mit qualifizierten Signaturen (§ 126a BGB)"
            : isSigned ? "Papier mit eigenhändiger Unterschrift (§ 126 BGB)" : has("textform") ? "Textform (§ 126b BGB)" : "keine Unterschrift"
        guard rule.need == .written else {
            return DeedCheck.Point(name, failures, passed: "Keine Form vorgeschrieben; gewählt ist \(chosen).")
        }
        let demand =
            provision(rule.provision).map { "\($0) verlangt Schriftform" }
            ?? "Für öffentlich-rechtliche Verträge ist Schriftform vorgeschrieben (welches Verwaltungsverfahrensgesetz gilt, sagt die Vereinbarung nicht)"
        if has("textform") { failures.append("\(demand), für Änderungen ist Textform vereinbart.") }
        if !isSigned { failures.append("\(demand), es fehlen die Unterschriften.") }
        let doubt = rule.mark.isVerified ? "" : " (nicht geprüft)"
        return DeedCheck.Point(name, failures, passed: "\(demand)\(doubt); gewählt ist \(chosen).")
    }
}

extension Annex {
    fileprivate var isEmpty: Bool {
        switch content {
        case .blocks(let blocks): blocks.isEmpty
        case .foreign(let foreign): foreign.pages.isEmpty
        }
    }
}

extension [Block] {
    /// Labels of rules to write on in the text, signatures and tables left out.
    fileprivate var blankLabels: [String] {
        flatMap { block -> [String] in
            switch block.content {
            case .section(let section): section.blocks.blankLabels
            case .paragraph(let paragraph): paragraph.content.blankLabels
            case .list(let list): list.items.flatMap(\.blocks.blankLabels)
            case .quotation(let content), .unit(let content): content.blankLabels
            case .parties(let parties): parties.parties.flatMap { $0.lines.flatMap(\.blankLabels) }
            default: []
            }
        }
    }

    /// Each party's lines, joined: name, address, representation.
    fileprivate var partyLines: [String] {
        flatMap { block -> [String] in
            guard case .parties(let parties) = block.content else { return [] }
            return parties.parties.map { $0.lines.map(\.plainText).joined(separator: " ") }
        }
    }
}

extension [Inline] {
    fileprivate var blankLabels: [String] {
        flatMap { inline -> [String] in
            switch inline {
            case .blank(let blank): [blank.label]
            case .span(let span): span.content.blankLabels
            case .reference(_, let content), .link(_, let content): content.blankLabels
            default: []
            }
        }
    }
}
