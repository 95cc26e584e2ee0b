/// „…“ where a text ends: not a figure of speech, but a place to fill in.
enum OpenEnd {
    /// The text is nothing but an ellipsis, or ends with one behind a comma or a blank; closing brackets, quotes and a full stop do not count.
    static func isOpen(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func isTrailing(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") }
        while let last = rest.last, isTrailing(last) { rest = rest.dropLast() }
        // U+2026 is E2 80 A6.
        guard rest.count >= 3, rest.suffix(3).elementsEqual([0xE2, 0x80, 0xA6]) else { return false }
        rest = rest.dropLast(3)
        guard let before = rest.last else { return true }
        // A blank, a comma, or the no-break space C2 A0 and its narrow sister E2 80 AF.
        return before == 0x20 || before == UInt8(ascii: ",") || before == UInt8(ascii: "(") || before == 0xA0 || before == 0xAF
    }

    static func shown(_ text: String) -> String { text.count > 40 ? "… " + text.suffix(38) : text }
}
