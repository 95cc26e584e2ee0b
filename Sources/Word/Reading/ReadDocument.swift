import Findings

/// A DOCX as read: its paragraphs with everything that tells a change from what was there, formatting left out.
public struct ReadDocument: Sendable {
    /// In the order of the text; those of tables cell by cell.
    public var paragraphs: [ReadParagraph] = []
    /// Foot and end notes.
    public var notes: [ReadParagraph] = []
    /// Heads and feet.
    public var furniture: [ReadParagraph] = []
    public var comments: [ReadComment] = []
    /// `vereinbarung.json`, where the file has it still.
    public var origin: [UInt8]?

    /// - Parameter path: for messages; nothing is opened.
    /// - Throws: a finding for what is no DOCX, damaged, acts, or asks for something outside.
    public init(_ bytes: [UInt8], path: String) throws(Finding) {
        let package = try WordPackage(bytes, path: path)
        self = try DocumentReader.read(package)
    }

    /// A file of Word or of LibreOffice (ODT), whichever it is.
    ///
    /// - Throws: as above.
    public static func ofAnyKind(_ bytes: [UInt8], path: String) throws(Finding) -> ReadDocument {
        try OpenTextReader.isOpenDocument(bytes, path: path) ? try OpenTextReader.read(bytes, path: path) : try ReadDocument(bytes, path: path)
    }

    init() {}

    /// Whether anything in it is marked as a change.
    public var hasRevisions: Bool {
        (paragraphs + notes + furniture).contains { $0.mark != nil || $0.pieces.contains { $0.revision != nil } }
    }

    public struct ReadComment: Sendable, Hashable {
        public var author: String
        public var date: String
        public var text: String
        /// The words it hangs on.
        public var passage = ""
        /// Index of the paragraph it is in; `nil`: not in the running text.
        public var paragraph: Int?
    }
}

public struct ReadParagraph: Sendable, Hashable {
    public var pieces: [ReadPiece] = []
    /// Name of its style, as the file has it: „Heading1“.
    public var style = ""
    /// What a word processor counts before it, and the list's level from 0; `""`: nothing.
    public var label = ""
    public var level = 0
    public var isBullet = false
    /// From 0; `nil`: no heading.
    public var outline: Int?
    /// `kuendigung/frist@1.0`, where the region around says so.
    public var clause: String?
    /// Within a table: number of the table, of the row and of the cell, from 0.
    public var cell: [Int]?
    /// A change of its end: two paragraphs made of one, or one of two.
    public var mark: ReadPiece.Revision?
    /// Centred by itself or its style.
    public var isCentred = false
    /// Of a foot or end note: its name, as the reference has it.
    public var note: String?
    /// All its letters are bold.
    public var isBold: Bool { pieces.contains { !$0.isBlank } && pieces.allSatisfy { $0.isBold || $0.isBlank } }

    /// What is read once all marked changes are accepted, or rejected.
    public func text(accepted: Bool) -> String { Wording.normal(pieces.filter { $0.isThere(accepted: accepted) }.map(\.text).joined()) }

    public var text: String { text(accepted: true) }
}

/// A stretch of text of one kind.
public struct ReadPiece: Sendable, Hashable {
    public struct Revision: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            case inserted, deleted, movedHere, movedAway
        }

        public var kind: Kind
        public var author: String
        public var date: String

        public var isAddition: Bool { kind == .inserted || kind == .movedHere }
    }

    public var text: String
    /// Around it, the innermost one last: inserted by one person, deleted by another.
    public var revisions: [Revision] = []
    /// Tag of the control around, and which of all controls it is.
    public var control: String?
    public var controlNumber = 0
    /// The result of a field that gives a number.
    public var isReference = false
    /// Word does not show it, or nobody can see it.
    public var isHidden = false
    public var isBold = false
    /// A reference to a foot or end note, without words of its own.
    public var note: String?

    public var revision: Revision? { revisions.last }
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

    package func isThere(accepted: Bool) -> Bool { revisions.allSatisfy { $0.isAddition == accepted } }
}

/// Text as it is compared: what a word processor changes unasked is no change.
public enum Wording {
    /// Blanks of any kind and number as one, no soft hyphens and joiners, one kind of hyphen.
    public static func normal(_ text: String) -> String {
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
