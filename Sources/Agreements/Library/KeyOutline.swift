import Checksum
import Findings
import Settings

/// The settings of a file key by key: where each stands, and a checksum of what it says. Whoever changes one of them in the file's own lines can
/// see by it that all others are as they were.
package struct KeyOutline: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package let key: String
        /// Of the key, in the file (from 1).
        package let line: Int
        package let column: Int
        /// Where its value begins (from 1); the place of the key where it has none.
        package let valueLine: Int
        package let valueColumn: Int
        /// What it says if it is a single text.
        package let text: String?
        /// What it says if it is a list of texts; a single text is a list of one.
        package let texts: [String]?
        /// Lines of the elements of a list.
        package let elementLines: [Int]
        /// The same for values that say the same and are written alike as far as that changes what they are.
        package let checksum: String
    }

    /// In their order in the file.
    package let entries: [Entry]
    /// Lines of the file (from 1) that hold the settings: of a clause those between its `---`.
    package let lines: Range<Int>

    package func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

    /// Keys of a clause's head, in the order in which clauses have them.
    package static let clauseKeys = ClauseReader.keys.names
    /// Keys of an agreement, in the order in which agreements have them.
    package static let agreementKeys = AgreementReader.keys.names

    /// Of a clause's head.
    ///
    /// - Throws: why it is no head. Whether its keys and values are those of a clause is not asked.
    package static func clause(_ file: SourceFile) throws(FindingList) -> KeyOutline {
        let log = FindingLog()
        guard let parts = FrontMatterSplit(file, log: log), let root = YAMLReading.root(parts.yaml, of: file, firstLine: 2, log: log) else { throw FindingList(log.all) }
        try log.throwIfErrors()
        return try KeyOutline(root, lines: 2..<parts.bodyLine - 1)
    }

    /// Of a file that is YAML as a whole.
    package static func whole(_ file: SourceFile) throws(FindingList) -> KeyOutline {
        let log = FindingLog()
        guard let root = YAMLReading.root(file.text, of: file, log: log) else { throw FindingList(log.all) }
        try log.throwIfErrors()
        let count = file.text.utf8.count { $0 == 0x0A } + (file.text.utf8.last == 0x0A || file.text.isEmpty ? 0 : 1)
        return try KeyOutline(root, lines: 1..<count + 1)
    }

    private init(_ root: InputNode, lines: Range<Int>) throws(FindingList) {
        guard case .mapping(let entries) = root.content else {
            throw FindingList([
                Finding(.fehler, "angabe-art", at: root.place, "Hier stehen keine Angaben, gefunden wurde \(root.kindInGerman).", remedy: "Schreiben Sie je Zeile „name: wert“.")
            ])
        }
        self.lines = lines
        self.entries = entries.compactMap { Entry($0) }
    }
}

extension KeyOutline.Entry {
    fileprivate init?(_ entry: InputEntry) {
        guard case .file(_, let line, let column) = entry.keyPlace, case .file(_, let valueLine, let valueColumn) = entry.value.place else { return nil }
        key = entry.key
        (self.line, self.column) = (line, column)
        (self.valueLine, self.valueColumn) = (valueLine, valueColumn)
        text = entry.value.scalar?.text.value
        if case .sequence(let nodes) = entry.value.content {
            let found = nodes.compactMap { $0.scalar?.text.value }
            texts = found.count == nodes.count ? found : nil
            elementLines = nodes.compactMap { if case .file(_, let line, _) = $0.place { line } else { nil } }
        } else {
            texts = entry.value.scalar.map { [$0.text.value] }
            elementLines = []
        }
        var sum = ChecksumText()
        sum.add(entry.value)
        checksum = SHA256.hex(of: sum.text)
    }
}
