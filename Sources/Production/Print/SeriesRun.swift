import Agreements
import Findings
import Foundation

/// A run over a folder: makes what is missing, writes manifest and report, and prints. What is made does not depend on the number of
/// workers, nor on whether the run was broken off and resumed.
struct SeriesRun {
    let source: any SeriesSource
    let watch: InputWatch
    let folder: BatchFolder
    /// What the run reads.
    let files: InputFiles
    let resumes: Bool
    let replaces: Bool
    /// Whether the files go into sub-folders.
    let spreads: Bool
    /// Whether the files go into one archive when all are made.
    let archives: Bool
    /// The agreement whose contracts get a file for word processors beside them; `nil`: none get one.
    let words: AgreementFile?
    let workers: Int
    let control: RunControl
    let receiver: (any ContractReceiver)?
    /// What is wrong with the table, or with what is amended.
    let findings: [Finding]
    /// What is printed, and where.
    let print: (options: PrintOptions, claims: OutputClaims, output: OutputClaims.Output)?

    /// What the manifest's head says.
    struct Title {
        var agreement: String
        /// File name of the table.
        var table: String
        /// Its SHA-256.
        var list: String?
        var shard: Shard?
        /// „Nachträge“; `nil`: contracts.
        var matter: String?
        /// Paths are shortened by these prefixes, so that manifests do not tell where they were made.
        var prefixes: [(String, String)]
        /// For findings of all rows.
        var path: String

        /// Its counts are still to be filled in.
        ///
        /// - Parameter common: hash of all that the rows have in common.
        func header(_ common: String) -> ManifestHeader {
            ManifestHeader(
                programm: ProgramVersion.text, vereinbarung: agreement, tabelle: table, liste: list, inhalt: matter, teil: shard?.text, eingabe: common, anzahl: 0,
                gescheitert: 0, offen: 0, seiten: 0)
        }
    }

    /// - Throws: ``Failure`` where manifest and report cannot be written; what was made by then is kept, and a run that resumes finds it.
    func run(_ title: Title) throws(Failure) -> BatchResult {
        if archives { try SeriesArchive.check(folder) } else if let found = folder.archives { throw SeriesArchive.unasked(found, in: folder) }
        // The list of contracts may lack what the folder has.
        if receiver == nil, let merged = try merged(title, source.common), merged.isAllMade {
            merged.removeCopies()
            return merged.result()
        }
        let tally = BatchTally(total: source.count, table: title.path, control: control, prefixes: title.prefixes)
        try folder.checkReportFolder(rows: source.count)
        let former = try FormerRun([folder.file(folder.manifestName), folder.journal])
        let words = self.words.map { WordCopies(folder, files, $0, replaces: replaces) }
        try foretell(made: former.count, words)
        let reserve = try DiskReserve(folder.reserve, size: (1 << 18) + SeriesForecast.bytesToldOfARow * min(source.count, 100_000))
        let journal = try Journal(folder.journal, reserve: reserve)
        let job = BatchJob(
            source: source, inputs: watch, folder: folder, tally: tally, control: control, former: former,
            existing: ExistingContracts(
                former, folder, files, resumes: resumes, replaces: replaces, spreads: spreads, words: words),
            receiver: receiver)
        tally.note(findings)
        let room = try WorkerRoom(workers) { OwnPress() }
        defer { room.close() }
        try job.run(in: room, journal)
        if print == nil { room.close() }
        if let finding = watch.finding { tally.note([finding]) }

        var result = tally.result(folder: folder, isStopped: control.isStopping)
        var others = 0
        if folder.keepsOthers {
            others = try keepOthers(former, journal, tally)
        }
        reserve.giveBackAll()
        let common = watch.confirmed([source.common]).joined()
        // Merged meanwhile: this run was thought lost.
        if archives { try folder.lookAtArchives() }
        if let merged = try merged(title, common) {
            guard merged.lacks(journal) else {
                journal.remove()
                merged.removeCopies()
                return merged.result(result.findings)
            }
            result.findings.append(MergedPart.news(folder))
        }
        var header = title.header(common)
        (header.anzahl, header.gescheitert, header.offen, header.seiten) = (result.total + others, result.failed, result.open, tally.pages)
        let lines = try JournalRows(journal, path: folder.journal)
        var left = folder.keepsOthers ? [] : try leftContracts(former, journal.failedKeys, lines)
        var archive = SeriesArchive(folder, lines, control)
        if result.isComplete {
            let settled = LeavingContracts(folder, journal.failedKeys, replaces: replaces).settle(left) { source.rows(of: $0) }
            var isPacked = true
            switch archives ? archive.pack() : .packed {
            case .packed: break
            case .stopped: (isPacked, result.lacksArchive, result.wasStopped) = (false, true, true)
            case .failed(let failure):
                isPacked = false
                result.status = failure.status
                result.findings += failure.findings
            }
            // What was to be left out of an archive is there still where none was written.
            if isPacked || folder.leftOutOfArchive.isEmpty {
                left = settled.staying
                result.findings += settled.findings
                result.removed += settled.removed
            }
        }
        for index in left.indices { left[index].archiv = archive.archive(of: left[index].datei) }
        let rows = try ArchivedRows(lines, in: folder) { archive.archive(of: $0) }
        try BatchReport.write(header, rows, left: left, in: folder)
        try ManifestWriter.write(header, rows, left: left, to: folder.file(folder.manifestName), temporary: folder.temporary(2))
        archive.removeSingles()
        if archives, folder.archives?.names.contains(folder.archiveName) == true { result.archive = folder.archiveName }
        journal.remove()
        if result.isComplete { folder.removeParts() }
        if let print {
            let run = PrintRun(source: source, options: print.options, claims: print.claims, output: print.output)
            // What is printed has to be what lies in the folder.
            if result.isComplete, result.outdated == 0 { result.volumes = try run.write(without: lines.failedRows, in: room, control: control) }
            result.wasStopped = control.isStopping
            result.lacksPrintRun = (result.wasStopped || result.outdated > 0) && result.volumes.isEmpty
        }
        return result
    }

