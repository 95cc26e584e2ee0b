import Production

extension TakeOverReport {
    /// For other programs; the page reads it back.
    package struct JSON: Encodable {
        package struct Section: Codable {
            package let nummer: String
            package let ueberschrift: String
            package let klausel: String
            package let bibliothek: String?
            package let gleich: Bool
            package let aehnlichkeit: Double?
        }

        package struct Deviation: Codable {
            package let alt: String
            package let neu: String
        }

        package struct Contract: Codable {
            package let datei: String
            package let vereinbarung: String
            package let titel: [String]
            package let erstellbar: Bool
            package let abschnitte: [Section]
            package let parteien: [String]
            package let absaetze: Int
            package let verweise: Int
            package let verweiseOffen: Int
            package let felder: Int
            package let begriffe: [String]
            package let anlagen: [String]
            package let abweichungen: [Deviation]
        }

        package struct Cluster: Codable {
            package let klausel: String
            package let vertraege: [String]
            package let fassungen: Int
        }

        let ordner: String
        let vertraege: [Contract]
        let haeufungen: [Cluster]
        let befunde: [FindingJSON]
    }

    package var json: JSON {
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
