import Agreements
import Assembler
import Composition
import DocumentModel
import Finishing
import Findings
import Foundation
import GermanText
import Keeping
import Layout
import Proof

/// The reading side of the pipeline: library, planner, composer. Immutable values behind caches; one serves all workers.
public final class Workshop: Sendable {
    public let workspace: Workspace
    package let planner: AssemblyPlanner
    private let composer: Lazy<Composer, FindingList>
    package let supplies: Supplies
    private let facts: Facts
    let recorder: OriginRecorder
    /// Asked only by `datum: heute`.
    package let today: CalendarDate

    /// - Throws: ``Failure`` where the facts cannot be read.
    public convenience init(_ workspace: Workspace) throws(Failure) {
        try self.init(workspace, Supplies(workspace))
        _ = try failing(composer.value())
    }

    /// The facts are read, and found wanting, when the first document is composed.
    ///
    /// - Parameter supplies: what is in the making already for this workspace.
    init(_ workspace: Workspace, _ supplies: Supplies) throws(Failure) {
        self.workspace = workspace
        self.supplies = supplies
        recorder = OriginRecorder(workspace)
        let facts = Facts(folder: workspace.folder(of: "facts"))
        self.facts = facts
        planner = AssemblyPlanner(
            library: ClauseLibrary(root: workspace.library), rules: RuleBook(folder: workspace.folder(of: "rules"), facts: facts))
        composer = Lazy { () throws(FindingList) in try Composer(facts: facts) }
        today = try Workshop.currentDate()
    }

    /// Reads in the background what nearly every contract asks of the facts, and sums them up for its origin. An error stays with the value, for
    /// who asks for it.
    func prepare() {
        // In the order in which they are asked for.
        supplies.prepare(planning: { [self] in
            _ = try? facts.genderForms()
            _ = try? facts.laender()
            planner.rules.prepare()
            _ = try? facts.stateLaw()
        })
        supplies.prepare(composing: { [self] in
            _ = try? composer.value()
            recorder.prepare()
        })
    }

    /// The same workshop over changed clauses, bodies or agreements.
    private init(_ other: Workshop, over library: ClauseLibrary, recorder: OriginRecorder, today: CalendarDate) {
        (workspace, supplies, facts, composer) = (other.workspace, other.supplies, other.facts, other.composer)
        planner = other.planner.over(library)
        self.recorder = recorder
        self.today = today
    }

    /// A workshop that has read what this one has, apart from changed clauses, bodies and agreements. Facts, rules, styles, fonts and annexes must be
    /// as they were.
    ///
    /// - Parameters:
    ///   - changed: files by their paths below the library's folder.
    ///   - overlay: takes the place of this workshop's.
    func renewed(changed: Set<String>, overlay: SourceOverlay) throws(Failure) -> Workshop {
        let others = changed.union(overlay.changes(from: planner.library.overlay)).contains { !$0.hasPrefix("clauses/") }
        return Workshop(
            self, over: planner.library.renewed(changed: changed, overlay: overlay), recorder: others ? OriginRecorder(workspace) : recorder,
            today: try Workshop.currentDate())
    }

    /// Whether another day has begun since.
    func isOfToday() throws(Failure) -> Bool { today == (try Workshop.currentDate()) }

    /// The workshop for one request, with its agreement read.
    package static func open(_ request: ContractRequest) throws(Failure) -> (workshop: Workshop, agreement: AgreementFile) {
        let workspace = try Workspace.locate(agreement: request.agreement, library: request.library)
        let workshop = try Workshop(workspace)
        return (workshop, try workshop.agreement(at: workspace.agreement ?? request.agreement))
    }

    func formRules() throws(Failure) -> FormRules {
        return try failing(facts.formRules())
    }

    package func agreement(at path: String) throws(Failure) -> AgreementFile {
        return try failing(planner.agreement(at: path))
    }

