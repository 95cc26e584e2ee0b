import Agreements
import Assembler
import Checksum
import DocumentModel
import Findings
import Finishing
import Rendering
import Settings
import Synchronization

/// Writes down what a contract was made of. One serves a whole batch: files are hashed once.
final class OriginRecorder: Sendable {
    private let workspace: Workspace
    private let known = Mutex<[String: String]>([:])
    private let facts = Mutex<[ContractOrigin.Source]?>(nil)
    /// By style and body, and whether its coat of arms is printed.
    private let used = Mutex<[[String]: [ContractOrigin.Source]]>([:])

    /// By path, whether a file is SVG.
    private let drawings = Mutex<[String: Bool]>([:])

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// - Parameter use: which fields the document prints or asks for.
    /// - Returns: `nil` where the agreement wants none.
    /// - Throws: as ``DrawnMatter/requireHelpers()``.
    func origin(of plan: AssemblyPlan, _ document: Document, _ use: FieldUse) throws(FindingList) -> ContractOrigin? {
        let detail = plan.settings.provenance
        guard detail != .keine else { return nil }
        let matter = DrawnMatter(document, hasDrawings: hasDrawings(plan, document))
        try matter.requireHelpers()
        let settings = plan.settings
        var origin = ContractOrigin(
            detail: detail, program: matter.program,
            agreement: source(named: plan.agreement.name, at: plan.agreement.path, plan.agreement.sha256),
            body: source(named: plan.body.name, at: plan.body.path, plan.body.sha256), resources: resources(plan),
            settings: ContractOrigin.Settings(
                date: settings.date.isoText, referenceDate: settings.referenceDate.isoText, land: settings.land,
                gender: settings.gender.rawValue, style: settings.style, status: settings.status.rawValue,
                profile: document.info.profile.flatMap { $0 == .archiv ? nil : $0.rawValue }, mark: document.furniture.pageMark?.contract),
            clauses: plan.allClauses.map { clause in
                ContractOrigin.Clause(
                    name: clause.source.name, version: clause.source.version.version, sha256: clause.source.sha256,
                    reason: detail == .voll ? clause.reason : nil)
            },
            omissions: [], annexes: annexes(plan, document), values: [], withheld: [])
        if detail == .voll {
            origin.omissions = plan.omissions.map { ContractOrigin.Omission(subject: $0.subject, reason: $0.reason) }
            record(plan, use, in: &origin)
        }
        return origin
    }

    private func record(_ plan: AssemblyPlan, _ use: FieldUse, in origin: inout ContractOrigin) {
        var last: FieldPath?
        let groups = Set(plan.parties.compactMap(\.group))
        for value in plan.values {
            // A clause that is used twice asks for its fields twice.
            defer { last = value.path }
            let source = ValueOrigin(value.source)
            // A setting decides about every document, printed or not.
            if Setting.names.contains(value.path.rawValue) || use.covers(value.path) || decides(value.path, plan) {
                if source.isGiven, value.path == last { continue }
                origin.values.append(
                    ContractOrigin.Value(
                        path: value.path.rawValue,
                        content: RecordedContent(value.value, as: value.declaration.kind, ofParties: groups.contains(value.path)), source: source))
            } else if source.isGiven, value.path != last {
                origin.withheld.append(value.path.rawValue)
            }
        }
        carryPresence(plan, use, in: &origin)
        origin.withheld.sort()
        origin.values += plan.takenAway.map { ContractOrigin.Value(path: $0.rawValue, content: .nothing, source: .option) }
    }

    /// What a body is decides in many places that no text shows – its role's gender, its law, its article –, and says nothing about anybody.
    private func decides(_ path: FieldPath, _ plan: AssemblyPlan) -> Bool {
        guard let dot = path.rawValue.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
        switch path.rawValue[path.rawValue.utf8.index(after: dot)...] {
        case "art", "land", "genus", "numerus", "datenschutzrecht":
            if case .body? = plan.environment.shared[String(path.rawValue[..<dot])]?.declaration.kind { return true }
            return false
        default: return false
        }
    }

    /// Of a record that texts asked for and found without what they asked: that it is there decides, too. One member says so.
    private func carryPresence(_ plan: AssemblyPlan, _ use: FieldUse, in origin: inout ContractOrigin) {
        func head(_ path: String) -> Substring { path[..<(path.utf8.firstIndex(of: UInt8(ascii: ".")) ?? path.endIndex)] }
        // Values are sorted by path: what is given is a handful of records.
        var given: [Substring] = ["klauseln", "stelle"]
        for value in origin.values where value.source.isGiven {
            let name = head(value.path)
            if given.last != name { given.append(name) }
        }
        var asked: Set<Substring> = []
        for path in use.paths {
            let name = head(path.rawValue)
            if !given.contains(name) { asked.insert(name) }
        }
        guard !asked.isEmpty else { return }
        // One walk over the plan's values, of which there are many more than of records.
        var found: [Substring: Int] = [:]
        for index in plan.values.indices {
            let path = plan.values[index].path.rawValue
            let name = head(path)
            guard name.endIndex != path.endIndex, asked.contains(name), ValueOrigin(plan.values[index].source).isGiven else { continue }
            // The kind of a body says least about anybody.
            if found[name] == nil || path[name.endIndex...] == ".art" && !plan.values[found[name] ?? index].path.rawValue.hasSuffix(".art") {
                found[name] = index
            }
        }
        for (_, index) in found.sorted(by: { $0.key < $1.key }) {
            let member = plan.values[index]
            let path = member.path.rawValue
            origin.values.append(
                ContractOrigin.Value(path: path, content: RecordedContent(member.value, as: member.declaration.kind), source: ValueOrigin(member.source)))
            origin.withheld.removeAll { $0 == path }
        }
    }

