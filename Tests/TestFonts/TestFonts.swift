import Checksum
import Foundation
import Layout
import Typeface

/// The shipped fonts: fonts/catalogue.yaml, for tests below the level that reads it. Its checksums are tested elsewhere.
public enum TestFonts {
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fonts").path

    public static let serif = "Linux Libertine"
    public static let sans = "Liberation Sans"

    package static let catalogue: FontCatalogue = {
        let listed = entries(of: (try? String(contentsOfFile: root + "/catalogue.yaml", encoding: .utf8)) ?? "")
        let faces = listed.compactMap { entry -> FontCatalogue.Face? in
            guard let family = entry["familie"], let style = entry["schnitt"] else { return nil }
            return FontCatalogue.Face(
                family: family, style: FontStyle(bold: style.hasPrefix("fett"), italic: style.hasSuffix("kursiv")),
                genre: family.contains("Sans") || entry["gattung"] == "serifenlos" ? .sans : .serif,
                role: entry["rolle"] == "text" ? .text : .fallback,
                scripts: (entry["schriftsystem"] ?? "").split(separator: " ").map(String.init), file: file(entry))
        }
        let patterns = listed.filter { $0["sprache"] != nil && $0["teil"] == nil }.map {
            HyphenationFiles(
                language: $0["sprache"] ?? "", patterns: file($0), exceptions: "trennung.txt",
                ligatures: "ligaturen.txt")
        }
        return FontCatalogue(root: root, faces: faces, hyphenation: patterns)
    }()

    /// The lists of one-level mappings in the catalogue; the small part of YAML it keeps to (scripts/catalogue.py).
    private static func entries(of yaml: String) -> [[String: String]] {
        var entries: [[String: String]] = []
        for line in yaml.split(separator: "\n") where line.hasPrefix("  ") {
            let field = line.drop { $0 == " " || $0 == "-" }.prefix { $0 != "#" }.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { continue }
            if line.hasPrefix("  - ") { entries.append([:]) }
            if entries.isEmpty { continue }
            entries[entries.count - 1][String(field[0])] = field[1].trimmingCharacters(in: .whitespaces)
        }
        return entries
    }

    private static func file(_ entry: [String: String]) -> CatalogueFile {
        CatalogueFile(path: "files/" + (entry["datei"] ?? ""), sha256: entry["sha256"] ?? "")
    }

    package static let hyphenator: Result<Hyphenator, FontError> = Result { () throws(FontError) in
        try Hyphenator(from: FontLibrary(catalogue))
    }

    package static func setter() throws -> ParagraphSetter {
        try ParagraphSetter(fonts: FontLibrary(catalogue), hyphenator: hyphenator.get())
    }
}
