import Agreements
import Findings
import Settings

/// A clause's file in somebody's hands: body, head and single settings are changed, all other bytes stay. Nothing is written here.
package struct ClauseEdit: Sendable {
    /// Path of the file, for findings.
    package let path: String
    package private(set) var bytes: [UInt8]

    /// - Throws: `kopf-fehlt`, `kopf-offen` and errors of YAML: a file whose head nobody can read is mended in an editor.
    package init(_ bytes: [UInt8], path: String) throws(FindingList) {
        _ = try KeyOutline.clause(SourceFile(bytes: bytes, path: path))
        (self.bytes, self.path) = (bytes, path)
    }

    /// The text below the head without blank lines around it, as people write it.
    package var body: String {
        let lines = TextLines(bytes)
        return lines.text(lines.trimmed(bodyRange(lines)))
    }

    /// The line of the file (from 1) on which ``body`` begins.
    package var firstBodyLine: Int {
        let lines = TextLines(bytes)
        return lines.trimmed(bodyRange(lines)).lowerBound + 1
    }

    /// Puts a text in the place of the body. Lines that stay the same keep their bytes, and so do blank lines before and after the body.
    package mutating func setBody(_ text: String) {
        var lines = TextLines(bytes)
        let whole = bodyRange(lines)
        let range = lines.trimmed(whole)
        let wanted = ClauseEdit.withoutBlankLinesAround(TextLines.contents(of: text))
        if range.isEmpty, !wanted.isEmpty {
            lines.replace(whole, withLines: [""] + wanted)
        } else {
            lines.replace(range, withLines: wanted)
        }
        bytes = lines.bytes
    }

    /// The head as it stands between its `---` lines.
    package var head: String {
        let lines = TextLines(bytes)
        return lines.text(headRange(lines))
    }

    /// Puts a text in the place of the head; lines that stay the same keep their bytes, comments among them.
    ///
    /// - Throws: errors of YAML, and `kopf-trenner` for a line that would end the head.
    package mutating func setHead(_ text: String) throws(FindingList) {
        let wanted = TextLines.contents(of: text)
        if let line = wanted.firstIndex(where: { $0.hasPrefix("---") }) {
            throw FindingList([
                Finding(
                    .fehler, "kopf-trenner", at: .file(path, line: line + 2, column: 1), "Im Kopf steht eine Zeile, die mit „---“ beginnt; sie würde ihn beenden.",
                    remedy: "Löschen Sie die Zeile.")
            ])
        }
        var lines = TextLines(bytes)
        lines.replace(headRange(lines), withLines: wanted == [""] ? [] : wanted)
        _ = try KeyOutline.clause(SourceFile(bytes: lines.bytes, path: path))
        bytes = lines.bytes
    }

    /// Changes one setting of the head.
    package mutating func set(_ key: String, to value: SettingValue) throws(FindingList) {
        var edit = try SettingsEdit(bytes, .clause, path: path)
        try edit.set(key, to: value)
        bytes = edit.lines.bytes
    }

    /// What the head says under a key, as text or texts; `nil`: nothing, or something of several levels.
    package func setting(_ key: String) -> [String]? {
        guard let file = try? SourceFile(bytes: bytes, path: path) else { return nil }
        return (try? KeyOutline.clause(file))?.entry(key)?.texts
    }

    private func headRange(_ lines: TextLines) -> Range<Int> {
        let end = ClauseEdit.fence(lines, from: 1) ?? lines.lines.count
        return min(1, end)..<end
    }

    private func bodyRange(_ lines: TextLines) -> Range<Int> {
        let start = min((ClauseEdit.fence(lines, from: 1) ?? lines.lines.count) + 1, lines.lines.count)
        return start..<lines.lines.count
    }

    /// The same as what readers take for one.
    private static func fence(_ lines: TextLines, from start: Int) -> Int? {
        lines.lines.indices.dropFirst(start).first { index in
            let content = lines.lines[index].content
            return content.starts(with: Array("---".utf8)) && content.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
    }

    private static func withoutBlankLinesAround(_ lines: [String]) -> [String] {
        func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
        guard let first = lines.firstIndex(where: { !isBlank($0) }), let last = lines.lastIndex(where: { !isBlank($0) }) else { return [] }
        return Array(lines[first...last])
    }
}
