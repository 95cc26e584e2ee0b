import Checksum
import Findings
import Foundation
import Production
import Register
import Rendering

/// A print run of amendments that were made: they are made once more, and printed only if every one is what lies there, byte for byte.
struct AmendmentPrint {
    let orders: RecordOrders
    let room: RecordRoom
    let order: RecordOrder

    // MARK: - How it is wanted, and what came of it

    private var note: String { orders.folder(order.id) + "/druck.json" }

    /// The last print run that was asked for; its volumes are there once it is done.
    var noted: SeriesPrint? { FileBytes.read(note, limit: 1 << 20).flatMap { try? JSONDecoder().decode(SeriesPrint.self, from: Data($0)) } }

    /// Whether one was asked for and is not there yet.
    var isWanted: Bool { noted.map { $0.volumes.isEmpty } ?? false }

    func note(_ print: SeriesPrint) throws(Failure) { try AtomicFile.write(Array(prettyJSON(print).utf8), to: note) }

    func forget() { try? FileManager.default.removeItem(atPath: note) }

    /// Of the run's files.
    func folder(_ print: SeriesPrint) -> String { "\(orders.folder(order.id))/druck-\(print.number)" }

    // MARK: - Making it

    /// - Returns: whether it came about: not, where the amendments would come out otherwise today.
    /// - Throws: ``Failure`` where they cannot be made any more.
    func run(_ asked: AmendmentOrder, _ report: AmendmentReport, _ store: RegisterStore, _ progress: @escaping @Sendable (Int, Int) -> Void) throws(Failure) -> Bool {
        guard var print = noted else { return false }
        let folder = folder(print)
        // What a dead server has left of it is begun anew.
        try? FileManager.default.removeItem(atPath: folder)
        try AtomicFile.makeFolder(folder, for: folder)
        let again = folder + "/noch-einmal"
        defer { try? FileManager.default.removeItem(atPath: again) }
        var paths: [String] = []
        var own: [String: [String: String]] = [:]
        for line in report.nachtraege {
            let entry = try store.contract(line.vertrag)
            let path = store.location(of: entry.path)
            own[path] = asked.ownValues[line.vertrag]
            paths += [path] + (try earlier(than: line, of: entry, store)).filter { $0 != path }
        }
        var request = asked.request(paths, own, room, to: again)
        request.print = print.options(folder)
        let result = try Amendments.make(request, control: RunControl(report: { progress($0.done, $0.total) }))
        let made = Set(result.made.map { "\($0.file.path.lastPathName) \($0.file.sha256)" })
        let there = Set(
            report.nachtraege.map { line in "\(line.datei) \(FileBytes.read("\(orders.result(order.id))/\(line.datei)", limit: 1 << 30).map { SHA256.hex(of: $0) } ?? "")" })
        guard made == there, !result.volumes.isEmpty else {
            try? FileManager.default.removeItem(atPath: folder)
            return false
        }
        print.volumes = result.volumes.map { SeriesPrint.Volume(name: $0.path.lastPathName, pages: $0.pages, sheets: $0.sheets) }
        try note(print)
        removeOthers(than: print)
        return true
    }

    /// Amendments that the contract had when this one was made.
    private func earlier(than line: AmendmentReport.Line, of entry: ContractEntry, _ store: RegisterStore) throws(Failure) -> [String] {
        try (store.amendmentFiles(of: [entry.sha256])[entry.sha256] ?? []).filter { path in
            guard let number = (try? CarriedOrigin(contentsOf: path))?.origin?.amendment?.steps.last?.number else { return true }
            return number < line.nummer
        }
    }

    private func removeOthers(than print: SeriesPrint) {
        let root = orders.folder(order.id)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] where name.hasPrefix("druck-") && name != "druck-\(print.number)" {
            try? FileManager.default.removeItem(atPath: "\(root)/\(name)")
        }
    }
}
