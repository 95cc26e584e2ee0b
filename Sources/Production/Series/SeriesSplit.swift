import Assembler
import Checksum
import Findings
import Foundation

/// Checks a partner table once as a whole and writes it in parts, which machines make contracts of without reading the whole.
public struct SeriesSplit: Sendable, Hashable {
    public var folder: String
    public var parts: Int
    public var rows: Int
    /// Rows with an error, which their parts will tell of; 0 unless the sound ones are wanted all the same.
    public var faulty: Int
    public var findings: [Finding]
    /// What all parts together will need, on one process; `nil` for few rows.
    public var forecast: SeriesForecast?

    /// How a table is to be divided.
    public enum Division: Sendable, Hashable {
        /// 1 to 10,000.
        case parts(Int)
        /// Rows in each but the last.
        case rows(Int)

        fileprivate func count(of rows: Int) -> Int {
            switch self {
            case .parts(let count): count
            case .rows(let each): (rows - 1) / max(1, each) + 1
            }
        }
    }

    /// All rows are checked as a run would check them; where one has an error, nothing is written unless the sound ones are wanted.
    ///
    /// - Parameter request: `folder` is that of the parts.
    /// - Throws: ``Failure``: 65 where rows have errors or an input changed on the way, 73 or 74 where the parts cannot be written.
    public static func run(_ request: BatchRequest, _ division: Division, control: RunControl = RunControl()) throws(Failure) -> SeriesSplit {
        let inputs = try SeriesInputs(request.contract, fileNames: request.fileNames)
        defer { inputs.supplies.close() }
        let path = request.contract.partners ?? ""
        guard let before = TableSum(path) else { throw missing(path) }
        let table = try inputs.table()
        try inputs.checkNames(table)
        let count = division.count(of: table.rows.count)
        guard (1...10_000).contains(count), count <= table.rows.count else { throw indivisible(path, table.rows.count, count) }
        let rows = BatchRows(table, inputs.data, inputs.pattern, nil)
        let (annexes, pattern) = (inputs.annexes, inputs.pattern)
        let check = TableCheck(
            of: table, rows: rows.indices, annexes: annexes, workshop: inputs.workshop,
            workers: max(1, min(request.workers ?? ProcessInfo.processInfo.activeProcessorCount, rows.count)), control: control,
            unread: UnreadNames(annexes.data, table) { annexes.reads($0) || pattern.text.contains($0) }, leavesOut: request.onlyValid
        ) { rows.name(of: $0) }
        if control.isStopping { throw stopped(path) }
        if !check.isSound, !request.onlyValid || check.hindersAll { throw check.refusal("") }
        let hashes = try inputs.hashes()
        let common = hashes.common
        let folder = request.folder ?? "teile-\(inputs.agreement.name)"
        try claim(folder, InputFiles(inputs.workshop, inputs.agreement, request.contract))
        let source = TableSource(rows: rows, annexes: annexes, workshop: inputs.workshop, inputs: hashes, strict: request.contract.strict)
        let room = control.room(folder)
        let forecast = try SeriesForecast(
            source, made: 0, words: nil, spreads: request.spreads, packing: request.archives ? .parts(count, of: (rows.count - 1) / count + 1) : nil, workers: 1,
            blockSize: room?.blockSize ?? 4_096)
        if let room { try require(room, for: rows, count, at: folder) }
        let lock = try FolderLock("\(folder)/\(BatchFolder.hiddenPrefix)teile.lock", .alone, folder: folder)
        defer { lock.release() }
        // From here on the folder has no parts until it has all of them.
        unlink(folder + "/" + SplitIndex.name)
        var parts: [SplitIndex.Part] = []
        for number in 1...count {
            if control.isStopping { throw stopped(path) }
            parts.append(try write(number, of: count, rows, to: folder))
        }
        removeFurther(than: count, in: folder)
        guard inputs.watch.confirmed([common]) == [common], let after = TableSum(path), after.sha256 == before.sha256 else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "eingabe-geaendert", at: .file(path), "Während die Liste geteilt wurde, hat jemand sie oder die Bibliothek geändert.",
                    remedy: "Teilen Sie die Liste noch einmal."))
        }
        let index = SplitIndex(
            programm: ProgramVersion.text, vereinbarung: inputs.agreement.name, eingabe: common,
            tabelle: SplitIndex.Table(pfad: URL(fileURLWithPath: path).path, bytes: before.bytes, sha256: before.sha256), zeilen: table.rows.count, teile: parts,
            aufbau: table.shape)
        try AtomicFile.write(RecordCoding.line(index) + [0x0A], to: folder + "/" + SplitIndex.name)
        return SeriesSplit(folder: folder, parts: count, rows: table.rows.count, faulty: check.faulty, findings: check.findings, forecast: forecast)
    }

    /// Rows that follow one another; parts differ by one row at most.
    private static func write(_ number: Int, of count: Int, _ rows: BatchRows, to folder: String) throws(Failure) -> SplitIndex.Part {
        let name = SplitIndex.partName(number)
        let total = rows.count
        let range = (total / count * (number - 1) + min(number - 1, total % count))..<(total / count * number + min(number, total % count))
        let file = try FileWriter(folder + "/" + name, temporary: "\(folder)/\(BatchFolder.hiddenPrefix)\(name).tmp")
        var sum = SHA256.Running()
        for index in range {
            let bytes = try line(rows, index)
            sum.add(bytes)
            try file.write(bytes)
        }
        try file.finish()
        return SplitIndex.Part(datei: name, zeilen: range.count, sha256: sum.hex)
    }

    /// - Throws: ``Failure`` with status 73 where the disk has not room for the parts.
    private static func require(_ room: DiskRoom, for rows: BatchRows, _ parts: Int, at folder: String) throws(Failure) {
        let samples = min(rows.count, 32)
        var bytes = 0
        for number in 0..<samples { bytes += try line(rows, rows.count / samples * number).count }
        let needed = bytes / samples * rows.count + parts * room.blockSize
        guard needed > room.bytes || parts + 2 > room.files ?? Int.max else { return }
        throw Failure(
            .cannotCreate,
            Finding(
                .fehler, "platz-reicht-nicht", at: .file(folder),
                "Für \(parts) Teile reicht der Datenträger nicht: Nötig sind rund \(SizeWords.size(needed)), frei sind \(SizeWords.size(room.bytes)). Erstellt wurde nichts.",
                remedy: "Schaffen Sie Platz, oder geben Sie mit -o einen Ordner auf einem anderen Datenträger an."))
    }

    private static func line(_ rows: BatchRows, _ index: Int) throws(Failure) -> [UInt8] {
        let row = rows.table.rows[index]
        return try RecordCoding.line(PartLine(datei: rows.name(of: row), besitzer: rows.owner(index) ?? row.number, satz: try failing(rows.table.record(index)))) + [0x0A]
    }

    /// A folder of its own: new, empty, or one that has had parts before.
    private static func claim(_ folder: String, _ inputs: InputFiles) throws(Failure) {
        try AtomicFile.makeFolder(folder, for: folder)
        let names = FileLook.names(in: folder).filter { !$0.hasPrefix(BatchFolder.hiddenPrefix) }
        let areOurs = names.allSatisfy { $0 == SplitIndex.name || $0.hasPrefix("teil-") && $0.hasSuffix(".jsonl") }
        guard areOurs, inputs.folder(of: folder + "/" + SplitIndex.name) == nil else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "ausgabe-geschuetzt", at: .file(folder), "In diesem Ordner liegt anderes als Teile einer Partnerliste.",
                    remedy: "Geben Sie mit -o einen neuen oder leeren Ordner an."))
        }
    }

    private static func removeFurther(than count: Int, in folder: String) {
        let own = Set((1...count).map(SplitIndex.partName))
        for name in FileLook.names(in: folder) where name.hasPrefix("teil-") && !own.contains(name) { unlink(folder + "/" + name) }
    }

    private static func missing(_ path: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(.fehler, "datei-fehlt", at: .file(path), "Die Datei „\(path)“ gibt es nicht.", remedy: "Prüfen Sie Namen und Ordner."))
    }

    private static func indivisible(_ path: String, _ rows: Int, _ count: Int) -> Failure {
        Failure(
            .usage,
            Finding(
                .fehler, "teile-anzahl", at: .file(path), "\(rows) Zeilen lassen sich nicht in \(count) Teile teilen.",
                remedy: "Geben Sie höchstens so viele Teile an, wie die Liste Zeilen hat, und nicht mehr als 10.000."))
    }

    private static func stopped(_ path: String) -> Failure {
        Failure(
            .findings,
            Finding(
                .fehler, "teilen-angehalten", at: .file(path), "Das Teilen wurde angehalten; der Ordner hat keine gültigen Teile.", remedy: "Starten Sie den Befehl noch einmal."))
    }
}
