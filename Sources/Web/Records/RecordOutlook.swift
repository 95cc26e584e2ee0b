import Assembler
import Deadlines
import DocumentModel
import Findings
import Production
import Register
import Synchronization

/// A contract of the register with what comes next in its life.
struct ContractOutlook: Sendable, Hashable {
    let summary: ContractSummary
    let state: ContractEvent.Kind
    /// The next dates, the next first.
    let deadlines: [Deadline]
    /// Why dates are missing; German sentences.
    let remarks: [String]
    /// Clauses that amendments have given another version.
    let revised: [Revision]

    struct Revision: Sendable, Hashable {
        let name: String
        let signed: String
        let now: String
    }

    /// „Kita Sonne, Kita Mond“
    var partner: String { summary.parties.joined(separator: ", ") }
    /// Whether a scan of it has come back.
    var isScanned: Bool { counts(.returned) }
    var isSigned: Bool { counts(.signed) }
    /// Its last day, so far as it is known.
    var end: CalendarDate? {
        if state == .terminated, let last = summary.events.last(where: { $0.kind == .terminated && $0.cancelled == nil }) {
            return CalendarDate(written: last.effect.isEmpty ? last.day : last.effect)
        }
        return deadlines.first { $0.kind == .ende }?.date
    }
    /// The last day on which notice can be received for the next end.
    var notice: CalendarDate? { dated.first { $0.kind == .kuendigung || $0.kind == .widerspruch }?.date }
    /// Those that have a day by which something is to be done: not that notice may be given on any day.
    var dated: [Deadline] { deadlines.filter { !$0.isAnyDay } }

    private func counts(_ kind: ContractEvent.Kind) -> Bool { summary.events.contains { $0.kind == kind && $0.cancelled == nil } }
}

extension Deadline {
    /// Notice that may be given on any day has no last one.
    var isAnyDay: Bool { kind == .kuendigung && (rule.hasPrefix("jederzeit") || rule.contains(", jederzeit")) }
}

/// All contracts of the register with their dates, reckoned beside the requests and kept until something changes.
final class RecordOutlook: Sendable {
    /// What was reckoned, and from what.
    struct Book: Sendable {
        let day: String
        /// Without amendments, in order of their identifiers.
        let contracts: [ContractOutlook]
        /// Amendments by the checksums of their contracts.
        let amendments: [String: [ContractSummary]]
        /// Which versions of clauses are in how many contracts.
        let clauses: [ClauseCount]

        func contract(_ identifier: String) -> ContractOutlook? { contracts.first { $0.summary.identifier == identifier } }

        static let empty = Book(day: "", contracts: [], amendments: [:], clauses: [])
    }

    private struct Key: Hashable, Sendable {
        let stamp: String
        let day: String
        /// Which stretch of ``RecordOutlook/lifetime`` it is.
        let stretch: Int
    }

    private final class Entry: Sendable {
        let key: Key
        let result = Mutex<Result<Book, Failure>?>(nil)

        init(_ key: Key) { self.key = key }
    }

    private let current = Mutex<Entry?>(nil)
    private let room: RecordRoom
    private let work = SideWork("fristen")

    /// Minutes after which dates are reckoned anew: a clause may have got other marks.
    private static let lifetime = 10

    init(room: RecordRoom) { self.room = room }

