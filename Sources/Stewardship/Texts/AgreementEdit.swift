import Agreements
import Findings
import Settings

/// An agreement's file in somebody's hands: single settings and the variants of its clauses are changed, all other bytes stay.
package struct AgreementEdit: Sendable {
    package let path: String
    package private(set) var bytes: [UInt8]

    /// - Throws: errors of YAML.
    package init(_ bytes: [UInt8], path: String) throws(FindingList) {
        _ = try KeyOutline.whole(SourceFile(bytes: bytes, path: path))
        (self.bytes, self.path) = (bytes, path)
    }

    /// Changes one setting at the top level.
    package mutating func set(_ key: String, to value: SettingValue) throws(FindingList) {
        var edit = try SettingsEdit(bytes, .agreement, path: path)
        try edit.set(key, to: value)
        bytes = edit.lines.bytes
    }

    /// Calls a clause by another name wherever the agreement calls it so: `kuendigung/frist`, or the name of a family.
    ///
    /// - Returns: how many places have been changed.
    /// - Throws: `name-unveraenderbar` where one of them cannot be changed by itself; nothing has been changed then.
    @discardableResult
    package mutating func rename(_ old: String, to new: String) throws(FindingList) -> Int {
        let places = try AgreementEdit.mentions(of: old, in: bytes, path)
        bytes = try MentionEdit.replaced(old, by: new, at: places, in: bytes, path)
        guard try AgreementEdit.mentions(of: old, in: bytes, path).isEmpty else { throw FindingList([MentionEdit.unchangeable(old, places.first ?? .file(path))]) }
        return places.count
    }

    private static func mentions(of name: String, in bytes: [UInt8], _ path: String) throws(FindingList) -> [Place] {
        let agreement = try AgreementFile.read(SourceFile(bytes: bytes, path: path))
        var found: [Place] = []
        for use in agreement.clauseUses where use.mention.name == name && use.choice == nil && !found.contains(use.mention.place) { found.append(use.mention.place) }
        return found
    }
}

/// Names of clauses that stand in a file as scalars by themselves.
enum MentionEdit {
    static func replaced(_ old: String, by new: String, at places: [Place], in bytes: [UInt8], _ path: String) throws(FindingList) -> [UInt8] {
        var lines = TextLines(bytes)
        // From the end, so that columns before stay true.
        for place in places.sorted(by: { $0.position > $1.position }) {
            guard case .file(_, let line, let column) = place, lines.lines.indices.contains(line - 1) else { throw FindingList([unchangeable(old, place)]) }
            let content = lines.lines[line - 1].content
            var start = ByteColumn.offset(of: column, in: content)
            if start < content.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(content[start]) { start += 1 }
            guard content.dropFirst(start).starts(with: Array(old.utf8)) else { throw FindingList([unchangeable(old, place)]) }
            lines.replace(start..<start + old.utf8.count, ofLine: line - 1, with: new)
        }
        return lines.bytes
    }

    static func unchangeable(_ name: String, _ place: Place) -> Finding {
        Finding(
            .fehler, "name-unveraenderbar", at: place, "Der Name „\(name)“ lässt sich hier nicht für sich ändern; geändert wurde nichts.",
            remedy: "Schreiben Sie ihn an dieser Stelle in eine eigene Zeile, und versuchen Sie es dann noch einmal.")
    }
}

extension Place {
    fileprivate var position: (Int, Int) {
        if case .file(_, let line, let column) = self { (line, column) } else { (0, 0) }
    }
}
