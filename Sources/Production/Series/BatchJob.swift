import Assembler
import Checksum
import DocumentModel
import Findings
import Finishing
import Foundation
import Layout
import Synchronization

/// What a run makes, on its way; workers take the next one until none is left.
final class BatchJob: Sendable {
    private let source: any SeriesSource
    private let inputs: InputWatch
    private let folder: BatchFolder
    private let tally: BatchTally
    private let control: RunControl
    private let former: FormerRun
    private let existing: ExistingContracts
    private let receiver: (any ContractReceiver)?
    private let next = Atomic(0)
    private let failure = Mutex<Failure?>(nil)

    init(
        source: any SeriesSource, inputs: InputWatch, folder: BatchFolder, tally: BatchTally, control: RunControl, former: FormerRun,
        existing: ExistingContracts, receiver: (any ContractReceiver)?
    ) {
        self.receiver = receiver
        self.source = source
        self.inputs = inputs
        self.folder = folder
        self.tally = tally
        self.control = control
        self.former = former
        self.existing = existing
    }

    /// - Throws: what keeps every row from being made: fonts that are missing, a journal that cannot be written.
    func run(in room: WorkerRoom<OwnPress>, _ journal: Journal) throws(Failure) {
        let committer = FileCommitter(folder, tally, inputs, receiver)
        let running = Atomic(room.count)
        room.begin { [self] press in
            work(committer, press)
            if running.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { committer.endOfRows() }
        }
        committer.run(journal)
        room.wait()
        if let failure = failure.withLock({ $0 }) ?? committer.failure { throw failure }
    }

    private func work(_ committer: FileCommitter, _ own: OwnPress) {
        do throws(Failure) {
            let press = try own.press(source.supplies)
            while !control.isStopping, failure.withLock({ $0 == nil }), committer.failure == nil {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < source.count else { return }
                committer.submit(make(index, press))
            }
        } catch {
            failure.withLock { $0 = $0 ?? error }
        }
    }

    private func make(_ index: Int, _ press: Press) -> FileCommitter.Item {
        let turn = source.turn(index)
        let place = turn.place
        var record = RowRecord(zeile: turn.number, nr: turn.key, partner: turn.partner, eingabe: turn.input, befunde: [])
        let name: String
        do throws(Failure) {
            name = try existing.place(of: turn)
            if turn.isOwner, var kept = try existing.unchanged(record, name, at: place) {
                tally.note(kept.told)
                kept.item.record.befunde += kept.told.map { FindingJSON(tally.portable($0)) }
                kept.item.made = try remade(index, kept.item.record)
                return kept.item
            }
        } catch {
            record.fail(error.findings.map(tally.portable))
            tally.note(error.findings)
            tally.note(error.status)
            return FileCommitter.Item(temporary: nil, record: record)
        }
        var findings = turn.findings
        var item = FileCommitter.Item(temporary: nil, record: record)
        if !findings.contains(where: { $0.severity == .fehler }) {
            do throws(Failure) {
                let made = try contract(index, press)
                findings += made.findings
                record.datei = name
                record.seiten = made.pages
                record.sha256 = made.file.sha256
                record.auswahl = made.selection.auswahl
                item.selection = made.selection
                item.made = receiver == nil ? nil : made.told(folder.file(name), record)
                switch try existing.verdict(on: made.file, made.origin, record, at: place) {
                case .write(let outcome):
                    let temporary = folder.temporary(turn.number)
                    try write(made.file.parts, to: temporary, for: name)
                    item.temporary = temporary
                    item.outcome = outcome
                case .stays(let outcome, let old, let told):
                    item.outcome = outcome
                    findings += told
                    if let old {
                        tally.note(findings)
                        record = old
                        record.zeile = turn.number
                        record.befunde += told.map { FindingJSON(tally.portable($0)) }
                        item.selection = old.auswahl.flatMap { former.selections[$0] }
                        item.record = record
                        item.made = try remade(nil, record)
                        return item
                    }
                }
                findings += try wordCopy(of: made, turn.number, press, &record, &item, at: place)
            } catch {
                if let temporary = item.temporary { unlink(temporary) }
                item.temporary = nil
                record.fail([])
                item.selection = nil
                findings += error.findings.map { located($0, place) }
                tally.note(error.status)
            }
        }
        tally.note(findings, row: turn.number)
        record.befunde = findings.map { FindingJSON(tally.portable($0)) }
        item.record = record
        return item
    }

