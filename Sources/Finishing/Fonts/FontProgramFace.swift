import CFreeType

/// A foreign font program, opened by FreeType. Owns library, face and the bytes they read.
final class FontProgramFace {
    private let library: FT_Library
    private let face: FT_Face
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    /// By character identifier, of a CID-keyed CFF.
    private lazy var glyphsByCID = makeGlyphsByCID()

    /// - Returns: `nil` if FreeType cannot read it.
    init?(_ program: [UInt8]) {
        guard !program.isEmpty else { return nil }
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: program.count)
        _ = bytes.initialize(from: program)
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0, let library else {
            bytes.deallocate()
            return nil
        }
        var face: FT_Face?
        guard FT_New_Memory_Face(library, bytes.baseAddress, FT_Long(program.count), 0, &face) == 0, let face else {
            FT_Done_FreeType(library)
            bytes.deallocate()
            return nil
        }
        self.library = library
        self.face = face
        self.bytes = bytes
    }

    deinit {
        FT_Done_Face(face)
        FT_Done_FreeType(library)
        bytes.deallocate()
    }

    var glyphCount: Int { Int(face.pointee.num_glyphs) }

    var isCIDKeyed: Bool {
        var isCID: FT_Bool = 0
        return FT_Get_CID_Is_Internally_CID_Keyed(face, &isCID) == 0 && isCID != 0
    }

    /// In thousandths of an em; `nil` if the glyph is missing or damaged.
    func advance(of glyph: Int) -> Double? {
        guard glyph >= 0, glyph < glyphCount, face.pointee.units_per_EM > 0 else { return nil }
        let flags = Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)
        guard FT_Load_Glyph(face, FT_UInt(glyph), flags) == 0, let slot = face.pointee.glyph else { return nil }
        return Double(slot.pointee.metrics.horiAdvance) * 1000 / Double(face.pointee.units_per_EM)
    }

    /// - Parameter identifier: CID.
    func glyph(cid identifier: Int) -> Int? { isCIDKeyed ? glyphsByCID[identifier] : identifier }

    /// By the name the font program gives it.
    func glyph(named name: String) -> Int? {
        let glyph = Int(FT_Get_Name_Index(face, name))
        return glyph != 0 ? glyph : nil
    }

    /// By the `cmap` of a platform, or the encoding that a Type 1 font brings; `nil` if there is none, 0 if it lacks the code.
    func glyph(_ code: Int, in table: Table) -> Int? {
        guard select(table) else { return nil }
        return Int(FT_Get_Char_Index(face, FT_ULong(code)))
    }

    enum Table {
        case cmap(platform: UInt16, encoding: UInt16)
        /// The only one there is, whatever it is.
        case only
        /// The font program's own encoding.
        case builtIn
        /// Unicode, made of the glyphs' names (Adobe Glyph List).
        case unicode
    }

    /// Whether FreeType knows from its name what the glyph means.
    func hasMeaning(_ glyph: Int) -> Bool { meanings[glyph] != nil }

    /// What it means; `nil` where FreeType does not know.
    func meaning(of glyph: Int) -> Unicode.Scalar? { meanings[glyph].flatMap { Unicode.Scalar($0) } }

    /// Code points by glyph; of several the first.
    private lazy var meanings: [Int: UInt32] = {
        guard select(.unicode) else { return [:] }
        var found: [Int: UInt32] = [:]
        var glyph: FT_UInt = 0
        var code = FT_Get_First_Char(face, &glyph)
        while glyph != 0, found.count <= 65_536 {
            if found[Int(glyph)] == nil { found[Int(glyph)] = UInt32(truncatingIfNeeded: code) }
            code = FT_Get_Next_Char(face, code, &glyph)
        }
        return found
    }()

    private func select(_ table: Table) -> Bool {
        let maps = UnsafeBufferPointer(start: face.pointee.charmaps, count: Int(max(0, face.pointee.num_charmaps)))
        let found = maps.first { map in
            guard let map else { return false }
            switch table {
            case .cmap(let platform, let encoding):
                return map.pointee.platform_id == platform && map.pointee.encoding_id == encoding
            case .only: return maps.count == 1
            case .builtIn:
                return Self.ownEncodings.contains(map.pointee.encoding.rawValue)
            case .unicode: return map.pointee.encoding.rawValue == Self.tag("unic")
            }
        }
        return found.map { FT_Set_Charmap(face, $0) == 0 } ?? false
    }

    /// FT_ENCODING_ADOBE_STANDARD, _CUSTOM, _EXPERT and _LATIN_1; Swift does not see FreeType's constants.
    private static let ownEncodings: Set<UInt32> = [tag("ADOB"), tag("ADBC"), tag("ADBE"), tag("lat1")]

    private static func tag(_ name: String) -> UInt32 { name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    private func makeGlyphsByCID() -> [Int: Int] {
        var found: [Int: Int] = [:]
        for glyph in 0..<min(glyphCount, 65_536) {
            var identifier: FT_UInt = 0
            if FT_Get_CID_From_Glyph_Index(face, FT_UInt(glyph), &identifier) == 0 { found[Int(identifier)] = glyph }
        }
        return found
    }
}
