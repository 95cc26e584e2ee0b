extension TemplateSource {
    package struct Line {
        let bytes: ArraySlice<UInt8>

        /// Begins with `#`, unlike a heading that underlining has made.
        var isAtxHeading: Bool { bytes.first { $0 != 0x20 && $0 != UInt8(ascii: ">") } == UInt8(ascii: "#") }
    }

    /// The parsed line, from 1.
    func line(_ number: Int) -> Line {
        let start = lineStart(number)
        // Each line ends with a line feed of ours.
        let end = lineStarts.indices.contains(number - 1) ? lineStart(number + 1) - 1 : start
        return Line(bytes: bytes[start..<end])
    }

    /// The parsed line, from 1, without its end.
    func scalars(inLine number: Int) -> [Unicode.Scalar] { lines.indices.contains(number - 1) ? lines[number - 1] : [] }

    /// The scalar to print for one of the parsed text; `nil` for the guard of a single line.
    static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case literalStar: "*"
        case literalUnderscore: "_"
        case lineGuard: nil
        case literalRange: Unicode.Scalar(scalar.value - literalRange.lowerBound.value)
        default: scalar
        }
    }

    /// Stand for signs of ASCII that Markdown is not to see: a point behind a date's day, a dash at the head of a line.
    private static let literalRange: ClosedRange<Unicode.Scalar> = "\u{F800}"..."\u{F87F}"

    static func literal(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        scalar.isASCII ? Unicode.Scalar(literalRange.lowerBound.value + scalar.value) : nil
    }

    /// Reports a line whose beginning may be an item or text.
    mutating func report(_ doubt: LineBeginnings.Doubt) {
        let (message, remedy) = doubt.wording
        report("zeilenanfang-mehrdeutig", SourcePosition(line: firstLine + doubt.line, column: doubt.column + 1), message, remedy: remedy)
    }

    package struct FootnoteDefinition {
        let label: String
        /// In the parsed text, from 1.
        let line: Int
        let position: SourcePosition
        let isReferenced: Bool

        /// Names are compared without regard to case and blanks (CommonMark 0.31, section 4.7).
        var key: String { FootnoteDefinition.key(of: label) }

        static func key(of label: String) -> String { label.lowercased().split { $0.isWhitespace }.joined(separator: " ") }
    }

    /// Lines `[^label]: …`.
    var footnoteDefinitions: [FootnoteDefinition] {
        guard zip(bytes, bytes.dropFirst()).contains(where: { $0 == UInt8(ascii: "[") && $1 == UInt8(ascii: "^") }) else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
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
                    references.insert(FootnoteDefinition.key(of: label))
                }
                rest = rest[after...]
                isFirst = false
            }
        }
        return labels.map { label, line in
            FootnoteDefinition(label: label, line: line, position: position(line: line, column: 1), isReferenced: references.contains(FootnoteDefinition.key(of: label)))
        }
    }
}

extension LineBeginnings.Doubt {
    /// What is said of it, and how to mend it.
    fileprivate var wording: (String, String) {
        switch kind {
        case .itemWithinParagraph(let sign):
            (
                "Mitten im Absatz beginnt eine Zeile mit „\(sign)“; das kann ein Punkt einer Liste oder Text sein.",
                "Für eine Liste setzen Sie eine Leerzeile davor. Für Text schreiben Sie „\(escaped(sign))“ oder holen das letzte Wort der Zeile davor in diese Zeile."
            )
        case .dateOrItem(let sign, let word):
            (
                "„\(sign) \(word)“ kann ein Datum (oder eine Zählung wie „2. Halbjahr“) oder der nächste Punkt der Liste sein.",
                "Für Text schreiben Sie „\(escaped(sign)) \(word)“. Für einen Punkt der Liste beginnen Sie ihn mit einem anderen Wort."
            )
        case .numberJumps(let before, let number):
            (
                "Auf den Punkt \(before) der Liste folgt die Nummer \(number).",
                "Zählen Sie weiter („\(before + 1).“); gedruckte Nummern vergibt das Programm. Für Text schreiben Sie „\(number)\\.“."
            )
        case .listBegins(let number):
            (
                "Die Liste beginnt mit der Nummer \(number); gedruckt würde sie von vorn gezählt.",
                "Beginnen Sie die Liste mit „1.“. Für Text schreiben Sie „\(number)\\.“."
            )
        case .emptyItem(let sign):
            (
                "Hinter „\(sign)“ steht nichts; die Nummer würde nicht gedruckt.",
                "Ergänzen Sie den Text des Punktes oder löschen Sie die Zeile. Für Text schreiben Sie „\(escaped(sign))“."
            )
        case .quotationWithinParagraph:
            (
                "Mitten im Absatz beginnt eine Zeile mit „>“; das macht sie zu einem Zitat.",
                "Für ein Zitat setzen Sie eine Leerzeile davor. Für „größer als“ schreiben Sie „\\>“."
            )
        }
    }

    /// `1\.`, `\-`: a sign that Markdown takes for text.
    private func escaped(_ sign: String) -> String { sign.dropLast() + "\\" + sign.suffix(1) }
}

extension TemplateSource {
    var lineCount: Int { lineStarts.count }

    func isBlank(_ number: Int) -> Bool { line(number).bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// „|---|:-:|“, the row under the heading of a table, within a quotation or an item too.
    func isDelimiter(_ number: Int) -> Bool {
        let row = line(number).bytes
        return row.contains(UInt8(ascii: "|")) && row.contains(UInt8(ascii: "-")) && row.allSatisfy { "|-: \t>".utf8.contains($0) }
    }

    /// How many cells a row of a table has as written (GFM, section 4.10): bars part them, those at both ends do not count.
    func cells(inLine number: Int) -> Int {
        var row = line(number).bytes
        let isEdge: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
        row = row.drop(while: isEdge)
        if let sign = LineSign(Array(String(decoding: row, as: UTF8.self).unicodeScalars), at: 0) { row = row.dropFirst(sign.end).drop(while: isEdge) }
        if row.first == UInt8(ascii: "|") { row = row.dropFirst() }
        var bars = 0
        var isEscaped = false
        var endsWithBar = false
        for byte in row where byte != 0x20 && byte != 0x09 {
            endsWithBar = byte == UInt8(ascii: "|") && !isEscaped
            if endsWithBar { bars += 1 }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return endsWithBar ? bars : bars + 1
    }
}
