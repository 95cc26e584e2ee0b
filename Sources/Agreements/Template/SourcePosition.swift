import Findings
import Settings

/// A place in the text a clerk wrote. Both count from 1; columns count Unicode scalars.
package struct SourcePosition: Sendable, Hashable, Comparable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// Leads from a position in a template back to the file.
package enum PlaceLocator: Sendable, Hashable {
    /// Positions are those of the file.
    case file(String)
    /// Positions count within the text, which stands in a YAML file or a table.
    case text(SourceText)

    package func place(_ position: SourcePosition) -> Place {
        switch self {
        case .file(let path):
            return .file(path, line: position.line, column: position.column)
        case .text(let text):
            var offset = 0
            var line = 1
            for scalar in text.value.unicodeScalars {
                if line == position.line { break }
                offset += 1
                if scalar == "\n" { line += 1 }
            }
            return text.place(at: offset + position.column - 1)
        }
    }

    /// Path of the file and line in it, for origins.
    package func fileAndLine(_ position: SourcePosition) -> (file: String?, line: Int) {
        switch self {
        case .file(let path): return (path, position.line)
        case .text:
            if case .file(let path, let line, _) = place(position) { return (path, line) }
            return (nil, 0)
        }
    }
}
