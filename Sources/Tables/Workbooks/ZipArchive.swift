import CZip
import Findings
import Foundation

/// The parts of an XLSX or ODS file. Owns libzip's archive.
struct ZipArchive: ~Copyable {
    let path: String
    private let archive: OpaquePointer

    /// - Throws: `tabelle-beschaedigt` where the archive's directory cannot be read.
    init(_ file: borrowing InputFile) throws(Finding) {
        path = file.path
        let descriptor = dup(file.descriptor)
        guard descriptor >= 0 else { throw ZipArchive.damaged(path, "die Datei lässt sich kein zweites Mal öffnen") }
        var code: Int32 = 0
        guard let archive = zip_fdopen(descriptor, 0, &code) else {
            close(descriptor)
            throw ZipArchive.damaged(path, "das Inhaltsverzeichnis der Datei fehlt oder ist falsch")
        }
        guard zip_get_num_entries(archive, 0) <= TableLimits.parts else {
            zip_discard(archive)
            throw Finding(
                .fehler, "zip-bombe", at: .file(path), "Die Datei besteht aus mehr als \(TableLimits.parts) Teilen; eine Tabelle hat wenige.",
                remedy: "Prüfen Sie, woher die Datei stammt, und speichern Sie die Tabelle neu.")
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    func has(_ name: String) -> Bool { index(of: name) != nil }

    /// Unpacks a part piece by piece; returns whether there is one of that name.
    ///
    /// - Throws: `zip-bombe`, `tabelle-kennwort`, `tabelle-beschaedigt`.
    func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws(Finding) -> Void) throws(Finding) -> Bool {
        guard let index = index(of: name) else { return false }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, index, 0, &status) == 0 else { throw ZipArchive.damaged(path, "der Teil „\(name)“ fehlt") }
        if status.encryption_method != UInt16(ZIP_EM_NONE) { throw ZipArchive.locked(path) }
        guard let part = zip_fopen_index(archive, index, 0) else { throw ZipArchive.damaged(path, "der Teil „\(name)“ lässt sich nicht öffnen") }
        defer { zip_fclose(part) }
        let packed = max(1, Int(clamping: status.comp_size))
        var unpacked = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { room in
                room.baseAddress.map { zip_fread(part, $0, zip_uint64_t(room.count)) } ?? -1
            }
            guard count >= 0 else { throw ZipArchive.damaged(path, "der Teil „\(name)“ ist unvollständig oder verändert") }
            if count == 0 { return true }
            unpacked += Int(count)
            let isExploding = unpacked > TableLimits.harmlessPartBytes && unpacked / TableLimits.unpackingRatio > packed
            if unpacked > TableLimits.partBytes || isExploding {
                throw Finding(
                    .fehler, "zip-bombe", at: .file(path),
                    "Der Teil „\(name)“ der Datei wird beim Entpacken unverhältnismäßig groß; so etwas ist keine gewöhnliche Tabelle.",
                    remedy: "Prüfen Sie, woher die Datei stammt, und kopieren Sie die Zellen in eine neue Tabelle.")
            }
            let result = buffer.withUnsafeBytes { bytes in
                Result { () throws(Finding) in try take(UnsafeRawBufferPointer(rebasing: bytes[..<Int(count)])) }
            }
            try result.get()
        }
    }

    private func index(of name: String) -> zip_uint64_t? {
        let found = zip_name_locate(archive, name, ZIP_FL_NOCASE)
        return found >= 0 ? zip_uint64_t(found) : nil
    }

    static func damaged(_ path: String, _ reason: String) -> Finding {
        Finding(
            .fehler, "tabelle-beschaedigt", at: .file(path), "Die Tabelle ist beschädigt oder unvollständig: \(reason).",
            remedy: "Öffnen Sie die Datei in Excel oder LibreOffice, und speichern Sie sie neu; oder kopieren Sie sie noch einmal.")
    }

    static func locked(_ path: String) -> Finding {
        Finding(
            .fehler, "tabelle-kennwort", at: .file(path), "Die Tabelle ist mit einem Kennwort geschützt.",
            remedy: "Speichern Sie die Tabelle ohne Kennwort.")
    }
}
