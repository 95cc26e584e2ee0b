import Assembler
import DocumentModel
import Findings

/// Which variant of each clause was chosen and why, and where each value came from: `explain`.
public struct Explanation: Sendable, Encodable {
    public struct Clause: Sendable, Encodable {
        let klausel: String
        let fassung: String
        let status: String
        let ueberschrift: String?
        let grund: String
        let datei: String
    }

    public struct Omitted: Sendable, Encodable {
        let gegenstand: String
        let grund: String
        let ort: String
    }

    public struct FieldValue: Sendable, Encodable {
        let feld: String
        let beschriftung: String
        let wert: String
        let herkunft: String
        let ort: String?
    }

    public struct Open: Sendable, Encodable {
        let feld: String
        let beschriftung: String
    }

    let vereinbarung: String
    let stelle: String
    let stichtag: String
    let land: String
    let status: String
    let statusgruende: [String]
    let klauseln: [Clause]
    let absaetze: [ParagraphExplanation]
    let weggelassen: [Omitted]
    let werte: [FieldValue]
    let offen: [Open]
    /// What no approval of a clause is about.
    let nicht_umfasst: [String]
    public let findings: [Finding]

    private enum CodingKeys: String, CodingKey {
        case vereinbarung, stelle, stichtag, land, status, statusgruende, klauseln, absaetze, weggelassen, werte, offen, nicht_umfasst
    }

    public static func of(_ request: ContractRequest) throws(Failure) -> Explanation {
        let (workshop, agreement) = try Workshop.open(request)
        var request = request
        request.examples = .always
        let plan = try workshop.plan(agreement, try workshop.data(request, for: agreement))
        let (document, findings) = try workshop.compose(plan)
        return Explanation(plan, document, findings)
    }

    init(_ plan: AssemblyPlan, _ document: Document, _ findings: [Finding]) {
        vereinbarung = plan.agreement.name
        stelle = plan.body.name
        stichtag = ValueDisplay.text(of: .date(plan.settings.referenceDate))
        land = plan.settings.land
        status = plan.settings.status.rawValue
        statusgruende = plan.settings.statusReasons
        klauseln = plan.clauses.map { clause in
            Clause(
                klausel: clause.source.name, fassung: clause.source.version.version,
                status: clause.source.frontMatter.status.rawValue, ueberschrift: clause.heading?.value, grund: clause.reason,
                datei: clause.source.path)
        }
        absaetze = ParagraphExplanation.all(of: document, plan)
        weggelassen = plan.omissions.map { Omitted(gegenstand: $0.subject, grund: $0.reason, ort: "\($0.place)") }
        werte = plan.values.flatMap { resolved in
            ValueDisplay.leaves(of: resolved.value, at: resolved.path.rawValue).map { path, text in
                FieldValue(
                    feld: path, beschriftung: resolved.declaration.label, wert: text, herkunft: resolved.source.inGerman,
                    ort: resolved.source.place.map { "\($0)" })
            }
        }
        offen = plan.openFields.map { Open(feld: $0.path.rawValue, beschriftung: $0.declaration.label) }
        nicht_umfasst = plan.uncoveredParts.map(\.text)
        self.findings = findings
    }

    /// For people.
    public var text: String {
        var lines = ["\(vereinbarung) für \(stelle), Stichtag \(stichtag), Land \(land), Status \(status)"]
        lines += statusgruende.map { "  \($0)" }
        lines += ["", "Klauseln"]
        for clause in klauseln {
            let remark = clause.status == "freigegeben" ? "" : " (\(clause.status))"
            lines.append("  \(clause.klausel) \(clause.fassung)\(remark)")
            lines.append("      \(clause.grund)")
        }
        lines += ["", "Absätze"] + absaetze.flatMap(\.lines)
        if !weggelassen.isEmpty {
            lines += ["", "Weggelassen"]
            for entry in weggelassen {
                lines.append("  \(entry.gegenstand)")
                lines.append("      \(entry.grund)")
            }
        }
        lines += ["", "Werte"]
        let width = min(40, werte.map { $0.feld.count }.max() ?? 0)
        for value in werte {
            let gap = String(repeating: " ", count: max(1, width - value.feld.count + 1))
            lines.append("  \(value.feld)\(gap)\(value.wert)   (\(value.herkunft)\(value.ort.map { ", \($0)" } ?? ""))")
        }
        if !offen.isEmpty {
            lines += ["", "Von Hand auszufüllen"]
            lines += offen.map { "  \($0.feld): \($0.beschriftung)" }
        }
        if !nicht_umfasst.isEmpty { lines += ["", "Von der Freigabe der Klauseln nicht umfasst"] + nicht_umfasst.map { "  \($0)" } }
        return lines.joined(separator: "\n")
    }
}
