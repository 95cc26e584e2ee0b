import Production

extension TakeOverReport {
    /// For other programs.
    public struct JSON: Encodable {
        struct Section: Encodable {
            let nummer: String
            let ueberschrift: String
            let klausel: String
            let bibliothek: String?
            let gleich: Bool
            let aehnlichkeit: Double?
        }

        struct Deviation: Encodable {
            let alt: String
            let neu: String
        }

        struct Contract: Encodable {
            let datei: String
            let vereinbarung: String
            let titel: [String]
            let erstellbar: Bool
            let abschnitte: [Section]
            let parteien: [String]
            let absaetze: Int
            let verweise: Int
            let verweiseOffen: Int
            let felder: Int
            let begriffe: [String]
            let anlagen: [String]
            let abweichungen: [Deviation]
        }

        struct Cluster: Encodable {
            let klausel: String
            let vertraege: [String]
            let fassungen: Int
        }

        let ordner: String
        let vertraege: [Contract]
        let haeufungen: [Cluster]
        let befunde: [FindingJSON]
    }

    public var json: JSON {
        JSON(
            ordner: folder,
            vertraege: entries.map { entry in
                let contract = entry.contract
                return JSON.Contract(
                    datei: contract.path, vereinbarung: contract.name, titel: contract.title, erstellbar: entry.isBuildable,
                    abschnitte: zip(contract.sections, entry.matches).map { section, match in
                        JSON.Section(
                            nummer: section.number?.text ?? "", ueberschrift: section.heading, klausel: "\(section.family)/\(contract.name)", bibliothek: match?.clause,
                            gleich: match?.isSame ?? false, aehnlichkeit: match.map { ($0.likeness * 1_000).rounded() / 1_000 })
                    },
                    parteien: contract.parties.list.map(\.name), absaetze: entry.paragraphs, verweise: entry.references, verweiseOffen: entry.openReferences, felder: entry.fields,
                    begriffe: entry.terms, anlagen: contract.annexes.map(\.title), abweichungen: entry.deviations.map { JSON.Deviation(alt: $0.before, neu: $0.after) })
            },
            haeufungen: clusters.all.map { JSON.Cluster(klausel: $0.heading, vertraege: $0.contracts, fassungen: $0.wordings.count) },
            befunde: findings.map(FindingJSON.init))
    }
}
