import Findings
import Settings

/// The Markdown of a clause with every marker replaced by one private-use scalar, so that Markdown can neither see nor
/// break what stands in the braces.
struct TemplateSource {
    let locator: PlaceLocator
    /// What cmark gets to see, without final line breaks changed.
    private(set) var bytes: [UInt8] = []
    private(set) var markers: [Marker] = []
    private(set) var findings: [Finding] = []
    /// Offset in `bytes` of each line.
    private(set) var lineStarts: [Int] = []
    /// The lines as Markdown gets them, without their ends.
    private(set) var lines: [[Unicode.Scalar]] = []
    /// The line that is being put together.
    private var parsedLine: [Unicode.Scalar] = []
    private var references = CharacterReferenceReader()
    /// Line number in the file of the first line here (the front matter stands before it).
    let firstLine: Int

    /// Stands for marker number n: plane 15 has room for 65,534.
    static let firstMarker: UInt32 = 0xF0000
    static let markerLimit = 0xFFFD
    /// Stand for `*` and `_` between two letters, which are letters and never emphasis (`Akteur*innen`).
    static let literalStar: Unicode.Scalar = "\u{F8F0}"
    static let literalUnderscore: Unicode.Scalar = "\u{F8F1}"
    /// Stands before a single line of an agreement; prints nothing.
    static let lineGuard: Unicode.Scalar = "\u{F8F2}"

    /// - Parameter isSingleLine: a line of an agreement, in which signs of lists and headings have no meaning.
    init(_ text: String, locator: PlaceLocator, firstLine: Int, isSingleLine: Bool = false) {
        self.locator = locator
        self.firstLine = firstLine
        bytes.reserveCapacity(text.utf8.count)
        let written = TemplateSource.lines(of: text)
        let beginnings = LineBeginnings(written, isSingleLine: isSingleLine)
        for doubt in beginnings.doubts { report(doubt) }
        for (index, line) in written.enumerated() { append(line, number: firstLine + index, literals: beginnings.literals[index] ?? []) }
    }

    private static func lines(of text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = []
        var line: [Unicode.Scalar] = []
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            guard scalar == "\n" || scalar == "\r" else {
                line.append(scalar)
                continue
            }
            lines.append(line)
            line.removeAll(keepingCapacity: true)
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The marker that a scalar of the parsed text stands for.
    func marker(for scalar: Unicode.Scalar) -> Marker? {
        guard scalar.value >= TemplateSource.firstMarker else { return nil }
        let index = Int(scalar.value - TemplateSource.firstMarker)
        return markers.indices.contains(index) ? markers[index] : nil
    }

    /// Place in the file of a place that cmark gives: `line` from 1, `column` in bytes from 1.
    func position(line: Int, column: Int) -> SourcePosition {
        guard lineStarts.indices.contains(line - 1), column > 0 else {
            return SourcePosition(line: firstLine + max(line - 1, 0), column: 1)
        }
        let start = lineStarts[line - 1]
        let end = min(start + column - 1, bytes.count)
        var result = 1
        for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
            result += marker(for: scalar)?.length ?? 1
        }
        return SourcePosition(line: firstLine + line - 1, column: result)
    }

    /// Offset in `bytes` of a line, from 1; the end where there is no such line.
    func lineStart(_ number: Int) -> Int {
        lineStarts.indices.contains(number - 1) ? lineStarts[number - 1] : bytes.count
    }

    // MARK: - One line

    private mutating func append(_ line: [Unicode.Scalar], number: Int, literals: [Int]) {
        lineStarts.append(bytes.count)
        guard line.count <= TemplateLimits.paragraphBytes else {
            report(
                "absatz-zu-lang", SourcePosition(line: number, column: 1),
                "Die Zeile ist länger als \(TemplateLimits.paragraphBytes) Zeichen.", remedy: "Gliedern Sie den Text mit Leerzeilen.")
            endLine()
            return
        }
        var index = 0
        while index < line.count {
            if literals.contains(index), let literal = TemplateSource.literal(line[index]) {
                append(literal)
                index += 1
            } else {
                index = appendScalar(of: line, at: index, number: number)
            }
        }
        endLine()
    }

    private mutating func endLine() {
        bytes.append(0x0A)
        lines.append(parsedLine)
        parsedLine.removeAll(keepingCapacity: true)
    }

