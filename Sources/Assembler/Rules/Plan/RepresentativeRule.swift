import Agreements
import Findings
import Settings

/// Who signs is who represents the party.
enum RepresentativeRule: PlanRule {
    static let card = RuleCard(
        "unterschrift-vertretung", .warnung, "Wer unterschreibt, vertritt die Partei auch; sonst gehört „Im Auftrag“ oder „In Vertretung“ dazu.",
        remedy: "Gleichen Sie „name“ der Unterschrift und „vertreten_durch“ der Partei an, oder ergänzen Sie „zusatz“.")

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        plan.agreement.signatures.units.compactMap { unit in
            guard unit.mandate == nil, !unit.isSigned, let name = unit.name, !name.value.isEmpty, !name.value.contains("{{"), let path = unit.party?.value,
                let party = plan.parties.first(where: { $0.path == path }), let representatives = party.record?["vertreten_durch"]
            else { return nil }
            let written = text(representatives)
            // Where only an office represents the party, the name tells who holds it.
            let isOffice = written.isEmpty || (try? facts?.genderForms())?.title(written, .nominative).map { $0.split(separator: " ").count <= 3 } ?? false
            guard !isOffice, !written.contains(name.value) else { return nil }
            return broken(at: name.start, "Für „\(path)“ soll \(quoted(name.value)) unterschreiben; vertreten wird die Partei durch \(quoted(text(representatives))).")
        }
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .list(let values): values.map(text).joined(separator: ", ")
        case .record(let record): ["titel", "vorname", "name"].compactMap { record.text($0) }.joined(separator: " ")
        default: ""
        }
    }
}