    /// Nothing is begun that the disk has no room for.
    private func foretell(made: Int, _ words: WordCopies?) throws(Failure) {
        guard !control.isStopping, let room = control.room(folder.path),
            let forecast = try SeriesForecast(
                source, made: made, words: words, spreads: spreads, packing: archives ? .one(of: source.count) : nil, workers: workers, blockSize: room.blockSize)
        else { return }
        control.tell(forecast)
        do throws(Failure) { try forecast.require(room, at: folder.path) } catch {
            // A folder that the run has made for itself goes again; any other has something in it.
            folder.release()
            rmdir(folder.path)
            throw error
        }
    }

    private func merged(_ title: Title, _ common: String) throws(Failure) -> MergedPart? {
        try MergedPart(source, title.header(common), in: folder, needsWords: words != nil, needsArchive: archives)
    }

    /// The manifest of a folder to which runs add keeps what earlier ones have made and is still there.
    ///
    /// - Returns: how many that are.
    private func keepOthers(_ former: FormerRun, _ journal: Journal, _ tally: BatchTally) throws(Failure) -> Int {
        let own = Set((0..<source.count).map { FileName.key(source.turn($0).key) })
        var number = (0..<source.count).map { source.turn($0).number }.max() ?? 0
        var others = try former.records { !own.contains($0) }.filter { FormerRun.standing(of: $0, in: folder) != .absent }
        others.sort { $0.nr < $1.nr }
        for index in others.indices {
            number += 1
            others[index].zeile = number
        }
        try journal.add(others.map { ($0, $0.auswahl.flatMap { former.selections[$0] }) })
        tally.addPages(of: others)
        return others.count
    }

    /// Contracts of earlier runs that are there and are no row's file today; the file of a row that has failed is one, too.
    ///
    /// - Parameter failed: hashes of the `nr` of these rows.
    private func leftContracts(_ former: FormerRun, _ failed: Set<UInt64>, _ rows: JournalRows) throws(Failure) -> [LeftContract] {
        let left = try former.left { contract in
            !source.hasFile(FileName.key(contract.datei.lastPathName)) || !failed.isEmpty && failed.contains(FileName.key(contract.frueher))
        }.filter { !$0.files(in: folder).isEmpty }
        guard !left.isEmpty, !failed.isEmpty else { return left }
        // Another row of the same `nr`, or with the same name, may have the file.
        var names = Set(left.map(\.datei))
        try BatchReport.forEachRecord(rows) { record in
            if let name = record.datei { names.remove(name) }
        }
        return left.filter { names.contains($0.datei) }
    }
}
