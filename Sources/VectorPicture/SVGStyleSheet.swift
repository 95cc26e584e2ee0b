/// CSS of an SVG file, as far as it is drawn: plain rules with plain selectors.
enum SVGStyleSheet {
    /// The first thing in the text of `style` that would not be drawn; `nil` if all is.
    static func undrawn(in text: String) -> String? {
        var rest = withoutComments(text)[...]
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == ";" }
            guard !rest.isEmpty else { return nil }
            if rest.hasPrefix("@") {
                let name = rest.prefix { !$0.isWhitespace && $0 != "{" && $0 != ";" && $0 != "\"" && $0 != "(" }
                // It only names the encoding, and fonts are not used.
                guard name == "@charset" || name == "@font-face", let end = rest.firstIndex(of: name == "@charset" ? ";" : "}") else {
                    return String(name)
                }
                rest = rest[rest.index(after: end)...]
                continue
            }
            guard let open = rest.firstIndex(of: "{") else { return short(rest) }
            let selector = SVGValue.trimmed(rest[..<open])
            // Pseudo-classes are matched in part, namespaces and nesting not at all.
            if selector.contains(":") && !isIdle(selector) || selector.contains("|") || selector.contains("&") || selector.isEmpty { return short(selector) }
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { return short(selector) }
            let body = rest[..<close]
            if body.contains("{") { return short(selector) }
            if let found = undrawn(declarations: String(body)) { return found }
            rest = rest[rest.index(after: close)...]
        }
    }

    /// What nobody points at with a mouse.
    private static func isIdle(_ selector: String) -> Bool {
        selector.split(separator: ",").allSatisfy { part in
            let part = SVGValue.trimmed(part)
            return !part.contains(":") || [":hover", ":focus", ":active", ":visited"].contains { part.hasSuffix($0) && part.count { $0 == ":" } == 1 }
        }
    }

    /// The first declaration of a `style` attribute or rule that would not be drawn.
    static func undrawn(declarations text: String) -> String? {
        for declaration in withoutComments(text).split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else {
                if declaration.allSatisfy(\.isWhitespace) { continue }
                return short(declaration)
            }
            let name = SVGValue.trimmed(parts[0]).lowercased()
            // A name for a value changes nothing; its use is what is not drawn.
            if name.hasPrefix("--") { continue }
            guard let kind = SVGVocabulary.kind(ofProperty: name) else { return name }
            if !SVGValue.isDrawn(parts[1], as: kind) { return "\(name): \(short(SVGValue.trimmed(parts[1])))" }
        }
        return nil
    }

    private static func short(_ text: some StringProtocol) -> String { String(text.prefix(60)) }

    /// CSS Syntax 3, 4.3.2 and 4.3.1: comments, and the marks that hid rules from old browsers.
    private static func withoutComments(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "/*") {
            out += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "*/") else { return out }
            rest = rest[end.upperBound...]
        }
        return (out + rest).replacing("<!--", with: " ").replacing("-->", with: " ")
    }
}
