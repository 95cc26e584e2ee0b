import DocumentModel
import Findings
import GermanText

/// Turns a plan into the composer's input: parses every text through the cache, checks it against the fields it can see.
struct PlanReader {
    let plan: AssemblyPlan
    let composer: Composer
    let sources: Composer.Sources
    private(set) var findings: [Finding] = []
    /// A text could not be read or parsed and is missing from the input.
    private(set) var hasBrokenText = false
    private var agreementContext: PlanContext
    private var checkedLines: Set<SourceText> = []

    static let computedNames: Set<String> = ["kurztitel", "titel", "fassung", "seite", "seiten", "anlage", "anlagenverzeichnis"]

    private let use: FieldUse?

    /// - Parameter use: takes note of the fields that texts ask for.
    init(plan: AssemblyPlan, composer: Composer, sources: Composer.Sources, noting use: FieldUse? = nil) {
        self.plan = plan
        self.composer = composer
        self.sources = sources
        self.use = use
        let legal = composer.law.map {
            LegalTexts(
                law: $0, land: plan.settings.land, mode: GenderMode(rawValue: plan.settings.gender.rawValue) ?? .pair,
                parties: plan.parties.map { ($0.path, $0.record) })
        }
        agreementContext = PlanContext(
            plan.environment, composer.conditions.view(of: plan.agreement), in: composer.conditions, legal: legal, noting: use)
    }

    mutating func input() -> CompositionInput {
        agreementContext.computed = computedTexts()
        let agreement = plan.agreement
        var input = CompositionInput(
            file: agreement.path, info: info(), scheme: NumberingScheme(plan.settings.numbering), printsLegalReferences: plan.settings.printsLegalLines,
            context: textContext(agreementContext), draftMark: draftMark, titleLines: agreement.title.compactMap { line($0) }, cover: nil, letter: nil,
            parties: nil, hasTableOfContents: agreement.hasTableOfContents, sections: plan.sections.map { section($0) }, annexes: [], droppedAnnexes: [],
            signatures: nil, furniture: furniture())
        input.cover = agreement.cover.map { cover($0) }
        input.letter = agreement.letter.map { letter($0) }
        input.parties = parties()
        input.annexes = plan.annexes.compactMap { annex($0) }
        let applying = Set(plan.annexes.map(\.key))
        input.droppedAnnexes = agreement.annexes.map(\.key.value).filter { !applying.contains($0) }
        input.signatures = signatures()
        return input
    }

    // MARK: - Texts

    /// A line of the agreement; `nil` where there is none, or it is broken and was reported.
    mutating func line(_ text: SourceText?, in context: PlanContext? = nil) -> Template? {
        guard let text else { return nil }
        do throws(Findings) {
            let template = try composer.cache.line(text)
            if checkedLines.insert(text).inserted { check(template, .line(text), in: context ?? agreementContext) }
            return template
        } catch {
            reportBroken(error.all)
            return nil
        }
    }

    mutating func lines(_ texts: [SourceText]) -> [Template] { texts.compactMap { line($0) } }

    private mutating func check(_ template: Template, _ text: ConditionStore.Text, in context: PlanContext) {
        findings += composer.conditions.findings(of: text, in: context.view) {
            var checker = TemplateChecker(scope: context.scope, computed: PlanReader.computedNames)
            checker.check(template)
            return template.findings + checker.findings
        }
    }

    mutating func reportBroken(_ found: [Finding]) {
        findings += found
        hasBrokenText = true
    }

    mutating func report(_ finding: Finding) { findings.append(finding) }

    /// The text of an annex that a Markdown file brings.
    mutating func template(file path: String) throws -> ClauseSpecification {
        let template = try composer.cache.file(sources.text(path))
        check(template, .file(path), in: agreementContext)
        return ClauseSpecification(
            template: template, context: textContext(agreementContext), heading: nil, legalReferences: [], origin: Origin(file: path, line: 1))
    }

    private var mode: GenderMode { GenderMode(rawValue: plan.settings.gender.rawValue) ?? .pair }

    func textContext(_ context: PlanContext, clause: ClauseVersion? = nil) -> TextContext {
        let composer = composer
        let mode = mode
        var result = TextContext(
            field: { context.field($0) }, holds: { context.holds($0) }, phrase: { composer.phrase($0, mode: mode) },
            typography: composer.typography, isMuster: plan.settings.status == .muster && !plan.settings.isForm, clause: clause)
        result.columns = { context.columns($0) }
        result.kind = { context.scope[$0]?.kind }
        result.forms = composer.forms
        result.isForm = plan.settings.isForm
        return result
    }

