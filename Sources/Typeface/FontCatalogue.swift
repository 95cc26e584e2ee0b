/// The fonts and hyphenation patterns that may be used: what `fonts/catalogue.yaml` says. Nothing is looked up through the
/// system, so that output is the same everywhere.
package struct FontCatalogue: Sendable, Hashable {
    /// The folder with the catalogue; the files' paths are relative to it.
    package var root: String
    /// A face's ``FontID`` is its index here.
    package var faces: [Face]
    package var hyphenation: [HyphenationFiles]
    package var dictionaries: [DictionaryFiles]

    package init(root: String, faces: [Face], hyphenation: [HyphenationFiles] = [], dictionaries: [DictionaryFiles] = []) {
        self.root = root
        self.faces = faces
        self.hyphenation = hyphenation
        self.dictionaries = dictionaries
    }

    package struct Face: Sendable, Hashable {
        package var family: String
        package var style: FontStyle
        package var genre: Genre
        package var role: Role
        /// A fallback made for these scripts alone, ISO 15924 (`Hebr`); empty: for any.
        package var scripts: [String]
        package var file: CatalogueFile

        package init(
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

    package enum Genre: String, Sendable, Hashable { case serif, sans }

    /// A fallback stands in for characters that the chosen family does not have.
    package enum Role: String, Sendable, Hashable { case text, fallback }

    /// Names of the families to set text in, sorted.
    package var families: [String] { Set(faces.filter { $0.role == .text }.map(\.family)).sorted() }
}

/// A file that a Debian package brings; used only while its content is what the catalogue was written for.
package struct CatalogueFile: Sendable, Hashable {
    /// Relative to the catalogue's root: `files/LinLibertine_R.otf`.
    package var path: String
    /// 64 hexadecimal digits, lower case.
    package var sha256: String

    package init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }
}

/// A dictionary in Hunspell's format.
package struct DictionaryFiles: Sendable, Hashable {
    /// BCP 47 primary language: `de`.
    package var language: String
    /// How words are inflected and compounded (`.aff`).
    package var affixes: CatalogueFile
    /// The words (`.dic`).
    package var words: CatalogueFile

    package init(language: String, affixes: CatalogueFile, words: CatalogueFile) {
        self.language = language
        self.affixes = affixes
        self.words = words
    }
}

package struct HyphenationFiles: Sendable, Hashable {
    /// BCP 47 primary language: `de`.
    package var language: String
    /// Liang patterns, one a line, UTF-8 (hyph-utf8's `.pat.txt`).
    package var patterns: CatalogueFile
    /// Our own word list, relative to the catalogue's root; it may be edited, so it has no checksum.
    package var exceptions: String?
    /// Where ligatures are not formed; likewise.
    package var ligatures: String?

    package init(language: String, patterns: CatalogueFile, exceptions: String? = nil, ligatures: String? = nil) {
        self.language = language
        self.patterns = patterns
        self.exceptions = exceptions
        self.ligatures = ligatures
    }
}
