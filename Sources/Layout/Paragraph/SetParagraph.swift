import CICU
import DocumentModel
import Findings

/// A paragraph broken into lines.
public struct SetParagraph: Sendable, Hashable {
    public var lines: [SetLine]
    /// What the setting costs (Knuth & Plass's demerits); comparable between settings of the same text.
    public var demerits: Double
    /// How many lines more than the best setting has; may be nearer to 0 than was asked for.
    public var achievedLooseness: Int
    public var issues: [TextIssue]

    /// Demerits a line.
    var meanDemerits: Double { lines.isEmpty ? 0 : demerits / Double(lines.count) }

    public init(lines: [SetLine], demerits: Double = 0, achievedLooseness: Int = 0, issues: [TextIssue] = []) {
        self.lines = lines
        self.demerits = demerits
        self.achievedLooseness = achievedLooseness
        self.issues = issues
    }
}

/// What is wrong with a text as it was to be set. The layout does not know files: who called it turns this into a finding.
public struct TextIssue: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// No font of the catalogue has the character. Nothing was set for it; an error.
        case characterMissing(Unicode.Scalar, family: String)
        /// The text was cut between two letters, since it is wider than its column.
        case forcedBreak(String)
        /// Not even one letter fits the column: the line is wider.
        case columnTooNarrow(String)
    }

    public var kind: Kind
    public var field: FieldPath?
    public var node: NodeID?

    public init(_ kind: Kind, field: FieldPath? = nil, node: NodeID? = nil) {
        self.kind = kind
        self.field = field
        self.node = node
    }

    /// - Parameter place: where the node's text was written.
    public func finding(at place: Place?) -> Finding {
        let source = field.map { " (Feld „\($0)“)" } ?? ""
        switch kind {
        case .characterMissing(let scalar, let family):
            let code = String(scalar.value, radix: 16, uppercase: true)
            let number = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
            let name = TextIssue.name(of: scalar)
            return Finding(
                .fehler, "zeichen-fehlt", at: place,
                "Das Zeichen „\(Character(scalar))“ (\(number)\(name.isEmpty ? "" : ", " + name))\(source) hat weder die Schrift \(family) noch eine Ersatzschrift.",
                remedy: "Ersetzen Sie das Zeichen oder tragen Sie eine Schrift, die es hat, als Ersatzschrift in fonts/catalogue.yaml ein.")
        case .forcedBreak(let text):
            return Finding(
                .warnung, "wort-zu-breit", at: place,
                "„\(TextIssue.shortened(text))“\(source) ist breiter als seine Spalte und wurde mitten im Wort umbrochen.",
                remedy: "Tragen Sie das Wort mit seinen Trennstellen in fonts/trennung.txt ein (etwa „Ge-richts=stand“), oder machen Sie die Spalte breiter.")
        case .columnTooNarrow(let text):
            return Finding(
                .warnung, "spalte-zu-schmal", at: place,
                "Die Spalte ist zu schmal für „\(TextIssue.shortened(text))“\(source); der Text ragt hinaus.",
                remedy: "Machen Sie die Spalte breiter.")
        }
    }

    static func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }

    /// The character's Unicode name.
    static func name(of scalar: Unicode.Scalar) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        let length = character_name(Int32(bitPattern: scalar.value), &buffer, Int32(buffer.count))
        guard length > 0, Int(length) < buffer.count else { return "" }
        return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
