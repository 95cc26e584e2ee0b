import Findings

/// A DOCX as read: its paragraphs with everything that tells a change from what was there, formatting left out.
package struct ReadDocument: Sendable {
    /// In the order of the text; those of tables cell by cell.
    package var paragraphs: [ReadParagraph] = []
    /// Foot and end notes.
    package var notes: [ReadParagraph] = []
    /// Heads and feet.
    package var furniture: [ReadParagraph] = []
    package var comments: [ReadComment] = []
    /// `vereinbarung.json`, where the file has it still.
    package var origin: [UInt8]?

    /// - Parameter path: for messages; nothing is opened.
    /// - Throws: a finding for what is no DOCX, damaged, acts, or asks for something outside.
    package init(_ bytes: [UInt8], path: String) throws(Finding) {
        let package = try WordPackage(bytes, path: path)
        self = try DocumentReader.read(package)
    }

    /// A file of Word or of LibreOffice (ODT), whichever it is.
    ///
    /// - Throws: as above.
    package static func ofAnyKind(_ bytes: [UInt8], path: String) throws(Finding) -> ReadDocument {
        try OpenTextReader.isOpenDocument(bytes, path: path) ? try OpenTextReader.read(bytes, path: path) : try ReadDocument(bytes, path: path)
    }

    init() {}

    /// Whether anything in it is marked as a change.
    package var hasRevisions: Bool {
        (paragraphs + notes + furniture).contains { $0.mark != nil || $0.pieces.contains { $0.revision != nil } }
    }

    package struct ReadComment: Sendable, Hashable {
        package var author: String
        package var date: String
        package var text: String
        /// The words it hangs on.
        package var passage = ""
        /// Index of the paragraph it is in; `nil`: not in the running text.
        package var paragraph: Int?
    }
}

package struct ReadParagraph: Sendable, Hashable {
    package var pieces: [ReadPiece] = []
    /// Name of its style, as the file has it: „Heading1“.
    package var style = ""
    /// What a word processor counts before it, and the list's level from 0; `""`: nothing.
    package var label = ""
    package var level = 0
    package var isBullet = false
    /// From 0; `nil`: no heading.
    package var outline: Int?
    /// `kuendigung/frist@1.0`, where the region around says so.
    package var clause: String?
    /// Within a table: number of the table, of the row and of the cell, from 0.
    package var cell: [Int]?
    /// A change of its end: two paragraphs made of one, or one of two.
    package var mark: ReadPiece.Revision?
    /// Centred by itself or its style.
    package var isCentred = false
    /// Of a foot or end note: its name, as the reference has it.
    package var note: String?
    /// All its letters are bold.
    package var isBold: Bool { pieces.contains { !$0.isBlank } && pieces.allSatisfy { $0.isBold || $0.isBlank } }

    /// What is read once all marked changes are accepted, or rejected.
    package func text(accepted: Bool) -> String { Wording.normal(pieces.filter { $0.isThere(accepted: accepted) }.map(\.text).joined()) }

    package var text: String { text(accepted: true) }
}

/// A stretch of text of one kind.
package struct ReadPiece: Sendable, Hashable {
    package struct Revision: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case inserted, deleted, movedHere, movedAway
        }

        package var kind: Kind
        package var author: String
        package var date: String

        package var isAddition: Bool { kind == .inserted || kind == .movedHere }
    }

    package var text: String
    /// Around it, the innermost one last: inserted by one person, deleted by another.
    package var revisions: [Revision] = []
    /// Tag of the control around, and which of all controls it is.
    package var control: String?
    package var controlNumber = 0
    /// The result of a field that gives a number.
    package var isReference = false
    /// Word does not show it, or nobody can see it.
    package var isHidden = false
    package var isBold = false
    /// A reference to a foot or end note, without words of its own.
    package var note: String?

    package var revision: Revision? { revisions.last }
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

    package func isThere(accepted: Bool) -> Bool { revisions.allSatisfy { $0.isAddition == accepted } }
}

/// Text as it is compared: what a word processor changes unasked is no change.
package enum Wording {
    /// Blanks of any kind and number as one, no soft hyphens and joiners, one kind of hyphen.
    package static func normal(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isBlank = true
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "\u{AD}", "\u{2060}", "\u{200B}", "\u{FEFF}": continue
            case "\u{2010}", "\u{2011}":
                result.append("-")
                isBlank = false
            case _ where scalar.properties.isWhitespace:
                if !isBlank { result.append(" ") }
                isBlank = true
            default:
                result.append(scalar)
                isBlank = false
            }
        }
        if result.last == " " { result.removeLast() }
        return String(result)
    }
}
