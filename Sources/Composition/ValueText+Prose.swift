import Agreements
import DocumentModel
import Foundation
import GermanText

/// Longer texts, over lines and paragraphs.
extension ValueText {
    /// A name or an address on one line: characters as typed, blanks may become unbreakable.
    static func name(_ text: String, normalised: Bool) -> String {
        let line = lines(text).joined(separator: " ")
        return normalised ? GermanTypography.normaliseName(line) : line
    }

    /// A long text, its lines kept.
    static func prose(_ text: String, _ typography: Typography, normalised: Bool) -> [Inline] {
        lines(text).enumerated().flatMap { index, line in
            (index > 0 ? [Inline.lineBreak] : []) + typography.inlines(line, normalised: normalised)
        }
    }

    /// Lines of a long text, without empty ones.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Paragraphs of a long text: empty lines part them; within them line breaks stay.
    static func paragraphs(_ text: String) -> [String] {
        var result: [String] = []
        var current: [String] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map({ String($0).trimmed }) {
            if line.isEmpty {
                if !current.isEmpty { result.append(current.joined(separator: "\n")) }
                current = []
            } else {
                current.append(line)
            }
        }
        if !current.isEmpty { result.append(current.joined(separator: "\n")) }
        return result
    }

    /// A person, an address or a body on one line.
    static func oneLine(_ record: Record) -> String {
        func text(_ name: String) -> String? {
            guard case .text(let text)? = record[name] else { return nil }
            let trimmed = text.trimmed
            return trimmed.isEmpty ? nil : trimmed
        }
        if record["vorname"] != nil || record["anrede"] != nil || (record["name"] != nil && record["strasse"] == nil) {
            return ["anrede", "titel", "vorname", "name"].compactMap(text).joined(separator: " ")
        }
        let place = ["plz", "ort"].compactMap(text).joined(separator: " ")
        if record["name"] == nil { return [text("strasse"), place.isEmpty ? nil : place].compactMap { $0 }.joined(separator: ", ") }
        return text("name") ?? ""
    }
}
