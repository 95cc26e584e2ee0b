/// Whether a value is written in a way that is drawn (``SVGVocabulary``).
enum SVGValue {
    static func isDrawn(_ value: some StringProtocol, as kind: SVGVocabulary.Kind) -> Bool {
        let text = plain(value)
        if text == "inherit" { return true }
        switch kind {
        case .idle: return true
        case .keyword(let words): return text.split(whereSeparator: \.isWhitespace).allSatisfy { words.contains(String($0)) }
        case .number: return isNumber(text)
        case .numbers: return parts(text).allSatisfy(isNumber)
        case .length: return text == "auto" || isLength(text)
        case .lengths: return text == "none" || parts(text).allSatisfy(isLength)
        case .transform: return isTransform(text)
        case .reference: return text == "none" || isReference(text)
        case .paint: return isPaint(text)
        }
    }

    /// Without blanks around it and `!important`.
    private static func plain(_ value: some StringProtocol) -> String {
        var text = trimmed(value)
        if text.lowercased().hasSuffix("important"), let mark = text.lastIndex(of: "!") { text = trimmed(text[..<mark]) }
        return text
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    private static func parts(_ text: some StringProtocol) -> [String] {
        text.split { $0 == "," || $0.isWhitespace }.map { String($0) }
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
        return Double(digits) != nil && !digits.contains { $0.isLetter && $0 != "e" && $0 != "E" }
    }

    private static let units = ["px", "pt", "pc", "in", "cm", "mm", "em", "ex"]

    private static func isLength(_ text: String) -> Bool {
        if isNumber(text) { return true }
        guard let unit = units.first(where: { text.lowercased().hasSuffix($0) }) else { return false }
        return isNumber(String(text.dropLast(unit.count)))
    }

    private static let functions: [String: ClosedRange<Int>] = [
        "matrix": 6...6, "translate": 1...2, "scale": 1...2, "rotate": 1...3, "skewX": 1...1, "skewY": 1...1,
    ]

    /// SVG 1.1, 7.6; of CSS only what means the same.
    private static func isTransform(_ text: String) -> Bool {
        if text.isEmpty || text == "none" { return true }
        var rest = text[...]
        while let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close {
            let name = rest[..<open].drop { $0 == "," || $0.isWhitespace }
            let numbers = parts(rest[rest.index(after: open)..<close])
            let name2 = trimmed(name)
            guard let count = functions[name2], count.contains(numbers.count),
                numbers.allSatisfy({ isNumber(name2 == "translate" && $0.hasSuffix("px") ? String($0.dropLast(2)) : $0) && !$0.hasSuffix("%") })
            else { return false }
            rest = rest[rest.index(after: close)...]
        }
        return rest.allSatisfy { $0 == "," || $0.isWhitespace }
    }

    /// `url(#name)`, with or without quotes.
    private static func isReference(_ text: String) -> Bool {
        guard text.lowercased().hasPrefix("url("), text.hasSuffix(")") else { return false }
        let name = trimmed(text.dropFirst(4).dropLast()).filter { $0 != "\"" && $0 != "'" }
        return name.hasPrefix("#") && !name.contains(")") && !name.contains("(")
    }

    private static func isPaint(_ text: String) -> Bool {
        if text.lowercased().hasPrefix("url("), let close = text.firstIndex(of: ")") {
            let fallback = trimmed(text[text.index(after: close)...])
            return isReference(String(text[...close])) && (fallback.isEmpty || isColour(fallback))
        }
        return isColour(text)
    }

    private static func isColour(_ text: String) -> Bool {
        let word = text.lowercased()
        if ["none", "currentcolor", "transparent"].contains(word) || SVGColours.names.contains(word) { return true }
        if word.hasPrefix("#") {
            return [3, 4, 6, 8].contains(word.count - 1) && word.dropFirst().allSatisfy { $0.isHexDigit && $0.isASCII }
        }
        guard let open = word.firstIndex(of: "("), word.hasSuffix(")"), ["rgb", "rgba", "hsl", "hsla"].contains(word[..<open]) else { return false }
        let numbers = word[word.index(after: open)...].dropLast().split { $0 == "," || $0 == "/" || $0.isWhitespace }
        return (3...4).contains(numbers.count) && numbers.allSatisfy { isNumber($0.hasSuffix("deg") ? String($0.dropLast(3)) : String($0)) }
    }
}

/// Names of colours (CSS Color 4, 6.1).
enum SVGColours {
    static let names = Set(
        """
        aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue \
        chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey \
        darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray \
        darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia \
        gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender \
        lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey \
        lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen \
        magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen \
        mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange \
        orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple \
        rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray \
        slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
        """.split(separator: " ").map { String($0) })
}
