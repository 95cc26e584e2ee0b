/// Where a part of the document came from. Carried by every block, so that a finding of the layout can name the file,
/// and `explain` can tell the clause behind each paragraph.
public struct Origin: Sendable, Hashable {
    /// `kuendigung/frist`; `nil` for parts that the agreement itself brings.
    public var clause: ClauseVersion?
    /// The file the text was written in, and its line (from 1; 0: the file as a whole).
    public var file: String?
    public var line: Int

    public init(clause: ClauseVersion? = nil, file: String? = nil, line: Int = 0) {
        self.clause = clause
        self.file = file
        self.line = line
    }

    public static let none = Origin()
}

/// Which variant of which clause family, in which version.
public struct ClauseVersion: Sendable, Hashable {
    /// Name of the folder below `clauses/`.
    public var family: String
    /// Name of the Markdown file, without ending.
    public var variant: String
    /// `fassung` in the front matter.
    public var version: String

    public init(family: String, variant: String, version: String) {
        self.family = family
        self.variant = variant
        self.version = version
    }

    public var name: String { "\(family)/\(variant)" }
}
