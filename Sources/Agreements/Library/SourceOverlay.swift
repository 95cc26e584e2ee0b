import Findings
import Settings

/// Texts that stand before the files of a library: what somebody has changed and not yet saved, or wants for one contract alone.
///
/// Keys are paths below the library's folder: `clauses/kuendigung/frist.md`, `clauses/freigaben.txt`, `stellen/musterstadt.yaml`,
/// `agreements/fruehe-hilfen.yaml`. A text may also be of a file that is not there: another variant of a clause. `styles/klassisch.yaml`
/// counts where pages are previewed; facts, rules and fonts come from their files alone.
package struct SourceOverlay: Sendable, Hashable {
    package let texts: [String: String]

    package static let none = SourceOverlay([:])

    package init(_ texts: [String: String]) { self.texts = texts }

    package var isEmpty: Bool { texts.isEmpty }

    /// The text in the place of a file, read as the file would be: same bounds, same errors.
    ///
    /// - Parameter path: the whole path of the file.
    func file(_ path: String, in root: String) throws(FindingList) -> SourceFile? {
        guard let text = text(path, in: root) else { return nil }
        guard text.utf8.count <= Limits.fileBytes else {
            throw FindingList([
                Finding(
                    .fehler, "datei-zu-gross", at: .file(path), "Der Text ist größer als \(Limits.fileBytes >> 20) MiB.",
                    remedy: "Teilen Sie ihn auf.")
            ])
        }
        return try listing(FileReading.decode(Array(text.utf8), path: path))
    }

    /// The text, else the file.
    package func read(_ path: String, in root: String) throws(FindingList) -> SourceFile {
        if let laid = try file(path, in: root) { return laid }
        return try SourceFile(contentsOf: path)
    }

    func has(_ path: String, in root: String) -> Bool { text(path, in: root) != nil }

    /// Names of files and folders that the texts put into a folder of the library.
    func entries(of folder: String) -> Set<String> {
        Set(texts.keys.lazy.filter { $0.hasPrefix(folder + "/") }.compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init) })
    }

    /// Paths whose texts differ in two overlays.
    package func changes(from other: SourceOverlay) -> Set<String> {
        Set(texts.keys).union(other.texts.keys).filter { texts[$0] != other.texts[$0] }
    }

    private func text(_ path: String, in root: String) -> String? {
        guard !texts.isEmpty, path.hasPrefix(root + "/") else { return nil }
        return texts[String(path.dropFirst(root.count + 1))]
    }
}
