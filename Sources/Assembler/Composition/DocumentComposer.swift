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
    private var definitions: [TermDefinition] = []

    init(input: CompositionInput) {
        self.input = input
        builder = SectionBuilder(scheme: input.scheme, printsLegalReferences: input.printsLegalReferences)
    }

    /// - Parameter foreign: reads the page sizes of a PDF annex; what it throws becomes a finding at the annex.
    /// - Throws: all errors of the composition at once.
    mutating func compose(foreign: (String) throws -> ForeignDocument) throws(Findings) -> (document: Document, findings: [Finding]) {
        let annexList = input.annexes.map { AnnexTitle(key: $0.key, title: line($0.title)) }
        let outline = input.sections.map { section($0, annexList: annexList) }

        var body = frontMatter().map { BuiltBlock($0.from(input.file)) }
        if input.hasTableOfContents { body.append(BuiltBlock(Block(id: .unnumbered, .tableOfContents(heading: [.text("Inhalt")])).from(input.file))) }
        body += outline.map { builder.build($0, memory: input.memory?.sections) }
        body += signatures().map { BuiltBlock($0.from(input.file)) }
        let annexes = self.annexes(foreign: foreign)
        let furniture = self.furniture()

        let finisher = DocumentFinisher(
            targets: builder.targets,
            annexes: AnnexTargets(applying: annexes.map { .init(key: $0.key, id: $0.id, label: $0.label) }, dropped: input.droppedAnnexes), pending: pending)
        let finished = finisher.finish(body: body, annexes: annexes, memory: input.memory?.sections)
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

    private mutating func section(_ section: SectionSpecification, annexList: [AnnexTitle]) -> OutlineSection {
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

    mutating func text(_ clause: ClauseSpecification, annexList: [AnnexTitle]) -> ClauseText {
        instances += 1
        var context = clause.context
        context.instance = instances
        context.annexList = { annexList }
        guard let memory = input.memory?.texts, let scope = clause.scope else { return text(clause, in: context) }
        let key = TextMemory.Key(
            scope: scope, instance: instances, references: pending.count, isMuster: context.isMuster, isForm: context.isForm)
        if let known = memory.entry(key, heading: clause.headingSource, legalReferences: clause.legalReferences, in: context) {
            pending += known.pending
            findings += known.findings
            definitions += known.definitions
            return known.text
        }
        let recorder = ReadRecorder()
        let before = (pending: pending.count, findings: findings.count, definitions: definitions.count)
        var text = text(clause, in: recorder.observing(context))
        let found = findings[before.findings...]
        if !recorder.isBroken, !found.contains(where: { $0.severity == .fehler }) {
            memory.keep(&text, key) { text in
                TextMemory.Entry(
                    text: text, heading: clause.headingSource, legalReferences: clause.legalReferences, pending: Array(pending[before.pending...]),
                    findings: Array(found), definitions: Array(definitions[before.definitions...]), reads: recorder.reads)
            }
        }
        return text
    }

    private mutating func text(_ clause: ClauseSpecification, in context: TextContext) -> ClauseText {
        let heading = clause.heading.map { line($0, in: context) } ?? []
        let passages = instantiate(context, clause.template.locator) { $0.passages(of: clause.template) }
        return ClauseText(
            instance: context.instance, family: context.clause?.family, variant: context.clause?.variant, heading: heading,
            legalReferences: clause.legalReferences.map { context.typography.inlines($0) }, passages: passages, origin: clause.origin)
    }

    private mutating func warnAboutRepeatedDefinitions() {
        var first: [String: Place] = [:]
        for definition in definitions {
            let (term, place) = (definition.term, definition.place)
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
