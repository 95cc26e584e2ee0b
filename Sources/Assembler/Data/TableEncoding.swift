import Findings

/// Brings the bytes of a table to UTF-8: as Excel and others save them.
enum TableEncoding {
    static func utf8(_ bytes: [UInt8], path: String) throws(Finding) -> [UInt8] {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Finding(
                .fehler, "datei-binaer", at: .file(path), "Die Datei ist eine Excel- oder ZIP-Datei, keine CSV-Tabelle.",
                remedy: "Speichern Sie die Tabelle in Excel unter „CSV UTF-8“.")
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isLittleEndian: true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isLittleEndian: false) }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let index = content.firstIndex(where: { $0 < 0x09 || (0x0E...0x1F).contains($0) }) {
            let line = content[..<index].count { $0 == 0x0A } + 1
            throw binary(path, line: line)
        }
        if String(validating: content, as: UTF8.self) != nil { return content }
        guard !content.contains(where: { undefined.contains($0) }) else { throw binary(path, line: 0) }
        return content.flatMap { $0 < 0x80 ? [$0] : Array(String(Character(scalar($0))).utf8) }
    }

    private static func binary(_ path: String, line: Int) -> Finding {
        Finding(
            .fehler, "datei-binaer", at: .file(path, line: line, column: 0), "Die Datei ist keine Tabelle im CSV-Format (sie enthält Binärdaten).",
            remedy: "Prüfen Sie, ob die richtige Datei angegeben ist; speichern Sie Tabellen als „CSV UTF-8“.")
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> [UInt8] {
        let all = Array(bytes)
        let units = stride(from: 0, to: all.count - 1, by: 2).map { index in
            isLittleEndian ? UInt16(all[index]) | UInt16(all[index + 1]) << 8 : UInt16(all[index]) << 8 | UInt16(all[index + 1])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Bytes without meaning in Windows-1252.
    private static let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

    /// Windows-1252 differs from Latin-1 in 0x80–0x9F only (WHATWG Encoding Standard, index windows-1252).
    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        let special: [Unicode.Scalar] = [
            "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}", "‘", "’", "“", "”", "•",
            "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
        ]
        return (0x80...0x9F).contains(byte) ? special[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }
}
