import Findings
import Foundation

/// Reads files that clerks write; whatever is not text in UTF-8 is refused with its place.
enum FileReading {
    /// The bytes of a regular file of at most `limit` bytes.
    static func bytes(of path: String, limit: Int) throws(Finding) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno, path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno, path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Finding(
                .fehler, "datei-unlesbar", at: .file(path), "„\(path)“ ist keine gewöhnliche Datei.",
                remedy: "Geben Sie eine Datei an, keinen Ordner.")
        }
        guard status.st_size <= limit else { throw tooLarge(path, limit) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var filled = 0
        while true {
            let capacity = bytes.count - filled
            let count = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { read(descriptor, $0 + filled, capacity) } ?? 0
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw failure(errno, path)
            }
            if count == 0 { break }
            filled += count
            if filled > limit { throw tooLarge(path, limit) }
            if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: 65_536)) }
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// A text file: UTF-8 with or without byte order mark, any line ends, brought to NFC and LF.
    static func text(of path: String, limit: Int = Limits.fileBytes) throws(Finding) -> SourceFile {
        try decode(bytes(of: path, limit: limit), path: path)
    }

    static func decode(_ bytes: [UInt8], path: String) throws(Finding) -> SourceFile {
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
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
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

    private static func tooLarge(_ path: String, _ limit: Int) -> Finding {
        Finding(
            .fehler, "datei-zu-gross", at: .file(path), "Die Datei ist größer als \(limit / 1_048_576) MiB.",
            remedy: "Prüfen Sie, ob die richtige Datei angegeben ist, oder teilen Sie sie auf.")
    }

    private static func failure(_ code: Int32, _ path: String) -> Finding {
        switch code {
        case ENOENT, ENOTDIR:
            Finding(.fehler, "datei-fehlt", at: .file(path), "Die Datei „\(path)“ gibt es nicht.", remedy: "Prüfen Sie Namen und Ordner.")
        case EACCES, EPERM:
            Finding(
                .fehler, "datei-unlesbar", at: .file(path), "Die Datei „\(path)“ darf nicht gelesen werden.",
                remedy: "Lassen Sie sich das Leserecht geben.")
        default:
            Finding(
                .fehler, "datei-unlesbar", at: .file(path), "Die Datei „\(path)“ lässt sich nicht lesen (\(String(cString: strerror(code)))).",
                remedy: "Prüfen Sie Laufwerk und Netz.")
        }
    }
}

extension SourceFile {
    /// Reads a text file that clerks write: UTF-8 of at most ``Limits/fileBytes``, brought to NFC and LF.
    public init(contentsOf path: String) throws(Findings) {
        do {
            self = try FileReading.text(of: path)
        } catch {
            throw Findings([error])
        }
    }
}
