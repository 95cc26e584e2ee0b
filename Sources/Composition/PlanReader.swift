import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText
import Settings

/// Turns a plan into the composer's input: parses every text through the cache, checks it against the fields it can see. What is
/// given for a partner is looked at only later.
struct PlanReader {
    let plan: AssemblyPlan
    let composer: Composer
    let sources: Composer.Sources
    private let view: ConditionStore.View
    private(set) var findings: [Finding] = []
    /// A text could not be read or parsed and is missing from the input.
    private(set) var hasBrokenText = false
    private var checkedLines: Set<SourceText> = []
    private var clauses = 0

    static let computedNames: Set<String> = ["kurztitel", "titel", "fassung", "seite", "seiten", "anlage", "anlagenverzeichnis", "ausfuellhinweis"]

    init(plan: AssemblyPlan, composer: Composer, sources: Composer.Sources) {
        self.plan = plan
        self.composer = composer
        self.sources = sources
        view = composer.conditions.view(of: plan.agreement)
    }

    mutating func input() -> CompositionInput {
        let agreement = plan.agreement
        let names = NameSpecification(
            title: agreement.title.compactMap { unchecked($0) }, shortTitle: unchecked(agreement.shortTitle), draftLabel: unchecked(agreement.draft?.label))
        var input = CompositionInput(
            file: agreement.path, scheme: NumberingScheme(plan.settings.numbering), printsLegalReferences: plan.settings.printsLegalLines, names: names,
            titleLines: lines(agreement.title), cover: nil, letter: nil, parties: nil, hasTableOfContents: agreement.hasTableOfContents,
            sections: plan.sections.map { section($0) }, annexes: [], droppedAnnexes: [], signatures: nil, furniture: furniture())
        input.citation = CitationText(isSpelledOut: agreement.references.isSpelledOut, document: agreement.references.document)
        input.abbreviation = line(agreement.abbreviation)
        input.printsShortTitle = agreement.printsShortTitle || agreement.abbreviation != nil
        input.cover = agreement.cover.map { cover($0) }
        input.letter = agreement.letter.map { letter($0) }
        input.parties = parties()
        input.annexes = plan.annexes.compactMap { annex($0) }
        let applying = Set(plan.annexes.map(\.key))
        input.droppedAnnexes = agreement.annexes.map(\.key.value).filter { !applying.contains($0) }
        input.signatures = signatures(agreement.signatures)
        return input
    }

    // MARK: - Texts

    /// A line of the agreement; `nil` where there is none, or it is broken and was reported.
    ///
    /// - Parameter clause: whose fields it sees besides.
    mutating func line(_ text: SourceText?, of clause: PlannedClause? = nil) -> Template? {
        guard let text else { return nil }
        do throws(FindingList) {
            let template = try composer.cache.line(text)
            if checkedLines.insert(text).inserted { check(template, .line(text), of: clause) }
            return template
        } catch {
            reportBroken(error.all)
            return nil
        }
    }

    /// A line of a unit of signatures, in which `partei` is the party that signs.
    mutating func unitLine(_ text: SourceText?) -> Template? {
        guard let text else { return nil }
        do throws(FindingList) {
            let template = try composer.cache.line(text)
            if checkedLines.insert(text).inserted {
                var checker = TemplateChecker(
                    scope: plan.environment.scope.with([FieldDeclaration(SignatureSpecification.signing, .body)]), computed: PlanReader.computedNames,
                    roles: plan.agreement.roles)
                checker.check(template)
                findings += template.findings + checker.findings
            }
            return template
        } catch {
            reportBroken(error.all)
            return nil
        }
    }

    mutating func lines(_ texts: [SourceText]) -> [Template] { texts.compactMap { line($0) } }

    /// A line that is checked, and reported, where it stands in the document.
    func unchecked(_ text: SourceText?) -> Template? {
        text.flatMap { try? composer.cache.line($0) }
    }

    private mutating func check(_ template: Template, _ text: ConditionStore.Text, of clause: PlannedClause? = nil) {
        findings += composer.conditions.findings(of: text, in: clause.map { view.of($0.source) } ?? view) {
            let scope = clause.map { plan.environment(of: $0).scope } ?? plan.environment.scope
            var checker = TemplateChecker(scope: scope, computed: PlanReader.computedNames, roles: plan.agreement.roles)
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
        check(template, .file(path))
        return ClauseSpecification(template: template, heading: nil, legalReferences: [], origin: Origin(file: path, line: 1))
    }

    /// The clauses are asked for in the order of the plan.
    mutating func clause(_ clause: PlannedClause) -> ClauseSpecification? {
        let position = clauses
        clauses += 1
        do throws(FindingList) {
            let template = try composer.cache.body(of: clause.source)
            check(template, .body, of: clause)
            return ClauseSpecification(
                template: template, position: position, heading: line(clause.heading, of: clause), legalReferences: clause.legalLines.map { legalLine($0) },
                origin: Origin(clause: clause.source.version, file: clause.source.path, line: clause.source.bodyLine), id: clause.use.id?.value,
                number: clause.use.number, absatzNumbers: clause.use.absatzNumbers)
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
                    remedy: "Tragen Sie die Überschrift mit Quelle und Datum in facts/gesetze.yaml ein."))
            return text.value
        }
        return "\(text.value) (\(heading))"
    }

    private mutating func section(_ section: PlannedSection) -> SectionSpecification {
        switch section {
        case .clause(let planned):
            let clause = self.clause(planned)
            return SectionSpecification(
                heading: nil, isNumbered: planned.isNumbered, content: clause.map { .clause($0) } ?? .absaetze([]), origin: clause?.origin ?? .none,
                isAfterSignatures: planned.use.isAfterSignatures, beginsPage: planned.use.beginsPage, signatures: planned.use.signatures.flatMap { signatures($0) })
        case .group(let group):
            let clauses = group.clauses.compactMap { clause($0) }
            return SectionSpecification(
                heading: line(group.heading), isNumbered: group.isNumbered, content: group.form == .subsections ? .subsections(clauses) : .absaetze(clauses),
                origin: Origin(group.place), isAfterSignatures: group.isAfterSignatures)
        }
    }

    // MARK: - Agreement

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
        third = settings.third.flatMap { LabelScheme(pattern: $0.rawValue) }
        separator = settings.separator
        bullet = settings.hasDashes ? "–" : nil
    }
}
