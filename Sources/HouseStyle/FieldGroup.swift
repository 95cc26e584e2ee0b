import Findings
import Settings
import Styles

/// A mapping of a YAML file whose keys are asked for one by one. Keys never asked for are errors at the end: so the
/// reader is itself the list of what may be written.
final class FieldGroup {
    private let entries: [InputEntry]
    private let findings: FindingLog
    private let place: Place
    /// „tabelle.“ in messages.
    private let path: String
    private var asked: Set<String> = []

    init?(_ node: InputNode, path: String = "", _ findings: FindingLog) {
        guard case .mapping(let entries) = node.content else {
            let name = path.isEmpty ? "Die Datei" : "„\(path)“"
            findings.error(
                "stil-gruppe", at: node.place, "\(name) muss aus Zeilen der Form „schlüssel: wert“ bestehen.",
                remedy: "Schreiben Sie die Angaben eingerückt in eigene Zeilen.")
            return nil
        }
        self.entries = entries
        self.findings = findings
        self.path = path
        place = node.place
    }

    /// Reports keys that nobody asked for.
    func finish() {
        for entry in entries where !asked.contains(entry.key) {
            findings.error(
                "schluessel-unbekannt", at: entry.keyPlace, "Den Schlüssel „\(path)\(entry.key)“ gibt es nicht.",
                remedy: Suggestion.remedy(for: entry.key, among: asked)
                    ?? "Es gibt hier: \(asked.sorted().joined(separator: ", ")).")
        }
    }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    private func value(_ key: String) -> InputNode? {
        asked.insert(key)
        return entries.first { $0.key == key }?.value
    }

    private func wrong(_ key: String, _ node: InputNode, _ expected: String) {
        let found = node.written.map { "„\($0)“" } ?? "eine Gruppe oder Liste"
        findings.error(
            "wert-falsch", at: node.place, "„\(path)\(key)“ muss \(expected) sein, ist aber \(found).")
    }

    // MARK: Values

    /// - Parameter unit: factor from what is written to points.
    func number(_ key: String, _ range: ClosedRange<Double>, unit: Double = 1, _ target: inout Double) {
        guard let node = value(key), let number = number(key, node, range) else { return }
        target = number * unit
    }

    func optionalNumber(_ key: String, _ range: ClosedRange<Double>, unit: Double = 1, _ target: inout Double?) {
        guard let node = value(key), let number = number(key, node, range) else { return }
        target = number * unit
    }

    /// Values that are right one by one and wrong together.
    func reject(_ rule: String, _ message: String, remedy: String) {
        findings.error("stil-" + rule, at: place, message, remedy: remedy)
    }

