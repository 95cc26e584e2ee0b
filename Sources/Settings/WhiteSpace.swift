extension Unicode.Scalar {
    /// White space of any kind (UAX #44, White_Space). Asked for every value of every row: ASCII needs no table of Unicode's.
    @inlinable package var isWhiteSpace: Bool { value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
}

extension String {
    /// Without white space at both ends; tables come with such.
    package var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isWhiteSpace }), let last = scalars.lastIndex(where: { !$0.isWhiteSpace }) else { return "" }
        return first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex ? self : String(scalars[first...last])
    }

    /// Nothing but white space, or nothing.
    package var isWhiteSpace: Bool { unicodeScalars.allSatisfy(\.isWhiteSpace) }
}
