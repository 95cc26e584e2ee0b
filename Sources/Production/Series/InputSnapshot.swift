import Assembler
import Foundation
import Rendering
import Settings

/// Every file that a contract of a workspace and agreement can be made of, as it was when a run began: more than is read, never less.
///
/// Taken before anything is read. Whoever finds all files unchanged after he has read knows that he read these very bytes.
struct InputSnapshot: Sendable {
    /// Files and folders; a folder changes when names in it do.
    private var stamps: [(path: String, stamp: FileStamp?)] = []
    /// By the name that is the same on every machine.
    private(set) var checksums: [(name: String, sha256: String)] = []

    /// Below the library, and below the program's resources.
    static let folders = ["clauses", "stellen", "facts", "styles", "rules"]
    /// In `fonts/`: the catalogue has the checksums of the fonts themselves, which are verified when they are opened.
    private static let fontFiles = [".yaml", ".txt"]

    /// - Parameters:
    ///   - agreement: path of the agreement's file.
    ///   - annexes: what all contracts have behind them.
    init(_ workspace: Workspace, agreement: String, annexes: [AttachedFile] = []) {
        var seen: Set<String> = []
        for root in [workspace.library, workspace.resources] where seen.insert(root).inserted {
            for folder in Self.folders { add(below: "\(root)/\(folder)", named: folder, depth: 0) }
        }
        let fonts = workspace.resources + "/fonts"
        for name in FileLook.names(in: fonts) where Self.fontFiles.contains(where: name.hasSuffix) { add("\(fonts)/\(name)", named: "fonts/\(name)") }
        add(agreement, named: agreement.lastPathName)
        // Pictures, coats of arms and annexes may lie anywhere.
        for text in [agreement] + stamps.map(\.path) where text.hasSuffix(".yaml") || text.hasSuffix(".md") {
            for path in Self.mentioned(in: text) where !stamps.contains(where: { $0.path == path }) { add(path, named: path.lastPathName) }
        }
        for (index, annex) in annexes.enumerated() {
            add(annex.path, named: ["anlage \(index + 1)", annex.path.lastPathName, annex.title ?? "-", annex.pages ?? "-", annex.alternativeText ?? "-"].joined(separator: "\t"))
        }
    }

    /// One text of all names and checksums.
    var digestText: String { checksums.map { "\($0.name) \($0.sha256)\n" }.joined() }

    /// The first file that is not as it was, `nil` if all are.
    func firstChanged() -> String? { stamps.first { FileStamp($0.path) != $0.stamp }?.path }

    // MARK: - Finding them

    /// Links are followed, as readers do.
    private mutating func add(below folder: String, named name: String, depth: Int) {
        stamps.append((folder, FileStamp(folder)))
        guard depth < FileLook.depthLimit else { return }
        for entry in FileLook.names(in: folder) {
            let path = "\(folder)/\(entry)"
            if FileLook.isFolder(path) {
                add(below: path, named: "\(name)/\(entry)", depth: depth + 1)
            } else {
                add(path, named: "\(name)/\(entry)")
            }
        }
    }

    private mutating func add(_ path: String, named name: String) {
        // First the stamp: what is written after it shows.
        let stamp = FileStamp(path)
        guard FileLook.isFile(path), let sha256 = FileLook.sha256(path) else {
            // Whether it has to be there is found out elsewhere.
            stamps.append((path, stamp))
            checksums.append((name, "-"))
            return
        }
        stamps.append((path, stamp))
        checksums.append((name, sha256))
    }

    /// Files that a text names behind `datei:` or in `](…)`: from its own folder, or by their whole path. What only looks like one does no harm.
    private static func mentioned(in text: String) -> [String] {
        guard let bytes = FileBytes.read(text, limit: Limits.fileBytes) else { return [] }
        var found: [String] = []
        // Bytes, not characters: every text of the library is looked through at the start of each run.
        for (mark, ends) in [(Array("datei:".utf8), Array(",}#".utf8)), (Array("](".utf8), Array(") ".utf8))] {
            var position = 0
            while let first = bytes[position...].firstIndex(of: mark[0]) {
                position = first + 1
                guard bytes[first...].starts(with: mark) else { continue }
                let blank = bytes[(first + mark.count)...].drop { $0 == UInt8(ascii: " ") || isQuote($0) }
                let word = blank.prefix { !ends.contains($0) && !isQuote($0) && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
                let name = String(decoding: word, as: UTF8.self).trimmingCharacters(in: .whitespaces)
                guard !name.isEmpty, !name.contains("://"), !name.contains("{{") else { continue }
                found.append(name.hasPrefix("/") ? name : text.parentPath + "/" + name)
            }
        }
        return found.filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
