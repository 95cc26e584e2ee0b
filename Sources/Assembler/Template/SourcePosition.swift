import Findings

/// A place in the text a clerk wrote. Both count from 1; columns count Unicode scalars.
public struct SourcePosition: Sendable, Hashable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }

    func place(in file: String) -> Place { .file(file, line: line, column: column) }
}