    /// - Parameter patience: hundredths of a second.
    /// - Returns: `nil` where it takes longer: ask again.
    /// - Throws: ``Failure`` where the register cannot be read.
    func book(patience: Int = 400) async throws -> Book? {
        guard try room.store() != nil else { return .empty }
        let entry = entry()
        for _ in 0..<max(1, patience) {
            if let result = entry.result.withLock({ $0 }) { return try result.get() }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private func entry() -> Entry {
        let key = Key(stamp: room.stamp, day: RecordRoom.today, stretch: Int(GermanTime.now() / 60) / Self.lifetime)
        let (entry, before, isNew) = current.withLock { current in
            if let known = current, known.key == key { return (known, nil as Entry?, false) }
            let entry = Entry(key)
            let before = current
            current = entry
            return (entry, before, true)
        }
        guard isNew else { return entry }
        // What was reckoned with the same library on the same day need not be done again for contracts that nothing has happened to.
        let known = before.flatMap { $0.key.day == key.day && $0.key.stretch == key.stretch ? try? $0.result.withLock({ $0 })?.get() : nil }
        Task { [self] in
            let result: Result<Book, Failure>
            do throws(Failure) { result = .success(try await work.run { [self] () throws(Failure) in try reckon(key.day, known) }) } catch { result = .failure(error) }
            // A register that cannot be read now may be readable soon.
            if case .failure = result { current.withLock { if $0 === entry { $0 = nil } } }
            entry.result.withLock { $0 = result }
        }
        return entry
    }

    private func reckon(_ day: String, _ known: Book?) throws(Failure) -> Book {
        guard let store = try room.store(), let today = CalendarDate(written: day) else { return .empty }
        let summaries = try store.summaries(on: day)
        let amendments = Dictionary(grouping: summaries.filter { !$0.amends.isEmpty }, by: \.amends)
        let contracts = summaries.filter(\.amends.isEmpty)
        let before = Dictionary((known?.contracts ?? []).map { ($0.summary.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        var made: [String: ContractOutlook] = [:]
        var open: [ContractSummary] = []
        for summary in contracts {
            if let earlier = before[summary.identifier], earlier.summary == summary, known?.amendments[summary.sha256] == amendments[summary.sha256] {
                made[summary.identifier] = earlier
            } else {
                open.append(summary)
            }
        }
        let origins = try RecordOutlook.origins(open, amendments, store)
        let signed = try RecordOutlook.origins(open.filter { amendments[$0.sha256] != nil }, [:], store)
        let book = try DeadlineBook(room.library.workspace)
        for summary in open {
            let state = ContractEvent.state(after: summary.events, on: day)
            var (deadlines, remarks): ([Deadline], [String]) = ([], [])
            if let origin = origins[summary.identifier], ![.expired, .replaced].contains(state) {
                let day = summary.events.last { $0.kind == .signed && $0.cancelled == nil }.flatMap { CalendarDate(written: $0.day) }
                let answer = book.answer(origin, at: nil, from: today, signed: day)
                deadlines = answer.deadlines.sorted { ($0.date, $0.kind.rawValue) < ($1.date, $1.kind.rawValue) }
                // Whoever has given notice needs no last day for it.
                if state == .terminated { deadlines.removeAll { [.kuendigung, .widerspruch, .verlaengerung].contains($0.kind) } }
                remarks = answer.findings.map(\.message)
            }
            made[summary.identifier] = ContractOutlook(
                summary: summary, state: state, deadlines: deadlines, remarks: remarks,
                revised: RecordOutlook.revisions(signed[summary.identifier], origins[summary.identifier]))
        }
        let all = contracts.compactMap { made[$0.identifier] }
        return Book(day: day, contracts: all, amendments: amendments, clauses: try ClauseCount.all(all, store))
    }

    private static func revisions(_ signed: ContractOrigin?, _ now: ContractOrigin?) -> [ContractOutlook.Revision] {
        guard let signed, let now else { return [] }
        let versions = Dictionary(now.clauses.map { ($0.name, $0.version) }, uniquingKeysWith: { first, _ in first })
        return signed.clauses.compactMap { clause in
            guard let version = versions[clause.name], version != clause.version else { return nil }
            return ContractOutlook.Revision(name: clause.name, signed: clause.version, now: version)
        }
    }

    /// Contracts as their last amendments have them.
    static func origins(
        _ contracts: [ContractSummary], _ amendments: [String: [ContractSummary]], _ store: RegisterStore
    ) throws(Failure) -> [String: ContractOrigin] {
        let bySum = Dictionary(contracts.filter { !$0.sha256.isEmpty }.map { ($0.sha256, $0.identifier) }, uniquingKeysWith: { first, _ in first })
        var found: [String: ContractOrigin] = [:]
        try store.origins(of: contracts.map(\.identifier)) { found[$0] = $1 }
        var steps: [String: Int] = [:]
        try store.origins(of: contracts.flatMap { amendments[$0.sha256] ?? [] }.map(\.identifier)) { _, origin in
            guard let amendment = origin.amendment, let contract = bySum[amendment.contract], amendment.steps.count > steps[contract] ?? 0 else { return }
            steps[contract] = amendment.steps.count
            found[contract] = origin.amended
        }
        return found
    }
}

extension RecordOutlook.Book {
    /// All dates up to a day as the calendar file and lists have them.
    func list(until last: CalendarDate?, _ isWanted: (ContractOutlook) -> Bool = { _ in true }) -> DeadlineList? {
        guard let from = CalendarDate(written: day) else { return nil }
        let contracts = contracts.filter(isWanted).map { contract in
            DeadlineList.Contract(
                path: contract.summary.path, agreement: contract.summary.agreement, partner: contract.partner, sha256: contract.summary.sha256,
                date: CalendarDate(written: contract.summary.date), deadlines: contract.dated.filter { $0.date <= last ?? $0.date })
        }
        return DeadlineList(from: from, contracts: contracts, findings: [])
    }
}
