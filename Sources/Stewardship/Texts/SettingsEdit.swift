import Agreements
import Findings
import Foundation
import Settings

/// What a setting is to say.
package enum SettingValue: Sendable, Hashable {
    case text(String)
    /// Written as the file writes the list already; a new one between brackets in one line.
    case list([String])
    case removed
}

/// Changes single settings of a file in its own lines. Every change is read again and compared with what was there: if any other setting says
/// something else, or the changed one not what it should, nothing has been changed.
struct SettingsEdit {
    enum Kind: Sendable, Hashable {
        case clause, agreement

        var order: [String] { self == .clause ? KeyOutline.clauseKeys : KeyOutline.agreementKeys }

        func outline(_ bytes: [UInt8], _ path: String) throws(FindingList) -> KeyOutline {
            let file = try SourceFile(bytes: bytes, path: path)
            return self == .clause ? try KeyOutline.clause(file) : try KeyOutline.whole(file)
        }
    }

    let kind: Kind
    let path: String
    private(set) var lines: TextLines
    private var outline: KeyOutline

    init(_ bytes: [UInt8], _ kind: Kind, path: String) throws(FindingList) {
        (self.kind, self.path) = (kind, path)
        lines = TextLines(bytes)
        outline = try kind.outline(bytes, path)
    }

    /// - Throws: `angabe-unveraenderbar` where the lines of the setting are not such as can be changed by themselves.
    mutating func set(_ key: String, to value: SettingValue) throws(FindingList) {
        guard kind.order.contains(key) else { throw FindingList([unchangeable(key, at: nil)]) }
        let entry = outline.entry(key)
        if says(entry, value) { return }
        var changed = lines
        if let entry {
            guard entry.column == 1, entry.valueLine >= entry.line, outline.entries.count(where: { $0.line == entry.line }) == 1 else {
                throw FindingList([unchangeable(key, at: entry)])
            }
            switch value {
            case .removed: changed.replace(region(of: entry), withLines: [])
            case .text(let text): setText(text, entry, &changed)
            case .list(let texts): setList(texts, entry, &changed)
            }
        } else {
            let line = "\(key): \(written(value))"
            let place = insertion(of: key)
            changed.replace(place..<place, withLines: [line])
        }
        let after = try? kind.outline(changed.bytes, path)
        guard let after, others(than: key, in: after) == others(than: key, in: outline), says(after.entry(key), value) else {
            throw FindingList([unchangeable(key, at: entry)])
        }
        (lines, outline) = (changed, after)
    }

    /// The keys that stand there, without the one, each with what it says.
    private func others(than key: String, in outline: KeyOutline) -> [String] { outline.entries.filter { $0.key != key }.map { "\($0.key) \($0.checksum)" } }

    private func says(_ entry: KeyOutline.Entry?, _ value: SettingValue) -> Bool {
        switch value {
        case .removed: entry == nil
        case .text(let text): entry?.text == text
        case .list(let texts): entry?.texts == texts
        }
    }

    private func written(_ value: SettingValue) -> String {
        switch value {
        case .removed: ""
        // „1.0“ would be a number to other programs.
        case .text(let text): YAMLScalar.written(text, text.first?.isNumber == true && text.contains(".") ? .double : .plain)
        case .list(let texts): "[" + texts.map { YAMLScalar.written($0, .plain, inList: true) }.joined(separator: ", ") + "]"
        }
    }

    // MARK: - Lines

