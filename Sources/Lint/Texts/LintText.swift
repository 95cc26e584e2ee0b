import Assembler
import Findings
import Settings

/// A text as the rules see it: passages of plain words, each of which leads back to where it was written.
package struct LintText: Sendable {
    package enum Kind: Sendable, Hashable {
        /// Text that came from elsewhere: a file typed by someone, nothing normalised, nothing numbered by the program.
        case typescript
        /// One clause of the library: a part of documents yet to be assembled.
        case clause
        /// An assembled agreement, numbers and references finished.
        case document
    }

    package let kind: Kind
    package let passages: [LintPassage]

    /// Numbers of the text's own sections that are headed „§ 4“.
    let ownSections: Set<Int>
    /// Words of values, which are the partner's own: names of people and places.
    let valueWords: Set<String>

    init(_ kind: Kind, _ passages: [LintPassage], valueWords: Set<String> = []) {
        self.kind = kind
        self.passages = passages
        self.valueWords = valueWords
        ownSections = Set(passages.compactMap { $0.role == .heading ? $0.ownSection : nil })
    }
}

/// A heading, a paragraph, an item of a list, a cell.
package struct LintPassage: Sendable {
    package enum Role: Sendable, Hashable {
        case heading, paragraph, item
        /// „§ 37a SGB VIII (Beratung …)“ under a heading.
        case legalLine
        /// Parties, signatures, letterhead, cells: names and labels, no sentences.
        case label
    }

    package let role: Role
    /// Number of `#` before a heading; `nil` where the text marks none.
    let level: Int?
    package let text: String
    let scalars: [Unicode.Scalar]
    let tokens: [Token]
    /// The passage belongs to a clause of the library, which is looked at by itself.
    let isFromClause: Bool
    private let source: SourceText
    /// For each scalar of `text` its offset in the source; `nil`: the same.
    private let offsets: [Int]?

    /// Stands for a value that is put in later.
    static let gap: Unicode.Scalar = "\u{FFFC}"

    init(
        _ role: Role, level: Int? = nil, _ scalars: [Unicode.Scalar], offsets: [Int]? = nil, source: SourceText, isFromClause: Bool = false
    ) {
        self.role = role
        self.level = level
        self.scalars = scalars
        text = String(String.UnicodeScalarView(scalars))
        tokens = Token.all(in: scalars)
        self.source = source
        self.offsets = offsets
        self.isFromClause = isFromClause
    }

    /// Where the scalar at `offset` of ``text`` was written.
    func place(_ offset: Int) -> Place {
        guard let offsets else { return source.place(at: offset) }
        guard let last = offsets.last else { return source.start }
        return source.place(at: offset < offsets.count ? offsets[offset] : last)
    }

    /// Offset in scalars of a position in ``text``.
    func offset(of index: String.Index) -> Int {
        text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: index)
    }

    func words(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    /// „§ 4 Aufgaben“ as a heading: 4.
    var ownSection: Int? {
        guard tokens.count > 1, tokens[0].text == "§", tokens[0].range.lowerBound == 0 else { return nil }
        return tokens[1].number
    }
}
