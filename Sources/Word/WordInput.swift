import DocumentModel
import Findings
import Styles

/// What a word-processor file is made of besides the document.
public struct WordInput {
    public var style: StyleSheet
    /// The content of `vereinbarung.json`; `nil` where the agreement wants no origin.
    public var origin: [UInt8]?
    /// By path.
    public var fields: [FieldPath: WordField]
    /// On which page a part begins, from 1: for tables of contents and „Seite 7“ until Word counts for itself.
    public var pages: [NodeID: Int]
    /// Clauses can be read, not changed.
    public var locksClauses: Bool
    /// A PNG of a picture.
    public var picture: (WordPicture) throws(FindingList) -> [UInt8]

    public init(
        style: StyleSheet, origin: [UInt8]? = nil, fields: [FieldPath: WordField] = [:], pages: [NodeID: Int] = [:], locksClauses: Bool = false,
        picture: @escaping (WordPicture) throws(FindingList) -> [UInt8]
    ) {
        self.style = style
        self.origin = origin
        self.fields = fields
        self.pages = pages
        self.locksClauses = locksClauses
        self.picture = picture
    }
}

/// A field as its content control shows it.
public struct WordField: Sendable, Hashable {
    public var label: String
    /// Text and value of each choice; empty for fields of other kinds.
    public var choices: [Choice]

    public struct Choice: Sendable, Hashable {
        public var text: String
        public var value: String

        public init(text: String, value: String) {
            self.text = text
            self.value = value
        }
    }

    public init(label: String, choices: [Choice] = []) {
        self.label = label
        self.choices = choices
    }
}

/// A picture that the file holds. Sizes in points.
public enum WordPicture: Sendable, Hashable {
    case file(String, Size)
    /// A page of somebody else's file, from 0.
    case foreignPage(file: String, index: Int, Size)
}
