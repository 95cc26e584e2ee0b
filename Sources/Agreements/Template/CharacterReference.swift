import Settings

/// A character written by number or name, `&#x20AC;` or `&euro;` (CommonMark 0.31, section 2.5).
///
/// cmark puts the character into the text after all checks of the source have passed; so what it stands for is looked at here, where the
/// same rules hold as for a character that is typed.
struct CharacterReference {
    /// What it prints; two scalars for a few names.
    let value: [Unicode.Scalar]
    /// As written, in scalars.
    let length: Int

    /// Why it may not stand in a text; `nil` where it may. Unlike typed ones, tabs and line ends are no layout of the source.
    var forbiddenName: String? {
        for scalar in value {
            if scalar.value < 0x20 { return "Steuerzeichen U+00" + String(scalar.value >> 4, radix: 16) + String(scalar.value & 15, radix: 16, uppercase: true) }
            if let name = TextHygiene.forbiddenName(of: scalar) { return name }
        }
        return nil
    }
}

/// Reads character references; keeps the names that were looked up.
struct CharacterReferenceReader {
    private var named: [String: [Unicode.Scalar]] = [:]
    /// `CounterClockwiseContourIntegral`, the longest of HTML's names, has 31 letters.
    private static let nameLimit = 32
    /// Names beyond this many different ones are not looked up: there are no more.
    private static let nameCountLimit = 4096

    /// The reference that begins with the `&` at `index`; `nil` where the characters are text.
    mutating func reference(in line: [Unicode.Scalar], at index: Int) -> CharacterReference? {
        guard index + 2 < line.count else { return nil }
        return line[index + 1] == "#" ? numeric(line, at: index) : name(line, at: index)
    }

    private func numeric(_ line: [Unicode.Scalar], at index: Int) -> CharacterReference? {
        let isHex = line[index + 2] == "x" || line[index + 2] == "X"
        let start = index + (isHex ? 3 : 2)
        var end = start
        var value: UInt32 = 0
        // At most eight digits: no overflow, and more than cmark reads.
        while end < line.count, end - start < 8, let digit = UInt32(String(line[end]), radix: isHex ? 16 : 10) {
            value = min(value, 0xFF_FFFF) * (isHex ? 16 : 10) + digit
            end += 1
        }
        guard end > start, end < line.count, line[end] == ";" else { return nil }
        // CommonMark prints the replacement character for what is no character.
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        return CharacterReference(value: [scalar ?? "\u{FFFD}"], length: end + 1 - index)
    }

    private mutating func name(_ line: [Unicode.Scalar], at index: Int) -> CharacterReference? {
        var end = index + 1
        while end < line.count, end - index <= CharacterReferenceReader.nameLimit, line[end].isASCII,
            line[end].properties.isAlphabetic || ("0"..."9").contains(line[end])
        { end += 1 }
        guard end > index + 1, end < line.count, line[end] == ";" else { return nil }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: line[index...end])
        guard let value = lookUp(String(name)) else { return nil }
        return CharacterReference(value: value, length: end + 1 - index)
    }

    /// cmark has the table of names; a text of nothing but the reference shows what it makes of it.
    private mutating func lookUp(_ name: String) -> [Unicode.Scalar]? {
        if let known = named[name] { return known.isEmpty ? nil : known }
        guard named.count < CharacterReferenceReader.nameCountLimit else { return nil }
        // The letters keep blanks from being cut off.
        let literal =
            MarkdownTree(Array("x\(name)x".utf8))?.withRoot { root in
                root.children.flatMap { $0.children.map { $0.kind == .text ? $0.literal : "" } }.joined()
            } ?? ""
        let value = Array(literal.unicodeScalars.dropFirst().dropLast())
        let isKnown = !value.isEmpty && !literal.hasPrefix("x&")
        named[name] = isKnown ? value : name == "&amp;" ? ["&"] : []
        return named[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
