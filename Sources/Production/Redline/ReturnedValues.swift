import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText
import Settings
import Word

/// Values that somebody has changed in a returned file, read back: a value counts only if the contract made with it says what the file says.
package struct ReturnedValues: Sendable {
    package struct Value: Sendable, Hashable {
        package var path: String
        package var label: String
        package var before: String
        /// As the file says it, and as a data file has it; `nil`: not certain.
        package var after: String
        package var value: String?
        /// Why it is not certain.
        package var doubt: String?
    }

    package private(set) var values: [Value] = []

    /// - Parameter remade: what a contract with other values would say.
    init(_ changes: [ControlChange], _ sent: SentContract) {
        for change in changes where change.tag != "leerstelle" {
            let field = sent.agreement?.fields.first { $0.name == change.tag || change.tag.hasPrefix($0.name + ".") }
            let rest = field.map { change.tag.dropFirst($0.name.count + 1) } ?? ""
            let label = field.map { rest.isEmpty ? $0.label : "\($0.label): \(rest)" } ?? change.tag
            var value = Value(path: change.tag, label: label, before: change.before.joined(separator: " / "), after: change.after.joined(separator: " / "))
            if change.after.count > 1 {
                value.doubt = "An verschiedenen Stellen steht Verschiedenes."
            } else if let remade = sent.remade, let text = change.after.first {
                let choices = field.map(\.choices) ?? []
                value.value = Self.candidates(text, choices.map { ($0.label, $0.value) }).first { Self.says(text, change.tag, change.before, try? remade([change.tag: $0])) }
                if value.value == nil { value.doubt = "Aus dem Wortlaut lässt sich der Wert nicht sicher ablesen." }
                if change.changedPlaces < change.places {
                    value.doubt = (value.doubt.map { $0 + " " } ?? "") + "Geändert ist er an \(change.changedPlaces) von \(change.places) Stellen."
                }
            } else {
                value.doubt = "Ohne Vereinbarung lässt sich der Wert nicht prüfen."
            }
            values.append(value)
        }
    }

    var changed: [String: String] {
        Dictionary(values.compactMap { value in value.value.map { (value.path, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    /// What a data file might have, for a text that a contract has.
    private static func candidates(_ text: String, _ choices: [(label: String, value: String)]) -> [String] {
        var found = choices.filter { $0.label == text }.map(\.value)
        if let date = date(text) { found.append(date) }
        found.append(text)
        let bare = text.split(separator: " ").first.map(String.init) ?? text
        if bare != text, bare.first?.isNumber ?? false { found.append(bare) }
        if let index = words.firstIndex(of: text.lowercased()) { found.append(String(index + 1)) }
        return found
    }

    private static let words = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
    private static let months = ["januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"]

    /// „1. Dezember 2026“, „01.12.2026“ as `2026-12-01`.
    static func date(_ text: String) -> String? {
        let parts = text.split(whereSeparator: { $0 == "." || $0 == " " }).map(String.init)
        guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2]) else { return nil }
        let month = Int(parts[1]) ?? months.firstIndex(of: parts[1].lowercased()).map { $0 + 1 }
        return month.flatMap { CalendarDate(year: year, month: $0, day: day) }?.isoText
    }

    /// Whether the contract says the new text in the field's place, and nowhere the old.
    private static func says(_ text: String, _ tag: String, _ before: [String], _ document: ReadDocument?) -> Bool {
        guard let document else { return false }
        let pieces = document.paragraphs.flatMap(\.pieces).filter { $0.control == tag }
        return Set(pieces.map { Wording.normal($0.text) }).contains(text)
    }

    /// All values that were given, with those that have changed, as YAML.
    func dataFile(_ origin: ContractOrigin?) -> String {
        var root: [String: Node] = [:]
        for value in origin?.values.filter(\.source.isGiven) ?? [] where changed[value.path] == nil { Self.set(Node(value.content), value.path[...], &root) }
        for (path, text) in changed.sorted(by: { $0.key < $1.key }) { Self.set(.text(text), path[...], &root) }
        let comments = values.map { value in
            "#   \(value.path): \(Self.oneLine(value.before)) → \(Self.oneLine(value.after))" + (value.doubt.map { " – \($0)" } ?? "")
                + (value.value == nil ? " Nicht übernommen." : "")
        }
        return "# Werte aus der zurückgegebenen Word-Datei, für „klauselwerk build … --data“. Geändert sind:\n" + comments.joined(separator: "\n") + "\n" + Self.text(root, "")
    }

    private indirect enum Node {
        case text(String), list([Node]), group([String: Node])

        init(_ content: RecordedContent) {
            switch content {
            case .text(let text): self = .text(text)
            case .list(let list): self = .list(list.map { Node($0) })
            case .group(let group): self = .group(group.mapValues { Node($0) })
            case .nothing: self = .text("")
            }
        }
    }

    private static func set(_ node: Node, _ path: Substring, _ root: inout [String: Node]) {
        guard let point = path.firstIndex(of: ".") else {
            root[String(path)] = node
            return
        }
        let name = String(path[..<point])
        var inner: [String: Node] = [:]
        if case .group(let group)? = root[name] { inner = group }
        set(node, path[path.index(after: point)...], &inner)
        root[name] = .group(inner)
    }

    private static func text(_ group: [String: Node], _ indent: String) -> String {
        group.sorted { $0.key < $1.key }.map { "\(indent)\($0.key):" + text($0.value, indent) }.joined()
    }

    private static func text(_ node: Node, _ indent: String) -> String {
        switch node {
        case .text(let text): " \(quoted(text))\n"
        case .list(let list): "\n" + list.map { "\(indent)  -" + text($0, indent + "  ") }.joined()
        case .group(let group): "\n" + text(group, indent + "  ")
        }
    }

    /// A string of JSON is one of YAML.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
}
