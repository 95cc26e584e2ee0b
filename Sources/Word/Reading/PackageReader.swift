import CZip
import Findings
import Foundation

/// The parts of an Office Open XML file that came from outside. Owns libzip's archive; the bytes live as long as it does.
struct PackageReader: ~Copyable {
    let path: String
    /// Names of all parts, in the order of the archive.
    let names: [String]
    private let archive: OpaquePointer
    private let buffer: UnsafeMutableRawPointer

    /// - Throws: `word-fremd` where it is another kind of file, `word-beschaedigt`, `zip-bombe`.
    init(_ bytes: [UInt8], path: String) throws(Finding) {
        try PackageReader.checkKind(bytes, path)
        // libzip reads as long as the archive is open.
        guard let buffer = malloc(max(1, bytes.count)) else { throw Refusal.damaged(path, "zu wenig Arbeitsspeicher") }
        bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(buffer, base, $0.count) } }
        guard let source = zip_source_buffer_create(buffer, zip_uint64_t(bytes.count), 0, nil) else {
            free(buffer)
            throw Refusal.damaged(path, "zu wenig Arbeitsspeicher")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            free(buffer)
            throw Refusal.damaged(path, "das Inhaltsverzeichnis der Datei fehlt oder ist falsch")
        }
        var names: [String] = []
        var problem: Finding?
        let count = zip_get_num_entries(archive, 0)
        if count > ReadLimits.parts {
            problem = Refusal.bomb(path, "Die Datei besteht aus mehr als \(ReadLimits.parts) Teilen")
        } else {
            for index in 0..<max(0, count) { names.append(zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) } ?? "") }
            // Readers differ in which of two they take: one could show what another hides.
            let keys = names.map { $0.lowercased() }
            if Set(keys).count < keys.count { problem = Refusal.damaged(path, "ein Teil ist zweimal enthalten, und Programme zeigen dann Verschiedenes") }
        }
        if let problem {
            zip_discard(archive)
            free(buffer)
            throw problem
        }
        (self.path, self.names, self.archive, self.buffer) = (path, names, archive, buffer)
    }

    deinit {
        zip_discard(archive)
        free(buffer)
    }

    private static func checkKind(_ bytes: [UInt8], _ path: String) throws(Finding) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Refusal.foreign(
                path, "Die Datei ist ein altes Word-Format (DOC), oder sie ist mit einem Kennwort verschlüsselt.",
                "Speichern Sie die Datei in Word als „Word-Dokument (*.docx)“ ohne Kennwort.")
        }
        if bytes.starts(with: Array("%PDF".utf8)) {
            throw Refusal.foreign(path, "Die Datei ist ein PDF.", "Geben Sie die Word-Datei (DOCX) an. Ein PDF von Klauselwerk prüft „verify“.")
        }
        if bytes.starts(with: Array("{\\rtf".utf8)) {
            throw Refusal.foreign(path, "Die Datei ist im Format RTF.", "Speichern Sie die Datei in Word als „Word-Dokument (*.docx)“.")
        }
        guard bytes.starts(with: [0x50, 0x4B]) else {
            throw Refusal.foreign(path, "Die Datei ist keine Word-Datei (DOCX).", "Geben Sie eine Datei an, die Word oder LibreOffice als DOCX gespeichert hat.")
        }
    }

    func has(_ name: String) -> Bool { index(of: name) != nil }

    /// A part, unpacked; `nil` where there is none of that name.
    ///
    /// - Throws: `zip-bombe`, `word-fremd` (a password), `word-beschaedigt`.
    func bytes(of name: String) throws(Finding) -> [UInt8]? {
        guard let index = index(of: name) else { return nil }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, index, 0, &status) == 0 else { throw Refusal.damaged(path, "der Teil „\(name)“ fehlt") }
        if status.encryption_method != UInt16(ZIP_EM_NONE) {
            throw Refusal.foreign(path, "Die Datei ist mit einem Kennwort geschützt.", "Speichern Sie die Datei ohne Kennwort.")
        }
        guard let part = zip_fopen_index(archive, index, 0) else { throw Refusal.damaged(path, "der Teil „\(name)“ lässt sich nicht öffnen") }
        defer { zip_fclose(part) }
        let packed = max(1, Int(clamping: status.comp_size))
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { room in room.baseAddress.map { zip_fread(part, $0, zip_uint64_t(room.count)) } ?? -1 }
            guard count >= 0 else { throw Refusal.damaged(path, "der Teil „\(name)“ ist unvollständig oder verändert") }
            if count == 0 { return content }
            content += chunk[..<Int(count)]
            let isExploding = content.count > ReadLimits.harmlessPartBytes && content.count / ReadLimits.unpackingRatio > packed
            if content.count > ReadLimits.partBytes || isExploding {
                throw Refusal.bomb(path, "Der Teil „\(name)“ der Datei wird beim Entpacken unverhältnismäßig groß")
            }
        }
    }

    private func index(of name: String) -> zip_uint64_t? {
        let found = zip_name_locate(archive, name, ZIP_FL_NOCASE)
        return found >= 0 ? zip_uint64_t(found) : nil
    }
}
