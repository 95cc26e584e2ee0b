import DocumentModel
import Findings

/// Makes the document of a ``CompositionInput``: texts with values, parties, signatures, annexes, page furniture; numbered,
/// with every reference settled.
struct DocumentComposer {
    let input: CompositionInput
    var builder: SectionBuilder
    var pending: [PendingReference] = []
    var findings: [Finding] = []
    private var instances = 0
    private var definitions: [(term: String, place: Place)] = []

    init(input: CompositionInput) {
        self.input = input
        builder = SectionBuilder(scheme: input.scheme, printsLegalReferences: input.printsLegalReferences)
    }

    /// - Parameter foreign: reads the page sizes of a PDF annex; what it throws becomes a finding at the annex.
    /// - Throws: all errors of the composition at once.
    mutating func compose(foreign: (String) throws -> ForeignDocument) throws(Findings) -> (document: Document, findings: [Finding]) {
        let annexList = input.annexes.map { annex in (key: annex.key, title: line(annex.title)) }
        let outline = input.sections.map { section($0, annexList: annexList) }

        var body = frontMatter().map { $0.from(input.file) }
        if input.hasTableOfContents { body.append(Block(id: .unnumbered, .tableOfContents(heading: [.text("Inhalt")])).from(input.file)) }
        body += builder.build(outline)
        body += signatures().map { $0.from(input.file) }
        let annexes = self.annexes(foreign: foreign)
        let furniture = self.furniture()

        let finisher = DocumentFinisher(
            targets: builder.targets,
            annexes: AnnexTargets(applying: annexes.map { ($0.key, $0.id, $0.label) }, dropped: input.droppedAnnexes), pending: pending)
        let finished = finisher.finish(body: body, annexes: annexes)
        findings += finished.findings
        warnAboutUnusedAnnexes()
        warnAboutRepeatedDefinitions()

        let ordered = findings.ordered
        if ordered.contains(where: { $0.severity == .fehler }) { throw Findings(ordered) }
        var info = input.info
        if info.title.isEmpty { info.title = input.titleLines.map { line($0) }.joinedLines.plainText }
        let document = Document(info: info, furniture: furniture, body: finished.body, annexes: finished.annexes)
        return (document, ordered)
    }

    // MARK: - Texts

    /// Calls `body` with an instantiator and takes over what it found.
    mutating func instantiate<Result>(_ context: TextContext, _ locator: PlaceLocator, _ body: (inout Instantiator) -> Result) -> Result {
        var instantiator = Instantiator(context: context, locator: locator, pending: pending)
        let result = body(&instantiator)
        pending = instantiator.pending
        findings += instantiator.findings
        definitions += instantiator.definitions
        return result
    }

    /// One line of the agreement.
    mutating func line(_ template: Template, in context: TextContext? = nil) -> [Inline] {
        instantiate(context ?? input.context, template.locator) { $0.inlines(of: template) }
    }

    mutating func line(_ template: Template?) -> [Inline] { template.map { line($0) } ?? [] }

    // MARK: - Sections

    private mutating func section(_ section: SectionSpecification, annexList: [(key: String, title: [Inline])]) -> OutlineSection {
        switch section.content {
        case .clause(let clause):
            let text = self.text(clause, annexList: annexList)
            return OutlineSection(heading: text.heading, isNumbered: section.isNumbered, content: .clause(text), origin: section.origin)
        case .subsections(let clauses):
            let texts = clauses.map { text($0, annexList: annexList) }
            return OutlineSection(heading: line(section.heading), isNumbered: section.isNumbered, content: .subsections(texts), origin: section.origin)
        case .absaetze(let clauses):
            let texts = clauses.map { text($0, annexList: annexList) }
            return OutlineSection(heading: line(section.heading), isNumbered: section.isNumbered, content: .absaetze(texts), origin: section.origin)
        }
    }

    mutating func text(_ clause: ClauseSpecification, annexList: [(key: String, title: [Inline])]) -> ClauseText {
        instances += 1
        var context = clause.context
        context.instance = instances
        context.annexList = annexList
        let heading = clause.heading.map { line($0, in: context) } ?? []
        let passages = instantiate(context, clause.template.locator) { $0.passages(of: clause.template) }
        return ClauseText(
            instance: instances, family: context.clause?.family, variant: context.clause?.variant, heading: heading,
            legalReferences: clause.legalReferences.map { context.typography.inlines($0) }, passages: passages, origin: clause.origin)
    }

    private mutating func warnAboutRepeatedDefinitions() {
        var first: [String: Place] = [:]
        for (term, place) in definitions {
            guard let before = first[term] else {
                first[term] = place
                continue
            }
            if before == place { continue }
            findings.append(
                Finding(
                    .warnung, "begriff-doppelt", at: place, "Der Begriff „\(term)“ wird zweimal definiert, zuerst in \(before).",
                    remedy: "Den Begriff nur einmal mit „{{definiert:…}}“ einführen und danach ohne Anführungszeichen verwenden."))
        }
    }

    private mutating func warnAboutUnusedAnnexes() {
        let used = Set(pending.compactMap { reference -> String? in
            if case .annex(let key) = reference.target { key } else { nil }
        })
        for annex in input.annexes where !used.contains(annex.key) {
            findings.append(
                Finding(
                    .warnung, "anlage-ungenannt", at: annex.place, "Kein Text der Vereinbarung verweist auf die Anlage „\(annex.key)“.",
                    remedy: "Mit „{{anlage:\(annex.key)}}“ auf sie verweisen oder „{{anlagenverzeichnis}}“ in eine Klausel setzen."))
        }
    }
}

extension Block {
    /// What the agreement itself brings.
    fileprivate func from(_ file: String) -> Block {
        var block = self
        block.origin = Origin(file: file)
        return block
    }
}

extension [Finding] {
    /// By file and place, each once; findings without place first.
    var ordered: [Finding] {
        var seen: Set<Finding> = []
        func key(_ finding: Finding) -> (String, Int, Int) {
            switch finding.place {
            case .file(let file, let line, let column): (file, line, column)
            case .cell(let file, let row, _, _): (file, row, 0)
            case .option(let text): (text, 0, 0)
            case nil: ("", 0, 0)
            }
        }
        return filter { seen.insert($0).inserted }.enumerated().sorted { a, b in
            let (left, right) = (key(a.element), key(b.element))
            return left == right ? a.offset < b.offset : left < right
        }.map(\.element)
    }
}
