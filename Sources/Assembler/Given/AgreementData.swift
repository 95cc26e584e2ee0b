import Agreements
import DocumentModel
import Findings
import Foundation
import Settings

/// What is given for one document besides the agreement: options, a data file, a row of the partner table.
package struct AgreementData: Sendable, Hashable {
    /// The most important first.
    var layers: [InputLayer]
    /// Values that are missing on purpose: nothing prints them, nothing depends on them (``RecordedValue``).
    var withheld: Set<FieldPath> = []
    /// Files to take instead of those that the agreement names, by the name it gives them.
    var annexFiles: [String: String] = [:]
    /// When `beispiel:` fills what is missing.
    package var examples = ExampleUse.always
    /// Warnings and hints about the row, where it is the only one.
    var rowFindings: [Finding] = []
    /// Of a document that is made again.
    package var reproduction: Reproduction?

    package static let none = AgreementData(layers: [])

    init(layers: [InputLayer]) { self.layers = layers }

    /// Reads `--set path=value` and `--data FILE`. Throws all errors of both.
    package init(options: [String] = [], file: String? = nil, row: PartnerRow? = nil) throws(FindingList) {
        let log = FindingLog()
        layers = []
        if !options.isEmpty { layers.append(OptionReader(log: log).layer(options)) }
        if let file, let layer = DataFileReader(log: log).layer(file) { layers.append(layer) }
        if let row {
            layers.append(row.layer)
            examples = .never
            rowFindings = row.findings.filter { $0.severity != .fehler }
        }
        try log.throwIfErrors()
    }

    /// The same options and data file with a row of the table: for a batch, where they are read once.
    package func with(_ row: PartnerRow) -> AgreementData {
        var data = self
        data.layers = layers.filter { $0.kind != .tableRow } + [row.layer]
        data.examples = .never
        data.rowFindings = []
        return data
    }
}

/// When the invented values of an agreement's `beispiel:` may stand in a document. They must never get into a contract: neither into one of
/// a batch nor into a final version.
package enum ExampleUse: Sendable, Hashable {
    /// Fills whatever is missing: to look over an agreement of which no document is made.
    case always
    /// The same, but a final version that takes anything from it is a draft: to see how pages will look.
    case asDraft
    /// ``asDraft``, but only where nothing of a field is given: who names a partner gives the whole partner.
    case asDraftUnlessBegun
    /// Only in drafts and specimens, and there only where nothing of a field is given.
    case inDrafts
    case never
}

/// One source of values: a tree of what it gives. One object for all who read it: each field of each row is looked for in all of them.
final class InputLayer: Sendable {
    enum Kind: Sendable, Hashable {
        case commandLine, dataFile, tableRow, example
        /// Typed into a form, and changed again and again.
        case form

        /// What differs from document to document, while the rest is common to many.
        var isOfOneDocument: Bool { self == .tableRow || self == .form }
    }

    let kind: Kind
    let root: InputNode
    /// Of a table: the letters of its columns by their names.
    let letters: [String: String]

    init(kind: Kind, root: InputNode, letters: [String: String] = [:]) {
        self.kind = kind
        self.root = root
        self.letters = letters
    }

    /// The same source with some of what it gives.
    func keeping(_ isKept: (InputEntry) -> Bool) -> InputLayer {
        guard case .mapping(let entries) = root.content else { return self }
        return InputLayer(kind: kind, root: InputNode(.mapping(entries.filter(isKept)), at: root.place), letters: letters)
    }

    func source(_ place: Place) -> ValueSource {
        switch kind {
        case .commandLine: .commandLine(place)
        case .dataFile, .form: .dataFile(place)
        case .tableRow: .tableRow(place)
        case .example: .example(place)
        }
    }
}

extension InputLayer: Hashable {
    /// Mostly they are one.
    static func == (a: InputLayer, b: InputLayer) -> Bool { a === b || a.kind == b.kind && a.root == b.root && a.letters == b.letters }

    func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(root)
        hasher.combine(letters)
    }
}

/// Reads the file of `--data`.
struct DataFileReader {
    let log: FindingLog

    func layer(_ path: String) -> InputLayer? {
        let file: SourceFile
        do {
            file = try FileReading.text(of: path)
        } catch {
            log.add(error)
            return nil
        }
        guard let root = YAMLReading.root(file.text, of: file, log: log) else { return nil }
        guard case .mapping = root.content else {
            log.error(
                "angabe-art", at: root.place, "Die Datei enthält keine Felder mit Namen, gefunden wurde \(root.kindInGerman).",
                remedy: "Schreiben Sie je Feld „name: wert“, so verschachtelt, wie die Felder heißen.")
            return nil
        }
        return InputLayer(kind: .dataFile, root: root)
    }
}

