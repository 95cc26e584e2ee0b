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
    private var files: [(path: String, folder: String, lines: [Substring])] = []

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
            let text = SourceScan.bare(try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8))
            let folder = name.contains("/") ? String(name.prefix { $0 != "/" }) : ""
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            files.append((name, folder, lines))
            folders[folder, default: []].formUnion(SourceScan.declarations(lines))
        }
    }

    /// Uses of what is declared in a folder that comes later in the order. What lies beside the folders may use everything, and nothing uses it.
    func usesAgainst(_ order: [String]) -> [Use] {
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        var owners: [String: Set<String>] = [:]
        for (folder, names) in folders { for name in names { owners[name, default: []].insert(folder) } }
        var found: [Use] = []
        for file in files where !file.folder.isEmpty {
            let own = SourceScan.nested(file.lines)
            for (index, line) in file.lines.enumerated() {
                for match in line.matches(of: SourceScan.capitalised()) {
                    let name = String(match.output)
                    guard !own.contains(name), let folders = owners[name], folders.count == 1, let folder = folders.first, folder != file.folder else { continue }
                    guard let user = place[file.folder], let used = place[folder], used <= user else {
                        found.append(Use(name: name, file: file.path, line: index + 1, folder: folder))
                        continue
                    }
                }
            }
        }
        return found
    }

    /// All types at the top level of files, private ones too, each with a file that declares it.
    func types() -> [String: String] {
        var found: [String: String] = [:]
        for file in files {
            for name in SourceScan.declarations(file.lines, includingPrivate: true) { found[name] = file.path }
        }
        return found
    }

    /// Swift's own word boundary (UAX #29) takes „Name.member“ for one word.
    private static func capitalised() -> Regex<Substring> { /\b[A-Z][A-Za-z0-9_]*\b/.wordBoundaryKind(.simple) }

    /// - Parameter includingPrivate: also what its own file alone sees.
    private static func declarations(_ lines: [Substring], includingPrivate: Bool = false) -> Set<String> {
        var names: Set<String> = []
        var depth = 0
        for line in lines {
            if depth == 0, includingPrivate || !line.contains("private "), let match = line.firstMatch(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/) {
                names.insert(String(match.1))
            }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
        }
        return names
    }

    /// Types that a file declares for itself, whatever others of that name there are.
    private static func nested(_ lines: [Substring]) -> Set<String> {
        Set(lines.flatMap { $0.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/).map { String($0.1) } })
    }

    /// The text with the same lines, but without comments and what string literals say.
    private static func bare(_ text: String) -> String {
        text.replacing(/"""(?:.|\n)*?"""/) { match in String(repeating: "\n", count: match.output.count { $0 == "\n" }) }
            .replacing(/\/\/[^\n]*/, with: "")
            .replacing(/#?"(?:\\.|[^"\\\n])*"#?/, with: "")
    }
}
