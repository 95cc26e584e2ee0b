import Findings

/// What was read from YAML, JSON, a table or the command line, before it has types: one tree, every key and value with its place.
package struct InputNode: Sendable, Hashable {
    package var content: InputContent
    package var place: Place

    package init(_ content: InputContent, at place: Place) {
        self.content = content
        self.place = place
    }
}

package indirect enum InputContent: Sendable, Hashable {
    case scalar(InputScalar)
    case mapping([InputEntry])
    case sequence([InputNode])
    /// No value: `key:` with nothing after it, `~`, `null`, an empty cell.
    case empty
}

package struct InputScalar: Sendable, Hashable {
    package var text: SourceText
    package var style: ScalarStyle
    /// What is stored in a cell that shows it otherwise: `21` for „D-00021“, `01.10.2026` for „1. Okt 26“.
    package var stored: String?

    package init(_ text: SourceText, style: ScalarStyle, stored: String? = nil) {
        self.text = text
        self.style = style
        self.stored = stored
    }
}

/// How a scalar was written decides how `1.234` reads.
package enum ScalarStyle: String, Sendable, Hashable {
    /// Unquoted in YAML: written by a person, a point may part thousands or decimals.
    case plain
    /// Quoted in YAML or JSON, a cell, an option: German notation.
    case quoted
    /// Unquoted in JSON: written by a machine, a point parts decimals.
    case machine
    /// A number in a cell of a spreadsheet, in German notation: it may be a day's serial number, and has no leading zeros.
    case cellNumber
}

package struct InputEntry: Sendable, Hashable {
    package var key: String
    package var keyPlace: Place
    package var value: InputNode

    package init(_ key: String, at keyPlace: Place, _ value: InputNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.value = value
    }
}

extension InputNode {
    /// The entries of a mapping; none for everything else.
    package var entries: [InputEntry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    package subscript(key: String) -> InputNode? {
        entries.first { $0.key == key }?.value
    }

    package var scalar: InputScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var isEmpty: Bool {
        switch content {
        case .empty: true
        case .scalar(let scalar): scalar.text.value.isWhiteSpace
        case .mapping, .sequence: false
        }
    }

    /// „eine Liste“: what was found, for messages.
    package var kindInGerman: String {
        switch content {
        case .scalar: "ein Text"
        case .mapping: "eine Gruppe von Angaben"
        case .sequence: "eine Liste"
        case .empty: "nichts"
        }
    }
}