/// Reads `--set path=value`; two values for the same path are an error.
struct OptionReader {
    let log: FindingLog

    func layer(_ options: [String]) -> InputLayer {
        var tree = InputTree(root: .option("--set"))
        var given: [String: String] = [:]
        for option in options {
            guard let sign = option.firstIndex(of: "="), sign != option.startIndex else {
                log.error(
                    "option-falsch", at: .option("--set \(quoted(option))"), "Nach --set fehlt ein Feld mit Wert.",
                    remedy: "Schreiben Sie: --set partner.name=\"Kita Sonne\".")
                continue
            }
            let path = String(option[..<sign])
            let place = Place.option("--set \(path)")
            let value = String(option[option.index(after: sign)...]).precomposed
            if let earlier = given.updateValue(value, forKey: path), earlier != value {
                log.error(
                    "option-falsch", at: place, "„\(path)“ ist zweimal angegeben: \(quoted(earlier)) und \(quoted(value)).",
                    remedy: "Geben Sie jedes Feld nur einmal an.")
            }
            let text = SourceText.whole(value, at: place)
            if let taken = tree.set(path, InputNode(.scalar(InputScalar(text, style: .quoted)), at: place)) {
                log.error(
                    "option-falsch", at: place, "„\(path)“ und „\(taken)“ lassen sich nicht zugleich angeben.",
                    remedy: "Geben Sie entweder das Ganze oder seine Teile an.")
            }
        }
        return InputLayer(kind: .commandLine, root: tree.root)
    }
}

extension String {
    /// NFC, as files are brought to when they are read.
    var precomposed: String {
        utf8.contains { $0 == 0xCC || $0 == 0xCD } ? precomposedStringWithCanonicalMapping : self
    }
}

/// Builds the tree of dotted paths.
struct InputTree {
    /// Parts of the longest path: the fields of clauses have three, members of records in tables one or two more.
    static let deepest = 16

    private(set) var root: InputNode

    init(root place: Place) { root = InputNode(.mapping([]), at: place) }

    /// Sets a leaf. Returns the path of what stands in the way: a leaf where a group is needed, or the other way round.
    ///
    /// - Parameter key: where the name stands, if not where the leaf does.
    mutating func set(_ path: String, _ leaf: InputNode, keyAt key: Place? = nil) -> String? {
        // Beyond what any field has it is a name that nothing has: told as such, and never gone into.
        let depth = path.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }
        let parts = depth > InputTree.deepest ? [path] : parts(of: path)
        return InputTree.insert(leaf, key ?? leaf.place, at: parts[...], into: &root, prefix: "")
    }

    /// The same, but what is there already stands in the way, too.
    mutating func add(_ path: String, _ leaf: InputNode, keyAt key: Place) -> String? {
        let parts = parts(of: path)
        var node: InputNode? = root
        for part in parts { node = node?[part] }
        return node == nil ? set(path, leaf, keyAt: key) : path
    }

    /// Between its points. By bytes: so many paths are taken apart for each row.
    private func parts(of path: String) -> [String] { path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String($0) ?? "" } }

    private static func insert(
        _ leaf: InputNode, _ key: Place, at parts: ArraySlice<String>, into node: inout InputNode, prefix: String
    ) -> String? {
        guard let first = parts.first else { return nil }
        guard case .mapping(var entries) = node.content else { return prefix }
        // Taken out while it changes: else every path would copy all that is there.
        node.content = .empty
        defer { node.content = .mapping(entries) }
        let path = prefix.isEmpty ? first : "\(prefix).\(first)"
        let rest = parts.dropFirst()
        if let index = entries.firstIndex(where: { $0.key == first }) {
            if rest.isEmpty {
                if case .mapping = entries[index].value.content { return path + ".…" }
                entries[index].value = leaf
            } else if let taken = insert(leaf, key, at: rest, into: &entries[index].value, prefix: path) {
                return taken
            }
        } else if rest.isEmpty {
            entries.append(InputEntry(first, at: key, leaf))
        } else {
            var group = InputNode(.mapping([]), at: leaf.place)
            _ = insert(leaf, key, at: rest, into: &group, prefix: path)
            entries.append(InputEntry(first, at: key, group))
        }
        return nil
    }
}
