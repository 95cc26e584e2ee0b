import Assembler
import Findings
import Production
import Synchronization

/// What there is to say of tables, kept for as long as somebody is likely to ask again.
final class SeriesChecks: Sendable {
    private final class Entry: Sendable {
        let key: Key
        let began = GermanTime.now()
        let result = Mutex<Result<SeriesCheck, Failure>?>(nil)

        init(_ key: Key) { self.key = key }

        var isOld: Bool { result.withLock { $0 != nil } && GermanTime.now() - began > SeriesChecks.lifetime }
    }

    private struct Key: Hashable, Sendable {
        let id: String
        let table: Int
        let version: Int
        let day: String
    }

    private let entries = Mutex<[Entry]>([])
    private let shelf: SeriesShelf
    private let library: WarmLibrary
    private let work = SideWork("pruefen", together: true)

    private static let most = 16
    /// Seconds after which a library may have changed.
    private static let lifetime = 60.0
    /// How long a page waits before it says that it is still at work, in hundredths of a second.
    private static let patience = 400

    init(shelf: SeriesShelf, library: WarmLibrary) { (self.shelf, self.library) = (shelf, library) }

    /// `nil`: it takes longer; ask again.
    ///
    /// - Throws: ``Failure`` where the table cannot be read.
    func check(_ series: ContractSeries) async throws -> SeriesCheck? {
        let entry = entry(series)
        for _ in 0..<Self.patience {
            if let result = entry.result.withLock({ $0 }) { return try result.get() }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private func entry(_ series: ContractSeries) -> Entry {
        let key = Key(id: series.id, table: series.table, version: series.version, day: series.day)
        let (entry, isNew) = entries.withLock { entries in
            entries.removeAll { $0.isOld || ($0.key.id == key.id && $0.key != key) }
            if let known = entries.first(where: { $0.key == key }) { return (known, false) }
            let entry = Entry(key)
            entries.append(entry)
            if entries.count > Self.most { entries.removeFirst() }
            return (entry, true)
        }
        guard isNew else { return entry }
        let request = series.request(library.workspace.library, shelf.place)
        Task { [library, work] in
            let result: Result<SeriesCheck, Failure>
            do throws(Failure) {
                result = .success(
                    try await work.run { () throws(Failure) in try SeriesCheck(request, try library.workshop(), try library.agreement(request.agreement)) })
            } catch { result = .failure(error) }
            entry.result.withLock { $0 = result }
        }
        return entry
    }
}