    /// Options, data file and table row of a request.
    package func data(_ request: ContractRequest, for agreement: AgreementFile? = nil) throws(Failure) -> AgreementData {
        var row: PartnerRow?
        if let partners = request.partners, let key = request.row {
            let ignored = request.ignoredColumns + (agreement?.ownColumns ?? [])
            let table = try failing(PartnerTable(contentsOf: partners, ignoring: ignored, changes: request.changes, scale: .series))
            let found = try failing(table.row(key))
            if found.findings.contains(where: { $0.severity == .fehler }) { throw Failure(FindingList(found.findings)) }
            row = agreement?.hasAnnexColumn ?? true ? found.alone : found
        }
        var data = try failing(AgreementData(options: request.settings, file: request.data, row: row))
        if row == nil { data.examples = request.examples }
        return data
    }

    package func plan(_ agreement: AgreementFile, _ data: AgreementData) throws(Failure) -> AssemblyPlan {
        return try failing(planner.plan(agreement, data: data, today: today))
    }

    /// The document of a plan, with the findings of both and of its foreign annexes.
    ///
    /// - Parameters:
    ///   - strict: foreign pages that cannot stand in an archive as they are are errors.
    ///   - use: takes note of the fields that the document prints or asks for.
    package func compose(
        _ plan: AssemblyPlan, strict: Bool = false, noting use: FieldUse? = nil
    ) throws(Failure) -> (document: Document, findings: [Finding]) {
        let annexes = supplies.annexes
        let sources = Composer.Sources(foreign: { try annexes.file($0).document })
        do throws(FindingList) {
            var (document, findings) = try composer.value().compose(plan, sources, noting: use)
            // A style that cannot be read is told of when it is set in.
            if document.info.profile == nil { document.info.profile = try? supplies.style(document.info.style).profile }
            if document.info.hasPageMarks { document.furniture.pageMark = CopyIdentity(contract: document.contractMark) }
            let found = try annexFindings(document, strict: strict)
            if found.contains(where: { $0.severity == .fehler }) { throw FindingList(findings + found) }
            return (document, plan.findings + findings + found)
        } catch {
            // That a cell should be filled in is told once.
            let missing = Set(error.all.filter { $0.missing != nil }.compactMap(\.place))
            let others = plan.findings.filter { finding in finding.place.map { finding.severity == .fehler || !missing.contains($0) } ?? true }
            throw Failure(FindingList(others + error.all))
        }
    }

    /// The proof that an agreement fits together for all values; see `AgreementProof`.
    package func prove(_ plan: AssemblyPlan) throws(Failure) -> AgreementProof.Result {
        return try failing(AgreementProof(plan, library: planner.library, rules: planner.rules, composer: composer.value()).prove())
    }

    private func annexFindings(_ document: Document, strict: Bool) throws(FindingList) -> [Finding] {
        var found: [Finding] = []
        for (path, pages) in Self.foreignPages(of: document) {
            found += try supplies.annexes.file(path).findings(strict: strict, pages: pages)
        }
        return found
    }

    /// What the pictures of annex pages add to the finished contract, where it is much.
    func weights(of document: Document) throws(Failure) -> [Finding] {
        var found: [Finding] = []
        for (path, pages) in Self.foreignPages(of: document) {
            if let heavy = try failing(supplies.annexes.file(path).weight(pages: pages)) { found.append(heavy) }
        }
        return found
    }

    /// Each file once, however many annexes are of it, with the numbers of its pages.
    private static func foreignPages(of document: Document) -> [(path: String, pages: Set<Int>)] {
        var found: [(path: String, pages: Set<Int>)] = []
        for annex in document.annexes {
            guard case .foreign(let foreign) = annex.content else { continue }
            let pages = Set(foreign.pages.map(\.number))
            if let index = found.firstIndex(where: { $0.path == foreign.path }) {
                found[index].pages.formUnion(pages)
            } else {
                found.append((foreign.path, pages))
            }
        }
        return found
    }

    private static func currentDate() throws(Failure) -> CalendarDate {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        if let date = CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0) { return date }
        throw Failure(
            .data,
            Finding(.fehler, "uhr-falsch", "Die Uhr des Rechners geht falsch.", remedy: "Stellen Sie Datum und Uhrzeit ein."))
    }
}
