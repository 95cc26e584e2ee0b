import Assembler
import DocumentModel
import Findings
import Foundation

/// What the text of a contract shows: numbering, annexes, blanks, copies, representation, form.
struct DeedContent {
    private let plan: AssemblyPlan
    private let document: Document

    init(_ plan: AssemblyPlan, _ document: Document) {
        self.plan = plan
        self.document = document
    }

    private var names: Set<String> { Set(plan.clauses.map(\.source.name)) }

    /// Outermost sections are counted without a gap.
    var numbering: DeedCheck.Point {
        let sections = document.body.compactMap { block -> Section? in
            if case .section(let section) = block.content, section.level == 1 { section } else { nil }
        }
        let numbers = sections.compactMap(\.heading?.number)
        guard !numbers.isEmpty else { return DeedCheck.Point("Gliederung vollständig", .notApplicable, "Die Abschnitte haben keine Nummern.") }
        let values = numbers.map { number in Int(number.filter(\.isNumber)) }
        // Roman numerals are told apart by being different.
        let isGapless = values.allSatisfy { $0 == nil } ? Set(numbers).count == numbers.count : values.enumerated().allSatisfy { $0.element == $0.offset + 1 }
        return DeedCheck.Point(
            "Gliederung vollständig", isGapless ? [] : ["Die Nummern haben eine Lücke: \(numbers.joined(separator: ", "))."],
            passed: "\(numbers.first ?? "") bis \(numbers.last ?? "") ohne Lücke.")
    }

    /// - Parameter findings: of assembling, which knows the references.
    func annexes(_ findings: [Finding]) -> DeedCheck.Point {
        let name = "Anlagen beigefügt und genannt"
        guard !document.annexes.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung hat keine Anlagen.") }
        let unnamed = findings.filter { $0.rule == "anlage-ungenannt" }.map(\.message)
        let labels = document.annexes.map(\.label).joined(separator: ", ")
        return DeedCheck.Point(name, unnamed, passed: "\(labels): beigefügt, und der Text verweist darauf.")
    }

    /// Places to write on belong to signatures, and to tables that are left empty on purpose.
    var blanks: DeedCheck.Point {
        var failures = plan.openFields.map { "Offen: \($0.declaration.label) (\($0.path))." }
        let lines = document.body.blankLabels
        failures += lines.filter { label in !plan.openFields.contains { $0.declaration.label == label } }.map { "Leerstelle im Text: „\($0)“." }
        return DeedCheck.Point("Keine Leerstellen", failures, passed: "Alle Felder sind ausgefüllt.")
    }

    var draft: DeedCheck.Point {
        var failures = plan.settings.statusReasons
        if document.info.status != .endfassung, failures.isEmpty { failures = ["Die Vereinbarung hat den Status „\(document.info.status.rawValue)“."] }
        return DeedCheck.Point("Kein Entwurf", failures, passed: "Alle Klauseln sind freigegeben; kein Wasserzeichen.")
    }

    // MARK: - Copies, representation, form

    var copies: DeedCheck.Point {
        let name = "Zahl der Ausfertigungen"
        guard let clause = plan.clauses.first(where: { $0.source.family == "ausfertigungen" }) else {
            return DeedCheck.Point(name, .failed, "Die Vereinbarung sagt nicht, wie viele Ausfertigungen es gibt.")
        }
        guard case .value(.number(let number), _) = clause.environment.lookup(FieldPath("ausfertigungen")) else {
            return DeedCheck.Point(name, .notApplicable, "Die Klausel „\(clause.source.name)“ nennt keine Zahl.")
        }
        let parties = document.body.signatureUnits.count
        let hasRegister = clause.source.variant.contains("register")
        let wanted = parties + (hasRegister ? 1 : 0)
        let register = hasRegister ? " und eine für die Akte" : ""
        guard number == Decimal(wanted) else {
            return DeedCheck.Point(name, .failed, "Vereinbart sind \(number), unterschreiben sollen \(parties)\(register).")
        }
        return DeedCheck.Point(name, .passed, "\(number): für jede Unterschriftspartei eine\(register).")
    }

    /// The name under the line is that of the one who represents the party.
    var representation: DeedCheck.Point {
        let name = "Vertretung und Unterschrift"
        let units = document.body.signatureUnits
        guard !units.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung hat keine Unterschriften.") }
        let parties = document.body.partyLines
        guard !parties.isEmpty else { return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung nennt die Vertretung der Parteien nicht.") }
        var failures: [String] = []
        var handwritten = 0
        for signatory in units.flatMap({ unit in unit.signatories.map { (unit, $0) } }) {
            let written = signatory.1.name.plainText
            if written.isEmpty {
                handwritten += 1
                continue
            }
            if !parties.contains(where: { $0.contains(written) }) {
                let mandate = signatory.0.mandate.map { " (\($0))" } ?? ""
                failures.append("„\(written)“\(mandate) steht bei den Parteien nicht als Vertretung.")
            }
        }
        let rest = handwritten == 0 ? "" : handwritten == 1 ? " Ein Name wird von Hand eingetragen." : " \(handwritten) Namen werden von Hand eingetragen."
        return DeedCheck.Point(name, failures, passed: "Wer unterschreibt, ist bei den Parteien genannt.\(rest)")
    }

    /// § 56 SGB X asks for writing where the contract is one of public law; § 126 and § 126a BGB say what writing is.
    var form: DeedCheck.Point {
        let name = "Form"
        guard case .value(.choice(let kind), _) = plan.environment.lookup(FieldPath("vertragsart")) else {
            return DeedCheck.Point(name, .notApplicable, "Die Vereinbarung sagt nicht, ob sie öffentlich-rechtlich ist (Feld vertragsart).")
        }
        let isElectronic = names.contains("ausfertigungen/elektronisch")
        let isText = names.contains("schriftform/textform")
        guard kind == "oeffentlich_rechtlich" else {
            return DeedCheck.Point(name, .passed, "\(kind == "privatrechtlich" ? "Privatrechtlich" : "Absichtserklärung"): keine Form vorgeschrieben; gewählt ist \(chosen(isElectronic, isText)).")
        }
        var failures: [String] = []
        if isText { failures.append("Öffentlich-rechtlicher Vertrag: § 56 SGB X verlangt Schriftform, gewählt ist Textform.") }
        if document.body.signatureUnits.isEmpty { failures.append("Öffentlich-rechtlicher Vertrag: § 56 SGB X verlangt Schriftform, es fehlen die Unterschriften.") }
        if isElectronic, names.contains("ausfertigungen/je-partei") || names.contains("ausfertigungen/mit-registerexemplar") {
            failures.append("Papier und elektronisches Dokument sind gemischt (§ 126 Abs. 2, § 126a Abs. 2 BGB).")
        }
        return DeedCheck.Point(name, failures, passed: "Öffentlich-rechtlich: § 56 SGB X verlangt Schriftform; gewählt ist \(chosen(isElectronic, isText)).")
    }

    private func chosen(_ isElectronic: Bool, _ isText: Bool) -> String {
        if isElectronic { return "ein elektronisches Dokument mit qualifizierten Signaturen (§ 126a BGB)" }
        if isText { return "Textform (§ 126b BGB)" }
        return document.body.signatureUnits.isEmpty ? "keine Unterschrift" : "Papier mit eigenhändiger Unterschrift (§ 126 BGB)"
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
