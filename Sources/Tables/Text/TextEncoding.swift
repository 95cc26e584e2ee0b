import CharacterSets
import Findings

/// How the bytes of a text table stand for characters, as Excel and others save them.
enum TextEncoding {
    case utf8(mark: Int)
    case windows1252
    case utf16(mark: Int, isLittleEndian: Bool)

    /// Looks at the whole file once.
    ///
    /// - Throws: `datei-binaer`, `datei-kodierung`.
    static func recognise(_ file: borrowing InputFile) throws(Finding) -> TextEncoding {
        let start = try file.beginning(4096)
        if start.starts(with: [0xFF, 0xFE]) { return .utf16(mark: 2, isLittleEndian: true) }
        if start.starts(with: [0xFE, 0xFF]) { return .utf16(mark: 2, isLittleEndian: false) }
        if let isLittleEndian = looksLikeUTF16(start) { return .utf16(mark: 0, isLittleEndian: isLittleEndian) }
        var scan = EncodingScan()
        let path = file.path
        try file.chunks { chunk throws(Finding) in
            scan.add(chunk)
            if let line = scan.controlLine { throw binary(path, line: line) }
        }
        scan.end()
        guard let line = scan.invalidLine else { return .utf8(mark: start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) }
        if scan.sequences > 0 {
            throw Finding(
                .fehler, "datei-kodierung", at: .file(path, line: line, column: 0),
                "Die Datei mischt zwei Kodierungen: Diese Zeile ist nicht in UTF-8 gespeichert, andere sind es.",
                remedy: "Öffnen Sie die Datei in Excel, prüfen Sie die Umlaute, und speichern Sie sie als „CSV UTF-8“ oder als XLSX.")
        }
        if let line = scan.undefinedLine {
            throw Finding(
                .fehler, "datei-kodierung", at: .file(path, line: line, column: 0),
                "Hier steht ein Zeichen, das weder in UTF-8 noch in Windows-1252 gespeichert ist (vielleicht in einem alten DOS-Zeichensatz).",
                remedy: "Speichern Sie die Tabelle als „CSV UTF-8“ oder als XLSX.")
        }
        if let guess = scan.words.olderEncoding {
            throw Finding(
                .fehler, "datei-kodierung", at: .file(path, line: guess.line, column: 0),
                "Umlaute sind hier in einem anderen Zeichensatz gespeichert (\(guess.name)); als Windows-Text gelesen wären sie falsch.",
                remedy: "Öffnen Sie die Tabelle in Excel oder LibreOffice, wählen Sie beim Öffnen „\(guess.option)“, und speichern Sie sie als „CSV UTF-8“ oder als XLSX.")
        }
        return .windows1252
    }

    /// UTF-16 without mark: in German text nearly every other byte is zero.
    private static func looksLikeUTF16(_ start: [UInt8]) -> Bool? {
        let pairs = start.count / 2
        guard pairs >= 4 else { return nil }
        let even = stride(from: 0, to: pairs * 2, by: 2).count { start[$0] == 0 }
        let odd = stride(from: 1, to: pairs * 2, by: 2).count { start[$0] == 0 }
        if even == 0, odd * 4 >= pairs * 3 { return true }
        if odd == 0, even * 4 >= pairs * 3 { return false }
        return nil
    }

    static func binary(_ path: String, line: Int) -> Finding {
        Finding(
            .fehler, "datei-binaer", at: .file(path, line: line, column: 0), "Die Datei ist keine Tabelle im CSV-Format (sie enthält Binärdaten).",
            remedy: "Prüfen Sie, ob die richtige Datei angegeben ist; speichern Sie Tabellen als XLSX, ODS oder „CSV UTF-8“.")
    }
}

/// What the bytes of a file tell of its encoding; fed in pieces.
private struct EncodingScan {
    /// First line with a control character that no text has.
    private(set) var controlLine: Int?
    /// First line that is no UTF-8 (The Unicode Standard, table 3-7).
    private(set) var invalidLine: Int?
    /// First line with a byte that Windows-1252 leaves undefined.
    private(set) var undefinedLine: Int?
    /// Characters of UTF-8 that take several bytes.
    private(set) var sequences = 0
    private(set) var words = UmlautScan()
    private var line = 1
    private var needed = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        words.add(bytes)
        for byte in bytes {
            if needed > 0 {
                if allowed.contains(byte) {
                    needed -= 1
                    allowed = 0x80...0xBF
                    if needed == 0 { sequences += 1 }
                    continue
                }
                markInvalid()
            }
            switch byte {
            case 0x0A: line += 1
            case 0x09, 0x0B, 0x0C, 0x0D, 0x20...0x7F: break
            case 0x00...0x1F: controlLine = controlLine ?? line
            case 0xC2...0xDF: begin(1, 0x80...0xBF)
            case 0xE0: begin(2, 0xA0...0xBF)
            case 0xED: begin(2, 0x80...0x9F)
            case 0xE1...0xEF: begin(2, 0x80...0xBF)
            case 0xF0: begin(3, 0x90...0xBF)
            case 0xF1...0xF3: begin(3, 0x80...0xBF)
            case 0xF4: begin(3, 0x80...0x8F)
            default:
                if Windows1252.scalar(byte) == nil { undefinedLine = undefinedLine ?? line }
                markInvalid()
            }
        }
    }

    mutating func end() {
        if needed > 0 { markInvalid() }
    }

    private mutating func begin(_ count: Int, _ range: ClosedRange<UInt8>) {
        needed = count
        allowed = range
    }

    private mutating func markInvalid() {
        needed = 0
        allowed = 0x80...0xBF
        invalidLine = invalidLine ?? line
    }
}
