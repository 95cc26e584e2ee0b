import Foundation
import Word

/// Words as Markdown of ours: nothing in them is a sign of Markdown or a marker.
enum MarkdownText {
    /// Escaped; blanks as they are but for tabs; a line end of the old paragraph stays one.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", "*", "_", "`", "[", "]", "<", ">", "|", "~", "&", "#", "!": result += "\\" + String(character)
            // A marker is nothing that an old contract has.
            case "{": result += "("
            case "}": result += ")"
            case "\t": result += " "
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}": result += " "
            default: result.append(character)
            }
        }
        return result
    }

    /// Lines of at most some 110 characters that none begins with what could be a sign of a list, below an indent.
    static func wrapped(_ text: String, indent: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let isSafe = word.first.map { $0.isLetter || $0 == "„" || $0 == "(" } ?? false
            if !line.isEmpty, line.count + word.count > 110, isSafe, !word.contains(/^\p{L}[.)]/) {
                lines.append(line)
                line = String(word)
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        lines.append(line)
        return lines.joined(separator: "\n" + indent)
    }

    /// The first characters of a paragraph are no sign of a list or heading.
    static func begun(_ text: String) -> String {
        if let match = text.prefixMatch(of: /(\d{1,9})([.)])(?=\s|$)/) { return "\(match.1)\\\(match.2)" + text[match.range.upperBound...] }
        if let first = text.first, "+-=".contains(first) { return "\\" + text }
        return text
    }
}

/// A text of YAML; what JSON writes in quotes is one.
enum YAMLText {
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Within a line of ours that is a template: no markers.
    static func literal(_ text: String) -> String { quoted(text.replacing("{", with: "(").replacing("}", with: ")")) }

    /// What stands in a comment.
    static func comment(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