    /// Appends what begins at `index` and gives the index after it.
    private mutating func appendScalar(of line: [Unicode.Scalar], at index: Int, number: Int) -> Int {
        let scalar = line[index]
        let next: Unicode.Scalar? = index + 1 < line.count ? line[index + 1] : nil
        let position = SourcePosition(line: number, column: index + 1)
        switch scalar {
        case "\\" where next == "{" || next == "}":
            // Markdown's own escape: a brace that is a brace.
            append(scalar)
            append("{" == next ? "{" : "}")
            return index + 2
        case "\\" where next == "\\" || next == "&":
            // Nothing begins with an escaped sign.
            append(scalar)
            if let next { append(next) }
            return index + 2
        case "&":
            return appendReference(of: line, at: index, position)
        case "{" where next == "{":
            return appendMarker(of: line, at: index, position)
        case "{" where next == "#":
            return appendMark(of: line, at: index, position)
        case "}" where next == "}":
            // After an escaped opening the closing braces are text as well.
            if line[..<index].indices.dropFirst().contains(where: { line[$0] == "{" && line[$0 - 1] == "\\" }) {
                append(scalar)
                append(scalar)
                return index + 2
            }
            report(
                "marke-unklar", position, "Die schließenden Klammern „}}“ haben keine öffnenden „{{“.",
                remedy: "Ergänzen Sie „{{“, oder entfernen Sie die Klammern.")
            return index + 2
        case "*", "_":
            let isLetter = index > 0 && line[index - 1].properties.isAlphabetic && next?.properties.isAlphabetic == true
            append(isLetter ? (scalar == "*" ? TemplateSource.literalStar : TemplateSource.literalUnderscore) : scalar)
        default:
            if let name = TextHygiene.forbiddenName(of: scalar) {
                report(
                    "zeichen-unzulaessig", position,
                    "Hier steht ein unzulässiges Zeichen (\(name)).", remedy: "Löschen Sie das Zeichen, und tippen Sie es neu.")
            } else {
                append(scalar)
            }
        }
        return index + 1
    }

    /// A character reference goes to Markdown as it stands, but for what no text may hold.
    private mutating func appendReference(of line: [Unicode.Scalar], at index: Int, _ position: SourcePosition) -> Int {
        append("&")
        guard let reference = references.reference(in: line, at: index), let name = reference.forbiddenName else { return index + 1 }
        report(
            "zeichen-unzulaessig", position,
            "Die Zeichenangabe \(quoted(TemplateSource.text(line[index..<index + reference.length]))) steht für ein unzulässiges Zeichen (\(name)).",
            remedy: "Löschen Sie die Angabe.")
        return index + reference.length
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private mutating func appendMarker(of line: [Unicode.Scalar], at start: Int, _ position: SourcePosition) -> Int {
        var index = start + 2
        while index + 1 < line.count, !(line[index] == "}" && line[index + 1] == "}") {
            if line[index] == "{" && line[index + 1] == "{" { break }
            index += 1
        }
        guard index + 1 < line.count, line[index] == "}", line[index + 1] == "}" else {
            report(
                "marke-offen", position, "Die doppelte Klammer „{{“ wird in dieser Zeile nicht geschlossen.",
                remedy: "Ergänzen Sie „}}“ in derselben Zeile; soll „{{“ im Text stehen, schreiben Sie „\\{\\{“.")
            return start + 2
        }
        var content = String.UnicodeScalarView()
        content.append(contentsOf: line[start + 2..<index])
        var parser = MarkerParser(source: String(content), position: position, locator: locator)
        let parsed = parser.parse()
        findings += parser.findings
        if let name = content.lazy.compactMap({ TextHygiene.forbiddenName(of: $0) }).first {
            report(
                "zeichen-unzulaessig", position, "In der Marke \(quoted(String(content))) steht ein unzulässiges Zeichen (\(name)).",
                remedy: "Tippen Sie die Marke neu.")
        }
        add(Marker(position: position, length: index + 2 - start, source: String(content), content: parsed, isCapital: parser.isCapital))
        return index + 2
    }

    /// `{#name}`; anything else that begins with `{#` is text.
    private mutating func appendMark(of line: [Unicode.Scalar], at start: Int, _ position: SourcePosition) -> Int {
        var index = start + 2
        while index < line.count, line[index] != "}", line[index] != "{" { index += 1 }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: line[min(start + 2, line.count)..<index])
        guard index < line.count, line[index] == "}", MarkerParser.isName(String(name)) else {
            report(
                "marke-unklar", position, "Mit „{#“ beginnt eine Marke; ihr Name fehlt oder ist nicht zulässig.",
                remedy: "Schreiben Sie „{#name}“, mit Buchstaben, Ziffern, „-“ und „_“.")
            return start + 2
        }
        add(Marker(position: position, length: index + 1 - start, source: "#\(name)", content: .mark(String(name))))
        return index + 1
    }

    private mutating func add(_ marker: Marker) {
        guard markers.count < TemplateSource.markerLimit,
            let scalar = Unicode.Scalar(TemplateSource.firstMarker + UInt32(markers.count))
        else {
            if findings.last?.rule != "zu-viele-marken" {
                report("zu-viele-marken", marker.position, "Der Text hat mehr als 65.533 Marken.", remedy: "Teilen Sie die Klausel.")
            }
            return
        }
        markers.append(marker)
        append(scalar)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        parsedLine.append(scalar)
        if scalar.isASCII { bytes.append(UInt8(truncatingIfNeeded: scalar.value)) } else { UTF8.encode(scalar).map { bytes.append(contentsOf: $0) } }
    }

    mutating func report(_ rule: String, _ position: SourcePosition, _ message: String, remedy: String) {
        // A text with so many mistakes is not the clerk's; the first ones suffice.
        guard findings.count < 500 else { return }
        findings.append(Finding(.fehler, rule, at: locator.place(position), message, remedy: remedy))
    }
}
