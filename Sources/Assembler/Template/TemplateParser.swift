import DocumentModel
import Findings

extension Template {
    /// Parses the body of a clause, or any text of an agreement in which `{{…}}` may stand.
    ///
    /// - Parameters:
    ///   - text: Markdown without front matter.
    ///   - file: path for findings and origins.
    ///   - firstLine: line of `text` in the file, from 1.
    /// - Throws: all errors of the text at once.
    public static func parse(_ text: String, file: String, firstLine: Int = 1) throws(Findings) -> Template {
        let source = TemplateSource(text, locator: .file(file), firstLine: firstLine)
        var parser = TemplateParser(source: source)
        let blocks = parser.parse()
        return try parser.template(blocks)
    }

    /// Parses one line of an agreement (a title, a line of a signature): inline content only.
    public static func parseLine(_ text: SourceText) throws(Findings) -> Template {
        let source = TemplateSource(text.value, locator: .text(text), firstLine: 1)
        var parser = TemplateParser(source: source)
        let blocks = parser.parseLine()
        return try parser.template(blocks)
    }
}

/// Turns the cmark tree of a ``TemplateSource`` into template nodes.
struct TemplateParser {
    let source: TemplateSource
    var findings: [Finding]
    var problems: [DirectiveProblem] = []
    /// Footnote texts in cmark's order; a reference bears the number.
    var footnotes: [[TemplateBlock]] = []

    init(source: TemplateSource) {
        self.source = source
        findings = source.findings
    }

    mutating func parse() -> [TemplateBlock] {
        if let violation = TemplateLimits.violation(in: source.bytes) {
            report(violation.kind, at: source.position(line: violation.line, column: 1))
            return []
        }
        guard let tree = MarkdownTree(source.bytes) else {
            findings.append(
                Finding(.fehler, "markdown", at: source.locator.place(SourcePosition(line: 1, column: 1)), "Der Text ließ sich nicht zerlegen.", remedy: "Den Text kürzen und erneut versuchen."))
            return []
        }
        let blocks = tree.withRoot { root in
            footnotes = root.children.filter { $0.kind == .footnoteDefinition }.map { definition in
                self.blocks(of: definition, Surroundings(isFootnote: true))
            }
            return self.blocks(of: root, Surroundings())
        }
        checkFootnoteDefinitions()
        checkMarks()
        settleProblems()
        return blocks
    }

    /// Inline content of a single line, where list markers and `#` have no meaning.
    mutating func parseLine() -> [TemplateBlock] {
        // A scalar of ours keeps Markdown from reading block syntax at the head of the line.
        var bytes = Array(String(TemplateSource.lineGuard).utf8)
        bytes += source.bytes
        if let violation = TemplateLimits.violation(in: bytes) {
            report(violation.kind, at: source.position(line: violation.line, column: 1))
            return []
        }
        guard let tree = MarkdownTree(bytes) else { return [] }
        let blocks = tree.withRoot { root in self.blocks(of: root, Surroundings(isLine: true)) }
        settleProblems()
        return blocks
    }

