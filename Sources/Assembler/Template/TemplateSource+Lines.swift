extension TemplateSource {
    struct Line {
        let bytes: ArraySlice<UInt8>

        /// Begins with `#`, unlike a heading that underlining has made.
        var isAtxHeading: Bool { bytes.first { $0 != 0x20 && $0 != UInt8(ascii: ">") } == UInt8(ascii: "#") }
    }

    /// The parsed line, from 1.
    func line(_ number: Int) -> Line {
        let start = lineStart(number)
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        return Line(bytes: bytes[start..<end])
    }

    /// The scalar to print for one of the parsed text; `nil` for the guard of a single line.
    static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case literalStar: "*"
        case literalUnderscore: "_"
        case lineGuard: nil
        default: scalar
        }
    }

    struct FootnoteDefinition {
        let label: String
        let position: SourcePosition
        let isReferenced: Bool
    }

    /// Lines `[^label]: …`.
    var footnoteDefinitions: [FootnoteDefinition] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "[")) else { return [] }
        var labels: [(label: String, line: Int)] = []
        var references: Set<String> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var rest = line
            var isFirst = true
            while let open = rest.firstRange(of: "[^"), let close = rest[open.upperBound...].firstIndex(of: "]") {
                let label = String(rest[open.upperBound..<close])
                let after = rest.index(after: close)
                let isAtStart = isFirst && line[..<open.lowerBound].allSatisfy { $0 == " " }
                if isAtStart, after < rest.endIndex, rest[after] == ":" {
                    labels.append((label, index + 1))
                } else {
                    references.insert(label)
                }
                rest = rest[after...]
                isFirst = false
            }
        }
        return labels.map { label, line in
            FootnoteDefinition(label: label, position: position(line: line, column: 1), isReferenced: references.contains(label))
        }
    }
}
