import DocumentModel
import Production

extension DeadlineList {
    /// For people: a paragraph a date.
    package var text: String {
        let count = contracts.count
        let head = "Fristen ab dem \(from.inGerman) aus \(count == 1 ? "einem Vertrag" : "\(count) Verträgen"):"
        let entries = entries
        guard !entries.isEmpty else { return "Ab dem \(from.inGerman) stehen keine Fristen an.\n" }
        let paragraphs = entries.map { contract, deadline in
            var lines = [
                "\(deadline.date.weekdayName.prefix(2)), \(deadline.date.inGerman)  \(deadline.title)", "    \(contract.partner) (\(contract.agreement), \(contract.path))",
            ]
            let basis = [deadline.rule, deadline.provisions].filter { !$0.isEmpty }.joined(separator: "; ")
            lines.append("    \(basis) [\(deadline.clause)]")
            lines += deadline.remarks.map { "    ! \($0)" }
            return lines.joined(separator: "\n")
        }
        return head + "\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
    }
}

/// For programs.
package struct DeadlineListJSON: Encodable {
    let ergebnis: Int32
    let ab: String
    let fristen: [Entry]
    let befunde: [FindingJSON]

    struct Entry: Encodable {
        let tag: String
        let art: String
        let wirkt_zum: String?
        let titel: String
        let regel: String
        let vorschriften: String
        let klausel: String
        let hinweise: [String]
        let partner: String
        let vereinbarung: String
        let datei: String
    }

    package init(_ list: DeadlineList) {
        ergebnis = ExitStatus.ok.rawValue
        ab = list.from.isoText
        fristen = list.entries.map { contract, deadline in
            Entry(
                tag: deadline.date.isoText, art: deadline.kind.rawValue, wirkt_zum: deadline.effect?.isoText, titel: deadline.title, regel: deadline.rule,
                vorschriften: deadline.provisions, klausel: deadline.clause, hinweise: deadline.remarks, partner: contract.partner,
                vereinbarung: contract.agreement, datei: contract.path)
        }
        befunde = list.findings.ordered.map(FindingJSON.init)
    }
}