    /// In the order of the text, each once.
    var sortedFindings: [Finding] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }.enumerated().sorted { a, b in
            let (left, right) = (a.element.place?.textOrder ?? (0, 0), b.element.place?.textOrder ?? (0, 0))
            return left == right ? a.offset < b.offset : left < right
        }.map(\.element)
    }

    fileprivate func template(_ blocks: [TemplateBlock]) throws(Findings) -> Template {
        let found = sortedFindings
        if found.contains(where: { $0.severity == .fehler }) { throw Findings(found) }
        return Template(locator: source.locator, blocks: blocks, markers: source.markers, findings: found)
    }

    // MARK: - Reports

    mutating func report(_ rule: String, at position: SourcePosition, _ message: String, remedy: String) {
        findings.append(Finding(.fehler, rule, at: source.locator.place(position), message, remedy: remedy))
    }

    mutating func warn(_ rule: String, at position: SourcePosition, _ message: String, remedy: String) {
        findings.append(Finding(.warnung, rule, at: source.locator.place(position), message, remedy: remedy))
    }

    private mutating func report(_ violation: TemplateLimits.Violation, at position: SourcePosition) {
        switch violation {
        case .paragraphTooLong:
            report("absatz-zu-lang", at: position, "Der Absatz ist länger als \(TemplateLimits.paragraphBytes / 1024) Kilobyte.", remedy: "Den Text mit Leerzeilen gliedern.")
        case .nestedTooDeep:
            reportDepth(at: position)
        case .tooManyColumns:
            report("tabelle-zu-breit", at: position, "Die Tabelle hat mehr als \(TemplateLimits.columns) Spalten.", remedy: "Die Tabelle teilen oder als Anlage beilegen.")
        }
    }

    mutating func reportDepth(at position: SourcePosition) {
        guard !findings.contains(where: { $0.rule == "liste-zu-tief" }) else { return }
        report("liste-zu-tief", at: position, "Die Liste ist mehr als \(TemplateLimits.listDepth) Ebenen tief verschachtelt.", remedy: "Den Text flacher gliedern oder in Unterabschnitte teilen.")
    }

    /// Pairs openers without end with ends without opener, so that a finding can name both places.
    private mutating func settleProblems() {
        var strays = problems.compactMap { problem in
            if case .strayEnd(let marker) = problem { marker } else { nil }
        }.sorted { $0.position < $1.position }
        for problem in problems {
            switch problem {
            case .unclosed(let marker):
                if let index = strays.firstIndex(where: { $0.position > marker.position }) {
                    let end = strays.remove(at: index)
                    report(
                        "bedingung-verschraenkt", at: marker.position,
                        "„\(marker.shown)“ und das „{{ende}}“ in Zeile \(end.position.line), Spalte \(end.position.column) stehen nicht auf derselben Ebene.",
                        remedy: "Beide in denselben Absatz setzen oder beide allein auf eine Zeile mit Leerzeilen davor und danach.")
                } else {
                    report(
                        "bedingung-offen", at: marker.position, "„\(marker.shown)“ in Zeile \(marker.position.line) hat kein „{{ende}}“.",
                        remedy: "„{{ende}}“ ergänzen; um ganze Absätze herum allein auf einer Zeile mit Leerzeilen davor und danach.")
                }
            case .strayEnd:
                break
            case .misplaced(let marker, let opener):
                let needed = marker.content == .otherwise ? "{{wenn …}}" : "{{wahl:feld}}"
                let place = opener.map { "; in Zeile \($0.position.line) ist „\($0.shown)“ geöffnet" } ?? ""
                report("bedingung-verschraenkt", at: marker.position, "„\(marker.shown)“ steht nicht in einem „\(needed)“\(place).", remedy: "„\(needed)“ davor ergänzen oder „\(marker.shown)“ entfernen.")
            case .repeated(let marker, let first):
                report("bedingung-doppelt", at: marker.position, "„\(marker.shown)“ steht schon in Zeile \(first.line), Spalte \(first.column).", remedy: "Eines von beiden entfernen.")
            case .textBeforeCase(let marker):
                report("wahl-text", at: marker.position, "Zwischen „\(marker.shown)“ und dem ersten „{{fall:…}}“ steht Text.", remedy: "Den Text vor „\(marker.shown)“ oder hinter „{{fall:…}}“ setzen.")
            case .noCase(let marker):
                report("wahl-leer", at: marker.position, "„\(marker.shown)“ enthält kein „{{fall:…}}“.", remedy: "Mindestens ein „{{fall:wert}}“ ergänzen.")
            case .tooDeep(let marker):
                report("bedingung-zu-tief", at: marker.position, "Mehr als \(TemplateLimits.conditionDepth) Bedingungen stehen ineinander.", remedy: "Die Bedingungen mit „und“ zusammenfassen.")
            }
        }
        for stray in strays {
            report("bedingung-offen", at: stray.position, "Das „{{ende}}“ schließt nichts.", remedy: "Das „{{ende}}“ entfernen oder „{{wenn …}}“ davor ergänzen.")
        }
        problems = []
    }
}

extension Marker {
    /// As it stands in the text, shortened.
    var shown: String {
        let text = source.trimmed
        return "{{" + (text.count > 40 ? text.prefix(39) + "…" : text[...]) + "}}"
    }
}

extension Place {
    fileprivate var textOrder: (Int, Int) {
        switch self {
        case .file(_, let line, let column): (line, column)
        case .cell(_, let row, _, _): (row, 0)
        case .option: (0, 0)
        }
    }
}
