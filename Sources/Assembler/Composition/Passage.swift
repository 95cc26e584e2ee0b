import DocumentModel
import Findings

/// A block with its values put in and its conditions decided, not yet numbered.
struct Passage: Sendable {
    var origin: Origin
    var mark: ReferenceMark?
    var content: PassageContent

    init(origin: Origin, mark: ReferenceMark? = nil, _ content: PassageContent) {
        self.origin = origin
        self.mark = mark
        self.content = content
    }
}

/// A name that references use, and where it was written.
struct ReferenceMark: Sendable, Hashable {
    var name: String
    var position: SourcePosition
}

indirect enum PassageContent: Sendable {
    case heading([Inline])
    case paragraph(ParagraphRole, [Inline], sentences: [SentenceMark])
    case list(isOrdered: Bool, [PassageItem])
    case quotation([Passage])
    case table(Table)
}

struct PassageItem: Sendable {
    var mark: ReferenceMark?
    var blocks: [Passage]
}

/// A mark in running text: before the end of a paragraph it names the sentence.
struct SentenceMark: Sendable, Hashable {
    var name: String
    /// The text before it.
    var before: String

    /// Number of the sentence, from 1; `nil` where nothing follows the mark, or the paragraph is one sentence: then the mark names
    /// the paragraph.
    func ordinal(in paragraph: String) -> Int? {
        let isLast = before.trimmed.utf8.count >= paragraph.trimmed.utf8.count
        if isLast || SentenceCounter.ordinal(atEndOf: paragraph) == 1 { return nil }
        return SentenceCounter.ordinal(atEndOf: before)
    }
}

/// A reference in running text, settled once everything is numbered. It travels through the tree as
/// `.reference(target:content:)` with a negative target, which is the index here.
struct PendingReference: Sendable {
    enum Target: Sendable, Hashable {
        case clause(family: String, mark: String?)
        case annex(key: String)
    }

    var target: Target
    /// Instance of the clause that the reference stands in.
    var instance: Int
    var place: Place
}
