/// „1.2“ → „1.3“: the number of a new wording.
enum VersionNumber {
    /// Whether a file can be called by it: `frist@1.2.md`.
    static func isCountable(_ version: String) -> Bool {
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        return !version.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// The next one by its last part that nobody has; `nil` for what has no number.
    static func next(after version: String, notIn taken: Set<String>) -> String? {
        guard isCountable(version) else { return nil }
        var parts = version.split(separator: ".").compactMap { Int($0) }
        guard let last = parts.indices.last else { return nil }
        for _ in 0...taken.count {
            parts[last] += 1
            let candidate = parts.map(String.init).joined(separator: ".")
            if isCountable(candidate), !taken.contains(candidate) { return candidate }
        }
        return nil
    }
}
