import DocumentModel

/// Counts paragraphs as a word processor does: levels of a list from `numbering.xml`, bound to paragraphs by themselves or by their styles
/// (ECMA-376-1, 17.9).
struct NumberCounter {
    struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
    }

    struct Place: Hashable {
        var list: String
        var level: Int
    }

    private var lists: [String: String] = [:]
    private var levels: [String: [Int: Level]] = [:]
    private var overrides: [Place: Int] = [:]
    private var styles: [String: Place] = [:]
    private var parents: [String: String] = [:]
    /// Levels by the style that they are bound to.
    private var boundLevels: [String: Int] = [:]
    /// By abstract list: what each level has come to.
    private var counts: [String: [Int: Int]] = [:]
    private var used: Set<Place> = []

    init(numbering: MarkupElement?, styles: MarkupElement?) {
        for element in numbering?.elements ?? [] {
            if element.name == "w:abstractNum", let id = element["w:abstractNumId"] {
                for level in element.elements where level.name == "w:lvl" {
                    guard let number = level["w:ilvl"].flatMap({ Int($0) }), (0...8).contains(number) else { continue }
                    if let style = level.value(of: "w:pStyle") { boundLevels[style] = number }
                    self.levels[id, default: [:]][number] = Level(
                        start: level.value(of: "w:start").flatMap { Int($0) }.map { min(max($0, 0), 32_767) } ?? 1, format: level.value(of: "w:numFmt") ?? "decimal",
                        text: level.value(of: "w:lvlText") ?? "")
                }
            } else if element.name == "w:num", let id = element["w:numId"] {
                lists[id] = element.value(of: "w:abstractNumId")
                for override in element.elements where override.name == "w:lvlOverride" {
                    guard let level = override["w:ilvl"].flatMap({ Int($0) }), let start = override.value(of: "w:startOverride").flatMap({ Int($0) }) else { continue }
                    overrides[Place(list: id, level: level)] = min(max(start, 0), 32_767)
                }
            }
        }
        for style in styles?.elements ?? [] where style.name == "w:style" {
            guard let id = style["w:styleId"] else { continue }
            parents[id] = style.value(of: "w:basedOn")
            guard let own = style.first("w:pPr")?.first("w:numPr") else { continue }
            self.styles[id] = Place(list: own.value(of: "w:numId") ?? "", level: own.value(of: "w:ilvl").flatMap { Int($0) } ?? boundLevels[id] ?? 0)
        }
    }

    /// - Returns: level from 0 and what stands before the paragraph; `nil` where nothing is counted.
    mutating func next(_ properties: MarkupElement?, style: String) -> (level: Int, label: String, isBullet: Bool)? {
        guard let place = place(properties, style), let abstract = lists[place.list], let level = levels[abstract]?[place.level] else { return nil }
        if level.format == "none" { return nil }
        var own = counts[abstract] ?? [:]
        if used.insert(place).inserted, let start = overrides[place] {
            own[place.level] = start
        } else {
            own[place.level] = own[place.level].map { min($0 + 1, 1_000_000) } ?? level.start
        }
        for deeper in own.keys where deeper > place.level { own[deeper] = nil }
        counts[abstract] = own
        if level.format == "bullet" { return (place.level, level.text, true) }
        var label = ""
        var rest = level.text[...]
        while let sign = rest.first {
            rest.removeFirst()
            if sign == "%", let digit = rest.first, let number = digit.wholeNumberValue, (1...9).contains(number) {
                rest.removeFirst()
                let other = levels[abstract]?[number - 1]
                label += Numerals.text(own[number - 1] ?? other?.start ?? 1, other?.format ?? "decimal")
            } else {
                label.append(sign)
            }
        }
        return (place.level, label, false)
    }

    private func place(_ properties: MarkupElement?, _ style: String) -> Place? {
        var found = Place(list: "", level: 0)
        var name: String? = style
        var seen: Set<String> = []
        while let current = name, seen.insert(current).inserted {
            if let own = styles[current] {
                found = own
                break
            }
            name = parents[current]
        }
        if let own = properties?.first("w:numPr") {
            if let list = own.value(of: "w:numId") { found.list = list }
            if let level = own.value(of: "w:ilvl").flatMap({ Int($0) }) { found.level = level }
        }
        return found.list.isEmpty || found.list == "0" ? nil : found
    }
}

/// Numbers as lists write them.
package enum Numerals {
    package static func text(_ number: Int, _ format: String) -> String {
        switch format {
        case "lowerLetter": letters(number)
        case "upperLetter": letters(number).uppercased()
        case "lowerRoman": roman(number).lowercased()
        case "upperRoman": roman(number)
        case "decimalZero": number < 10 ? "0\(number)" : String(number)
        default: String(number)
        }
    }

    /// a … z, aa, bb …
    private static func letters(_ number: Int) -> String {
        guard (1...780).contains(number) else { return String(number) }
        let letter = Character(Unicode.Scalar(UInt8(97 + (number - 1) % 26)))
        return String(repeating: letter, count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3_999).contains(number) else { return String(number) }
        var (rest, text) = (number, "")
        for (sign, worth) in [
            ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
        ] {
            while rest >= worth {
                text += sign
                rest -= worth
            }
        }
        return text
    }
}
