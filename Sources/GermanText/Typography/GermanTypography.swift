/// A piece of a paragraph as the normaliser sees it: who wrote it decides what may be changed.
public struct TextFragment: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Text of the library: spaces, dashes, quotes, ranges, ellipses are put right.
        case text
        /// Names, addresses, values: blanks may become unbreakable, nothing else.
        case name
        /// Left as it is; only gives its neighbours their context.
        case verbatim
    }

    public var kind: Kind
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// German micro-typography after DIN 5008 and the Amtliches Regelwerk.
///
/// Every function is pure, idempotent and takes time linear in the length of the text. U+0020 is the only blank that is
/// ever replaced, so what an author has made unbreakable or narrow stays so.
public enum GermanTypography {
    /// Puts text of the library right: unbreakable blanks, dashes, quotes, ranges, ellipses, apostrophes, word joiners at
    /// gender marks and suspended hyphens.
    ///
    /// - Parameter text: One paragraph; quotes are paired within it.
    public static func normalise(_ text: String) -> String {
        guard needsWork(text) else { return text }
        return normalise([TextFragment(.text, text)])[0]
    }

    /// Makes blanks in a name, an address or another value unbreakable where German wants it; changes no other character.
    public static func normaliseName(_ text: String) -> String {
        guard text.utf8.contains(0x20) else { return text }
        var buffer = TextBuffer([TextFragment(.name, text)])
        // The first pass leaves names alone.
        GluePass.run(&buffer)
        CitationGlue.run(&buffer)
        return buffer.isGlued ? buffer.strings()[0] : text
    }

    /// Normalises the pieces of one paragraph together: quotes around a value are paired, „Dr. “ before a name is tied to it.
    ///
    /// - Returns: As many strings as there are fragments, in their order.
    public static func normalise(_ fragments: [TextFragment]) -> [String] {
        var buffer = TextBuffer(fragments)
        buffer = CharacterPass.run(buffer)
        GluePass.run(&buffer)
        CitationGlue.run(&buffer)
        return buffer.strings()
    }

    /// Words of letters only are the commonest fragments of all; they need no pass.
    private static func needsWork(_ text: String) -> Bool {
        text.utf8.contains { byte in
            // Letters of ASCII and the bytes of ä ö ü Ä Ö Ü ß (C3 xx) are left as they are.
            !((byte | 0x20) &- 0x61 < 26 || byte == 0xC3 || (0x84...0xBC).contains(byte))
        }
    }
}

/// The scalars of a paragraph, each with the fragment it belongs to.
struct TextBuffer {
    private(set) var scalars: [Unicode.Scalar] = []
    private(set) var owners: [Int32] = []
    let kinds: [TextFragment.Kind]
    /// Whether a blank has been made unbreakable.
    private(set) var isGlued = false

    init(_ fragments: [TextFragment]) {
        kinds = fragments.map(\.kind)
        let length = fragments.reduce(0) { $0 + $1.text.utf8.count }
        scalars.reserveCapacity(length)
        owners.reserveCapacity(length)
        for (index, fragment) in fragments.enumerated() {
            for scalar in fragment.text.unicodeScalars { append(scalar, owner: Int32(index)) }
        }
    }

    /// An empty buffer for the output of a pass over `other`.
    init(emptyLike other: TextBuffer) {
        kinds = other.kinds
        scalars.reserveCapacity(other.count + other.count / 8)
        owners.reserveCapacity(other.count + other.count / 8)
    }

    var count: Int { scalars.count }

    mutating func append(_ scalar: Unicode.Scalar, owner: Int32) {
        scalars.append(scalar)
        owners.append(owner)
    }

    /// May characters be exchanged or put in here?
    func isText(_ index: Int) -> Bool { index < count && kinds[Int(owners[index])] == .text }

    /// Makes a U+0020 unbreakable, unless the fragment is verbatim.
    mutating func glue(_ index: Int, _ blank: Unicode.Scalar = .noBreakSpace) {
        guard scalars[index] == .space, kinds[Int(owners[index])] != .verbatim else { return }
        scalars[index] = blank
        isGlued = true
    }

    /// The fragments as they are now. What belongs to one stands together, in the order of the fragments.
    func strings() -> [String] {
        var index = 0
        return kinds.indices.map { owner in
            let start = index
            while index < count, Int(owners[index]) == owner { index += 1 }
            return String(unsafeUninitializedCapacity: 4 * (index - start)) { bytes in
                var length = 0
                for scalar in scalars[start..<index] {
                    for byte in scalar.utf8 {
                        bytes[length] = byte
                        length += 1
                    }
                }
                return length
            }
        }
    }
}
