import DocumentModel
import Findings
import Foundation

/// The keys that a group of settings may have. Schemas in `schemas/` list the same; a test compares them.
package struct KeySet: Sendable {
    /// „der Vereinbarung“: whose keys they are, in the genitive.
    package let owner: String
    package let names: [String]

    package init(_ owner: String, _ names: [String]) {
        self.owner = owner
        self.names = names
    }
}

/// Reads one group of settings key by key; everything that is not as expected goes to the log, reading goes on.
package struct MappingReader {
    package let keys: KeySet
    package let place: Place
    package let entries: [InputEntry]
    package let log: FindingLog

    /// Reports a node that is no mapping, and keys that are not in `keys` nor in `extra`.
    package init?(_ node: InputNode, _ keys: KeySet, extra: Set<String> = [], log: FindingLog) {
        guard case .mapping(let entries) = node.content else {
            log.error(
                "angabe-art", at: node.place, "Hier stehen die Angaben \(keys.owner), gefunden wurde \(node.kindInGerman).",
                remedy: "Schreiben Sie je Zeile „name: wert“. Möglich sind: \(keys.names.joined(separator: ", ")).")
            return nil
        }
        self.keys = keys
        self.place = node.place
        self.entries = entries
        self.log = log
        for entry in entries where !keys.names.contains(entry.key) && !extra.contains(entry.key) {
            log.error(
                "schluessel-unbekannt", at: entry.keyPlace, "Die Angabe \(quoted(entry.key)) gibt es unter den Angaben \(keys.owner) nicht.",
                remedy: Suggestion.remedy(
                    for: entry.key, among: keys.names + extra.sorted(), otherwise: "Möglich sind: \(keys.names.joined(separator: ", ")).")
            )
        }
    }

    /// The node of a key; `nil` where the key is missing or has no value.
    package func node(_ key: String) -> InputNode? {
        guard let node = entry(key)?.value else { return nil }
        if case .empty = node.content { return nil }
        return node
    }

    package func entry(_ key: String) -> InputEntry? { entries.first { $0.key == key } }

    package func place(of key: String) -> Place { entry(key)?.keyPlace ?? place }

    /// A text, `nil` where it is missing or empty.
    package func text(_ key: String) -> SourceText? {
        textOrEmpty(key).flatMap { $0.value.isEmpty ? nil : $0 }
    }

    /// A text that may be given as `""`.
    package func textOrEmpty(_ key: String) -> SourceText? {
        node(key).flatMap { text($0, named: key) }
    }

    package func string(_ key: String) -> String? { text(key)?.value }

    /// A name, a path: nothing that may be empty.
    package func located(_ key: String) -> Located<String>? { filled(key).map { Located($0.value, at: $0.start) } }

    /// A text that has to say something where the key stands: `""` would drop in silence what the key is about.
    package func filled(_ key: String) -> SourceText? {
        guard let text = textOrEmpty(key) else { return nil }
        guard text.value.isWhiteSpace else { return text }
        log.error("angabe-leer", at: text.start, "„\(key)“ ist leer.", remedy: "Tragen Sie einen Wert ein, oder löschen Sie die Zeile.")
        return nil
    }

    package func required(_ key: String, remedy: String) -> SourceText? {
        guard let text = textOrEmpty(key) else {
            if node(key) == nil { missing(key, remedy: remedy) }
            return nil
        }
        guard text.value.isWhiteSpace else { return text }
        log.error("angabe-leer", at: text.start, "„\(key)“ ist leer.", remedy: remedy)
        return nil
    }

    /// Reports a list that stands there without elements.
    package func rejectEmptyList(_ key: String, remedy: String) {
        guard let node = node(key), case .sequence(let elements) = node.content, elements.isEmpty else { return }
        log.error("angabe-leer", at: node.place, "„\(key)“ ist leer.", remedy: remedy)
    }

    package func missing(_ key: String, remedy: String) {
        log.error("angabe-fehlt", at: place, "Unter den Angaben \(keys.owner) fehlt „\(key)“.", remedy: remedy)
    }

    package func flag(_ key: String) -> Bool? {
        guard let text = filled(key) else { return nil }
        if let flag = FlagNotation.flag(text.value) { return flag }
        log.error("angabe-art", at: text.start, "„\(key)“ ist ja oder nein, nicht \(quoted(text.value)).", remedy: "Schreiben Sie ja oder nein.")
        return nil
    }

    package func locatedFlag(_ key: String) -> Located<Bool>? { flag(key).map { Located($0, at: place(of: key)) } }

    package func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = filled(key) else { return nil }
        if let value = Int(text.value), range.contains(value) { return value }
        log.error(
            "angabe-art", at: text.start,
            "„\(key)“ ist eine ganze Zahl von \(range.lowerBound) bis \(range.upperBound), nicht \(quoted(text.value)).",
            remedy: "Schreiben Sie eine Zahl in diesem Bereich.")
        return nil
    }

    package func choice<Choice: RawRepresentable & CaseIterable & Sendable & Hashable>(_ key: String, _ type: Choice.Type) -> Located<Choice>?
    where Choice.RawValue == String {
        guard let text = filled(key) else { return nil }
        if let choice = Choice(rawValue: text.value) { return Located(choice, at: text.start) }
        let names = Choice.allCases.map(\.rawValue)
        log.error(
            "wert-unbekannt", at: text.start, "„\(key)“ kann nicht \(quoted(text.value)) sein.",
            remedy: Suggestion.remedy(for: text.value, among: names, otherwise: "Möglich sind: \(names.joined(separator: ", "))."))
        return nil
    }

    /// One text or a list of texts.
    package func texts(_ key: String) -> [SourceText] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let elements) = node.content else { return text(node, named: key).map { [$0] } ?? [] }
        guard isWithinLimit(elements, key, node) else { return [] }
        return elements.compactMap { element in
            if case .empty = element.content { nil } else { text(element, named: key) }
        }
    }

    /// The elements of a list; a single element may stand without „- “.
    package func elements(_ key: String) -> [InputNode] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let elements) = node.content else { return [node] }
        return isWithinLimit(elements, key, node) ? elements : []
    }

    private func isWithinLimit(_ elements: [InputNode], _ key: String, _ node: InputNode) -> Bool {
        guard elements.count > Limits.listElements else { return true }
        log.error(
            "liste-zu-lang", at: node.place, "„\(key)“ hat \(elements.count) Einträge, erlaubt sind höchstens \(Limits.listElements).",
            remedy: "Kürzen Sie die Liste, oder teilen Sie sie auf mehrere Dateien auf.")
        return false
    }

    package func path(_ key: String) -> Located<FieldPath>? { located(key).map { Located(FieldPath($0.value), at: $0.place) } }

    package func text(_ node: InputNode, named key: String) -> SourceText? {
        guard let scalar = node.scalar else {
            report(node, key, "ein Text")
            return nil
        }
        guard scalar.text.value.unicodeScalars.count <= Limits.valueScalars else {
            log.error(
                "wert-zu-lang", at: node.place, "„\(key)“ ist länger als \(Limits.valueScalars) Zeichen.",
                remedy: "Kürzen Sie den Text oder legen Sie ihn als Anlage bei.")
            return nil
        }
        return scalar.text
    }

    package func report(_ node: InputNode?, _ key: String, _ expected: String) {
        log.error(
            "angabe-art", at: node?.place ?? place, "„\(key)“ ist \(expected), gefunden wurde \(node?.kindInGerman ?? "nichts").",
            remedy: "Ein Wert, der mit „{{“, „[“ oder „{“ beginnt, steht in Anführungszeichen.")
    }
}

/// The ways people and machines say yes or no.
package enum FlagNotation {
    package static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "ja", "j", "true", "wahr", "yes", "1", "x": true
        case "nein", "n", "false", "falsch", "no", "0": false
        default: nil
        }
    }
}
