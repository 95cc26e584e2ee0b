import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText

/// Makes the document of a ``CompositionInput``: texts with values, parties, signatures, annexes, page furniture; numbered,
/// with every reference settled.
struct DocumentComposer<Contexts: TextContexts> {
    let input: CompositionInput
    var frame: CompositionFrame
    var contexts: Contexts
    /// What earlier partners left; `nil`: everything is made afresh.
    let memory: KeptComposition?
    /// Takes note of the fields that the document prints or asks for.
    let use: FieldUse?
    /// Values as the agreement's own texts see them.
    var context: TextContext
    var builder: SectionBuilder
    var pending: [PendingReference] = []
    var findings: [Finding] = []
    /// Places of the document so far that pieces can be kept for.
    private var places = 0
    private var instances = 0
    private var definitions: [TermDefinition] = []

    init(input: CompositionInput, frame: CompositionFrame, contexts: Contexts, memory: KeptComposition? = nil, noting use: FieldUse? = nil) {
        self.input = input
        self.frame = frame
        self.contexts = contexts
        self.memory = memory
        self.use = use
        context = contexts.agreement
        builder = SectionBuilder(scheme: input.scheme, printsLegalReferences: input.printsLegalReferences)
    }

    /// - Parameter foreign: reads the page sizes of a PDF annex; what it throws becomes a finding at the annex.
    /// - Throws: all errors of the composition at once.
    mutating func compose(foreign: (String) throws -> ForeignDocument) throws(FindingList) -> (document: Document, findings: [Finding]) {
        takeNames()
        let annexList = piece(memory?.titles) { composer in composer.input.annexes.map { AnnexTitle(key: $0.key, title: composer.line($0.title)) } }.content
        let outline = input.sections.map { section($0, annexList: annexList) }

        var body = frontMatter().map { BuiltBlock($0.from(input.file)) }
        if input.hasTableOfContents { body.append(BuiltBlock(Block(id: .unnumbered, .tableOfContents(heading: [.text("Inhalt")])).from(input.file))) }
        // Approval, protocol and the like stand behind the signatures.
        let end = input.sections.firstIndex(where: \.isAfterSignatures) ?? outline.count
        for (index, section) in outline.enumerated() {
            if index == end { body += signatures(input.signatures).map { BuiltBlock($0.from(input.file)) } }
            let specification = input.sections[index]
            if specification.beginsPage { body.append(BuiltBlock(Block(id: .unnumbered, .pageBreak).from(input.file))) }
            body.append(builder.build(section, at: index, memory: memory?.sections))
            if specification.signatures != nil { body += signatures(specification.signatures).map { BuiltBlock($0.from(input.file)) } }
        }
        if end == outline.count { body += signatures(input.signatures).map { BuiltBlock($0.from(input.file)) } }
        let (annexes, serials) = self.annexes(foreign: foreign)
        let furniture = piece(memory?.furniture) { $0.furniture() }.content

        let annexTargets = AnnexTargets(applying: annexes.map { .init(key: $0.key, id: $0.id, label: $0.label) }, dropped: input.droppedAnnexes)
        let sections = outline.isEmpty ? nil : body.compactMap(\.serial)
        let isKept = sections?.count == outline.count && serials != nil
        let settler = DocumentSettler(
            targets: builder.targets, annexes: annexTargets, pending: pending, citation: input.citation,
            memory: isKept ? memory?.sections : nil,
            number: isKept ? memory?.sections.number(of: .init(sections: (sections ?? []) + (serials ?? []), annexes: annexTargets)) : nil)
        let finished = settler.finish(body: body, annexes: annexes)
        findings += finished.findings
        warnAboutUnusedAnnexes()
        warnAboutRepeatedDefinitions()

        if frame.info.title.isEmpty {
            frame.info.title = piece(memory?.lines) { composer in [composer.input.titleLines.map { composer.line($0) }.joinedLines] }.content[0].plainText
        }
        let ordered = findings.distinct.ordered
        if ordered.contains(where: { $0.severity == .fehler }) { throw FindingList(ordered) }
        let document = Document(info: frame.info, furniture: furniture, body: finished.body, annexes: finished.annexes)
        return (document, ordered)
    }

    // MARK: - Pieces

    /// A part of the document: as it was made for an earlier partner where all that it asked for is as it was, else made afresh.
    ///
    /// - Parameters:
    ///   - clause: whose fields it sees; `nil`: the agreement's.
    ///   - annexList: what `{{anlagenverzeichnis}}` prints.
    ///   - make: makes it with `context`.
    /// - Returns: the serial number is `nil` where the part is not kept.
    mutating func piece<Content: Sendable>(
        _ shelf: PieceMemory<Content>?, of clause: ClauseSpecification? = nil, annexList: [AnnexTitle] = [], _ make: (inout Self) -> Content
    ) -> (content: Content, serial: Int?) {
        let place = places
        places += 1
        guard let shelf, let fields = contexts.fields(clause) else {
            return (observed(clause, annexList, by: nil, make), nil)
        }
        var isHopeless = false
        switch shelf.piece(at: place, references: pending.count, fields, annexList) {
        case .found(let known):
            pending += known.pending
            findings += known.findings
            definitions += known.definitions
            use?.note(known.reads.used)
            return (known.content, known.serial)
        case .hopeless: isHopeless = true
        case .missing: break
        }
        let recorder = ReadRecorder(fields, isRecording: !isHopeless)
        let before = (pending: pending.count, findings: findings.count, definitions: definitions.count)
        let content = observed(clause, annexList, by: recorder, make)
        use?.note(recorder.reads.used)
        guard !isHopeless, !recorder.reads.isBroken, !findings[before.findings...].contains(where: { $0.severity == .fehler }) else { return (content, nil) }
        let serial = shelf.keep(at: place) { serial in
            Piece(
                serial: serial, content: content, references: before.pending, pending: Array(pending[before.pending...]),
                findings: Array(findings[before.findings...]), definitions: Array(definitions[before.definitions...]), reads: recorder.reads)
        }
        return (content, serial)
    }