    /// The file for word processors beside the contract, where one is wanted.
    private func wordCopy(
        of made: Made, _ number: Int, _ press: Press, _ record: inout RowRecord, _ item: inout FileCommitter.Item, at place: Place
    ) throws(Failure) -> [Finding] {
        let made = try existing.wordVerdict(record, at: place) { words throws(Failure) in try words.bytes(made.document, made.list, made.origin, press) }
        guard let (bytes, verdict) = made, let contract = record.datei else { return [] }
        let name = FileName.wordCopy(beside: contract)
        if case .stays(let sum, let told) = verdict {
            if let sum { (record.word, record.wordSha256) = (name, sum) }
            return [told]
        }
        (record.word, record.wordSha256) = (name, SHA256.hex(of: bytes))
        if case .write = verdict {
            let temporary = folder.temporary(number, .wordCopy)
            try write([bytes], to: temporary, for: name)
            item.wordCopy = temporary
        }
        return []
    }

    /// A contract as it was made for a row.
    private struct Made {
        let file: FinishedFile
        let document: Document
        let origin: ContractOrigin?
        let list: DisplayList
        let unrecordedClauses: [ContractOrigin.Clause]
        let selection: ClauseSelection
        let findings: [Finding]
        var pages: Int { list.pages.count }

        func told(_ path: String, _ record: RowRecord) -> MadeContract {
            MadeContract(
                path: path, sha256: file.sha256, pages: pages, document, origin: origin, clauses: unrecordedClauses, number: record.nr, partner: record.partner)
        }
    }

    private func contract(_ index: Int, _ press: Press) throws(Failure) -> Made {
        let work = try source.work(index)
        let contract = work.contract
        let laidOut = try press.layOut(contract.document)
        let file = try press.file(laidOut.list, origin: contract.origin)
        return Made(
            file: file, document: contract.document, origin: contract.origin, list: laidOut.list, unrecordedClauses: contract.unrecordedClauses,
            selection: work.selection, findings: work.locate(contract.findings + laidOut.findings + work.weights))
    }

    /// A contract that is on the disk already, where the list of contracts lacks it; `nil` where it does not.
    ///
    /// - Parameter index: of what it was made of, if it would come out the same; else only the file tells.
    private func remade(_ index: Int?, _ record: RowRecord) throws(Failure) -> MadeContract? {
        guard let receiver, let name = record.datei, let checksum = record.sha256, try receiver.lacks(sha256: checksum) else { return nil }
        let path = folder.file(name)
        if let index {
            let contract = try source.work(index).contract
            return MadeContract(
                path: path, sha256: checksum, pages: record.seiten, contract.document, origin: contract.origin, clauses: contract.unrecordedClauses,
                number: record.nr, partner: record.partner)
        }
        guard let carried = try? CarriedOrigin(contentsOf: path) else { return nil }
        return MadeContract(carried, sha256: SHA256.hex(of: carried.original), number: record.nr, partner: record.partner)
    }

    private func write(_ parts: [[UInt8]], to temporary: String, for name: String) throws(Failure) {
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw AtomicFile.cannotCreate(folder.file(name), errno) }
        var code = AtomicFile.writeAll(parts, to: descriptor)
        // Lets the disk begin, so that the committer's sync has less to wait for.
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        if close(descriptor) != 0, code == 0 { code = errno }
        if code != 0 {
            unlink(temporary)
            throw AtomicFile.notWritten(folder.file(name), code)
        }
    }

    /// What has no place of its own is the row's.
    private func located(_ finding: Finding, _ place: Place) -> Finding {
        var finding = finding
        if case .cell? = finding.place { return finding }
        let text = finding.place.map { " (\($0))" } ?? ""
        finding.message += text
        finding.place = place
        return finding
    }
}
