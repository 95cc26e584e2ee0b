/// Reads a number format as files hold it: in English notation, whatever the language of the program that wrote it.
struct NumberFormatParser {
    private var section = NumberFormat.Section()
    private var sections: [NumberFormat.Section] = []
    private let scalars: [Unicode.Scalar]
    private var position = 0

    static func sections(of code: String) -> [NumberFormat.Section] {
        var parser = NumberFormatParser(code)
        return parser.parse()
    }

    private init(_ code: String) { scalars = Array(code.unicodeScalars.prefix(1_024)) }

    private mutating func parse() -> [NumberFormat.Section] {
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            switch scalar {
            case "\"":
                let end = scalars[position...].firstIndex(of: "\"") ?? scalars.count
                literal(scalars[position..<end])
                position = min(scalars.count, end + 1)
            case "\\":
                literal(scalars[position...].prefix(1))
                position += 1
            case "_":
                // As wide as the next character: a blank.
                literal(position < scalars.count ? [" "] : [])
                position += 1
            case "*":
                // Fills the cell with the next character.
                if position < scalars.count, scalars[position] != " " { section.isUnsure = true }
                position += 1
            case "[": bracket()
            case ";": endSection()
            default: plain(scalar)
            }
        }
        endSection()
        return sections.map(NumberFormatParser.withMinutes)
    }

    private mutating func endSection() {
        sections.append(section)
        section = NumberFormat.Section()
    }

    private mutating func literal(_ content: some Collection<Unicode.Scalar>) {
        guard !content.isEmpty else { return }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: content)
        section.tokens.append(.literal(String(text)))
    }

    /// `[Red]`, `[>=100]`, `[$€-407]`, `[h]`.
    private mutating func bracket() {
        guard let end = scalars[position...].firstIndex(of: "]") else {
            section.isUnsure = true
            position = scalars.count
            return
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[position..<end])
        let content = String(view)
        position = end + 1
        let lower = content.lowercased()
        let isOneLetter = !lower.isEmpty && Set(lower).count == 1
        if content.hasPrefix("$") {
            let parts = content.dropFirst().split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            if let currency = parts.first { literal(Array(currency.unicodeScalars)) }
            if parts.count == 2 { section.language = parts[1].lowercased() }
        } else if isOneLetter, lower.hasPrefix("h") {
            section.tokens.append(.date(.elapsedHours(lower.count)))
        } else if isOneLetter, lower.hasPrefix("m") {
            section.tokens.append(.date(.elapsedMinutes(lower.count)))
        } else if isOneLetter, lower.hasPrefix("s") {
            section.tokens.append(.date(.elapsedSeconds(lower.count)))
        } else if let sign = content.unicodeScalars.first, "<>=".unicodeScalars.contains(sign) {
            let comparison = String(content.prefix { "<>=".contains($0) })
            if let bound = Double(content.dropFirst(comparison.count)), ["<", "<=", ">", ">=", "=", "<>"].contains(comparison) {
                section.condition = NumberFormat.Condition(comparison: comparison, bound: bound)
            } else {
                section.isUnsure = true
            }
        } else if !NumberFormatParser.colours.contains(lower), !lower.hasPrefix("color"), !lower.hasPrefix("farbe") {
            // [DBNum1]: figures of another script.
            section.isUnsure = true
        }
    }

    private static let colours: Set<String> = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "schwarz", "blau", "grün", "rot", "weiß", "gelb", "zyan",
    ]

    private mutating func plain(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "0", "#", "?": section.tokens.append(.digit(scalar))
        case ".": section.tokens.append(.point)
        case ",": section.tokens.append(.comma)
        case "%": section.tokens.append(.percent)
        case "/": section.tokens.append(.slash)
        case "@": section.tokens.append(.text)
        case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": date(scalar)
        case "E", "e":
            if position < scalars.count, scalars[position] == "+" || scalars[position] == "-" {
                section.tokens.append(.exponent(showsPlus: scalars[position] == "+"))
                position += 1
            } else {
                section.isUnsure = true
            }
        case "A", "a": halfOfDay()
        case "G", "g": general()
        case _ where scalar.isASCII && scalar.properties.isAlphabetic: section.isUnsure = true
        default: literal([scalar])
        }
    }

    private mutating func word(_ rest: String) -> Bool {
        let wanted = Array(rest.unicodeScalars)
        guard position + wanted.count <= scalars.count else { return false }
        for (offset, scalar) in wanted.enumerated() {
            let found = scalars[position + offset]
            guard found == scalar || found.properties.lowercaseMapping == scalar.properties.lowercaseMapping else { return false }
        }
        position += wanted.count
        return true
    }

    private mutating func general() {
        if word("eneral") { section.tokens.append(.general) } else { section.isUnsure = true }
    }

    private mutating func halfOfDay() {
        if word("M/PM") || word("/P") { section.tokens.append(.date(.halfOfDay)) } else { section.isUnsure = true }
    }

    private mutating func date(_ scalar: Unicode.Scalar) {
        if scalar == "S" || scalar == "s", word("tandard") {
            section.tokens.append(.general)
            return
        }
        let letter = scalar.properties.lowercaseMapping
        var count = 1
        while position < scalars.count, scalars[position].properties.lowercaseMapping == letter {
            count += 1
            position += 1
        }
        switch letter {
        case "y": section.tokens.append(.date(.year(count)))
        case "m": section.tokens.append(.date(.month(count)))
        case "d": section.tokens.append(.date(.day(count)))
        case "h": section.tokens.append(.date(.hour(count)))
        default:
            section.tokens.append(.date(.second(count)))
            var zeros = 0
            while position + 1 + zeros < scalars.count, scalars[position] == ".", scalars[position + 1 + zeros] == "0" { zeros += 1 }
            if zeros > 0 {
                position += 1 + zeros
                section.tokens.append(.date(.fraction(zeros)))
            }
        }
    }

    /// `m` behind hours or before seconds means minutes.
    private static func withMinutes(_ section: NumberFormat.Section) -> NumberFormat.Section {
        var section = section
        let parts = section.tokens.indices.filter { if case .date = section.tokens[$0] { true } else { false } }
        for (order, index) in parts.enumerated() {
            guard case .date(.month(let count)) = section.tokens[index], count <= 2 else { continue }
            var isMinute = false
            if order > 0 {
                switch section.tokens[parts[order - 1]] {
                case .date(.hour), .date(.elapsedHours): isMinute = true
                default: break
                }
            }
            if order + 1 < parts.count {
                switch section.tokens[parts[order + 1]] {
                case .date(.second), .date(.elapsedSeconds): isMinute = true
                default: break
                }
            }
            if isMinute { section.tokens[index] = .date(.minute(count)) }
        }
        return section
    }
}