    mutating func clause(_ clause: PlannedClause) -> ClauseSpecification? {
        do throws(Findings) {
            let template = try composer.cache.body(of: clause.source)
            let context = PlanContext(
                clause.environment, agreementContext.view.of(clause.source), in: composer.conditions, computed: agreementContext.computed, legal: agreementContext.legal, noting: use, family: clause.source.family)
            check(template, .body, in: context)
            return ClauseSpecification(
                template: template, context: textContext(context, clause: clause.source.version), heading: line(clause.heading, in: context),
                headingSource: clause.heading, scope: TextMemory.Scope(view: context.view, mode: mode),
                legalReferences: clause.legalLines.map { legalLine($0) },
                origin: Origin(clause: clause.source.version, file: clause.source.path, line: clause.source.bodyLine))
        } catch {
            reportBroken(error.all)
            return nil
        }
    }

    /// „§ 37a SGB VIII (Beratung und Unterstützung der Pflegeperson)“
    private mutating func legalLine(_ text: SourceText) -> String {
        guard let heading = composer.officialHeading(text.value) else {
            findings.append(
                Finding(
                    .hinweis, "ueberschrift-unbekannt", at: text.start, "Die amtliche Überschrift von „\(text.value)“ ist nicht hinterlegt; die Rechtszeile steht ohne sie.",
                    remedy: "Die Überschrift mit Quelle und Datum in „facts“ eintragen."))
            return text.value
        }
        return "\(text.value) (\(heading))"
    }

    private mutating func section(_ section: PlannedSection) -> SectionSpecification {
        switch section {
        case .clause(let planned):
            let clause = self.clause(planned)
            return SectionSpecification(
                heading: nil, isNumbered: planned.isNumbered, content: clause.map { .clause($0) } ?? .absaetze([]), origin: clause?.origin ?? .none)
        case .group(let group):
            let clauses = group.clauses.compactMap { clause($0) }
            return SectionSpecification(
                heading: line(group.heading), isNumbered: group.isNumbered, content: group.form == .subsections ? .subsections(clauses) : .absaetze(clauses),
                origin: Origin(group.place))
        }
    }

    // MARK: - Agreement

    private mutating func info() -> DocumentInfo {
        DocumentInfo(
            agreement: plan.agreement.name, title: "", shortTitle: agreementContext.computed["kurztitel"] ?? "", author: plan.body.record.text("name") ?? "",
            date: plan.settings.date, status: plan.settings.status, style: plan.settings.style, isForm: plan.settings.isForm,
            isSignable: plan.settings.isSignable)
    }

    /// „Erster Entwurf, Stand 12.03.2026“
    private var draftMark: String { agreementContext.computed["fassung"] ?? "" }

    private mutating func computedTexts() -> [String: String] {
        var texts: [String: String] = [:]
        switch plan.settings.status {
        case .endfassung:
            texts["fassung"] = ""
        case .entwurf:
            let date = plan.agreement.draft?.date ?? plan.settings.date
            let label = text(plan.agreement.draft?.label) ?? "Entwurf"
            texts["fassung"] = "\(label), Stand\u{A0}" + GermanDate.short(year: date.year, month: date.month, day: date.day)
        case .muster:
            texts["fassung"] = plan.agreement.cover?.mark == nil ? "Muster" : ""
        }
        let title = plan.agreement.title.compactMap { text($0) }.joined(separator: " ")
        texts["titel"] = title
        texts["kurztitel"] = text(plan.agreement.shortTitle) ?? title
        return texts
    }

    /// A line as plain text, for texts that other texts name.
    func text(_ source: SourceText?) -> String? {
        guard let source, let template = try? composer.cache.line(source) else { return nil }
        var instantiator = Instantiator(context: textContext(agreementContext), locator: template.locator)
        let text = instantiator.inlines(of: template).plainText
        return text.isEmpty ? nil : text
    }

    private mutating func furniture() -> FurnitureSpecification {
        let settings = plan.agreement.furniture
        return FurnitureSpecification(
            headLeft: line(settings.headLeft), headRight: line(settings.headRight), footLeft: line(settings.footLeft), footCentre: line(settings.footCentre),
            footRight: line(settings.footRight), hasInitials: settings.hasInitials, firstPageWithoutHead: settings.firstPageWithoutHead,
            isTwoSided: settings.isTwoSided, hasLineNumbers: settings.hasLineNumbers)
    }
}

extension Origin {
    init(_ place: Place) {
        if case .file(let file, let line, _) = place { self.init(file: file, line: line) } else { self.init() }
    }
}

extension NumberingScheme {
    init(_ settings: NumberingSettings) {
        self.init()
        section = LabelScheme(pattern: settings.section.rawValue) ?? section
        subsection = LabelScheme(pattern: settings.subsection.rawValue) ?? subsection
        absatz = LabelScheme(pattern: settings.paragraph.rawValue) ?? absatz
        levels = settings.levels.compactMap { LabelScheme(pattern: $0.rawValue) }
        headingForm = settings.heading
    }
}