    /// From its key to its last line; comments and blank lines before the next key belong to that.
    private func region(of entry: KeyOutline.Entry) -> Range<Int> {
        let start = entry.line - 1
        let next = outline.entries.map(\.line).filter { $0 > entry.line }.min() ?? outline.lines.upperBound
        var end = min(next - 1, lines.lines.count)
        while end > start + 1, isComment(lines.lines[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isComment(_ line: TextLines.Line) -> Bool {
        line.isBlank || line.content.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
    }

    /// Behind the nearest key that stands before it in the order of keys.
    private func insertion(of key: String) -> Int {
        let earlier = Set(kind.order.prefix { $0 != key })
        guard let before = outline.entries.last(where: { earlier.contains($0.key) }) else { return outline.lines.lowerBound - 1 }
        return region(of: before).upperBound
    }

    private func setText(_ text: String, _ entry: KeyOutline.Entry, _ changed: inout TextLines) {
        if let range = value(of: entry) {
            let old = lines.lines[entry.line - 1].content
            let style: YAMLScalar.Style = entry.text == nil ? .plain : YAMLScalar.style(of: old[range.lowerBound])
            changed.replace(range, ofLine: entry.line - 1, with: YAMLScalar.written(text, style))
        } else if !hasProperties(entry) {
            changed.replace(region(of: entry), withLines: ["\(entry.key): \(written(.text(text)))"])
        }
    }

    /// Whether an anchor, a reference or a tag stands before the value: what somebody meant by it nobody here knows.
    private func hasProperties(_ entry: KeyOutline.Entry) -> Bool {
        let content = lines.lines[entry.line - 1].content
        let rest = content.dropFirst(entry.key.utf8.count + 1).drop { $0 == 0x20 || $0 == 0x09 }
        return rest.first.map { "&*!".utf8.contains($0) } ?? false
    }

    private func setList(_ texts: [String], _ entry: KeyOutline.Entry, _ changed: inout TextLines) {
        // One element a line: lines of those that stay, with their comments, are left.
        if let old = entry.texts, !entry.elementLines.isEmpty, entry.elementLines[0] > entry.line, Set(entry.elementLines).count == old.count, !texts.isEmpty {
            let first = lines.lines[entry.elementLines[0] - 1].content
            let indent = String(decoding: first.prefix { $0 == 0x20 }, as: UTF8.self)
            let groups = elementLines(of: entry)
            let wanted = LineMatching.pairs(old, texts).flatMap { content, kept -> [String] in
                guard let kept else { return [indent + "- " + YAMLScalar.written(content, .plain)] }
                return groups[kept].map { lines.lines[$0].text }
            }
            changed.replace(groups[0].lowerBound..<region(of: entry).upperBound, withLines: wanted)
        } else if let range = value(of: entry) {
            changed.replace(range, ofLine: entry.line - 1, with: written(.list(texts)))
        } else {
            changed.replace(region(of: entry), withLines: ["\(entry.key): \(written(.list(texts)))"])
        }
    }

    /// The lines of each element of a list: comments above it, its own, and those on which it goes on.
    private func elementLines(of entry: KeyOutline.Entry) -> [Range<Int>] {
        let end = region(of: entry).upperBound
        var start = entry.elementLines[0] - 1
        return entry.elementLines.indices.map { index in
            var next = index + 1 < entry.elementLines.count ? entry.elementLines[index + 1] - 1 : end
            while next > entry.elementLines[index], index + 1 < entry.elementLines.count, isComment(lines.lines[next - 1]) { next -= 1 }
            defer { start = next }
            return start..<next
        }
    }

    /// The bytes of a value in the line of its key; `nil` where it is not all in that line.
    private func value(of entry: KeyOutline.Entry) -> Range<Int>? {
        guard entry.valueLine == entry.line, entry.valueColumn > entry.column, region(of: entry).count == 1 else { return nil }
        let content = lines.lines[entry.line - 1].content
        let start = ByteColumn.offset(of: entry.valueColumn, in: content)
        return YAMLScalar.end(of: content, from: start).map { start..<$0 }
    }

    private func unchangeable(_ key: String, at entry: KeyOutline.Entry?) -> Finding {
        Finding(
            .fehler, "angabe-unveraenderbar", at: entry.map { .file(path, line: $0.line, column: $0.column) } ?? .file(path),
            "Die Angabe „\(key)“ lässt sich in dieser Datei nicht für sich ändern; geändert wurde nichts.", remedy: "Ändern Sie den Kopf als Text.")
    }
}

/// Places name characters, files hold bytes.
enum ByteColumn {
    /// - Parameter column: of a Unicode scalar, from 1, in the composed text that readers see.
    static func offset(of column: Int, in content: [UInt8]) -> Int {
        let text = String(decoding: content, as: UTF8.self)
        if text.unicodeScalars.allSatisfy({ !$0.properties.isDiacritic || $0.isASCII }) || !content.contains(where: { $0 == 0xCC || $0 == 0xCD }) {
            return text.unicodeScalars.prefix(max(0, column - 1)).reduce(0) { $0 + UTF8.width($1) }
        }
        // Composed by readers: as many characters as it takes until their composed form is long enough.
        var (offset, seen) = (0, 0)
        for character in text {
            if seen >= column - 1 { break }
            seen += String(character).precomposedStringWithCanonicalMapping.unicodeScalars.count
            offset += String(character).utf8.count
        }
        return offset
    }
}
