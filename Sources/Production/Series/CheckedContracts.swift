import Synchronization

/// Contracts that the check has composed, for the making that follows: the first ones of a table, as many as leave room. A series of usual length is
/// composed once, the beginning of a very long one; what comes behind is composed again, because it would take some 15 KiB a row to keep it.
final class CheckedContracts: Sendable {
    private let kept = Mutex<[Int: SeriesWork]>([:])
    /// Whether they are wanted more than once: by a print run, too.
    private let areWantedAgain: Bool

    /// Rows of a table.
    static let limit = 512

    init(areWantedAgain: Bool) { self.areWantedAgain = areWantedAgain }

    /// - Parameter position: among the rows of the run.
    func wants(_ position: Int) -> Bool { position < Self.limit }

    /// - Parameter row: the row's number in its table.
    func keep(_ work: SeriesWork, row: Int) { kept.withLock { $0[row] = work } }

    /// What the check made of the row, for who makes its contract: `nil` where it is not kept, or was asked for before.
    func take(row: Int) -> SeriesWork? {
        kept.withLock { kept in areWantedAgain ? kept[row] : kept.removeValue(forKey: row) }
    }
}
