import Production

/// What a copy's sheets say, in sentences.
enum ReturnWords {
    private static let ordinals = ["erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte", "elfte", "zwölfte"]

    static func ordinal(_ number: Int) -> String { ordinals.indices.contains(number - 1) ? ordinals[number - 1] : "\(number)." }

    static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }

    /// „Blatt 3“, „Blätter 3 und 7“, with the scan's name where there are several.
    static func sheets(_ sheets: [ReturnReport.Sheet], in scans: Int) -> String {
        var groups: [(scan: String, numbers: [Int])] = []
        for sheet in sheets {
            if groups.last?.scan == sheet.scan { groups[groups.count - 1].numbers.append(sheet.blatt) } else { groups.append((sheet.scan, [sheet.blatt])) }
        }
        return groups.map { group in
            "\(group.numbers.count == 1 ? "Blatt" : "Blätter") \(list(group.numbers))\(scans > 1 ? " von \(group.scan)" : "")"
        }.joined(separator: ", ")
    }

    /// „3 bis 5 und 9“
    static func list(_ numbers: [Int]) -> String {
        var parts: [String] = []
        var rest = numbers.sorted()[...]
        while let first = rest.popFirst() {
            var last = first
            while rest.first == last + 1 { last = rest.removeFirst() }
            parts.append(last == first ? "\(first)" : last == first + 1 ? "\(first), \(last)" : "\(first) bis \(last)")
        }
        guard parts.count > 1, let end = parts.popLast() else { return parts.first ?? "" }
        return parts.joined(separator: ", ") + " und " + end
    }

    /// „Seite 4 von Hand zugeordnet (Frau Muster)“; `nil` where every sheet was known by its mark.
    static func byHand(_ copy: ReturnedCopy) -> String? {
        let placed = copy.sheets.filter { $0.value.placedBy != nil }
        guard !placed.isEmpty else { return nil }
        let people = Set(placed.values.compactMap(\.placedBy)).filter { !$0.isEmpty }.sorted()
        let pages = placed.keys.sorted()
        return "\(pages.count == 1 ? "Seite" : "Seiten") \(list(pages)) von Hand zugeordnet\(people.isEmpty ? "" : " (\(people.joined(separator: ", ")))")"
    }

    /// The sentences about a copy, what is wrong first.
    static func sentences(_ copy: ReturnedCopy, _ place: ReturnFiling.Place, _ between: String, fields: [ReturnReport.Field]) -> [String] {
        var said: [String] = []
        if copy.set > 1 {
            let pages = copy.sheets.keys.sorted()
            said.append(
                copy.isComplete
                    ? "Der ganze Vertrag liegt noch einmal vor." : "\(pages.count == 1 ? "Seite" : "Seiten") \(list(pages)) \(pages.count == 1 ? "liegt" : "liegen") doppelt.")
        } else if !copy.isComplete {
            let missing = copy.missing
            said.append("\(missing.count == 1 ? "Seite" : "Seiten") \(list(missing)) \(missing.count == 1 ? "fehlt" : "fehlen").")
        }
        if copy.set > 1 {
            // A sheet that came again may be the one that is signed.
            let signed = fields.enumerated().filter { $0.element.ergebnis == InkMeasure.Verdict.ink.rawValue }.map { ordinal($0.offset + 1) }
            if !signed.isEmpty { said.append("Hier ist Tinte im Feld für die \(signed.joined(separator: " und die ")) Unterschrift.") }
        }
        if copy.set == 1 || copy.isComplete {
            for (index, field) in fields.enumerated() {
                let which = fields.count == 1 ? "Die Unterschrift" : "Die \(ordinal(index + 1)) Unterschrift"
                let who = field.wer.isEmpty ? "Seite \(field.seite)" : "\(field.wer), Seite \(field.seite)"
                switch field.ergebnis {
                case InkMeasure.Verdict.none.rawValue: said.append("\(which) fehlt (\(who)).")
                case InkMeasure.Verdict.doubtful.rawValue: said.append("\(which) ist nicht sicher zu erkennen (\(who)); sehen Sie nach.")
                default: break
                }
            }
        }
        if let hands = byHand(copy) { said.append("\(hands).") }
        if !between.isEmpty { said.append("Dazwischen lag, was nicht zu diesem Vertrag gehört: \(between).") }
        if copy.isDisordered { said.append("Die Blätter lagen nicht in der Reihenfolge der Seiten; abgelegt sind sie geordnet.") }
        if place.kind == .taken { said.append("Beim Vertrag liegt schon ein anderer Scan; dieser liegt in \(place.path).") }
        if copy.set == 1, copy.isComplete {
            said.insert(fields.isEmpty ? "Vollständig." : copy.isSigned ? "Vollständig, alle Unterschriftsfelder ausgefüllt." : "Alle Seiten sind da.", at: 0)
        }
        return said
    }
}