    /// Makes a part with `context` as its clause sees it.
    private mutating func observed<Content>(
        _ clause: ClauseSpecification?, _ annexList: [AnnexTitle], by recorder: ReadRecorder?, _ make: (inout Self) -> Content
    ) -> Content {
        let agreement = context
        defer { context = agreement }
        if let clause { context = contexts.clause(clause) }
        context.annexList = { annexList }
        context.instance = instances
        if let recorder { context = recorder.observing(context) }
        return make(&self)
    }

    // MARK: - Texts

    /// Calls `body` with an instantiator and takes over what it found.
    mutating func instantiate<Result>(_ locator: PlaceLocator, _ body: (inout Instantiator) -> Result) -> Result {
        var instantiator = Instantiator(context: context, locator: locator, pending: pending)
        let result = body(&instantiator)
        pending = instantiator.pending
        findings += instantiator.findings
        definitions += instantiator.definitions
        return result
    }

    /// One line of the agreement, or of the clause whose piece is made.
    mutating func line(_ template: Template) -> [Inline] {
        instantiate(template.locator) { $0.inlines(of: template) }
    }

    mutating func line(_ template: Template?) -> [Inline] { template.map { line($0) } ?? [] }

    /// What texts can print of the document's names.
    private mutating func takeNames() {
        guard let names = input.names else { return }
        var texts = piece(memory?.names) { $0.texts(of: names) }.content
        let label = texts["fassung"] ?? ""
        switch frame.info.status {
        case .endfassung: texts["fassung"] = ""
        case .entwurf:
            let date = frame.draftDate
            texts["fassung"] = "\(label.isEmpty ? "Entwurf" : label), Stand\u{A0}" + GermanDate.short(year: date.year, month: date.month, day: date.day)
        case .muster: texts["fassung"] = input.cover?.mark == nil ? "Muster" : ""
        }
        frame.draftMark = texts["fassung"] ?? ""
        frame.info.shortTitle = texts["kurztitel"] ?? ""
        contexts.computed = texts
        context = contexts.agreement
    }

    /// As plain text; what is wrong in it is told where the same lines are printed.
    private func texts(of names: NameSpecification) -> [String: String] {
        func text(_ template: Template?) -> String? {
            guard let template else { return nil }
            var instantiator = Instantiator(context: context, locator: template.locator)
            let text = instantiator.inlines(of: template).plainText
            return text.isEmpty ? nil : text
        }
        let title = names.title.compactMap { text($0) }.joined(separator: " ")
        return ["titel": title, "kurztitel": text(names.shortTitle) ?? title, "fassung": text(names.draftLabel) ?? ""]
    }

    // MARK: - Sections

    private mutating func section(_ section: SectionSpecification, annexList: [AnnexTitle]) -> OutlineSection {
        let clauses: [ClauseSpecification]
        switch section.content {
        case .clause(let clause):
            let text = self.text(clause, annexList: annexList)
            return OutlineSection(
                heading: text.heading, isNumbered: section.isNumbered, content: .clause(text), origin: section.origin, pieces: text.serial.map { [$0] })
        case .subsections(let found), .absaetze(let found): clauses = found
        }
        let texts = clauses.map { text($0, annexList: annexList) }
        let (heading, serial) = piece(memory?.lines) { [$0.line(section.heading)] }
        var pieces = serial.map { [$0] }
        for text in texts { pieces = text.serial.flatMap { serial in pieces.map { $0 + [serial] } } }
        let content: OutlineContent
        if case .subsections = section.content { content = .subsections(texts) } else { content = .absaetze(texts) }
        return OutlineSection(heading: heading.first ?? [], isNumbered: section.isNumbered, content: content, origin: section.origin, pieces: pieces)
    }

    mutating func text(_ clause: ClauseSpecification, annexList: [AnnexTitle]) -> ClauseText {
        instances += 1
        var (text, serial) = piece(memory?.texts, of: clause, annexList: annexList) { $0.text(clause) }
        text.serial = serial
        return text
    }

    private mutating func text(_ clause: ClauseSpecification) -> ClauseText {
        let heading = line(clause.heading)
        let passages = instantiate(clause.template.locator) { $0.passages(of: clause.template) }
        return ClauseText(
            instance: context.instance, family: context.clause?.family, variant: context.clause?.variant, heading: heading,
            legalReferences: clause.legalReferences.map { context.typography.inlines($0) }, passages: passages, origin: clause.origin, id: clause.id,
            number: clause.number, absatzNumbers: clause.absatzNumbers)
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
                    remedy: "Führen Sie den Begriff nur einmal mit „{{definiert:…}}“ ein, und verwenden Sie ihn danach ohne Anführungszeichen."))
        }
    }

    private mutating func warnAboutUnusedAnnexes() {
        let used = Set(
            pending.compactMap { reference -> String? in
                if case .annex(let key) = reference.target { key } else { nil }
            })
        for annex in input.annexes where !used.contains(annex.key) {
            findings.append(
                Finding(
                    .warnung, "anlage-ungenannt", at: annex.place, "Kein Text der Vereinbarung verweist auf die Anlage „\(annex.key)“.",
                    remedy: "Verweisen Sie mit „{{anlage:\(annex.key)}}“ auf sie, oder setzen Sie „{{anlagenverzeichnis}}“ in eine Klausel."))
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
