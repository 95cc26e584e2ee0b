import Checksum
import Findings

/// A file as it was read: UTF-8, NFC, lines ended by LF, no byte order mark.
package struct SourceFile: Sendable, Hashable {
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// SHA-256 of the text: the same however lines end.
    package var sha256: String { SHA256.hex(of: text) }
}

/// A text that clerks wrote, together with where: any offset in it leads back to line and column of the file.
///
/// Templates (titles, lines, bodies) and expressions are kept as such until they are parsed.
package struct SourceText: Sendable {
    package let value: String
    /// Where the first character stands.
    package let start: Place
    private let mapping: Mapping

    private enum Mapping: Sendable {
        /// The value stands in the file as it is: lines count on, columns begin anew at 1.
        case verbatim
        /// A YAML scalar: escapes, quotes, folding and indentation stand between value and file.
        case scalar(SourceFile, line: Int, column: Int)
        /// Everything is at one place (a cell of a table, an option).
        case whole
    }

    private init(value: String, start: Place, mapping: Mapping) {
        self.value = value
        self.start = start
        self.mapping = mapping
    }

    /// Text that stands in the file as it is, beginning at line and column (both from 1).
    package static func verbatim(_ value: String, path: String, line: Int, column: Int = 1) -> SourceText {
        SourceText(value: value, start: .file(path, line: line, column: column), mapping: .verbatim)
    }

    /// The decoded value of a YAML scalar whose token begins at line and column (both from 1) of the file.
    package static func scalar(_ value: String, in file: SourceFile, line: Int, column: Int) -> SourceText {
        SourceText(
            value: value, start: .file(file.path, line: line, column: column),
            mapping: .scalar(file, line: line, column: column))
    }

    /// A text whose parts have no places of their own.
    package static func whole(_ value: String, at place: Place) -> SourceText {
        SourceText(value: value, start: place, mapping: .whole)
    }

    /// Where the character at `offset` stands. `offset` counts Unicode scalars of ``value``; beyond its end the place of
    /// the end is given.
    package func place(at offset: Int) -> Place {
        guard case .file(let path, var line, var column) = start else { return start }
        switch mapping {
        case .whole:
            return start
        case .verbatim:
            for scalar in value.unicodeScalars.prefix(max(0, offset)) {
                if scalar == "\n" {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
            }
            return .file(path, line: line, column: column)
        case .scalar(let file, let line, let column):
            let walk = ScalarWalk(file: file, line: line, column: column)
            let found = walk.position(of: max(0, offset), in: value)
            return .file(path, line: found.line, column: found.column)
        }
    }
}

extension SourceText: Hashable {
    package static func == (a: SourceText, b: SourceText) -> Bool { a.value == b.value && a.start == b.start }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(value)
        hasher.combine(start)
    }
}

/// Walks a decoded YAML scalar and its source side by side. Runs only when an error has to name its place.
private struct ScalarWalk {
    let raw: [Unicode.Scalar]
    let line: Int
    let column: Int

    init(file: SourceFile, line: Int, column: Int) {
        let lines = file.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropFirst(line - 1)
        let rest = lines.joined(separator: [0x0A])
        raw = Array(String(decoding: Array(rest), as: UTF8.self).unicodeScalars.dropFirst(column - 1))
        self.line = line
        self.column = column
    }

    func position(of offset: Int, in value: String) -> (line: Int, column: Int) {
        var cursor = 0
        if let first = raw.first {
            if first == "\"" || first == "'" {
                cursor = 1
            } else if first == "|" || first == ">" {
                // The header of a block scalar: its text begins on the next line.
                while cursor < raw.count, raw[cursor] != "\n" { cursor += 1 }
            }
        }
        let isDoubleQuoted = raw.first == "\""
        let scalars = Array(value.unicodeScalars.prefix(offset + 1))
        for (index, scalar) in scalars.enumerated() {
            if isSpace(scalar) {
                // A run of blanks may be a folded line end with its indentation.
                if index + 1 < scalars.count, isSpace(scalars[index + 1]) { continue }
                if index == scalars.count - 1, index == offset { break }
                while cursor < raw.count, isSpace(raw[cursor]) { cursor += 1 }
                continue
            }
            while cursor < raw.count, isSpace(raw[cursor]) { cursor += 1 }
            if cursor < raw.count, raw[cursor] != scalar {
                let escaped = isDoubleQuoted && raw[cursor] == "\\"
                if escaped, cursor + 1 < raw.count, raw[cursor + 1] != scalar {
                    if index == offset { break }
                    cursor += escapeLength(raw[cursor + 1])
                    continue
                }
                if escaped { cursor += 1 }
            }
            if index == offset { break }
            // '' stands for one apostrophe in single quotes.
            let isDoubledQuote = raw.first == "'" && scalar == "'"
            cursor += isDoubledQuote ? 2 : 1
        }
        return place(of: cursor)
    }

    private func escapeLength(_ kind: Unicode.Scalar) -> Int {
        switch kind {
        case "x": 4
        case "u": 6
        case "U": 10
        default: 2
        }
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" || scalar == "\t" }

    private func place(of cursor: Int) -> (line: Int, column: Int) {
        var line = line
        var column = column
        for scalar in raw.prefix(cursor) {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return (line, column)
    }
}
