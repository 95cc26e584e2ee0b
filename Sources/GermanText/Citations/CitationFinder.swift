/// Finds citations of statutes in running text.
public struct CitationFinder: Sendable {
    private let laws: LawNames

    /// - Parameter laws: Abbreviations that count as known; others that look like one are reported with `lawIsKnown` false.
    public init(laws: LawNames) { self.laws = laws }

    public init(laws: some Sequence<String>) { self.init(laws: LawNames(laws)) }

    /// A citation and the text it was read from.
    public struct Found: Sendable, Hashable {
        public var range: Range<String.Index>
        public var citation: StatuteCitation
    }

    /// All citations in the order of the text; a law named once for a row („§ 8a und § 8b SGB VIII“) is given to each of its
    /// members.
    public func findCitations(in text: String) -> [Found] {
        guard mayHoldCitation(text) else { return [] }
        let view = text.unicodeScalars
        let indices = Array(view.indices) + [view.endIndex]
        let scalars = Array(view)
        var scanner = CitationScanner(scalars, laws: laws)
        var hits: [(range: Range<Int>, citation: StatuteCitation)] = []
        while let hit = scanner.next() { hits.append(hit) }
        inheritLaws(&hits, scalars)
        return hits.map { Found(range: indices[$0.range.lowerBound]..<indices[$0.range.upperBound], citation: $0.citation) }
    }

    /// The citation that makes up the whole of `text`, or `nil`.
    public func citation(_ text: String) -> StatuteCitation? {
        let scalars = Array(text.unicodeScalars)
        var scanner = CitationScanner(scalars, laws: laws)
        guard let hit = scanner.next(), hit.range == scalars.indices else { return nil }
        return hit.citation
    }

    /// „§“ is C2 A7 in UTF-8; articles begin with „Art“.
    private func mayHoldCitation(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0xA7, previous == 0xC2 { return true }
            if byte == 0x72, previous == 0x41 { return true }
            previous = byte
        }
        return false
    }

    private func inheritLaws(_ hits: inout [(range: Range<Int>, citation: StatuteCitation)], _ scalars: [Unicode.Scalar]) {
        guard hits.count > 1 else { return }
        for index in stride(from: hits.count - 2, through: 0, by: -1) {
            let next = hits[index + 1]
            guard hits[index].citation.law == nil, hits[index].citation.unit == next.citation.unit, next.citation.law != nil,
                isEnumeration(scalars[hits[index].range.upperBound..<next.range.lowerBound])
            else { continue }
            hits[index].citation.law = next.citation.law
            hits[index].citation.lawIsKnown = next.citation.lawIsKnown
            hits[index].citation.lawIsInherited = true
        }
    }

    private func isEnumeration(_ between: ArraySlice<Unicode.Scalar>) -> Bool {
        guard between.count <= 8 else { return false }
        let text = String(String.UnicodeScalarView(between.map { $0.isBlank ? .space : $0 }))
        return [", ", " und ", " oder ", " sowie ", " bis ", ", und "].contains(text)
    }
}
