import Findings

/// Why a font or another file of the catalogue cannot be used.
public enum FontError: TellableError, Sendable, Hashable {
    /// The file cannot be read at all.
    case fileMissing(path: String)
    /// Its content is not what the catalogue's checksum says.
    case fileChanged(path: String)
    /// It is the right file by checksum, but no usable font.
    case notAFont(path: String)
    case familyUnknown(name: String, known: [String])

    public var finding: Finding {
        switch self {
        case .fileMissing(let path):
            Finding(
                .fehler, "schriftdatei-fehlt", at: .file(path), "Die Datei „\(path)“ fehlt oder ist nicht lesbar.",
                remedy: "Bitten Sie Ihre Systembetreuung, die Schriften und Trennmuster einzurichten („make demo“).")
        case .fileChanged(let path):
            Finding(
                .fehler, "schriftdatei-veraendert", at: .file(path),
                "Die Datei „\(path)“ ist verändert: Ihre Prüfsumme ist nicht die aus fonts/catalogue.yaml.",
                remedy: "Löschen Sie die Datei, und bitten Sie Ihre Systembetreuung, sie neu einzurichten („make demo“).")
        case .notAFont(let path):
            Finding(
                .fehler, "schriftdatei-unbrauchbar", at: .file(path), "Die Datei „\(path)“ ist keine brauchbare Schrift.",
                remedy: "Tragen Sie in fonts/catalogue.yaml eine OpenType- oder TrueType-Schrift ein.")
        case .familyUnknown(let name, let known):
            Finding(
                .fehler, "schrift-unbekannt", "Die Schrift „\(name)“ steht nicht in fonts/catalogue.yaml.",
                remedy: "Bekannt sind: \(known.joined(separator: ", ")).")
        }
    }
}
