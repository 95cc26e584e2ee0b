/// How a dictionary writes its words. Debian's German one is ISO 8859-1, which is the first 256 code points of Unicode.
enum WordEncoding {
    case latin1, utf8

    /// - Parameter name: as the affix file's `SET` says.
    init?(_ name: String) {
        switch name.uppercased() {
        case "UTF-8": self = .utf8
        case "ISO8859-1", "ISO-8859-1": self = .latin1
        default: return nil
        }
    }

    /// The word with a zero byte at its end; `nil` where it has a character of which the encoding knows nothing, or is longer than any word.
    func bytes(_ word: String) -> [CChar]? {
        guard word.utf8.count <= 200, !word.utf8.contains(0) else { return nil }
        switch self {
        case .utf8: return word.utf8.map { CChar(bitPattern: $0) } + [0]
        case .latin1:
            var result: [CChar] = []
            for scalar in word.unicodeScalars {
                guard let byte = UInt8(exactly: scalar.value) else { return nil }
                result.append(CChar(bitPattern: byte))
            }
            return result + [0]
        }
    }

    func string(_ bytes: UnsafePointer<CChar>) -> String {
        switch self {
        case .utf8: return String(cString: bytes)
        case .latin1:
            var scalars = String.UnicodeScalarView()
            var next = bytes
            while next.pointee != 0 {
                scalars.append(Unicode.Scalar(UInt8(bitPattern: next.pointee)))
                next += 1
            }
            return String(scalars)
        }
    }
}
