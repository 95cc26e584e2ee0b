import Word

extension RedlineReport {
    /// For other programs.
    public struct JSON: Encodable {
        struct Change: Encodable {
            let nummer: Int
            let klausel: String?
            let stelle: String
            let art: String
            let kennzeichnung: String
            let bisher: String
            let neu: String
            let wortlaut: String
            let entscheidung: String
        }

        struct ChangedValue: Encodable {
            let feld: String
            let bisher: String
            let neu: String
            let wert: String?
            let zweifel: String?
        }

        struct Comment: Encodable {
            let stelle: String
            let von: String
            let datum: String
            let zu: String
            let text: String
        }

        let datei: String
        let aenderungen: [Change]
        /// Places where nothing but the number of a reference differs.
        let verweise: [String]
        let werte: [ChangedValue]
        let kommentare: [Comment]
        let unsichtbar: [String]
        let geschrieben: [String]
        let befunde: [FindingJSON]
    }

    public var json: JSON {
        JSON(
            datei: file,
            aenderungen: entries.map { entry in
                let marking = entry.change.marking
                return JSON.Change(
                    nummer: entry.number, klausel: entry.change.clause, stelle: Self.place(of: entry.change), art: Self.kind(of: entry.change),
                    kennzeichnung: marking == .tracked ? "gekennzeichnet" : marking == .partly ? "teilweise" : "keine", bisher: entry.change.before,
                    neu: entry.change.after, wortlaut: entry.change.marked, entscheidung: Self.word(for: entry.decision))
            },
            verweise: references.map { Self.place(of: $0) },
            werte: values.values.map { JSON.ChangedValue(feld: $0.path, bisher: $0.before, neu: $0.after, wert: $0.value, zweifel: $0.doubt) },
            kommentare: remarks.map { JSON.Comment(stelle: $0.place, von: $0.author, datum: $0.date, zu: $0.passage, text: $0.text) },
            unsichtbar: invisible.map(\.text), geschrieben: written, befunde: findings.map(FindingJSON.init))
    }
}
