import Foundation

/// Sub-folders of a series that has very many files, of a thousand rows each: „zeilen-0001001-0002000“. Which one follows from the number of the row alone, so parts and later runs agree about it.
package enum SpreadFolder {
    private static let rows = 1_000
    private static let prefix = "zeilen-"

    /// - Parameter row: as Excel shows it.
    static func name(ofRow row: Int) -> String {
        let first = (max(1, row) - 1) / rows * rows
        return prefix + digits(first + 1) + "-" + digits(first + rows)
    }

    private static func digits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 7 - text.count)) + text
    }

    static func isName(_ name: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        let numbers = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.count == 2, let first = Int(numbers[0]), first > 0 else { return false }
        return self.name(ofRow: first) == name
    }

    /// Whether a manifest may name a file so: a safe name, in the run's folder or one of these. What somebody has written there leads nowhere else.
    static func isPlace(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last.map(String.init), FileName.safe(name) == name else { return false }
        return parts.count == 1 || parts.count == 2 && isName(String(parts[0]))
    }

    /// Whether a path leads to a file of the folder or of one of these.
    package static func mayName(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 1 || parts.count == 2 && isName(String(parts[0])) && parts[1] != ".."
    }

    /// The files of a folder and of such folders in it, by their paths within the folder, ordered; none hidden.
    ///
    /// - Returns: `nil` where there is no folder.
    package static func files(in folder: String, ending: String) -> [String]? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        let spread = names.filter(isName).flatMap { name in
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []).map { "\(name)/\($0)" }
        }
        return (names + spread).filter { $0.lowercased().hasSuffix(ending) && !$0.lastPathName.hasPrefix(".") }.sorted()
    }
}
