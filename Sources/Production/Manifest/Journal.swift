import Findings
import Foundation

/// What a run has done so far, a line a row, in the order in which rows were finished; each file is safe on disk before its line
/// is written. At the end the manifest is made of it.
///
/// Belongs to the thread that puts files in their places.
final class Journal {
    private let path: String
    private let descriptor: Int32
    private var length: Int
    private let reserve: DiskReserve
    /// By row: where its line stands.
    private var lines: [RecordPlace] = []
    private(set) var failedRows: Set<Int> = []
    /// Hashes of their `nr`.
    private(set) var failedKeys: Set<UInt64> = []
    private(set) var selections: [String: ClauseSelection] = [:]

    /// Carries on a broken-off run's journal: its lines are what tells what that run has made.
    init(_ path: String, reserve: DiskReserve) throws(Failure) {
        self.path = path
        self.reserve = reserve
        // What a crash has cut off is no line. An error of the disk is no end: it is thrown, and nothing is cut off.
        length = try RecordFile.open(path)?.forEachLine { _, _ in } ?? 0
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw AtomicFile.cannotCreate(path, errno) }
        if ftruncate(descriptor, off_t(length)) != 0 { throw AtomicFile.notWritten(path, errno) }
    }

    deinit { close(descriptor) }

    /// Adds rows, and the selection of clauses of each where it is new.
    func add(_ records: [(RowRecord, ClauseSelection?)]) throws(Failure) {
        var bytes: [UInt8] = []
        var added: [RecordPlace] = []
        for (record, selection) in records {
            if let selection, selections.updateValue(selection, forKey: selection.auswahl) == nil {
                bytes += try RecordCoding.line(selection) + [0x0A]
            }
            if record.datei == nil {
                failedRows.insert(record.zeile)
                failedKeys.insert(FileName.key(record.nr))
            }
            let line = try record.line()
            added.append(RecordPlace(UInt64(clamping: record.zeile), RecordFile.Line(offset: length + bytes.count, length: line.count)))
            bytes += line + [0x0A]
        }
        try append(bytes)
        lines += added
    }

    private func append(_ bytes: [UInt8]) throws(Failure) {
        while true {
            var code: Int32 = 0
            if lseek(descriptor, off_t(length), SEEK_SET) < 0 { code = errno }
            if code == 0 { code = AtomicFile.writeAll(bytes, to: descriptor) }
            if code == 0 { break }
            // The disk is full, but the journal has to tell so.
            if code == ENOSPC || code == EDQUOT, reserve.giveBack(max(bytes.count, 1 << 16)) { continue }
            throw AtomicFile.notWritten(path, code)
        }
        length += bytes.count
    }

    /// Whether one of the rows has a contract, asked before the lines are taken.
    func hasMade(oneOf rows: Set<Int>) -> Bool {
        lines.contains { place in
            let row = Int(clamping: place.key)
            return rows.contains(row) && !failedRows.contains(row)
        }
    }

    func remove() { unlink(path) }

    /// Hands over where the lines stand, in the order of the rows; the journal has them no longer.
    func takeLines() -> [RecordPlace] {
        var taken: [RecordPlace] = []
        swap(&taken, &lines)
        taken.sort(by: RecordPlace.precedes)
        return taken
    }
}

/// Room on the disk kept back for journal, manifest and report, so that a full disk can still be told about.
final class DiskReserve {
    private let path: String
    private let descriptor: Int32
    private var size: Int

    /// - Parameter size: bytes.
    init(_ path: String, size: Int) throws(Failure) {
        self.path = path
        self.size = size
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw AtomicFile.cannotCreate(path, errno) }
        let code = posix_fallocate(descriptor, 0, off_t(size))
        if code != 0 {
            unlink(path)
            throw AtomicFile.notWritten(path, code)
        }
    }

    /// Whether there was something left to give.
    func giveBack(_ bytes: Int) -> Bool {
        guard size > 0 else { return false }
        size = max(0, size - bytes)
        return ftruncate(descriptor, off_t(size)) == 0
    }

    func giveBackAll() {
        _ = giveBack(size)
        unlink(path)
    }

    deinit {
        unlink(path)
        close(descriptor)
    }
}
