import Findings
import Settings

/// Finds the library and the agreements in it.
package enum LibraryLocation {
    /// The folder named by `--library`, else the nearest library from the agreement's folder upward, else the first
    /// installed one that exists. Throws `bibliothek-fehlt`.
    package static func find(explicit: String?, from folder: String, installed: [String]) throws(FindingList) -> String {
        if let explicit {
            if isLibrary(explicit) { return withoutSlash(explicit) }
            throw FindingList([
                Finding(
                    .fehler, "bibliothek-fehlt", at: .file(explicit), "„\(explicit)“ ist keine Bibliothek.",
                    remedy: "Eine Bibliothek hat die Ordner „clauses“ und „stellen“.")
            ])
        }
        var candidate = withoutSlash(folder.isEmpty ? "." : folder)
        // Above a relative path's first folder come `.`, `..`, `../..`; beyond the root that is the root itself, hence the bound.
        for _ in 0..<64 {
            if isLibrary(candidate) { return candidate }
            if candidate == "/" { break }
            candidate = parent(of: candidate)
        }
        if let found = installed.first(where: isLibrary) { return withoutSlash(found) }
        throw FindingList([
            Finding(
                .fehler, "bibliothek-fehlt", at: .file(folder), "Zu diesem Ordner gibt es keine Bibliothek mit Klauseln.",
                remedy: "Nennen Sie sie mit --library ORDNER; sie hat die Ordner „clauses“ und „stellen“.")
        ])
    }

    /// The path of an agreement given by name (`fruehe-hilfen`) or path. Throws `vereinbarung-unbekannt`.
    package static func agreement(_ nameOrPath: String, in library: String) throws(FindingList) -> String {
        let isPath = nameOrPath.contains("/") || nameOrPath.hasSuffix(".yaml") || nameOrPath.hasSuffix(".yml")
        if isPath, FileReading.exists(nameOrPath) { return nameOrPath }
        let inLibrary = "\(library)/agreements/\(nameOrPath).yaml"
        if !isPath, FileReading.exists(inLibrary) { return inLibrary }
        let names = agreements(in: library)
        throw FindingList([
            Finding(
                .fehler, "vereinbarung-unbekannt", at: isPath ? .file(nameOrPath) : nil, "Die Vereinbarung \(quoted(nameOrPath)) gibt es nicht.",
                remedy: Suggestion.remedy(for: nameOrPath, among: names, otherwise: names.isEmpty ? "Prüfen Sie Namen und Ordner." : nil))
        ])
    }

    /// Names of the agreements of a library, sorted.
    package static func agreements(in library: String) -> [String] {
        (LibraryFolder.entries(of: "\(library)/agreements") ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    }

    /// Names of the bodies of a library, sorted.
    package static func bodies(in library: String) -> [String] {
        (LibraryFolder.entries(of: "\(library)/stellen") ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    }

    /// The folder a file lies in.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func isLibrary(_ folder: String) -> Bool {
        LibraryFolder.isFolder("\(folder)/clauses") && LibraryFolder.isFolder("\(folder)/stellen")
    }

    private static func parent(of folder: String) -> String {
        if folder == "." { return ".." }
        if folder == ".." || folder.hasSuffix("/..") { return folder + "/.." }
        return LibraryLocation.folder(of: folder)
    }

    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
