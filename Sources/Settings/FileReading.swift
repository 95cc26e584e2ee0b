import Findings
import Foundation
import Tables

/// Reads files that clerks write; whatever is not text in UTF-8 is refused with its place.
package enum FileReading {
    /// The bytes of a regular file of at most `limit` bytes.
    package static func bytes(of path: String, limit: Int) throws(Finding) -> [UInt8] {
        try InputFile(path, limit: limit).bytes(limit: limit)
    }

    /// A text file: UTF-8 with or without byte order mark, any line ends, brought to NFC and LF.
    package static func text(of path: String, limit: Int = Limits.fileBytes) throws(Finding) -> SourceFile {
        try decode(bytes(of: path, limit: limit), path: path)
    }

    package static func decode(_ bytes: [UInt8], path: String) throws(Finding) -> SourceFile {
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF]) {
            throw Finding(
                .fehler, "datei-kodierung", at: .file(path), "Die Datei ist in UTF-16 gespeichert.",
                remedy: "Speichern Sie die Datei im Editor mit der Kodierung UTF-8.")
        }
        if let zero = content.firstIndex(of: 0) {
            throw Finding(
                .fehler, "datei-binaer", at: place(of: zero, in: content, path), "Die Datei enthält Nullbytes und ist keine Textdatei.",
                remedy: "Prüfen Sie, ob die richtige Datei angegeben ist.")
        }
        guard var text = String(validating: content, as: UTF8.self) else {
            throw Finding(
                .fehler, "datei-kodierung", at: place(of: firstInvalid(in: content), in: content, path),
                "Hier steht ein Zeichen, das nicht in UTF-8 gespeichert ist.",
                remedy: "Speichern Sie die Datei im Editor mit der Kodierung UTF-8.")
        }
        if content.contains(0x0D) {
            text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        }
        // Combining marks begin with these bytes; only then can composing change anything that German or its neighbours use.
        if content.contains(where: { $0 == 0xCC || $0 == 0xCD }) { text = text.precomposedStringWithCanonicalMapping }
        return SourceFile(path: path, text: text)
    }

    /// Whether a file of that name can be opened and is regular.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether there is anything of that name, be it unreadable, a folder or a link that leads nowhere.
    package static func isPresent(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 || errno != ENOENT
    }

    private static func firstInvalid(in bytes: ArraySlice<UInt8>) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = bytes.startIndex
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let encoded): offset += encoded.count
            case .error, .emptyInput: return min(offset, max(bytes.startIndex, bytes.endIndex - 1))
            }
        }
    }

    private static func place(of index: Int, in bytes: ArraySlice<UInt8>, _ path: String) -> Place {
        let before = bytes[..<index]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.startIndex
        // Continuation bytes belong to the scalar before them.
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return .file(path, line: line, column: column)
    }
}

extension SourceFile {
    /// Reads a text file that clerks write: UTF-8 of at most ``Limits/fileBytes``, brought to NFC and LF.
    package init(contentsOf path: String) throws(FindingList) {
        self = try listing(FileReading.text(of: path))
    }

    /// A text file that is at hand as bytes, held to the same as one that is read.
    package init(bytes: [UInt8], path: String) throws(FindingList) {
        guard bytes.count <= Limits.fileBytes else {
            throw FindingList([
                Finding(
                    .fehler, "datei-zu-gross", at: .file(path), "Der Text ist größer als \(Limits.fileBytes >> 20) MiB.", remedy: "Teilen Sie ihn auf.")
            ])
        }
        self = try listing(FileReading.decode(bytes, path: path))
    }
}
