import Checksum
import Findings
import Finishing
import Foundation
import PageMarks
import Production
import Register
import Rendering

/// Splits scans by the marks on their sheets, files what is whole, and tells what is not.
///
/// Everything follows from the scans and the contracts, no clock and no journal: a run that was killed is simply done again, finds its files there and
/// leaves them. The register hears of a copy after its file is safe.
package enum ReturnRun {
    private static let sizeLimit = 1 << 30

    /// - Parameter progress: sheets that were read, and all.
    /// - Throws: ``Failure``: 66 where a scan is missing, 65 where it is no PDF, 73 and 74 where files cannot be written, and what the register says.
    package static func run(_ request: ReturnRequest, progress: (Int, Int) -> Void = { _, _ in }) throws(Failure) -> ReturnReport {
        var files: [ScanFile] = []
        var scans: [ReturnReport.Scan] = []
        for path in request.scans {
            guard let bytes = FileBytes.read(path, limit: sizeLimit) else {
                throw UnreadFile.failure(path, "Der Scan fehlt, ist nicht lesbar oder größer als 1 GiB.")
            }
            do throws(Finding) { files.append(try ScanFile(bytes, path: path)) } catch { throw Failure(.data, error) }
            scans.append(ReturnReport.Scan(datei: path.lastPathName, sha256: SHA256.hex(of: bytes), blaetter: files[files.count - 1].pageCount))
        }
        let placed = try HandPlacement.checked(request.placements, sheets: files.map(\.pageCount))
        let store = try request.register.map { path throws(Failure) in try RegisterStore(path) }
        let shelf = try ContractShelf(store, folders: request.contracts)
        // Before the folder is there: it would belong to a slip of the pen for ever.
        for placement in request.placements { try placement.require(pages: try shelf.contract(named: placement.contract).sizes.count) }
        let folder = try ReturnFolder(request.output, scans: scans.map { ReturnFolder.Scan(datei: $0.datei, sha256: $0.sha256) }, placements: request.placements)
        defer { folder.release() }

        let sheets = try read(files, shelf, placed, progress)
        var contracts: [String: ShelvedContract] = [:]
        for case .page(let mark, _, _) in sheets.map(\.kind) where contracts[mark.identity.contract] == nil {
            contracts[mark.identity.contract] = try shelf.contract(marked: mark.identity.contract)
        }
        let sorting = ReturnSorting(sheets, contracts: contracts)
        var filing = ReturnFiling(FiledSheets(files), folder: request.output)
        let words = ReportMaking(scans: scans)
        var told: [ReturnReport.Contract] = []
        for copy in sorting.copies {
            let place = try filing.file(copy)
            let line = words.contract(copy, place)
            told.append(line)
            if let store, let identifier = copy.contract.identifier, place.kind == .beside {
                try note(copy, place, line, identifier, in: store, request)
            }
        }
        var loose: [ReturnReport.Loose] = []
        func keep(_ sheets: [ReturnedSheet], _ reason: LooseSheets, _ name: String, mark: String? = nil) throws(Failure) {
            guard !sheets.isEmpty else { return }
            let path = try filing.file(sheets, as: name, title: "Rücklauf: Blätter \(reason.rawValue)")
            loose.append(ReturnReport.Loose(grund: reason.rawValue, kennung: mark, datei: path, blaetter: sheets.map(words.sheet)))
        }
        try keep(sorting.unmarked, .unmarked, "ohne-kennung")
        for stranger in sorting.strangers { try keep(stranger.sheets, .stranger, "kennung-\(stranger.mark.lowercased())", mark: stranger.mark) }
        try keep(sorting.several, .several, "zwei-seiten")
        try keep(sorting.blank, .blank, "leer")
        // What cannot be drawn can only be kept as it came.
        for scan in Set(sorting.unreadable.map(\.scan)).sorted() {
            let own = sorting.unreadable.filter { $0.scan == scan }
            guard let bytes = FileBytes.read(request.scans[scan], limit: sizeLimit), SHA256.hex(of: bytes) == scans[scan].sha256 else {
                throw Failure(
                    .inputMissing,
                    Finding(
                        .fehler, "datei-geaendert", at: .file(request.scans[scan]), "Der Scan wurde während des Laufs geändert oder entfernt.",
                        remedy: "Starten Sie den Rücklauf noch einmal."))
            }
            let path = try filing.file(bytes, as: "nicht-lesbar\(files.count > 1 ? "-\(scan + 1)" : "")")
            loose.append(ReturnReport.Loose(grund: LooseSheets.unreadable.rawValue, kennung: nil, datei: path, blaetter: own.map(words.sheet)))
        }

        let report = ReturnReport(scans: scans, told, loose, findings: shelf.findings)
        try AtomicFile.write(report.json, to: "\(request.output)/\(ReturnReport.fileName)")
        try AtomicFile.write(Array(report.page.utf8), to: "\(request.output)/bericht.html")
        return report
    }

    /// - Parameter placed: for each scan what somebody has put to its page, by the sheets' numbers.
    private static func read(
        _ files: [ScanFile], _ shelf: ContractShelf, _ placed: [[Int: HandPlacement]], _ progress: (Int, Int) -> Void
    ) throws(Failure) -> [ReturnedSheet] {
        let reader = SheetInspection(shelf: shelf, prints: PrintedPages())
        let count = files.reduce(0) { $0 + $1.pageCount }
        var sheets: [ReturnedSheet] = []
        for (scan, file) in files.enumerated() {
            for index in 0..<file.pageCount {
                let hand = placed[scan][index + 1]
                let kind: ReturnedSheet.Kind
                if let hand { kind = try reader.place(hand, index, of: file) } else { kind = try reader.read(index, of: file) }
                sheets.append(ReturnedSheet(index: sheets.count, scan: scan, number: index + 1, kind: kind, placedBy: hand?.by))
                progress(sheets.count, count)
            }
        }
        return sheets
    }

    /// Once, whatever day it is when a killed run goes on: the remark, which names the file, says which copy it was.
    private static func note(
        _ copy: ReturnedCopy, _ place: ReturnFiling.Place, _ line: ReturnReport.Contract, _ identifier: String, in store: RegisterStore, _ request: ReturnRequest
    ) throws(Failure) {
        let which = copy.copy > 0 ? "Ausfertigung \(copy.copy): " : ""
        let inked = line.unterschriften.count { $0.ergebnis == InkMeasure.Verdict.ink.rawValue }
        let fields = line.unterschriften.isEmpty ? "" : ", Tinte in \(inked) von \(ReturnWords.count(line.unterschriften.count, "Feld", "Feldern"))"
        let hands = ReturnWords.byHand(copy).map { "; \($0)" } ?? ""
        let remark = FiledScan(words: "\(which)Scan vollständig\(fields)\(hands)", name: place.path.lastPathName, sha256: place.sha256).remark
        let known = try store.contract(identifier).events
        var events = [ContractEvent(.returned, on: request.day, remark: remark)]
        if request.notesSignatures, copy.isSigned { events.append(ContractEvent(.signed, on: request.day, remark: "\(which)Tinte in allen Feldern des Scans")) }
        for event in events where !known.contains(where: { $0.kind == event.kind && $0.remark == event.remark }) { _ = try store.add(event, to: identifier) }
    }
}
