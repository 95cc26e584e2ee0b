import Agreements
import DocumentModel
import Findings
import GermanText

/// A block with its values put in and its conditions decided, not yet numbered.
struct Passage: Sendable {
    var origin: Origin
    var mark: ReferenceMark?
    var content: PassageContent

    /// A sentence that the list behind it goes on with.
    var isLead: Bool { if case .paragraph(.listLead, _, _) = content { true } else { false } }

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
    /// Bytes of the paragraph's text before it.
    var offset: Int
    /// Number of the sentence, from 1; `nil` where the mark names the paragraph.
    var ordinal: Int?

    /// Where it stands.
    var position: SourcePosition

    /// With its sentence, once the whole paragraph is known. Where nothing follows the mark, or the paragraph is one sentence, the
    /// paragraph is meant.
    ///
    /// - Parameter doubt: becomes the words at which a sentence may end or not, where the number depends on that.
    func counted(in paragraph: String, doubt: inout String?) -> SentenceMark {
        var result = self
        let before = String(decoding: Array(paragraph.utf8.prefix(offset)), as: UTF8.self)
        let isLast = before.trimmed.utf8.count >= paragraph.trimmed.utf8.count
        let whole = SentenceCounter.count(paragraph)
        let count = SentenceCounter.count(before)
        if !isLast { doubt = whole.ordinal == 1 ? whole.doubt : count.doubt }
        result.ordinal = isLast || whole.ordinal == 1 ? nil : count.ordinal
        return result
    }
}

/// „…“ introduced as a term of the agreement.
struct TermDefinition: Sendable, Hashable {
    var term: String
    var place: Place
}

/// Which of the references that are not settled yet, from 0. Until then it stands in the tree where the node will that it leads to.
struct PendingReferenceID: Sendable, Hashable {
    let index: Int

    init(index: Int) { self.index = index }

    /// `nil` for a node: those count from 0 upwards, references from -1 downwards.
    init?(target: NodeID) {
        guard target.rawValue < 0 else { return nil }
        index = -1 - Int(target.rawValue)
    }

    /// - Returns: `nil` beyond 2^31.
    var target: NodeID? { Int32(exactly: -1 - index).map(NodeID.init(rawValue:)) }
}

/// A reference in running text, settled once everything is numbered; it travels through the tree as ``PendingReferenceID/target``.
struct PendingReference: Sendable {
    enum Target: Sendable, Hashable {
        case clause(family: String, mark: String?)
        case annex(key: String)
    }

    var target: Target
    /// With its article: „des Absatzes 1“, „der Anlage 2“; `nil`: as citations are.
    var grammaticalCase: GrammaticalCase?
    /// Instance of the clause that the reference stands in.
    var instance: Int
    var place: Place
}
