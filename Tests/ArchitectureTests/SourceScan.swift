import Foundation

/// What the sources of a target declare and use, folder by folder: names only, without comments and the texts of string literals.
struct SourceScan {
    struct Use: CustomStringConvertible {
        var name: String
        var file: String
        var line: Int
        /// The folder that declares it.
        var folder: String

        var description: String { "\(file):\(line) uses \(name) of \(folder)/" }
    }

    /// Folders with the types that are declared at the top level of their files; `""`: beside the folders.
    private(set) var folders: [String: Set<String>] = [:]
    private var files: [(path: String, folder: String, lines: [[Word]])] = []

    /// A name in the code, with what stands around it as far as it matters.
    private struct Word {
        var text: String
        /// `struct`, `class` … stands before it.
        var isDeclared: Bool
        /// At the top level of its file.
        var isOutermost: Bool
        /// Behind `private` or `fileprivate` on its line.
        var isPrivate: Bool
    }

    /// The folder of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    /// The folder of all targets.
    static let sources = root + "/Sources"

    /// Targets written in Swift, by name.
    static func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sources).filter { target in
            FileManager.default.enumerator(atPath: "\(sources)/\(target)")?.contains { ($0 as? String)?.hasSuffix(".swift") == true } ?? false
        }.sorted()
    }

    /// - Parameter target: below `Sources`.
    init(_ target: String) throws {
        let root = "\(SourceScan.sources)/\(target)"
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted() ?? []
        for name in names {
            let lines = SourceScan.words(try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8))
            let folder = name.contains("/") ? String(name.prefix { $0 != "/" }) : ""
            files.append((name, folder, lines))
            folders[folder, default: []].formUnion(lines.joined().filter { $0.isDeclared && $0.isOutermost && !$0.isPrivate }.map(\.text))
        }
    }

    /// Uses of what is declared in a folder that comes later in the order. What lies beside the folders may use everything, and nothing uses it.
    func usesAgainst(_ order: [String]) -> [Use] {
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        var owners: [String: Set<String>] = [:]
        for (folder, names) in folders { for name in names { owners[name, default: []].insert(folder) } }
        var found: [Use] = []
        for file in files where !file.folder.isEmpty {
            // Types that a file declares for itself, whatever others of that name there are.
            let own = Set(file.lines.joined().filter(\.isDeclared).map(\.text))
            for (index, line) in file.lines.enumerated() {
                for word in line where !own.contains(word.text) {
                    guard let folders = owners[word.text], folders.count == 1, let folder = folders.first, folder != file.folder else { continue }
                    if let user = place[file.folder], let used = place[folder], used <= user { continue }
                    found.append(Use(name: word.text, file: file.path, line: index + 1, folder: folder))
                }
            }
        }
        return found
    }

    /// All types at the top level of files, private ones too, each with a file that declares it.
    func types() -> [String: String] {
        var found: [String: String] = [:]
        for file in files {
            for word in file.lines.joined() where word.isDeclared && word.isOutermost { found[word.text] = file.path }
        }
        return found
    }

    private static let keywords: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]

    /// Names that begin with a capital, line by line, without those in comments and string literals. Goes through the bytes once: the tests read
    /// half a million words.
    private static func words(_ text: String) -> [[Word]] {
        let bytes = Array(text.utf8) + [0x0A]
        var lines: [[Word]] = []
        var line: [Word] = []
        var (index, depth, isPrivate) = (0, 0, false)
        var before = ""
        func isLongQuote(_ index: Int) -> Bool {
            index + 2 < bytes.count && bytes[index] == UInt8(ascii: "\"") && bytes[index + 1] == bytes[index] && bytes[index + 2] == bytes[index]
        }
        while index < bytes.count {
            let byte = bytes[index]
            if isLongQuote(index) {
                index += 3
                while index < bytes.count, !isLongQuote(index) {
                    if bytes[index] == 0x0A {
                        lines.append(line)
                        line = []
                    }
                    index += 1
                }
                index += 3
            } else if byte == UInt8(ascii: "\"") {
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != 0x0A { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
                if index < bytes.count, bytes[index] != 0x0A { index += 1 }
            } else if byte == UInt8(ascii: "/"), bytes[index + 1] == byte {
                while bytes[index] != 0x0A { index += 1 }
            } else if byte == 0x0A {
                lines.append(line)
                (line, isPrivate) = ([], false)
                index += 1
            } else if isLetter(byte) {
                let start = index
                while isLetter(bytes[index]) || (0x30...0x39).contains(bytes[index]) { index += 1 }
                let word = String(decoding: bytes[start..<index], as: UTF8.self)
                if word == "private" || word == "fileprivate" { isPrivate = true }
                if (0x41...0x5A).contains(byte) {
                    line.append(Word(text: word, isDeclared: keywords.contains(before), isOutermost: depth == 0, isPrivate: isPrivate))
                }
                before = word
            } else {
                if byte == UInt8(ascii: "{") { depth += 1 } else if byte == UInt8(ascii: "}") { depth -= 1 }
                if byte != 0x20 { before = "" }
                index += 1
            }
        }
        return lines
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
