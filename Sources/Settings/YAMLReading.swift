import Findings
import Yams

/// Turns YAML (and JSON, which is YAML) into ``InputNode``s with places.
///
/// Scalars stay texts: what `ja`, `3` or `2026-01-01` means is the field's business, not YAML's. Anchors, complex keys and
/// several documents in one file are refused, since clerks do not need them and they are what YAML bombs are made of.
package struct YAMLReading {
    package let file: SourceFile
    /// Line of the file (from 1) on which the YAML begins.
    package let firstLine: Int
    package let style: ScalarStyle
    package let log: FindingLog
    private var nodes = 0

    /// The root of the YAML in `text`; `nil` after an error. An empty text is an empty mapping.
    package static func root(_ text: String, of file: SourceFile, firstLine: Int = 1, isJSON: Bool? = nil, log: FindingLog) -> InputNode? {
        let isJSON = isJSON ?? file.path.hasSuffix(".json")
        var reading = YAMLReading(file: file, firstLine: firstLine, style: isJSON ? .machine : .plain, log: log)
        return reading.root(isJSON ? JSONEscapes.joiningSurrogates(text) : text)
    }

    private init(file: SourceFile, firstLine: Int, style: ScalarStyle, log: FindingLog) {
        self.file = file
        self.firstLine = firstLine
        self.style = style
        self.log = log
    }

    private mutating func root(_ text: String) -> InputNode? {
        let start = Place.file(file.path, line: firstLine, column: 1)
        if let name = YAMLAnchors.used(in: text) {
            log.error(
                "yaml-anker", at: place(line: name.line, column: name.column),
                "Anker und Verweise („&\(name.name)“, „*\(name.name)“) sind nicht erlaubt.",
                remedy: "Schreiben Sie den Inhalt an beiden Stellen aus.")
            return nil
        }
        do {
            guard let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
                return InputNode(.mapping([]), at: start)
            }
            let converted = convert(node, depth: 0)
            if case .empty? = converted?.content { return InputNode(.mapping([]), at: start) }
            return converted
        } catch let error as YamlError {
            for finding in YAMLErrorText(file: file, firstLine: firstLine, text: text).findings(for: error) { log.add(finding) }
            return nil
        } catch {
            log.error(
                "yaml-fehlerhaft", at: start, "Die Datei lässt sich nicht als YAML lesen.", remedy: "Prüfen Sie Einrückung und Anführungszeichen.")
            return nil
        }
    }

    private mutating func convert(_ node: Node, depth: Int) -> InputNode? {
        let place = place(node.mark)
        nodes += 1
        guard nodes <= Limits.nodes else {
            if nodes == Limits.nodes + 1 {
                log.error("yaml-zu-gross", at: place, "Die Datei hat mehr als \(Limits.nodes) Angaben.", remedy: "Teilen Sie die Datei auf.")
            }
            return nil
        }
        guard depth <= Limits.nesting else {
            log.error(
                "yaml-zu-tief", at: place, "Die Angaben sind zu tief geschachtelt (höchstens \(Limits.nesting) Ebenen).",
                remedy: "Prüfen Sie die Einrückung.")
            return nil
        }
        switch node {
        case .scalar(let scalar):
            return InputNode(content(of: scalar, at: place), at: place)
        case .sequence(let sequence):
            var elements: [InputNode] = []
            for element in sequence {
                guard let converted = convert(element, depth: depth + 1) else { return nil }
                elements.append(converted)
            }
            return InputNode(.sequence(elements), at: place)
        case .mapping(let mapping):
            var entries: [InputEntry] = []
            for (key, value) in mapping {
                let keyPlace = self.place(key.mark)
                guard case .scalar(let name) = key else {
                    log.error("yaml-schluessel", at: keyPlace, "Vor dem Doppelpunkt steht kein einfacher Name.", remedy: "Schreiben Sie: name: wert.")
                    continue
                }
                guard let converted = convert(value, depth: depth + 1) else { return nil }
                entries.append(InputEntry(name.string, at: keyPlace, converted))
            }
            return InputNode(.mapping(entries), at: place)
        case .alias:
            log.error("yaml-anker", at: place, "Verweise („*name“) sind nicht erlaubt.", remedy: "Setzen Sie den Wert in Anführungszeichen.")
            return nil
        }
    }

    private func content(of scalar: Node.Scalar, at place: Place) -> InputContent {
        let isPlain = scalar.style == .plain || scalar.style == .any
        if isPlain, ["", "~", "null"].contains(scalar.string) { return .empty }
        guard case .file(_, let line, let column) = place else { return .empty }
        let text = SourceText.scalar(scalar.string, in: file, line: line, column: column)
        return .scalar(InputScalar(text, style: isPlain ? style : .quoted))
    }

    private func place(_ mark: Mark?) -> Place {
        place(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    private func place(line: Int, column: Int) -> Place {
        .file(file.path, line: line + firstLine - 1, column: column)
    }
}

/// What every YAML file of the library is held to, also those that other modules read by themselves.
package enum YAMLSyntax {
    /// The root of a file that another module reads by itself; an empty file is an empty mapping.
    ///
    /// - Throws: the errors of syntax, anchors that are used, and limits exceeded; each with its place.
    package static func root(of text: String, file path: String) throws(FindingList) -> InputNode {
        let log = FindingLog()
        let root = YAMLReading.root(text, of: SourceFile(path: path, text: text), log: log)
        try log.throwIfErrors()
        return root ?? InputNode(.mapping([]), at: .file(path, line: 1, column: 1))
    }
}

/// Finds anchors that are used, before the parser follows them: ten nested ones with ten uses each are a bomb.
private enum YAMLAnchors {
    struct Use {
        var name: String
        var line: Int
        var column: Int
    }

    /// An anchor `&name` that an alias `*name` uses, both at the beginning of a word, behind whatever: a tag, a tab and a key may stand before
    /// either. Text in block scalars is taken for YAML too: that both signs with the same name begin words there does not happen in prose.
    static func used(in text: String) -> Use? {
        guard text.utf8.contains(0x26), text.utf8.contains(0x2A) else { return nil }
        var anchors: [String: Use] = [:]
        var aliases: Set<String> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let scalars = Array(line.unicodeScalars)
            for column in scalars.indices where scalars[column] == "&" || scalars[column] == "*" {
                guard column == 0 || " \t[]{},:\"'".unicodeScalars.contains(scalars[column - 1]) else { continue }
                // libyaml: letters, digits, „-“ and „_“.
                let name = String(String.UnicodeScalarView(scalars[(column + 1)...].prefix { $0.properties.isAlphabetic || $0 == "-" || $0 == "_" || ("0"..."9").contains($0) }))
                guard !name.isEmpty else { continue }
                if scalars[column] == "*" { aliases.insert(name) } else { anchors[name] = Use(name: name, line: index + 1, column: column + 1) }
            }
        }
        return anchors.values.filter { aliases.contains($0.name) }.min { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}

/// JSON writes characters beyond the first plane as two escapes; YAML knows no surrogates.
private enum JSONEscapes {
    static func joiningSurrogates(_ text: String) -> String {
        guard text.contains("\\ud") || text.contains("\\uD") else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "u") {
                result += bytes[index...index + 1]
                index += 2
            } else if let high = unit(bytes, index), (0xD800...0xDBFF).contains(high), let low = unit(bytes, index + 6),
                (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                result += Array(String(Character(scalar)).utf8)
                index += 12
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else { return nil }
        return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
