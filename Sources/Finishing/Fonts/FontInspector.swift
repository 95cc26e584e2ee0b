/// Whether a foreign font may stand in an archive with the glyphs that a page shows: embedded, every glyph there and as wide as
/// the dictionary says, with a meaning in Unicode (ISO 19005-3, 6.2.11). Whatever cannot be made certain of counts as a defect:
/// the page then becomes a picture, which is always right.
final class FontInspector {
    let font: QPDFObject
    let kind: Kind
    let name: String
    let carrier: QPDFObject
    private(set) lazy var program = openProgram()
    private(set) lazy var toUnicode = readToUnicode()
    private(set) lazy var encoding = SimpleEncoding(font["/Encoding"])
    private lazy var cidWidths = CIDWidths(carrier)
    private lazy var glyphMap = readGlyphMap()
    /// Of the dictionary, found once.
    private lazy var defect: String? = dictionaryDefect()

    enum Kind { case type0, type1, trueType, type3, unknown }

    init(_ font: QPDFObject) {
        self.font = font
        switch font["/Subtype"].name {
        case "Type0": kind = .type0
        case "Type1", "MMType1": kind = .type1
        case "TrueType": kind = .trueType
        case "Type3": kind = .type3
        default: kind = .unknown
        }
        name = font["/BaseFont"].name ?? font["/Name"].name ?? "ohne Namen"
        carrier = kind == .type0 ? font["/DescendantFonts"].items.first ?? font : font
    }

    /// The codes of a string that is shown.
    func codes(in string: [UInt8]) -> [Int] {
        guard kind == .type0 else { return string.map { Int($0) } }
        return stride(from: 0, to: string.count - 1, by: 2).map { Int(string[$0]) << 8 | Int(string[$0 + 1]) }
    }

    /// A German clause; `nil` if all is well.
    /// - Parameters:
    ///   - codes: That the page shows.
    ///   - isVisible: Text that is only there to be found (scans with recognised text) needs meanings, but no glyphs.
    ///   - isSubstituted: Something else is read than their meanings.
    func defect(showing codes: Set<Int>, isVisible: Bool, isSubstituted: Bool = false) -> String? {
        if let defect { return defect }
        if isVisible, kind != .type3 {
            guard descriptor.kind == .dictionary, programStream != nil else { return "die Schrift „\(name)“ ist nicht eingebettet" }
            guard program != nil else { return "die eingebettete Schrift „\(name)“ ist beschädigt" }
        }
        for code in codes.sorted() {
            if isVisible {
                if kind == .type3 {
                    guard type3Procedure(code) != nil else { return "der Schrift „\(name)“ fehlen Zeichen, die der Text verwendet" }
                } else {
                    guard let glyph = glyph(code), glyph > 0, let advance = program?.advance(of: glyph) else {
                        return "der Schrift „\(name)“ fehlen Zeichen, die der Text verwendet"
                    }
                    guard abs(advance - width(code)) <= tolerance else {
                        return "die Zeichenbreiten der Schrift „\(name)“ widersprechen der eingebetteten Schriftdatei"
                    }
                }
            }
            switch meaning(of: code) {
            case .privateUse where isSubstituted: break
            case .none: return "Zeichen der Schrift „\(name)“ haben keinen Unicode-Wert"
            case .nothing: return "Zeichen der Schrift „\(name)“ haben einen ungültigen Unicode-Wert"
            case .privateUse: return "Zeichen der Schrift „\(name)“ haben keinen allgemein gültigen Unicode-Wert"
            case .known: break
            }
        }
        return nil
    }

    /// Thousandths of an em. A thousandth is allowed (ISO 19005-3, 6.2.11.5); widths of Type 1 and CFF may be fractions, which FreeType
    /// rounds to whole units.
    private var tolerance: Double { kind == .trueType || carrier["/Subtype"].name == "CIDFontType2" ? 1 : 0.501 }

    /// The content of a Type 3 glyph.
    func type3Procedure(_ code: Int) -> QPDFObject? {
        guard let name = encoding.names[code] else { return nil }
        let procedure = font["/CharProcs"]["/" + name]
        return procedure.kind == .stream ? procedure : nil
    }

    // MARK: - Dictionary

    var descriptor: QPDFObject { carrier["/FontDescriptor"] }

    private var programStream: QPDFObject? { EmbeddedProgram.stream(of: descriptor)?.stream }

    private var isSymbolic: Bool { Int(exactly: descriptor["/Flags"].double ?? 4).map { $0 & 4 != 0 } ?? true }

    private func openProgram() -> FontProgramFace? { programStream?.data(.generalized).flatMap { FontProgramFace($0) } }

