import Findings
import Foundation
import Synchronization

/// Puts finished files in their places: syncs them in groups, names them, and only then tells the journal. On a thread of its own,
/// so that workers need not wait for the disk; few files at a time, so that memory stays flat.
final class FileCommitter: Sendable {
    /// A row that is done with.
    struct Item: Sendable {
        /// The unfinished file; `nil` where there is none: the row has failed, or its file is there already.
        var temporary: String?
        /// The unfinished file for word processors, if there is one.
        var wordCopy: String?
        var record: RowRecord
        var selection: ClauseSelection?
        var outcome = RowOutcome.new
        /// For the list of contracts, if one is kept and lacks it.
        var made: MadeContract?
    }

    private struct Queue {
        var items: [Item] = []
        var isClosed = false
        var failure: Failure?
    }

    private let queue = Mutex(Queue())
    /// Rows that may still be put in.
    private let room = DispatchSemaphore(value: FileCommitter.most)
    private let work = DispatchSemaphore(value: 0)
    /// Signalled once there are enough rows for a group, and once no more will come.
    private let gathered = DispatchSemaphore(value: 0)
    private let folder: BatchFolder
    private let tally: BatchTally
    private let inputs: InputWatch
    private let receiver: (any ContractReceiver)?
    private static let most = 48
    /// How long rows are gathered, unless there are enough before: every group looks at all input files once, however few rows it has.
    private static let gathering = DispatchTimeInterval.milliseconds(100)
    private static let enough = most / 2

    init(_ folder: BatchFolder, _ tally: BatchTally, _ inputs: InputWatch, _ receiver: (any ContractReceiver)?) {
        self.receiver = receiver
        self.folder = folder
        self.tally = tally
        self.inputs = inputs
    }

    /// Hands over a row. Waits while too many are on their way.
    func submit(_ item: Item) {
        room.wait()
        let count = queue.withLock { queue in
            queue.items.append(item)
            return queue.items.count
        }
        if count == Self.enough { gathered.signal() }
        work.signal()
    }

    /// No more rows will come.
    func endOfRows() {
        queue.withLock { $0.isClosed = true }
        gathered.signal()
        work.signal()
    }

    /// Why nothing can be written down any more.
    var failure: Failure? { queue.withLock(\.failure) }

    /// The thread's work: until ``endOfRows()``, and all that was handed over is done with.
    func run(_ journal: Journal) {
        while true {
            work.wait()
            // A signal whose row went with an earlier group brings nothing.
            if queue.withLock({ $0.items.isEmpty && !$0.isClosed }) { continue }
            // A signal for rows that went with an earlier group makes this one small; nothing more.
            if !queue.withLock(\.isClosed) { _ = gathered.wait(timeout: .now() + Self.gathering) }
            let (items, isLast) = queue.withLock { queue in
                defer { queue.items.removeAll() }
                return (queue.items, queue.isClosed)
            }
            if !items.isEmpty { commit(items, journal) }
            for _ in items { room.signal() }
            if isLast, queue.withLock(\.items.isEmpty) { return }
        }
    }

    private func commit(_ items: [Item], _ journal: Journal) {
        var items = items
        // Some file systems bring everything to disk with the first sync; the others then return at once.
        for index in items.indices { sync(&items[index]) }
        let places = items.flatMap { unfinished($0).map { $0.path.parentPath } }
        for index in items.indices { name(&items[index]) }
        if !places.isEmpty {
            let code = folder.sync(places)
            if code != 0 {
                for index in items.indices where items[index].temporary != nil || items[index].wordCopy != nil { fail(&items[index], AtomicFile.notWritten(folder.path, code)) }
            }
        }
        do throws(Failure) {
            guard failure == nil else { return }
            // All that these rows were made of has been read by now: it is what was hashed, or the hash says that it is not.
            let confirmed = inputs.confirmed(items.map(\.record.eingabe))
            for index in items.indices { items[index].record.eingabe = confirmed[index] }
            try journal.add(items.map { ($0.record, $0.selection) })
            // After the file: a run that is killed in between finds the file, and that the list lacks it.
            let made = items.compactMap { $0.record.datei == nil ? nil : $0.made }
            if let receiver, !made.isEmpty { try receiver.take(made) }
            for item in items { tally.add(item.record, item.outcome) }
        } catch {
            queue.withLock { $0.failure = error }
        }
    }

    private func sync(_ item: inout Item) {
        for (temporary, path) in unfinished(item) {
            let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return fail(&item, AtomicFile.notWritten(path, errno)) }
            let code = fsync(descriptor) == 0 ? 0 : errno
            close(descriptor)
            if code != 0 { return fail(&item, AtomicFile.notWritten(path, code)) }
        }
    }

    private func name(_ item: inout Item) {
        for (temporary, path) in unfinished(item) {
            let code = folder.makeRoom(for: path)
            if code != 0 { return fail(&item, AtomicFile.cannotCreate(path, code)) }
            if rename(temporary, path) != 0 { return fail(&item, AtomicFile.notWritten(path, errno)) }
        }
    }

    /// What was written of the row, and the names it is to get.
    private func unfinished(_ item: Item) -> [(temporary: String, path: String)] {
        [(item.temporary, item.record.datei), (item.wordCopy, item.record.word)].compactMap { temporary, name in
            temporary.map { ($0, folder.file(name ?? "")) }
        }
    }

    private func fail(_ item: inout Item, _ failure: Failure) {
        for (temporary, _) in unfinished(item) { unlink(temporary) }
        (item.temporary, item.wordCopy) = (nil, nil)
        item.record.fail(failure.findings.map(tally.portable))
        tally.note(failure.status)
    }
}

/// What became of a row that has a contract.
enum RowOutcome: Sendable {
    case new
    /// Another contract of the same name was there.
    case replaced
    /// What is there is what would be made.
    case kept
    /// What is there stays, although another contract would be made.
    case outdated
}

extension RowRecord {
    /// The row has no file.
    mutating func fail(_ findings: [Finding]) {
        datei = nil
        seiten = nil
        sha256 = nil
        (word, wordSha256) = (nil, nil)
        auswahl = nil
        befunde += findings.map(FindingJSON.init)
    }
}
