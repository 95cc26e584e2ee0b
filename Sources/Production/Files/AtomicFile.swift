import Findings
import Finishing
import Foundation

/// Writes files whole or not at all: temporary file beside the target, sync, rename.
public enum AtomicFile {
    /// Replaces or creates `path`.
    ///
    /// - Throws: ``Failure`` with status 73 where the file cannot be created, 74 where writing fails midway; nothing stays
    ///   behind then, and an existing file is as it was.
    public static func write(_ bytes: [UInt8], to path: String) throws(Failure) { try write([bytes], to: path) }

    package static func write(_ file: FinishedFile, to path: String) throws(Failure) { try write(file.parts, to: path) }

    private static func write(_ parts: [[UInt8]], to path: String) throws(Failure) {
        if FileLook.isFolder(path) { throw isAFolder(path) }
        let staged = StagedFiles()
        try staged.add(parts, as: path)
        try staged.commit()
    }

    static func isAFolder(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "ausgabe-unmoeglich", at: .file(path), "Hier liegt ein Ordner, keine Datei.",
                remedy: "Geben Sie einen Dateinamen an, zum Beispiel \(path)/vereinbarung.pdf."))
    }

    /// Creates the folder and those above it.
    public static func makeFolder(_ folder: String, for path: String) throws(Failure) {
        if FileLook.isFolder(folder) { return }
        guard access(folder, F_OK) != 0 else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ausgabe-unmoeglich", at: .file(folder), "Hier liegt eine Datei oder ein Gerät, kein Ordner.", remedy: "Wählen Sie mit -o einen Ordner."))
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw cannotCreate(path, errno)
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Beside the file, hidden, of this process.
    static func temporaryPath(for path: String) -> String {
        let folder = path.parentPath
        let temporary = "\(temporaryStem(of: path.lastPathName))\(getpid())-\(UInt32.random(in: 0...UInt32.max))\(temporaryEnding)"
        return folder.isEmpty ? temporary : folder + "/" + temporary
    }

    private static let temporaryEnding = ".tmp"

    private static func temporaryStem(of name: String) -> String {
        // Long names leave no room for a suffix within the 255 bytes of a file name.
        ".\(String(decoding: Array(name.utf8.prefix(180)), as: UTF8.self))."
    }

    /// Takes away what a run that was killed has left of files of these names. Only for who knows that nobody else is writing them.
    static func removeLeftovers(of names: [String], in folder: String) {
        let left = FileLook.names(in: folder).filter { $0.hasPrefix(".") && $0.hasSuffix(temporaryEnding) }
        guard !left.isEmpty else { return }
        let stems = Set(names.map(temporaryStem))
        for name in left {
            let number = name.dropLast(temporaryEnding.count).split(separator: ".", omittingEmptySubsequences: false).last ?? ""
            guard !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "-" }) else { continue }
            if stems.contains(String(name.dropLast(number.count + temporaryEnding.count))) { unlink("\(folder)/\(name)") }
        }
    }

    /// All parts, one after the other. 0, or the `errno` of the failed call.
    static func writeAll(_ parts: [[UInt8]], to descriptor: Int32) -> Int32 {
        for part in parts {
            let code = writeAll(part, to: descriptor)
            if code != 0 { return code }
        }
        return 0
    }

    /// 0, or the `errno` of the failed call.
    static func writeAll(_ bytes: some ContiguousBytes, to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if written < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                offset += written
            }
            return 0
        }
    }

    static func notWritten(_ path: String, _ code: Int32) -> Failure {
        Failure(
            .inputOutput,
            Finding(
                .fehler, "schreiben-gescheitert", at: .file(path),
                "Die Datei konnte nicht geschrieben werden: \(SystemMessage.text(code)).",
                remedy: code == ENOSPC || code == EFBIG || code == EDQUOT
                    ? "Schaffen Sie Platz auf dem Datenträger und starten Sie den Lauf noch einmal."
                    : "Prüfen Sie den Datenträger und starten Sie den Lauf noch einmal."))
    }

    static func cannotCreate(_ path: String, _ code: Int32) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "ausgabe-unmoeglich", at: .file(path),
                "Die Datei kann hier nicht angelegt werden: \(SystemMessage.text(code)).",
                remedy: code == EMFILE || code == ENFILE
                    ? "Bitten Sie Ihre Systembetreuung, mehr offene Dateien zu erlauben (ulimit -n 1024)."
                    : "Wählen Sie mit -o einen Ordner, in den Sie schreiben dürfen."))
    }
}
