import Findings
import Settings
import Typeface

/// Reads `fonts/catalogue.yaml`.
package enum CatalogueReader {
    /// Files lie in `files/` beside the catalogue (scripts/setup puts them there); exceptions to the patterns in `trennung.txt`,
    /// seams without ligature in `ligaturen.txt`.
    ///
    /// - Parameter root: the folder of the catalogue.
    /// - Throws: all findings of the file at once.
    package static func read(_ yaml: String, file: String, root: String) throws(FindingList) -> FontCatalogue {
        let findings = FindingLog()
        var catalogue = FontCatalogue(root: root, faces: [])
        if let group = YAMLFile.mapping(yaml, file: file, findings) {
            var date = ""
            group.text("stand", &date)
            catalogue.faces = group.groups("schriften") { entry, _ in face(entry) } ?? []
            catalogue.hyphenation = group.groups("trennmuster") { entry, _ in patterns(entry) } ?? []
            catalogue.dictionaries = dictionaries(group.groups("woerterbuecher") { entry, _ in dictionaryPart(entry) } ?? [])
            group.finish()
            if catalogue.faces.isEmpty {
                group.reject("leer", "Das Schriftenverzeichnis nennt keine Schrift.", remedy: "Ergänzen Sie „schriften:“.")
            }
        }
        guard findings.all.isEmpty else { throw FindingList(findings.all) }
        return catalogue
    }

    /// - Throws: that the file cannot be read, or all findings in it.
    package static func read(contentsOf path: String) throws(FindingList) -> FontCatalogue {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let root = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
        return try read(YAMLFile.text(of: path), file: path, root: root)
    }

    private static func face(_ entry: FieldGroup) -> FontCatalogue.Face {
        let family = entry.required("familie")
        var style = FontStyle.regular
        entry.choice(
            "schnitt",
            [
                "normal": FontStyle.regular, "kursiv": FontStyle(italic: true), "fett": FontStyle(bold: true),
                "fettkursiv": FontStyle(bold: true, italic: true),
            ], &style)
        var role = FontCatalogue.Role.text
        entry.choice("rolle", ["text": .text, "ersatz": .fallback], &role)
        // Where nothing is said the name tells.
        var genre = family.contains("Sans") ? FontCatalogue.Genre.sans : .serif
        entry.choice("gattung", ["serif": .serif, "serifenlos": .sans], &genre)
        var scripts = ""
        entry.text("schriftsystem", &scripts)
        return FontCatalogue.Face(
            family: family, style: style, genre: genre, role: role, scripts: scripts.split(separator: " ").map(String.init),
            file: file(entry))
    }

    private static func patterns(_ entry: FieldGroup) -> HyphenationFiles {
        var exceptions = "trennung.txt"
        entry.text("ausnahmen", &exceptions)
        var ligatures = "ligaturen.txt"
        entry.text("ligaturen", &ligatures)
        return HyphenationFiles(
            language: entry.required("sprache"), patterns: file(entry), exceptions: exceptions, ligatures: ligatures)
    }

    private struct DictionaryPart {
        var language: String
        var isWords = false
        var file: CatalogueFile
    }

    /// One of the two files of a dictionary.
    private static func dictionaryPart(_ entry: FieldGroup) -> DictionaryPart {
        var isWords = false
        entry.choice("teil", ["beugung": false, "woerter": true], &isWords)
        return DictionaryPart(language: entry.required("sprache"), isWords: isWords, file: file(entry))
    }

    /// Languages that have both files, in the order of the catalogue.
    private static func dictionaries(_ parts: [DictionaryPart]) -> [DictionaryFiles] {
        parts.filter { !$0.isWords }.compactMap { affixes in
            parts.first { $0.isWords && $0.language == affixes.language }.map {
                DictionaryFiles(language: affixes.language, affixes: affixes.file, words: $0.file)
            }
        }
    }

    /// Package, path and licence are the set-up's affair; here only their presence counts.
    private static func file(_ entry: FieldGroup) -> CatalogueFile {
        for key in ["paket", "pfad_im_paket", "lizenz"] { _ = entry.required(key) }
        let name = entry.required("datei")
        if name.contains("/") || name.hasPrefix(".") {
            entry.reject("pfad", "„datei“ ist ein Dateiname ohne Ordner.", remedy: "Die Dateien liegen in fonts/files/.")
        }
        let checksum = entry.required("sha256")
        if checksum.utf8.count != 64 || checksum.contains(where: { !("0"..."9").contains($0) && !("a"..."f").contains($0) }) {
            entry.reject(
                "pruefsumme", "„sha256“ besteht aus 64 Ziffern und Buchstaben a–f.",
                remedy: "Ermitteln Sie die Prüfsumme mit „sha256sum“.")
        }
        return CatalogueFile(path: "files/" + name, sha256: checksum)
    }
}