    private func number(_ key: String, _ node: InputNode, _ range: ClosedRange<Double>) -> Double? {
        // German decimals too: „10,5“.
        let text = node.written?.replacing(",", with: ".")
        guard let text, let number = Double(text), number.isFinite, range.contains(number) else {
            wrong(key, node, "eine Zahl von \(Self.text(range.lowerBound)) bis \(Self.text(range.upperBound))")
            return nil
        }
        return number
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number).replacing(".", with: ",")
    }

    func whole(_ key: String, _ range: ClosedRange<Int>, _ target: inout Int) {
        guard let node = value(key) else { return }
        guard let number = node.written.flatMap({ Int($0) }), range.contains(number) else {
            return wrong(key, node, "eine ganze Zahl von \(range.lowerBound) bis \(range.upperBound)")
        }
        target = number
    }

    func flag(_ key: String, _ target: inout Bool) {
        guard let node = value(key) else { return }
        switch node.written {
        case "ja", "true": target = true
        case "nein", "false": target = false
        default: wrong(key, node, "„ja“ oder „nein“")
        }
    }

    func text(_ key: String, _ target: inout String) {
        guard let node = value(key) else { return }
        guard let text = node.written, !text.isEmpty else { return wrong(key, node, "ein Text") }
        target = text
    }

    func required(_ key: String) -> String {
        guard has(key) else {
            asked.insert(key)
            findings.error("angabe-fehlt", at: place, "Hier fehlt „\(path)\(key)“.", remedy: "Ergänzen Sie „\(key):“.")
            return ""
        }
        var text = ""
        self.text(key, &text)
        return text
    }

    func choice<Value>(_ key: String, _ choices: KeyValuePairs<String, Value>, _ target: inout Value) {
        guard let node = value(key) else { return }
        guard let match = choices.first(where: { $0.key == node.written }) else {
            return wrong(key, node, "eines von " + choices.map(\.key).joined(separator: ", "))
        }
        target = match.value
    }

    /// One of the words of an enumeration.
    func choice<Value: RawRepresentable<String> & CaseIterable>(_ key: String, _ target: inout Value?) {
        guard let node = value(key) else { return }
        guard let match = node.written.flatMap({ Value(rawValue: $0) }) else {
            return wrong(key, node, "eines von " + Value.allCases.map(\.rawValue).joined(separator: ", "))
        }
        target = match
    }

    /// `#rrggbb`.
    func colour(_ key: String, _ target: inout Color) {
        guard let node = value(key) else { return }
        guard let color = node.written.flatMap({ Color(hexadecimal: $0) }) else {
            return wrong(key, node, "eine Farbe der Form \"#d0d0d0\"")
        }
        target = color
    }

    /// `#rrggbb` or `ohne`.
    func optionalColour(_ key: String, _ target: inout Color?) {
        guard let node = value(key) else { return }
        if node.written == "ohne" {
            target = nil
        } else if let color = node.written.flatMap({ Color(hexadecimal: $0) }) {
            target = color
        } else {
            wrong(key, node, "„ohne“ oder eine Farbe der Form \"#d0d0d0\"")
        }
    }

    func numbers(_ key: String, _ range: ClosedRange<Double>, unit: Double, _ target: inout [Double]) {
        guard let node = value(key) else { return }
        guard case .sequence(let list) = node.content, !list.isEmpty else { return wrong(key, node, "eine Liste von Zahlen") }
        target = list.compactMap { number(key, $0, range).map { $0 * unit } }
    }

    func texts(_ key: String, _ target: inout [String]) {
        guard let node = value(key) else { return }
        guard case .sequence(let list) = node.content else { return wrong(key, node, "eine Liste von Zeichen") }
        let texts = list.compactMap(\.written).filter { !$0.isEmpty }
        guard !texts.isEmpty else { return wrong(key, node, "eine Liste von Zeichen") }
        target = texts
    }

    // MARK: Groups

    func group(_ key: String, _ body: (FieldGroup) -> Void) {
        guard let node = value(key), let group = FieldGroup(node, path: path + key + ".", findings) else { return }
        body(group)
        group.finish()
    }

    /// - Returns: `nil` where the key is not there.
    func groups<Element>(_ key: String, _ body: (FieldGroup, Int) -> Element) -> [Element]? {
        guard let node = value(key) else { return nil }
        guard case .sequence(let list) = node.content else {
            wrong(key, node, "eine Liste")
            return nil
        }
        return list.enumerated().compactMap { index, item in
            guard let group = FieldGroup(item, path: "\(path)\(key)[\(index + 1)].", findings) else { return nil }
            let element = body(group, index)
            group.finish()
            return element
        }
    }
}

extension InputNode {
    /// A scalar's text, empty where nothing is written; `nil` for a group or list.
    fileprivate var written: String? {
        if case .empty = content { "" } else { scalar?.text.value }
    }
}

extension Color {
    /// `#rrggbb`; `nil` for anything else.
    init?(hexadecimal text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6, let value = UInt32(text.dropFirst(), radix: 16),
            !text.contains("+")
        else { return nil }
        self.init(
            red: Double(value >> 16 & 0xFF) / 255, green: Double(value >> 8 & 0xFF) / 255, blue: Double(value & 0xFF) / 255)
    }
}
