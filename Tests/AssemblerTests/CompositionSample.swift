@testable import Agreements
@testable import Assembler
@testable import Composition
import DocumentModel
import Findings
import GermanText

/// Small agreements for tests, made from Markdown and a dictionary of values.
struct CompositionSample {
    var fields: [String: FieldContent] = [:]
    var scheme = NumberingScheme()
    var clauses: [String: String] = [:]
    var conditions: [String: Bool] = [:]
    var isMuster = false

    static let typography = Typography(citations: CitationFinder(laws: ["SGB VIII", "KKG", "DSGVO"]))

    func context(_ family: String? = nil) -> TextContext {
        var context = TextContext(
            field: { [fields] path in fields[path.rawValue] ?? .unknown(remedy: nil) },
            holds: { [conditions] condition in
                conditions[condition.source].map { .success($0) } ?? .failure(Finding(.fehler, "bedingung", "Unbekannte Bedingung."))
            },
            phrase: { .success($0.stem + (($0.isPlural) ? "innen" : "in")) }, typography: Self.typography, isMuster: isMuster,
            clause: family.map { ClauseVersion(family: $0, variant: "v", version: "1.0") })
        context.columns = { [fields] path in
            if case .open(let presentation)? = fields[path.rawValue] { presentation.columns } else { nil }
        }
        return context
    }

    struct Contexts: TextContexts {
        let sample: CompositionSample
        var computed: [String: String] = [:]
        var agreement: TextContext { sample.context() }

        func clause(_ clause: ClauseSpecification) -> TextContext { sample.context(clause.origin.clause?.family) }
        func fields(_ clause: ClauseSpecification?) -> PlanContext? { nil }
    }

    func clause(_ family: String, _ text: String, hasHeading: Bool = true) throws -> ClauseSpecification {
        ClauseSpecification(
            template: Self.typography.normalise(try Template.parse(text, file: "clauses/\(family)/v.md", firstLine: 6)),
            heading: hasHeading ? try Template.parseLine(.whole(family.capitalized, at: .file("clauses/\(family)/v.md"))) : nil, legalReferences: [],
            origin: Origin(clause: ClauseVersion(family: family, variant: "v", version: "1.0"), file: "clauses/\(family)/v.md", line: 6))
    }

    func section(_ family: String, _ text: String, isNumbered: Bool = true) throws -> SectionSpecification {
        SectionSpecification(heading: nil, isNumbered: isNumbered, content: .clause(try clause(family, text)), origin: .none)
    }

    func input(_ sections: [SectionSpecification]) throws -> CompositionInput {
        CompositionInput(
            file: "agreements/probe.yaml",
            scheme: scheme, printsLegalReferences: true, names: nil, titleLines: [], cover: nil, letter: nil, parties: nil,
            hasTableOfContents: false, sections: sections, annexes: [], droppedAnnexes: [], signatures: nil, furniture: FurnitureSpecification())
    }

    func compose(_ sections: [SectionSpecification], _ change: (inout CompositionInput) throws -> Void = { _ in }) throws -> (document: Document, findings: [Finding]) {
        var input = try input(sections)
        try change(&input)
        guard let date = CalendarDate(year: 2026, month: 10, day: 1) else { throw FindingList([]) }
        let info = DocumentInfo(
            agreement: "probe", title: "Probe", shortTitle: "Probe", author: "Stadt", date: date, status: isMuster ? .muster : .endfassung, style: "klassisch")
        var composer = DocumentComposer(input: input, frame: CompositionFrame(info: info, draftDate: date), contexts: Contexts(sample: self))
        return try composer.compose { path in ForeignDocument(path: path, sha256: "00", pages: [ForeignPage(width: 595, height: 842)]) }
    }

    /// The plain text of one unnumbered clause without heading.
    func text(_ markdown: String) throws -> String {
        let clause = try clause("probe", markdown, hasHeading: false)
        return try compose([SectionSpecification(heading: nil, isNumbered: false, content: .clause(clause), origin: .none)]).document.plainText
    }
}

extension FieldContent {
    static func text(_ text: String) -> FieldContent { .value(.text(text), FieldPresentation(label: "Feld")) }
    static func prose(_ text: String) -> FieldContent { .value(.text(text), FieldPresentation(label: "Feld", isProse: true)) }
}
