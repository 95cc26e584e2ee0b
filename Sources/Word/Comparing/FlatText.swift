/// Paragraphs as somebody reads them who has accepted, or rejected, every marked change.
struct FlatText {
    struct Token: Hashable {
        var text: String
        /// A blank stands before it.
        var isSpaced: Bool
        var revision: ReadPiece.Revision?
        var isReference = false
        var isHidden = false
    }

    struct Paragraph {
        var tokens: [Token]
        /// Of the paragraph that it ends with.
        var source: ReadParagraph
        /// „§ 4 (2)“, and the heading.
        var place = ""
        var heading = ""
        var text: String { FlatText.text(tokens) }
        var key: String { tokens.map(\.text).joined(separator: " ") }
    }

    private(set) var paragraphs: [Paragraph] = []
    /// Index of each paragraph of the file in ``paragraphs``.
    private(set) var indices: [Int: Int] = [:]

    init(_ source: [ReadParagraph], accepted: Bool) {
        var pending: [ReadPiece] = []
        var waiting: [Int] = []
        var (section, heading) = ("", "")
        for (index, paragraph) in source.enumerated() {
            pending += paragraph.pieces.filter { $0.isThere(accepted: accepted) }
            waiting.append(index)
            // The end of this paragraph is gone in this reading: the next one goes on.
            if let mark = paragraph.mark, mark.isAddition != accepted, index + 1 < source.count { continue }
            let tokens = FlatText.tokens(pending)
            pending = []
            if !tokens.isEmpty {
                var flat = Paragraph(tokens: tokens, source: paragraph)
                if paragraph.outline != nil {
                    section = paragraph.label
                    heading = flat.text
                    flat.place = section
                } else {
                    flat.place = [section, paragraph.isBullet ? "" : paragraph.label].filter { !$0.isEmpty }.joined(separator: " ")
                }
                flat.heading = heading
                paragraphs.append(flat)
            }
            for one in waiting { indices[one] = max(0, paragraphs.count - 1) }
            waiting = []
        }
    }

    /// Words, and what stands between them, each by itself.
    static func tokens(_ pieces: [ReadPiece]) -> [Token] {
        var tokens: [Token] = []
        var (isOpen, isSpaced) = (false, true)
        for piece in pieces {
            for character in piece.text {
                if character.isWhitespace {
                    (isOpen, isSpaced) = (false, true)
                    continue
                }
                guard let plain = Wording.normal(String(character)).first else { continue }
                let isWord = plain.isLetter || plain.isNumber || plain == "_"
                if isOpen, isWord, let last = tokens.indices.last {
                    tokens[last].text.append(plain)
                    tokens[last].revision = tokens[last].revision ?? piece.revision
                    tokens[last].isReference = tokens[last].isReference && piece.isReference
                    tokens[last].isHidden = tokens[last].isHidden || piece.isHidden
                } else {
                    tokens.append(
                        Token(text: String(plain), isSpaced: isSpaced, revision: piece.revision, isReference: piece.isReference, isHidden: piece.isHidden))
                }
                (isOpen, isSpaced) = (isWord, false)
            }
        }
        return tokens
    }

    static func text(_ tokens: some Sequence<Token>) -> String {
        var text = ""
        for token in tokens { text += (token.isSpaced && !text.isEmpty ? " " : "") + token.text }
        return text
    }
}
