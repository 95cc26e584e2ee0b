/// What of an ODT's styles says something about the text (OpenDocument 1.2 part 1, 16): headings, lists, what is bold, centred, hidden.
struct OpenTextStyles {
    struct Level {
        /// „1“, „a“, „I“; empty: nothing is counted.
        var format = ""
        var prefix = ""
        var suffix = ""
        /// „§ %1%“, as LibreOffice writes it since 7.2.
        var pattern: String?
        var start = 1
        /// How many levels the number names.
        var shown = 1
        var isBullet = false
    }

    private var styles: [String: MarkupElement] = [:]
    /// Levels from 1.
    private var lists: [String: [Int: Level]] = [:]
    private var outline: [Int: Level] = [:]

    init(_ parts: [MarkupElement]) {
        for part in parts {
            for group in part.elements where ["styles", "automatic-styles"].contains(group.name) {
                for element in group.elements { add(element) }
            }
        }
    }

    private mutating func add(_ element: MarkupElement) {
        switch element.name {
        case "style": if let name = element["name"] { styles[name] = element }
        case "list-style": if let name = element["name"] { lists[name] = OpenTextStyles.levels(element) }
        case "outline-style": outline = OpenTextStyles.levels(element)
        default: break
        }
    }

    private static func levels(_ style: MarkupElement) -> [Int: Level] {
        var found: [Int: Level] = [:]
        for element in style.elements {
            guard let number = element["level"].flatMap({ Int($0) }), (1...10).contains(number) else { continue }
            var level = Level(format: element["num-format"] ?? "", prefix: element["num-prefix"] ?? "", suffix: element["num-suffix"] ?? "", pattern: element["num-list-format"])
            level.start = element["start-value"].flatMap { Int($0) }.map { min(max($0, 0), 32_767) } ?? 1
            level.shown = element["display-levels"].flatMap { Int($0) }.map { min(max($0, 1), number) } ?? 1
            level.isBullet = element.name == "list-level-style-bullet"
            found[number] = level
        }
        return found
    }

    func level(_ number: Int, of list: String) -> Level? { list == "Outline" ? outline[number] : lists[list]?[number] }

    /// The list that a paragraph's style puts it in.
    func list(of style: String) -> String? { first(style) { $0["list-style-name"].flatMap { $0.isEmpty ? nil : $0 } } }

    /// From 0; of the style or of LibreOffice's own names.
    func outline(of style: String) -> Int? {
        first(style) { element in
            if let level = element["default-outline-level"].flatMap({ Int($0) }) { return level - 1 }
            let name = element["name"] ?? ""
            return name.hasPrefix("Heading_20_") ? Int(name.dropFirst(11)).map { $0 - 1 } : nil
        }
    }

    func isCentred(_ style: String) -> Bool { first(style) { $0.first("paragraph-properties")?["text-align"] } == "center" }

    func isBold(_ style: String) -> Bool? { first(style) { $0.first("text-properties")?["font-weight"] }.map { $0 == "bold" || Int($0).map { $0 >= 600 } == true } }

    func isHidden(_ style: String) -> Bool { first(style) { $0.first("text-properties")?["display"] } == "none" }

    /// Of the style, or the next that it is based on.
    private func first<Value>(_ style: String, _ value: (MarkupElement) -> Value?) -> Value? {
        var name: String? = style
        var seen: Set<String> = []
        while let current = name, seen.insert(current).inserted, let element = styles[current] {
            if let found = value(element) { return found }
            name = element["parent-style-name"]
        }
        return nil
    }
}

/// Counts items of an ODT's lists. A list goes on where it says so, else it begins anew (OpenDocument 1.2 part 1, 19.790, 19.880).
struct OpenTextCounter {
    private var counts: [Int: [Int: Int]] = [:]
    private var named: [String: Int] = [:]
    private var last: [String: Int] = [:]
    private var next = 0

    /// - Returns: which of all counts the list goes on with.
    mutating func open(_ element: MarkupElement, style: String) -> Int {
        let number: Int
        if let other = element["continue-list"], let found = named[other] {
            number = found
        } else if element["continue-numbering"] == "true", let found = last[style] {
            number = found
        } else {
            number = next
            next += 1
        }
        if let id = element["id"] { named[id] = number }
        last[style] = number
        return number
    }

    /// The next number on a level, from 1; deeper ones begin anew.
    mutating func label(_ count: Int, _ level: Int, _ list: String, start: Int?, _ styles: OpenTextStyles) -> (label: String, isBullet: Bool)? {
        guard let own = styles.level(level, of: list) else { return nil }
        var values = counts[count] ?? [:]
        values[level] = start ?? values[level].map { min($0 + 1, 1_000_000) } ?? own.start
        for deeper in values.keys where deeper > level { values[deeper] = nil }
        counts[count] = values
        if own.isBullet { return ("•", true) }
        guard !own.format.isEmpty else { return nil }
        func number(_ level: Int) -> String { OpenTextCounter.text(values[level] ?? styles.level(level, of: list)?.start ?? 1, styles.level(level, of: list)?.format ?? "1") }
        guard let pattern = own.pattern else {
            let shown = (max(1, level - own.shown + 1)...level).map { number($0) }.joined(separator: ".")
            return (own.prefix + shown + own.suffix, false)
        }
        var label = ""
        for (index, piece) in pattern.split(separator: "%", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1, let wanted = Int(piece), (1...10).contains(wanted) { label += number(wanted) } else { label += piece }
        }
        return (label, false)
    }

    private static func text(_ number: Int, _ format: String) -> String {
        let names = ["a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"]
        return Numerals.text(number, names[format] ?? "decimal")
    }
}
