/// What a form sends: names and texts, in order. Nothing is typed here; what a text means, the fields say.
struct FormFields: Sendable, Hashable {
    private(set) var pairs: [(name: String, value: String)] = []

    static let none = FormFields()
    static let most = 10_000

    static func == (a: FormFields, b: FormFields) -> Bool { a.pairs.elementsEqual(b.pairs) { $0 == $1 } }
    func hash(into hasher: inout Hasher) { for pair in pairs { hasher.combine(pair.name); hasher.combine(pair.value) } }

    private init() {}

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, 5.1): `+` is a blank, `%C3%B6` an ö.
    ///
    /// - Throws: ``Problem`` where it has too many fields.
    init(urlEncoded bytes: some Collection<UInt8>) throws(Problem) {
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < FormFields.most else { throw .tooLarge("\(FormFields.most) Felder") }
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves.first else { continue }
            pairs.append((Percent.decoded(name, plusIsBlank: true), halves.count > 1 ? Percent.decoded(halves[1], plusIsBlank: true) : ""))
        }
    }

    mutating func add(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// The first of that name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    func has(_ name: String) -> Bool { self[name] != nil }
}

/// `%C3%B6`
enum Percent {
    /// Broken sequences stay as they are; what is no UTF-8 is repaired.
    static func decoded(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = false) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        var pending: [UInt8] = []
        while let byte = pending.isEmpty ? iterator.next() : pending.removeFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
                continue
            }
            while pending.count < 2, let next = iterator.next() { pending.append(next) }
            guard pending.count >= 2, let high = digit(pending[0]), let low = digit(pending[1]) else {
                result.append(byte)
                continue
            }
            pending.removeFirst(2)
            result.append(high << 4 | low)
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String { decoded(Array(text.utf8), plusIsBlank: plusIsBlank) }

    /// A text as part of an address: letters and digits stay.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
