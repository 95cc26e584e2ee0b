import Word

/// „zwischen der Stadt Musterstadt, Rathausplatz 1, 00001 Musterstadt, vertreten durch …, – im Folgenden „Jugendamt“ genannt – und …“, on lines
/// of its own or in one sentence.
enum PartyReader {
    /// - Returns: the parties, and how many lines they take.
    static func block(_ lines: [OldLine]) -> (parties: OldParties, count: Int)? {
        guard lines.count >= 4, lines[0].plain.wholeMatch(of: /[Zz]wischen:?/) != nil else { return nil }
        var parties = OldParties(form: .block)
        parties.lead = lines[0].plain
        var groups: [[String]] = [[]]
        var count = 1
        for line in lines.dropFirst() {
            count += 1
            let text = line.plain
            if text.wholeMatch(of: /und:?|sowie:?|-? ?und ?-?/) != nil {
                groups.append([])
            } else if isClosing(text) {
                parties.closing = text
                break
            } else if text.wholeMatch(of: /[–(-] ?(?:im Folgenden|nachfolgend|nachstehend) (?:zusammen|gemeinsam).*/) != nil {
                parties.collective = designation(text)?.name ?? ""
            } else {
                // „Stadt Musterstadt“ over „Rathausplatz 1“ may be one paragraph with line ends.
                let parts = line.text.split(whereSeparator: \.isNewline).map { Wording.normal(NoteMark.removed(from: String($0))) }.filter { !$0.isEmpty }
                if let last = parts.last, parts.count > 1, last == "und" {
                    groups[groups.count - 1] += parts.dropLast()
                    groups.append([])
                } else {
                    groups[groups.count - 1] += parts
                }
            }
        }
        groups.removeAll(where: \.isEmpty)
        guard groups.count >= 2, groups.count <= 60, groups.allSatisfy({ $0.count <= 12 }) else { return nil }
        if parties.closing.isEmpty, count == lines.count, lines.count > 40 { return nil }
        parties.list = groups.compactMap { party($0) }
        return parties.list.count == groups.count ? (parties, count) : nil
    }

    static func sentence(_ lines: [OldLine]) -> (parties: OldParties, count: Int)? {
        guard let first = lines.first else { return nil }
        // The sentence ends with the paragraph that says what is concluded.
        let end = lines.prefix(8).firstIndex { $0.plain.contains(/(?:geschlossen|getroffen|vereinbart|abgeschlossen)[:.]?$/) } ?? 0
        let text = lines[...end].map(\.plain).joined(separator: " ")
        guard first.plain.count > 12, let match = text.firstMatch(of: /^([Zz]wischen:?)\s+(.+?)(?:,?\s+(wird\s+.*|werden\s+.*|schließen\s+.*|ist\s+folgende.*))?$/) else {
            return nil
        }
        var parties = OldParties(form: .sentence)
        (parties.lead, parties.closing) = (String(match.1), match.3.map(String.init) ?? "")
        let halves = halves(String(match.2))
        guard halves.count == 2 else { return nil }
        parties.list = halves.compactMap { party([$0]) }
        return parties.list.count == 2 ? (parties, end + 1) : nil
    }

    /// At the one „und“ that an article follows, outside of representatives and names.
    private static func halves(_ text: String) -> [String] {
        let marks = text.matches(of: /(?:[–)-]|genannt\)?|\d{5} \p{L}+,?)\s+und\s+(?=(?:der|dem|den|die|das)\s)/)
        if let mark = marks.first, marks.count == 1, let and = text[mark.range].range(of: "und") {
            return [String(text[..<and.lowerBound]).trimmed, String(text[and.upperBound...]).trimmed]
        }
        let plain = text.matches(of: /\sund\s+(?=(?:der|dem|den|die|das)\s)/)
        guard let one = plain.first, plain.count == 1 else { return [] }
        return [String(text[..<one.range.lowerBound]).trimmed, String(text[one.range.upperBound...]).trimmed]
    }

    private static func isClosing(_ text: String) -> Bool {
        text.contains(/(?:geschlossen|getroffen|vereinbart|abgeschlossen|folgende\p{L}* .*(?:[Vv]ereinbarung|Vertrag|Abkommen))[:.]?$/) && text.count <= 200
    }

    // MARK: - One party

    private static func party(_ lines: [String]) -> OldParty? {
        var rest = lines.joined(separator: "\n")
        var party = OldParty(name: "")
        if let found = designation(rest) {
            party.designation = found.name
            rest.removeSubrange(found.range)
        }
        if let match = rest.firstMatch(of: /,?\s*(?:dieser?|diese)?\s*(?:gesetzlich\s+)?vertreten durch:?\s+([^\n]+)/) {
            party.representative = String(match.1).trimmed.replacing(/[,;]$/, with: "")
            rest.removeSubrange(match.range)
        }
        if let match = rest.firstMatch(of: /(\d{5})\s+([^\n,;]+)/) {
            (party.postcode, party.town) = (String(match.1), String(match.2).trimmed)
            rest.replaceSubrange(match.range, with: "\u{1F}")
        }
        var parts = rest.split(whereSeparator: { $0 == "\n" || $0 == "," || $0 == "\u{1F}" }).map { $0.trimmed }.filter { !$0.isEmpty && $0 != "–" && $0 != "-" }
        guard let name = parts.first, name.contains(where: \.isLetter) else { return nil }
        parts.removeFirst()
        if party.town != nil, let index = parts.lastIndex(where: { $0.contains(/\p{L}.* \d+ ?[a-z]?(?:[–\/-]\d+)?[a-z]?$/) }) {
            party.street = parts.remove(at: index)
        }
        party.unit = parts.isEmpty ? nil : parts.joined(separator: ", ")
        if let match = name.prefixMatch(of: /(der|dem|den|die|das)\s+/) {
            party.article = String(match.1)
            party.name = String(name[match.range.upperBound...])
        } else {
            party.name = name
        }
        return party
    }

    /// „– im Folgenden „Jugendamt“ genannt –“, „(nachfolgend: Träger)“
    private static func designation(_ text: String) -> (name: String, range: Range<String.Index>)? {
        let quoted =
            /[,;]?\s*[–—(-]?\s*(?:im\s+[Ff]olgenden|nachfolgend|nachstehend|im Weiteren)(?:\s+(?:zusammen|gemeinsam|kurz|auch|als|nur))*:?\s*[„"“»]([^“”"«\n]{1,80})[“”"«](?:\s*(?:genannt|bezeichnet))?\s*[–—)-]?/
        if let match = text.firstMatch(of: quoted) { return (String(match.1).trimmed, match.range) }
        let plain =
            /[,;]?\s*[–—(-]\s*(?:im\s+[Ff]olgenden|nachfolgend|nachstehend)(?:\s+(?:kurz|auch|nur|als))*:?\s+(\p{Lu}[\p{L} -]{1,60}?)(?:\s*(?:genannt|bezeichnet))?\s*[–—)-]/
        if let match = text.firstMatch(of: plain) { return (String(match.1).trimmed, match.range) }
        return nil
    }
}
