import Word

/// The annexes behind the contract: a list of their names, or their texts with a heading each.
struct AnnexFinder {
    struct Found {
        var figure: String
        var title: String
        /// Lines of its text.
        var body: Range<Int>
    }

    /// The first line that belongs to them; the number of lines where there are none.
    let start: Int
    private(set) var annexes: [Found] = []

    init(_ lines: [OldLine], from first: Int, roles: [HeadingFinder.Role]) {
        var last = roles.lastIndex { $0 == .section } ?? first
        if lines.indices.contains(last), lines[last].plain.isEmpty { last += 1 }
        // A list of annexes before the signatures is text of a section.
        let signed = lines.indices.first { $0 > last && SignatureFinder.isSign(lines[$0]) } ?? last
        let absatz = lines.lastIndex { $0.number?.shape == .bracketed } ?? -1
        let candidates = lines.indices.filter { $0 > signed && AnnexFinder.heading(lines[$0]) != nil && (lines[$0].number == nil || $0 > absatz) }
        // „Anlagen:“ over a list of names.
        let list = lines.indices.first { $0 > signed && lines[$0].cell == nil && lines[$0].plain.prefixMatch(of: /(?:Anlagen?|Anlagenverzeichnis|Anhänge?):?$/) != nil }
        start = min(candidates.first ?? lines.count, list ?? lines.count)
        guard !candidates.isEmpty else {
            if let list { annexes = AnnexFinder.named(lines, behind: list) }
            return
        }
        for (position, index) in candidates.enumerated() {
            guard let heading = AnnexFinder.heading(lines[index]) else { continue }
            var (title, body) = (heading.title, index + 1)
            let end = position + 1 < candidates.count ? candidates[position + 1] : lines.count
            if title.isEmpty, body < end, lines[body].cell == nil, lines[body].number == nil, lines[body].plain.count <= 140, !lines[body].endsAsText {
                title = lines[body].plain
                body += 1
            }
            if let known = annexes.firstIndex(where: { $0.figure == heading.figure }) {
                // Named in a list before, and here with its text.
                annexes[known].body = body..<end
                if annexes[known].title.isEmpty { annexes[known].title = title }
            } else {
                annexes.append(Found(figure: heading.figure, title: title, body: body..<end))
            }
        }
    }

    /// „Anlage 2: Ansprechpersonen“
    static func heading(_ line: OldLine) -> (figure: String, title: String)? {
        guard line.cell == nil, line.plain.count <= 160, !line.plain.hasSuffix("."),
            line.number.map({ $0.shape == .bullet || $0.shape == .decimal(depth: 1) || $0.shape == .closed }) ?? true
        else { return nil }
        let text = NoteMark.removed(from: line.text).replacing("\u{A0}", with: " ")
        guard let match = text.prefixMatch(of: /(?:Anlage|Anhang|ANLAGE)(?: +(\d{1,2}|[A-Z])(?![\p{L}\d]))?\s*[:.–—-]?\s*/) else { return nil }
        let title = text[match.range.upperBound...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isStyled = match.0.contains(where: \.isNewline) || line.style.lowercased().contains("annex") || line.style.lowercased().contains("anlage")
        if match.1 == nil, !title.isEmpty, !match.0.contains(":"), !match.0.contains("–"), !isStyled { return nil }
        if title.first?.isLowercase == true { return nil }
        return (match.1.map(String.init) ?? "", title)
    }

    /// Names in the lines below „Anlagen:“.
    private static func named(_ lines: [OldLine], behind start: Int) -> [Found] {
        let names = lines[(start + 1)...].prefix { $0.cell == nil && $0.plain.count <= 140 && !$0.plain.isEmpty }
        return names.enumerated().map { Found(figure: String($0.offset + 1), title: $0.element.plain, body: 0..<0) }
    }
}
