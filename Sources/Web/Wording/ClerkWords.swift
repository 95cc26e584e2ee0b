/// Findings are written for everybody; some remedies speak of options and files, which nobody has here.
enum ClerkWords {
    /// `nil` where the remedy is one for the command line.
    static func remedy(_ text: String?) -> String? {
        guard let text else { return nil }
        let foreign = ["--", "{{", "klauselwerk ", ".yaml", "YAML", "vorgabe:", "felder:", "„offen: ja“", "make "]
        return foreign.contains { text.contains($0) } ? nil : text
    }
}

extension ClerkWords {
    /// Reasons name clauses by their files („kuendigung/frist“), findings fields by their paths („partner.ort“ (Ort)); a clerk knows them by their subject.
    static func sentence(_ text: String) -> String {
        var text = text
        // An expression is made anew each time; only sentences that could match ask for one.
        if text.utf8.contains(UInt8(ascii: "/")) {
            text = withoutFolders(text.replacing(/„([a-z0-9-]+)\/([a-z0-9-]+)“/) { match in "„\(readable(match.output.1)): \(readable(match.output.2))“" })
        }
        // A field's path, followed by what it is called.
        guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
        return text.replacing(/„[a-z0-9_.]+“ \(([^()]+)\)/) { match in "„\(match.output.1)“" }
    }

    /// Without where a file lies on this machine, in brackets or quotation marks.
    static func withoutFolders(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
        return text.replacing(#/ \(/[^()]*\)/#, with: "").replacing(#/(^|[„ ])(?:/[^/ „“]+)+/([^/ „“]+)/#) { match in "\(match.output.1)\(match.output.2)" }
    }

    /// A clause's text without the names of its paragraphs (`{#frist}`), which only references need.
    static func wording(_ text: String) -> String { text.contains("{#") ? text.replacing(#/[ \t]*\{#[^{}]*\}/#, with: "") : text }

    /// `oeffentlich-rechtlich` → „Öffentlich rechtlich“: names of files have no umlauts and no capitals.
    static func readable(_ name: some StringProtocol) -> String {
        var text = String(name).replacing("_", with: " ").replacing("-", with: " ")
        for (plain, umlaut) in [("oe", "ö"), ("ae", "ä"), ("ue", "ü")] { text = umlauted(text, plain, umlaut) }
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// „ue“ after a vowel or q is none: „neue“, „quelle“, „dauer“.
    private static func umlauted(_ text: String, _ plain: String, _ umlaut: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let range = rest.firstRange(of: plain) {
            let before = rest[..<range.lowerBound].last ?? result.last
            let isSound = before.map { !"aeouq".contains($0) } ?? true
            result += rest[..<range.lowerBound] + (isSound ? umlaut : plain)
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