    /// ISO 19005-3, 6.2.11.2 and 6.2.11.3.
    private func dictionaryDefect() -> String? {
        let broken = "die Angaben zur Schrift „\(name)“ sind unvollständig oder widersprüchlich"
        guard font["/Type"].name == "Font", kind != .unknown else { return broken }
        if kind == .type3 {
            return font["/CharProcs"].kind == .dictionary && font["/Encoding"].kind == .dictionary && hasWidths ? nil : broken
        }
        guard font["/BaseFont"].name != nil else { return broken }
        switch EmbeddedProgram.standing(of: carrier) {
        case .misplaced: break
        case .unfit: return "die Schrift „\(name)“ ist auf unzulässige Weise eingebettet"
        case .fitting:
            if let file = programStream, descriptor["/FontFile3"].kind == .stream,
                !["Type1C", "CIDFontType0C", "OpenType"].contains(file["/Subtype"].name ?? "")
            {
                return broken
            }
        }
        if kind == .type0 {
            guard let encoding = font["/Encoding"].name, encoding == "Identity-H" || encoding == "Identity-V" else {
                return "die Schrift „\(name)“ hat eine eigene Zeichentabelle"
            }
            let subtype = carrier["/Subtype"].name
            guard carrier["/Type"].name == "Font", subtype == "CIDFontType0" || subtype == "CIDFontType2",
                carrier["/CIDSystemInfo"].kind == .dictionary
            else { return broken }
            let map = carrier["/CIDToGIDMap"]
            guard map.kind == .null || map.kind == .stream || map.name == "Identity" else { return broken }
            return nil
        }
        // Without a program only the fourteen standard fonts may lack widths, and those are not embedded.
        if programStream != nil, !hasWidths { return broken }
        if kind == .trueType {
            // ISO 19005-3, 6.2.11.6.
            if isSymbolic {
                if font["/Encoding"].kind != .null { return "die Zeichentabelle der Schrift „\(name)“ ist nicht eindeutig" }
            } else if encoding.base == nil || !encoding.names.isEmpty {
                return "die Zeichentabelle der Schrift „\(name)“ ist nicht eindeutig"
            }
        }
        return nil
    }

    private var hasWidths: Bool {
        guard let first = firstCode, let last = font["/LastChar"].double.flatMap({ Int(exactly: $0) }), (0...255).contains(first),
            (first...255).contains(last)
        else { return false }
        return font["/Widths"].items.count == last - first + 1
    }

    private var firstCode: Int? { font["/FirstChar"].double.flatMap { Int(exactly: $0) } }

    private lazy var widths: [Double] = font["/Widths"].items.map { $0.double ?? 0 }

    func width(_ code: Int) -> Double {
        if kind == .type0 { return cidWidths.width(code) }
        let index = code - (firstCode ?? 0)
        return widths.indices.contains(index) ? widths[index] : descriptor["/MissingWidth"].double ?? 0
    }

    // MARK: - Glyphs

    private func readGlyphMap() -> [UInt8]? {
        let map = carrier["/CIDToGIDMap"]
        return map.kind == .stream ? map.data(.generalized) : nil
    }

    func glyph(_ code: Int) -> Int? {
        guard let program else { return nil }
        switch kind {
        case .type0:
            if carrier["/Subtype"].name == "CIDFontType2" {
                guard carrier["/CIDToGIDMap"].kind == .stream else { return code }
                guard let map = glyphMap, code * 2 + 1 < map.count else { return nil }
                return Int(map[code * 2]) << 8 | Int(map[code * 2 + 1])
            }
            return program.glyph(cid: code)
        case .trueType:
            return trueTypeGlyph(code, program)
        case .type1:
            return type1Glyph(code, program)
        case .type3, .unknown:
            return nil
        }
    }

    /// ISO 32000-1, 9.6.6.4.
    private func trueTypeGlyph(_ code: Int, _ program: FontProgramFace) -> Int? {
        if isSymbolic {
            let symbol = FontProgramFace.Table.cmap(platform: 3, encoding: 0)
            for candidate in [code, 0xF000 + code] {
                if let glyph = program.glyph(candidate, in: symbol), glyph > 0 { return glyph }
            }
            let roman = program.glyph(code, in: .cmap(platform: 1, encoding: 0)) ?? 0
            return roman > 0 ? roman : program.glyph(code, in: .only)
        }
        guard let scalar = encoding.base?.scalar(code) else { return nil }
        if let glyph = program.glyph(Int(scalar), in: .cmap(platform: 3, encoding: 1)) { return glyph }
        return program.glyph(PredefinedEncoding.macRoman.code(scalar) ?? 0, in: .cmap(platform: 1, encoding: 0))
    }

    private func type1Glyph(_ code: Int, _ program: FontProgramFace) -> Int? {
        if let name = encoding.names[code] { return program.glyph(named: name) }
        if let base = encoding.base {
            return base.scalar(code).flatMap { program.glyph(Int($0), in: .unicode) }
        }
        return program.glyph(code, in: .builtIn)
    }

    // MARK: - Meanings

    private enum Meaning { case known, none, nothing, privateUse }

    private func readToUnicode() -> ToUnicodeMap? {
        let stream = font["/ToUnicode"]
        return stream.kind == .stream ? stream.data(.generalized).map { ToUnicodeMap($0) } : nil
    }

    /// What a sign of a font of signs means that has no place in Unicode of its own: bullets of word processors.
    func sign(_ code: Int) -> String? {
        guard let scalar = toUnicode?.meaning(of: code), (0xF000...0xF0FF).contains(scalar) else { return nil }
        return SignFont(name)?.signs[scalar]
    }

    private func meaning(of code: Int) -> Meaning {
        if let scalar = toUnicode?.meaning(of: code) {
            switch scalar {
            case 0, 0xFEFF, 0xFFFE, 0xFFFF, 0xD800...0xDFFF: return .nothing
            case 0xE000...0xF8FF, 0xF0000...: return .privateUse
            default: return .known
            }
        }
        guard kind == .type1 || kind == .trueType else { return .none }
        if encoding.names[code] == nil, let base = encoding.base { return base.scalar(code) == nil ? .none : .known }
        // A Type 1 glyph is known by its name, if it is one that everybody knows.
        guard kind == .type1, let program, let glyph = glyph(code), program.hasMeaning(glyph) else { return .none }
        return .known
    }
}
