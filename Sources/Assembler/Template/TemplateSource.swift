import Findings

/// The Markdown of a clause with every marker replaced by one private-use scalar, so that Markdown can neither see nor
/// break what stands in the braces.
struct TemplateSource {
    let locator: PlaceLocator
    /// What cmark gets to see, without final line breaks changed.
    private(set) var bytes: [UInt8] = []
    private(set) var markers: [Marker] = []
    private(set) var findings: [Finding] = []
    /// Offset in `bytes` of each line.
    private var lineStarts: [Int] = []
    /// Line number in the file of the first line here (the front matter stands before it).
    private let firstLine: Int

    /// Stands for marker number n: plane 15 has room for 65,534.
    static let firstMarker: UInt32 = 0xF0000
    static let markerLimit = 0xFFFD
    /// Stand for `*` and `_` between two letters, which are letters and never emphasis (`Akteur*innen`).
    static let literalStar: Unicode.Scalar = "\u{F8F0}"
    static let literalUnderscore: Unicode.Scalar = "\u{F8F1}"
    /// Stands before a single line of an agreement; prints nothing.
    static let lineGuard: Unicode.Scalar = "\u{F8F2}"

    init(_ text: String, locator: PlaceLocator, firstLine: Int) {
        self.locator = locator
        self.firstLine = firstLine
        bytes.reserveCapacity(text.utf8.count)
        var line: [Unicode.Scalar] = []
        var number = firstLine
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            guard scalar == "\n" || scalar == "\r" else {
                line.append(scalar)
                continue
            }
            append(line, number: number)
            line.removeAll(keepingCapacity: true)
            number += 1
        }
        if !line.isEmpty { append(line, number: number) }
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

    private mutating func append(_ line: [Unicode.Scalar], number: Int) {
        lineStarts.append(bytes.count)
        guard line.count <= TemplateLimits.paragraphBytes else {
            report(
                "absatz-zu-lang", SourcePosition(line: number, column: 1),
                "Die Zeile ist länger als \(TemplateLimits.paragraphBytes) Zeichen.", remedy: "Den Text mit Leerzeilen gliedern.")
            bytes.append(0x0A)
            return
        }
        var index = 0
        while index < line.count {
            index = appendScalar(of: line, at: index, number: number)
        }
        bytes.append(0x0A)
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
                remedy: "Entweder „{{“ ergänzen oder die Klammern entfernen.")
            return index + 2
        case "*", "_":
            let isLetter = index > 0 && line[index - 1].properties.isAlphabetic && next?.properties.isAlphabetic == true
            append(isLetter ? (scalar == "*" ? TemplateSource.literalStar : TemplateSource.literalUnderscore) : scalar)
        default:
            if let name = TextHygiene.forbiddenName(of: scalar) {
                report(
                    "zeichen-unzulaessig", position,
                    "Hier steht ein unzulässiges Zeichen (\(name)).", remedy: "Das Zeichen löschen und neu tippen.")
            } else {
                append(scalar)
            }
        }
        return index + 1
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
                remedy: "„}}“ in derselben Zeile ergänzen; soll „{{“ im Text stehen, „\\{\\{“ schreiben.")
            return start + 2
        }
        var content = String.UnicodeScalarView()
        content.append(contentsOf: line[start + 2..<index])
        var parser = MarkerParser(source: String(content), position: position, locator: locator)
        let parsed = parser.parse()
        findings += parser.findings
        add(Marker(position: position, length: index + 2 - start, source: String(content), content: parsed))
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
                remedy: "„{#name}“ schreiben, mit Buchstaben, Ziffern, „-“ und „_“.")
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
                report("zu-viele-marken", marker.position, "Der Text hat mehr als 65.533 Marken.", remedy: "Die Klausel teilen.")
            }
            return
        }
        markers.append(marker)
        append(scalar)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        UTF8.encode(scalar).map { bytes.append(contentsOf: $0) }
    }

    private mutating func report(_ rule: String, _ position: SourcePosition, _ message: String, remedy: String) {
        // A text with so many mistakes is not the clerk's; the first ones suffice.
        guard findings.count < 500 else { return }
        findings.append(Finding(.fehler, rule, at: locator.place(position), message, remedy: remedy))
    }
}
