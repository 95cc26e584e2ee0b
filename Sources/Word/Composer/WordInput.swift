import DocumentModel
import Findings
import Styles

/// What a word-processor file is made of besides the document.
package struct WordInput {
    package var style: StyleSheet
    /// The content of `vereinbarung.json`; `nil` where the agreement wants no origin.
    package var origin: [UInt8]?
    /// By path.
    package var fields: [FieldPath: WordField]
    /// On which page a part begins, from 1: for tables of contents and „Seite 7“ until Word counts for itself.
    package var pages: [NodeID: Int]
    /// Clauses can be read, not changed.
    package var locksClauses: Bool
    /// A PNG of a picture.
    package var picture: (WordPicture) throws(FindingList) -> [UInt8]

    package init(
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
package struct WordField: Sendable, Hashable {
    package var label: String
    /// Text and value of each choice; empty for fields of other kinds.
    package var choices: [Choice]

    package struct Choice: Sendable, Hashable {
        package var text: String
        package var value: String

        package init(text: String, value: String) {
            self.text = text
            self.value = value
        }
    }

    package init(label: String, choices: [Choice] = []) {
        self.label = label
        self.choices = choices
    }
}

/// A picture that the file holds. Sizes in points.
package enum WordPicture: Sendable, Hashable {
    case file(String, Size)
    /// A page of somebody else's file, from 0.
    case foreignPage(file: String, index: Int, Size)
}
