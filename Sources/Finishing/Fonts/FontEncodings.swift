import CharacterSets

/// The encodings of simple fonts that have a name (ISO 32000-1, annex D).
struct PredefinedEncoding {
    private let scalars: [UInt32?]

    static let winAnsi = PredefinedEncoding(high: (0x80...0xFF).map { Windows1252.scalar($0)?.value })
    static let macRoman = PredefinedEncoding(
        high:
            "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨\u{0}ÆØ\u{0}±\u{0}\u{0}¥µ\u{0}\u{0}\u{0}\u{0}\u{0}ªº\u{0}æø¿¡¬\u{0}ƒ\u{0}\u{0}«»…\u{A0}ÀÃÕŒœ–—“”‘’÷\u{0}ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{0}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
    )

    /// - Parameter high: Codes 128 to 255; U+0000 for none.
    private init(high: String) { self.init(high: high.unicodeScalars.map { $0.value == 0 ? nil : $0.value }) }

    /// - Parameter high: Codes 128 to 255.
    private init(high: [UInt32?]) { scalars = (0..<128).map { (0x20..<0x7F).contains($0) ? $0 : nil } + high }

    init?(named name: String?) {
        switch name {
        case "WinAnsiEncoding": self = .winAnsi
        case "MacRomanEncoding": self = .macRoman
        default: return nil
        }
    }

    func scalar(_ code: Int) -> UInt32? { scalars.indices.contains(code) ? scalars[code] : nil }

    func code(_ scalar: UInt32) -> Int? { scalars.firstIndex(of: scalar) }
}

/// The `Encoding` of a simple font.
struct SimpleEncoding {
    /// `nil`: the font program's own, or one that this program does not know.
    private(set) var base: PredefinedEncoding?
    /// By code, from `Differences`.
    private(set) var names: [Int: String] = [:]

    init(_ encoding: QPDFObject) {
        guard encoding.kind == .dictionary else {
            base = PredefinedEncoding(named: encoding.name)
            return
        }
        base = PredefinedEncoding(named: encoding["/BaseEncoding"].name)
        var code = 0
        for item in encoding["/Differences"].items {
            if let number = item.double.flatMap({ Int(exactly: $0) }) {
                code = number
            } else if let name = item.name {
                names[code] = name
                code = min(code + 1, 256)
            }
        }
    }
}

/// Widths of a CID font (ISO 32000-1, 9.7.4.3).
struct CIDWidths {
    private var widths: [Int: Double] = [:]
    private var ranges: [(codes: ClosedRange<Int>, width: Double)] = []
    private let standard: Double

    init(_ font: QPDFObject) {
        standard = font["/DW"].double ?? 1000
        let items = font["/W"].items
        var index = 0
        while index + 1 < items.count, let first = items[index].double.flatMap({ Int(exactly: $0) }), (0...65_535).contains(first) {
            if items[index + 1].kind == .array {
                for (offset, width) in items[index + 1].items.enumerated() { widths[first + offset] = width.double ?? 0 }
                index += 2
            } else if index + 2 < items.count, let last = items[index + 1].double.flatMap({ Int(exactly: $0) }), last >= first {
                ranges.append((first...min(last, 65_535), items[index + 2].double ?? 0))
                index += 3
            } else {
                return
            }
        }
    }

    func width(_ code: Int) -> Double {
        widths[code] ?? ranges.first { $0.codes.contains(code) }?.width ?? standard
    }
}
