extension FontInspector {
    /// What a code means, with all its letters; `nil` where nobody can tell.
    func text(of code: Int) -> String? {
        if let sign = sign(code) { return sign }
        if let text = toUnicode?.text(of: code), text.isReadable, !text.isEmpty { return text }
        guard kind == .type1 || kind == .trueType else { return nil }
        if encoding.names[code] == nil, let base = encoding.base { return base.scalar(code).flatMap(Unicode.Scalar.init).map { String($0) } }
        guard kind == .type1, let program, let glyph = glyph(code) else { return nil }
        return program.meaning(of: glyph).map { String($0) }
    }

    /// In the text's own space, of size 1.
    func advance(_ code: Int) -> Double {
        guard kind == .type3 else { return width(code) / 1000 }
        return width(code) * (font["/FontMatrix"].items.first?.double ?? 0.001)
    }

    /// Written from top to bottom (ISO 32000-1, 9.7.4.3).
    var isVertical: Bool { kind == .type0 && font["/Encoding"].name != "Identity-H" }

    /// By its name, or what its descriptor says (ISO 32000-1, tables 122 and 123).
    var isBold: Bool {
        let name = name.lowercased()
        if ["bold", "black", "heavy", "demi", "-bd", "cmbx", "ecbx", "bx10", "bx12"].contains(where: name.contains) { return true }
        if (descriptor["/FontWeight"].double ?? 400) >= 600 { return true }
        return Int(exactly: descriptor["/Flags"].double ?? 0).map { $0 & 1 << 18 != 0 } ?? false
    }
}
