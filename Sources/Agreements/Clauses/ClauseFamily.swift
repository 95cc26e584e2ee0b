import Findings
import Foundation

/// The files of one folder below `clauses/`, not yet read.
package struct ClauseFamily: Sendable, Hashable {
    package let name: String
    /// Variants in alphabetical order.
    package let variants: [Variant]
    /// About files that are left out.
    package let findings: [Finding]

    package struct Variant: Sendable, Hashable {
        package let name: String
        /// The current file first, then older versions (`frist@1.0.md`), the newest of them first.
        package let files: [File]
    }

    package struct File: Sendable, Hashable {
        package let path: String
        /// `nil` for the current one.
        package let version: String?
    }

    package var variantNames: [String] { variants.map(\.name) }

    package func variant(_ name: String) -> Variant? { variants.first { $0.name == name } }

    /// Lists the folder; `nil` where there is none.
    ///
    /// - Parameter laid: names of texts that stand in the folder without being files of it.
    static func scan(_ name: String, in folder: String, with laid: Set<String> = []) -> ClauseFamily? {
        let path = "\(folder)/\(name)"
        let own = LibraryFolder.entries(of: path)
        if own == nil, laid.isEmpty { return nil }
        let entries = laid.isEmpty ? own ?? [] : laid.union(own ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var files: [String: [File]] = [:]
        var findings: [Finding] = []
        for entry in entries {
            let file = "\(path)/\(entry)"
            guard entry.hasSuffix(".md") else {
                findings.append(
                    ignored(
                        file, "ist keine Markdown-Datei", remedy: "Klauseln enden auf „.md“; verschieben Sie andere Dateien an einen anderen Ort."))
                continue
            }
            let parts = entry.dropLast(3).split(separator: "@", omittingEmptySubsequences: false)
            guard let variant = parts.first, LibraryName.isSafe(variant), parts.count <= 2, parts.count == 1 || isVersion(parts[1]) else {
                findings.append(
                    ignored(
                        file, "hat einen Namen, den Klauseln nicht haben können",
                        remedy: "Verwenden Sie Kleinbuchstaben ohne Umlaute, Ziffern und „-“, zum Beispiel: frist.md oder frist@1.0.md."))
                continue
            }
            files[String(variant), default: []].append(File(path: file, version: parts.count == 2 ? String(parts[1]) : nil))
        }
        let variants = files.keys.sorted().map { name in
            Variant(name: name, files: (files[name] ?? []).sorted { isNewer($0.version, $1.version) })
        }
        return ClauseFamily(name: name, variants: variants, findings: findings)
    }

    static func ignored(_ path: String, _ what: String, remedy: String) -> Finding {
        Finding(.warnung, "datei-uebergangen", at: .file(path), "„\(path)“ \(what) und wird übergangen.", remedy: remedy)
    }

    private static func isVersion(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// The current version before all others, then by number.
    private static func isNewer(_ a: String?, _ b: String?) -> Bool {
        guard let a else { return b != nil }
        guard let b else { return false }
        let left = a.split(separator: ".").compactMap { Int($0) }
        let right = b.split(separator: ".").compactMap { Int($0) }
        return right.lexicographicallyPrecedes(left)
    }
}

/// Listing of folders, the same order everywhere.
package enum LibraryFolder {
    /// Names in the folder in order of their bytes, hidden ones left out; `nil` where it cannot be listed.
    package static func entries(of path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