    private func annexes(_ plan: AssemblyPlan, _ document: Document) -> [ContractOrigin.Annex] {
        plan.annexes.compactMap { annex in
            let checksum: String
            let file: String
            switch annex.settings.content {
            case .foreign(let named):
                guard case .foreign(let foreign)? = document.annexes.first(where: { $0.key == annex.key })?.content else { return nil }
                (file, checksum) = (named.value, foreign.sha256)
            case .textFile(let named):
                guard let path = annex.path, let known = sha256(ofText: path) else { return nil }
                (file, checksum) = (named.value, known)
            case .clause, .table: return nil
            }
            let attached = annex.settings.attached
            return ContractOrigin.Annex(
                key: annex.key, file: file, sha256: checksum, title: attached?.title, pages: attached?.pages, alternativeText: attached?.alternativeText)
        }
    }

    // MARK: - Files

    private func resources(_ plan: AssemblyPlan) -> [ContractOrigin.Source] {
        let key = [plan.settings.style, plan.body.path, plan.agreement.printsArms ? "wappen" : ""]
        if let known = used.withLock({ $0[key] }) { return known }
        let found = ownResources(plan) + common()
        used.withLock { $0[key] = found }
        return found
    }

    private func ownResources(_ plan: AssemblyPlan) -> [ContractOrigin.Source] {
        var found: [ContractOrigin.Source] = []
        if let style = try? workspace.path(ofStyle: plan.settings.style), let checksum = sha256(ofText: style) {
            found.append(source(named: nil, at: style, checksum))
        }
        if let path = arms(plan), let checksum = sha256(ofBytes: path) { found.append(source(named: nil, at: path, checksum)) }
        return found
    }

    /// The file of the coat of arms that the contract prints.
    private func arms(_ plan: AssemblyPlan) -> String? {
        guard plan.agreement.printsArms, let arms = plan.body.arms else { return nil }
        let folder = plan.body.path.lastIndex(of: "/").map { plan.body.path[...$0] } ?? ""
        return arms.file.value.hasPrefix("/") ? arms.file.value : folder + arms.file.value
    }

    /// Whether librsvg draws any of its pictures: coat of arms or annexes.
    private func hasDrawings(_ plan: AssemblyPlan, _ document: Document) -> Bool {
        let annexes = document.annexes.compactMap { if case .foreign(let file) = $0.content { file.path } else { nil } }
        return (annexes + [arms(plan)].compactMap(\.self)).contains { path in
            if let known = drawings.withLock({ $0[path] }) { return known }
            let isDrawing = VectorDrawing.isOne(path)
            drawings.withLock { $0[path] = isDrawing }
            return isDrawing
        }
    }

    /// Sums up what is the same for all contracts.
    func prepare() { _ = common() }

    /// Facts, fonts and hyphenation, in alphabetical order.
    private func common() -> [ContractOrigin.Source] {
        facts.withLock { facts in
            if let facts { return facts }
            let folder = workspace.folder(of: "facts")
            let names = workspace.files(in: folder, ending: ".yaml").map { "\(folder)/\($0)" }
            let fonts = ["catalogue.yaml", "ligaturen.txt", "trennung.txt"].map { "\(workspace.resources)/fonts/\($0)" }
            let found = (names + fonts).compactMap { path in sha256(ofText: path).map { source(named: nil, at: path, $0) } }
            facts = found
            return found
        }
    }

    private func source(named name: String?, at path: String, _ checksum: String) -> ContractOrigin.Source {
        let file = workspace.portable(path)
        return ContractOrigin.Source(name: name ?? file, file: file, sha256: checksum)
    }

    private func sha256(ofText path: String) -> String? {
        checksum(path) { (try? SourceFile(contentsOf: path))?.sha256 }
    }

    private func sha256(ofBytes path: String) -> String? {
        checksum(path) { FileBytes.read(path, limit: Limits.fileBytes).map { SHA256.hex(of: $0) } }
    }

    private func checksum(_ path: String, _ make: () -> String?) -> String? {
        if let checksum = known.withLock({ $0[path] }) { return checksum }
        let checksum = make()
        known.withLock { $0[path] = checksum }
        return checksum
    }
}
