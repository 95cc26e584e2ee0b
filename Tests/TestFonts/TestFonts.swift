import Checksum
import Foundation
import Layout
import Typeface

/// The shipped fonts as the set-up puts them into `fonts/files`, with whatever checksums they have: the catalogue's are tested elsewhere.
public enum TestFonts {
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fonts").path

    public static let serif = "Linux Libertine"
    public static let sans = "Liberation Sans"

    public static let catalogue: FontCatalogue = {
        typealias Entry = (family: String, genre: FontCatalogue.Genre, role: FontCatalogue.Role, files: [String])
        let entries: [Entry] = [
            (serif, .serif, .text, ["LinLibertine_R.otf", "LinLibertine_RB.otf", "LinLibertine_RI.otf", "LinLibertine_RBI.otf"]),
            (
                sans, .sans, .text,
                ["Regular", "Bold", "Italic", "BoldItalic"].map { "LiberationSans-\($0).ttf" }
            ),
            ("Noto Serif", .serif, .fallback, ["Regular", "Bold", "Italic", "BoldItalic"].map { "NotoSerif-\($0).ttf" }),
            ("Noto Sans", .sans, .fallback, ["Regular", "Bold", "Italic", "BoldItalic"].map { "NotoSans-\($0).ttf" }),
        ]
        let styles = [FontStyle(), FontStyle(bold: true), FontStyle(italic: true), FontStyle(bold: true, italic: true)]
        let faces = entries.flatMap { entry in
            zip(entry.files, styles).map { file, style in
                FontCatalogue.Face(
                    family: entry.family, style: style, genre: entry.genre, role: entry.role, file: checked("files/\(file)"))
            }
        }
        return FontCatalogue(
            root: root, faces: faces,
            hyphenation: [
                HyphenationFiles(language: "de", patterns: checked("files/hyph-de-1996.pat.txt"), exceptions: "trennung.txt")
            ])
    }()

    public static let hyphenator: Result<Hyphenator, FontError> = Result { () throws(FontError) in
        try Hyphenator(from: FontLibrary(catalogue))
    }

    public static func setter() throws -> ParagraphSetter {
        try ParagraphSetter(fonts: FontLibrary(catalogue), hyphenator: hyphenator.get())
    }

    private static func checked(_ path: String) -> CatalogueFile {
        let bytes = (try? Data(contentsOf: URL(filePath: root + "/" + path))) ?? Data()
        return CatalogueFile(path: path, sha256: SHA256.hex(of: [UInt8](bytes)))
    }
}
