/// The fonts and hyphenation patterns that may be used: what `fonts/catalogue.yaml` says. Nothing is looked up through the
/// system, so that output is the same everywhere.
public struct FontCatalogue: Sendable, Hashable {
    /// The folder with the catalogue; the files' paths are relative to it.
    public var root: String
    /// A face's ``FontID`` is its index here.
    public var faces: [Face]
    public var hyphenation: [HyphenationFiles]
    public var dictionaries: [DictionaryFiles]

    public init(root: String, faces: [Face], hyphenation: [HyphenationFiles] = [], dictionaries: [DictionaryFiles] = []) {
        self.root = root
        self.faces = faces
        self.hyphenation = hyphenation
        self.dictionaries = dictionaries
    }

    public struct Face: Sendable, Hashable {
        public var family: String
        public var style: FontStyle
        public var genre: Genre
        public var role: Role
        /// A fallback made for these scripts alone, ISO 15924 (`Hebr`); empty: for any.
        public var scripts: [String]
        public var file: CatalogueFile

        public init(
            family: String, style: FontStyle, genre: Genre, role: Role = .text, scripts: [String] = [], file: CatalogueFile
        ) {
            self.family = family
            self.style = style
            self.genre = genre
            self.role = role
            self.scripts = scripts
            self.file = file
        }
    }

    public enum Genre: String, Sendable, Hashable { case serif, sans }

    /// A fallback stands in for characters that the chosen family does not have.
    public enum Role: String, Sendable, Hashable { case text, fallback }

    /// Names of the families to set text in, sorted.
    public var families: [String] { Set(faces.filter { $0.role == .text }.map(\.family)).sorted() }
}

/// A file that a Debian package brings; used only while its content is what the catalogue was written for.
public struct CatalogueFile: Sendable, Hashable {
    /// Relative to the catalogue's root: `files/LinLibertine_R.otf`.
    public var path: String
    /// 64 hexadecimal digits, lower case.
    public var sha256: String

    public init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }
}

/// A dictionary in Hunspell's format.
public struct DictionaryFiles: Sendable, Hashable {
    /// BCP 47 primary language: `de`.
    public var language: String
    /// How words are inflected and compounded (`.aff`).
    public var affixes: CatalogueFile
    /// The words (`.dic`).
    public var words: CatalogueFile

    public init(language: String, affixes: CatalogueFile, words: CatalogueFile) {
        self.language = language
        self.affixes = affixes
        self.words = words
    }
}

public struct HyphenationFiles: Sendable, Hashable {
    /// BCP 47 primary language: `de`.
    public var language: String
    /// Liang patterns, one a line, UTF-8 (hyph-utf8's `.pat.txt`).
    public var patterns: CatalogueFile
    /// Our own word list, relative to the catalogue's root; it may be edited, so it has no checksum.
    public var exceptions: String?
    /// Where ligatures are not formed; likewise.
    public var ligatures: String?

    public init(language: String, patterns: CatalogueFile, exceptions: String? = nil, ligatures: String? = nil) {
        self.language = language
        self.patterns = patterns
        self.exceptions = exceptions
        self.ligatures = ligatures
    }
}
