/// Whether the fonts of a foreign page may stand in an archive: embedded (ISO 19005-3, 6.2.11.4), and with a Unicode value for
/// every glyph (6.2.11.7) as far as the dictionaries tell.
struct FontCheck {
    /// German clauses, in the order of the resources.
    private(set) var defects: [String] = []
    private var visited: Set<Int> = []

    private static let nestingLimit = 32
    private static let knownEncodings: Set<String> = ["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"]

    init(_ page: QPDFObject) { check(resources: page["/Resources"], depth: 0) }

    private mutating func check(resources: QPDFObject, depth: Int) {
        guard depth < Self.nestingLimit else { return }
        let fonts = resources["/Font"]
        for key in fonts.keys where isNew(fonts[key]) { check(font: fonts[key], depth: depth) }
        for kind in ["/XObject", "/Pattern"] {
            let entries = resources[kind]
            for key in entries.keys where isNew(entries[key]) { check(resources: entries[key]["/Resources"], depth: depth + 1) }
        }
        let states = resources["/ExtGState"]
        for key in states.keys {
            let mask = states[key]["/SMask"]["/G"]
            if isNew(mask) { check(resources: mask["/Resources"], depth: depth + 1) }
        }
    }

    private mutating func isNew(_ object: QPDFObject) -> Bool {
        let number = object.number
        return number == 0 || visited.insert(number).inserted
    }

    private mutating func check(font: QPDFObject, depth: Int) {
        let name = font["/BaseFont"].name ?? "ohne Namen"
        let subtype = font["/Subtype"].name
        if subtype == "Type3" {
            check(resources: font["/Resources"], depth: depth + 1)
        } else {
            let carrier = subtype == "Type0" ? font["/DescendantFonts"].items.first ?? font : font
            let descriptor = carrier["/FontDescriptor"]
            let isEmbedded = ["/FontFile", "/FontFile2", "/FontFile3"].contains { descriptor[$0].kind == .stream }
            if !isEmbedded { return defects.append("die Schrift „\(name)“ ist nicht eingebettet") }
        }
        if !hasUnicode(font, subtype) { defects.append("die Zeichen der Schrift „\(name)“ haben keine Unicode-Werte") }
    }

    private func hasUnicode(_ font: QPDFObject, _ subtype: String?) -> Bool {
        if font["/ToUnicode"].kind == .stream { return true }
        let encoding = font["/Encoding"]
        if let name = encoding.name, Self.knownEncodings.contains(name) { return true }
        if subtype == "Type0" {
            // Predefined CMaps of the Adobe collections have Unicode values; the identity has none.
            return encoding.name.map { !$0.hasPrefix("Identity") } ?? false
        }
        if encoding.kind == .dictionary {
            let names = encoding["/Differences"].items.compactMap(\.name)
            let base = encoding["/BaseEncoding"].name.map(Self.knownEncodings.contains) ?? true
            return base && subtype != "Type3" && names.allSatisfy { !Self.isNumbered($0) }
        }
        // A Type 1 font's own encoding names its glyphs; a symbolic one's names mean nothing.
        let flags = Int(font["/FontDescriptor"]["/Flags"].double ?? 4)
        return subtype == "Type1" && flags & 4 == 0
    }

    /// `g23`, `cid:4`, `glyph12`: names that say nothing about the character.
    private static func isNumbered(_ name: String) -> Bool {
        guard let last = name.utf8.last, (0x30...0x39).contains(last) else { return false }
        return !name.hasPrefix("uni") && !name.hasPrefix("u")
    }
}
