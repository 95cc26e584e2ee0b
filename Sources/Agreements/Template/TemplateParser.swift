import DocumentModel
import Findings
import Settings

extension Template {
    /// Parses the body of a clause, or any text of an agreement in which `{{…}}` may stand.
    ///
    /// - Parameters:
    ///   - text: Markdown without front matter.
    ///   - file: path for findings and origins.
    ///   - firstLine: line of `text` in the file, from 1.
    /// - Throws: all errors of the text at once.
    package static func parse(_ text: String, file: String, firstLine: Int = 1) throws(FindingList) -> Template {
        let source = TemplateSource(text, locator: .file(file), firstLine: firstLine)
        var parser = TemplateParser(source: source)
        let blocks = parser.parse()
        return try parser.template(blocks)
    }

    /// Parses one line of an agreement (a title, a line of a signature): inline content only.
    package static func parseLine(_ text: SourceText) throws(FindingList) -> Template {
        let source = TemplateSource(text.value, locator: .text(text), firstLine: 1, isSingleLine: true)
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
    /// The texts of footnotes are being read, in which there is no other one.
    var isReadingFootnotes = false

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
                Finding(
                    .fehler, "markdown", at: source.locator.place(SourcePosition(line: 1, column: 1)), "Der Text ließ sich nicht zerlegen.",
                    remedy: "Kürzen Sie den Text und versuchen Sie es noch einmal."))
            return []
        }
        let definitions = source.footnoteDefinitions
        checkFootnoteDefinitions(definitions)
        let blocks = tree.withRoot { root in
            isReadingFootnotes = true
            footnotes = root.children.filter { $0.kind == .footnoteDefinition }.map { definition in
                self.blocks(of: definition, Surroundings(isFootnote: true))
            }
            isReadingFootnotes = false
            let blocks = self.blocks(of: root, Surroundings())
            if !findings.contains(where: { $0.severity == .fehler }) { checkCompleteness(root, definitions) }
            return blocks
        }
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

    fileprivate func template(_ blocks: [TemplateBlock]) throws(FindingList) -> Template {
        // In the order of the text.
        let found = findings.distinct.ordered
        if found.contains(where: { $0.severity == .fehler }) { throw FindingList(found) }
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
            report("absatz-zu-lang", at: position, "Der Absatz ist länger als \(TemplateLimits.paragraphBytes / 1024) Kilobyte.", remedy: "Gliedern Sie den Text mit Leerzeilen.")
        case .nestedTooDeep:
            reportDepth(at: position)
        case .tooManyColumns:
            report(
                "tabelle-zu-breit", at: position, "Die Tabelle hat mehr als \(TemplateLimits.columns) Spalten.",
                remedy: "Teilen Sie die Tabelle, oder legen Sie sie als Anlage bei.")
        }
    }

    mutating func reportDepth(at position: SourcePosition) {
        guard !findings.contains(where: { $0.rule == "liste-zu-tief" }) else { return }
        report(
            "liste-zu-tief", at: position, "Die Liste ist mehr als \(TemplateLimits.listDepth) Ebenen tief verschachtelt.",
            remedy: "Gliedern Sie den Text flacher, oder teilen Sie ihn in Unterabschnitte.")
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
                        remedy: "Setzen Sie beide in denselben Absatz, oder beide allein auf eine Zeile mit Leerzeilen davor und danach.")
                } else {
                    report(
                        "bedingung-offen", at: marker.position, "„\(marker.shown)“ in Zeile \(marker.position.line) hat kein „{{ende}}“.",
                        remedy: "Ergänzen Sie „{{ende}}“; um ganze Absätze herum steht es allein auf einer Zeile mit Leerzeilen davor und danach.")
                }
            case .strayEnd:
                break
            case .misplaced(let marker, let opener):
                let needed = marker.content == .otherwise ? "{{wenn …}}" : "{{wahl:feld}}"
                let place = opener.map { "; in Zeile \($0.position.line) ist „\($0.shown)“ geöffnet" } ?? ""
                report(
                    "bedingung-verschraenkt", at: marker.position, "„\(marker.shown)“ steht nicht in einem „\(needed)“\(place).",
                    remedy: "Ergänzen Sie „\(needed)“ davor, oder entfernen Sie „\(marker.shown)“.")
            case .repeated(let marker, let first):
                report(
                    "bedingung-doppelt", at: marker.position, "„\(marker.shown)“ steht schon in Zeile \(first.line), Spalte \(first.column).",
                    remedy: "Entfernen Sie eines von beiden.")
            case .textBeforeCase(let marker):
                report(
                    "wahl-text", at: marker.position, "Zwischen „\(marker.shown)“ und dem ersten „{{fall:…}}“ steht Text.",
                    remedy: "Setzen Sie den Text vor „\(marker.shown)“ oder hinter „{{fall:…}}“.")
            case .noCase(let marker):
                report("wahl-leer", at: marker.position, "„\(marker.shown)“ enthält kein „{{fall:…}}“.", remedy: "Ergänzen Sie mindestens ein „{{fall:wert}}“.")
            case .tooDeep(let marker):
                report(
                    "bedingung-zu-tief", at: marker.position, "Mehr als \(TemplateLimits.conditionDepth) Bedingungen stehen ineinander.",
                    remedy: "Fassen Sie die Bedingungen mit „und“ zusammen.")
            }
        }
        for stray in strays {
            report("bedingung-offen", at: stray.position, "Das „{{ende}}“ schließt nichts.", remedy: "Entfernen Sie das „{{ende}}“, oder ergänzen Sie „{{wenn …}}“ davor.")
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
