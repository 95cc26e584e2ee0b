import Word

/// Where the signatures stand, and who signs for whom.
struct SignatureFinder {
    private let lines: [OldLine]
    /// The first line that belongs to them.
    let start: Int
    private let end: Int

    init(_ lines: [OldLine], from first: Int, to end: Int) {
        self.lines = lines
        self.end = end
        let range = min(first, end)..<end
        var found = range.first { SignatureFinder.isSign(lines[$0]) } ?? end
        if found < end, let cell = lines[found].cell {
            while found > range.lowerBound, lines[found - 1].cell?.first == cell[0] { found -= 1 }
        } else if found < end {
            // The names over the lines.
            while found > range.lowerBound, SignatureFinder.isCaption(lines[found - 1]) { found -= 1 }
        }
        start = found
    }

    private static var rule: Regex<Substring> { /_{4,}|\.{6,}|…{2,}/ }

    /// „Musterstadt, den ____“, „Ort, Datum“, a rule alone.
    static func isSign(_ line: OldLine) -> Bool {
        let text = line.plain
        guard line.number == nil || line.cell != nil, text.count <= 160 else { return false }
        if text.contains(/^(?:\(?Ort, ?(?:den|Datum)|\(?Unterschrift|Stempel|Datum, ?Unterschrift)/) { return true }
        if text.contains(/^[\p{L} .-]{2,40}, (?:den|am) ?[_.…]*$/) { return true }
        if text.contains(rule), text.replacing(rule, with: "").count <= 60, line.cell != nil || !text.contains(/[.;]$/) || text.prefixMatch(of: rule) != nil { return true }
        return text.count <= 80 && text.contains(/^Für (?:die|den|das)(?= )/) && !line.endsAsText
    }

    private static func isCaption(_ line: OldLine) -> Bool {
        line.number == nil && line.outline == nil && line.plain.count <= 60 && !line.endsAsText && line.cell == nil
    }

    /// Units by the columns of a table, or one after the other.
    func read(parties: [OldParty], log: inout TakeOverLog) -> OldSignatures {
        var result = OldSignatures()
        let own = Array(lines[start..<end])
        result.lines = own.map(\.position)
        guard !own.isEmpty else {
            log.add(
                .warnung, "uebernahme-unterschriften", "Eine Stelle für Unterschriften ist nicht zu erkennen; jede Partei bekommt eine gewöhnliche Unterschriftszeile.",
                "Prüfen Sie „unterschriften“ in der Vereinbarung.")
            return result
        }
        var groups = SignatureFinder.groups(own, parties)
        if let lead = groups.first, lead.count == 1, let line = lead.first, line.cell == nil, groups.count > 1, line.plain.hasSuffix(":") {
            result.lead = line.plain
            groups.removeFirst()
        }
        result.isStacked = Set(own.compactMap { $0.cell.map { $0[2] } }).count <= 1 && own.contains { $0.cell != nil }
        result.units = groups.map { SignatureFinder.unit($0, parties) }
        let text = own.map(\.whole).joined(separator: " · ")
        if result.units.count == parties.count || parties.isEmpty {
            log.add(
                .hinweis, "uebernahme-unterschriften", line: own[0].position,
                "Als Unterschriften gelesen: „\(TakeOverLog.excerpt(text))“ – \(result.units.count == 1 ? "eine Stelle" : "\(result.units.count) Stellen").",
                "Prüfen Sie Namen und Funktionen unter „unterschriften“.")
        } else {
            log.add(
                .warnung, "uebernahme-unterschriften", line: own[0].position,
                "Zu \(parties.count) Parteien sind \(result.units.count) Stellen für Unterschriften zu erkennen („\(TakeOverLog.excerpt(text))“); jede Partei bekommt eine gewöhnliche Unterschriftszeile.",
                "Tragen Sie unter „unterschriften“ ein, wer unterschreibt.")
            result.units = []
        }
        return result
    }

    private static func groups(_ lines: [OldLine], _ parties: [OldParty]) -> [[OldLine]] {
        var columns: [[Int]: [OldLine]] = [:]
        for line in lines { if let cell = line.cell { columns[cellKey(cell, lines), default: []].append(line) } }
        let loose = lines.filter { $0.cell == nil }
        if columns.count >= 2 {
            return (loose.isEmpty ? [] : [loose])
                + columns.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value).filter { $0.contains { $0.plain.contains(where: \.isLetter) } }
        }
        // One after the other: each begins with whom it is for, or with place and date behind a rule.
        var groups: [[OldLine]] = []
        for line in lines {
            let text = line.plain
            let names = parties.contains { isNamed($0, text) } || text.contains(/^Für (?:die|den|das)(?= )/)
            let isDate = text.contains(/^[\p{L} .-]{2,40}, (?:den|am)/) || text.hasPrefix("Ort, Datum")
            let hasDate = groups.last?.contains { $0.plain.contains(/, (?:den|am)/) || $0.plain.hasPrefix("Ort, Datum") } ?? false
            let hasName = groups.last?.contains { one in parties.contains { isNamed($0, one.plain) } || one.plain.hasPrefix("Für ") } ?? false
            if groups.isEmpty || (names && hasName) || (isDate && hasDate && !names) { groups.append([line]) } else { groups[groups.count - 1].append(line) }
        }
        return groups
    }

    /// The name in whatever case: „Musterländische Initiative“, „der Musterländischen Initiative“.
    private static func isNamed(_ party: OldParty, _ text: String) -> Bool {
        let words = party.name.split(whereSeparator: { !$0.isLetter }).filter { $0.count >= 4 }
        return !words.isEmpty && words.allSatisfy { text.contains($0.prefix(max(4, $0.count - 2))) }
    }

    /// Rows of a table belong together by column; rows that hold a whole unit each do not.
    private static func cellKey(_ cell: [Int], _ lines: [OldLine]) -> [Int] {
        let own = lines.filter { $0.cell?[0] == cell[0] }
        let perCell = Dictionary(grouping: own) { $0.cell ?? [] }
        let isWhole = perCell.values.contains { $0.count >= 3 }
        return isWhole ? [cell[0], cell[1], cell[2]] : [cell[0], 0, cell[2]]
    }

    private static func unit(_ lines: [OldLine], _ parties: [OldParty]) -> OldSignatures.Unit {
        var unit = OldSignatures.Unit()
        var isBelow = false
        var below: [String] = []
        for line in lines {
            for part in line.text.split(whereSeparator: \.isNewline) {
                let text = Wording.normal(String(part)).replacing(rule, with: "").trimmed
                let hadRule = part.contains(rule)
                if let match = text.prefixMatch(of: /([\p{L} .\/-]{2,40}), (?:den|am)\s*/), text.count - match.0.count <= 2 {
                    unit.town = String(match.1)
                } else if text.contains(/^\(?(?:Ort, ?(?:den|Datum)|Datum)/) {
                    unit.asksForPlace = true
                    isBelow = false
                } else if text.contains(/^\(?(?:Unterschrift|Stempel|Siegel|Dienstsiegel|Name, Funktion|Name)\)?(?:,.*)?$/) {
                    isBelow = true
                } else if text.isEmpty {
                    isBelow = isBelow || hadRule && (unit.town != nil || unit.asksForPlace)
                } else if text == "Im Auftrag" || text == "In Vertretung" || text == "i. A." || text == "i. V." {
                    unit.mandate = text
                } else if unit.line.isEmpty, !isBelow, unit.town == nil, !unit.asksForPlace {
                    unit.line = text
                } else {
                    below.append(text.replacing(/^\((.*)\)$/) { String($0.1) })
                }
            }
        }
        if unit.line.isEmpty, let name = below.firstIndex(where: { text in parties.contains { isNamed($0, text) } }) { unit.line = below.remove(at: name) }
        if below.count >= 2 { (unit.name, unit.office) = (below[0], below.dropFirst().joined(separator: ", ")) } else if let one = below.first { unit.office = one }
        return unit
    }
}
