import Checksum
import Findings
import Foundation
import Production
import Register
import Rendering

/// What is to change, and for whom.
struct AmendmentOrder: Sendable, Hashable, Codable {
    /// Of the contracts in the register.
    var contracts: [String]
    /// `datenschutz/voll`, `datenschutz/voll@1.2`
    var clauses: [String]
    /// Texts by the paths of fields.
    var values: [String: String]
    /// The same for some, by identifiers.
    var ownValues: [String: [String: String]] = [:]
    /// ISO.
    var date: String
    /// ISO; `nil`: with the last signature.
    var effective: String?
    /// `nil`: one more than the last.
    var number: Int?
    var entersRegister = true

    func request(_ paths: [String], _ ownValues: [String: [String: String]], _ room: RecordRoom, to folder: String) -> AmendmentRequest {
        AmendmentRequest(
            paths: paths, library: room.library.workspace.library, clauses: clauses, values: values, ownValues: ownValues, date: date, effective: effective, number: number,
            folder: folder)
    }
}

/// Amendments that were made.
struct AmendmentReport: Sendable, Codable {
    struct Line: Sendable, Codable {
        /// Of the contract.
        let vertrag: String
        /// Name of the file in the order's folder.
        let datei: String
        let nummer: Int
        let seiten: Int?
        let aenderungen: [String]
    }

    var nachtraege: [Line] = []
    /// Identifiers of contracts that nothing changes in.
    var unveraendert: [String] = []
    var hinweise: [String] = []

    init() {}

    init?(at path: String) {
        guard let bytes = FileBytes.read(path, limit: 256 << 20), let report = try? JSONDecoder().decode(AmendmentReport.self, from: Data(bytes)) else { return nil }
        self = report
    }
}

/// `nachtrag --register`: all amendments or none.
struct AmendmentWork {
    let orders: RecordOrders
    let room: RecordRoom

    /// Contracts after which the page hears how far it is.
    private static let group = 8

    func run(_ order: RecordOrder, _ progress: @escaping @Sendable (Int, Int) -> Void) throws(Failure) -> String {
        guard let asked = order.decoded(AmendmentOrder.self) else { throw Failure(.data, RecordOrder.unreadable) }
        guard let store = try room.store() else { throw Failure(.inputMissing, AmendmentWork.noRegister) }
        let folder = orders.result(order.id)
        let print = AmendmentPrint(orders: orders, room: room, order: order)
        if print.isWanted, let report = AmendmentReport(at: orders.report(order.id)) { return self.print(asked, report, print, store, progress) }
        // What a dead server has left of it is begun anew.
        try? FileManager.default.removeItem(atPath: folder)
        try AtomicFile.makeFolder(folder, for: folder)
        var report = AmendmentReport()
        var made: [MadeAmendment] = []
        do throws(Failure) {
            var rest = asked.contracts[...]
            while !rest.isEmpty {
                progress(asked.contracts.count - rest.count, asked.contracts.count)
                let group = Array(rest.prefix(Self.group))
                rest = rest.dropFirst(Self.group)
                made += try make(asked, group, store, to: folder, &report)
            }
            if asked.entersRegister { report.hinweise += try enter(made, store) }
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        try AtomicFile.write(Array(prettyJSON(report).utf8), to: orders.report(order.id))
        return told(report, asked)
    }

    private func told(_ report: AmendmentReport, _ asked: AmendmentOrder) -> String {
        let count = report.nachtraege.count
        var told = count == 1 ? "1 Nachtrag liegt bereit." : "\(count) Nachträge liegen bereit."
        let same = report.unveraendert.count
        if same > 0 { told += same == 1 ? " In 1 Vertrag ändert sich nichts." : " In \(same) Verträgen ändert sich nichts." }
        if asked.entersRegister, count > 0 { told += count == 1 ? " Er steht im Register." : " Sie stehen im Register." }
        return told
    }

    /// The amendments stay, whatever becomes of the print run.
    private func print(
        _ asked: AmendmentOrder, _ report: AmendmentReport, _ print: AmendmentPrint, _ store: RegisterStore, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) -> String {
        let said: [String]
        do throws(Failure) {
            said =
                try print.run(asked, report, store, progress)
                ? ["Die Druckauflage liegt bereit."]
                : [
                    "Die Druckauflage ist nicht entstanden: Die Bibliothek oder die Verträge haben sich seither geändert, heute entstünden andere Nachträge. Drucken Sie die einzelnen Dateien."
                ]
        } catch {
            said = ["Die Druckauflage ist nicht entstanden."] + error.findings.filter { $0.severity == .fehler }.ordered.prefix(5).map { ClerkWords.sentence($0.message) }
        }
        if print.isWanted { print.forget() }
        return ([told(report, asked)] + said).joined(separator: "\n")
    }

    /// One of them, to look at.
    ///
    /// - Parameter folder: is made anew.
    func preview(_ asked: AmendmentOrder, _ contract: String, to folder: String) throws(Failure) -> AmendmentReport {
        guard let store = try room.store() else { throw Failure(.inputMissing, AmendmentWork.noRegister) }
        try? FileManager.default.removeItem(atPath: folder)
        try AtomicFile.makeFolder(folder, for: folder)
        var report = AmendmentReport()
        _ = try make(asked, [contract], store, to: folder, &report)
        return report
    }

    private func make(
        _ asked: AmendmentOrder, _ contracts: [String], _ store: RegisterStore, to folder: String, _ report: inout AmendmentReport
    ) throws(Failure) -> [MadeAmendment] {
        var identifiers: [String: String] = [:]
        var paths: [String] = []
        var own: [String: [String: String]] = [:]
        for contract in contracts {
            let entry = try store.contract(contract)
            let path = store.location(of: entry.path)
            guard !entry.path.isEmpty, FileManager.default.fileExists(atPath: path) else { throw Failure(.inputMissing, AmendmentWork.noFile(entry)) }
            identifiers[path] = contract
            own[path] = asked.ownValues[contract]
            paths += [path] + (try store.amendmentFiles(of: [entry.sha256])[entry.sha256] ?? []).filter { $0 != path }
        }
        let result = try Amendments.make(asked.request(paths, own, room, to: folder))
        report.nachtraege += result.made.map {
            AmendmentReport.Line(
                vertrag: identifiers[$0.contract] ?? "", datei: $0.file.path.lastPathName, nummer: $0.number, seiten: $0.file.pages, aenderungen: $0.instructions)
        }
        report.unveraendert += result.unaffected.compactMap { identifiers[$0] }
        report.hinweise += result.findings.filter { $0.severity != .hinweis }.map { ClerkWords.sentence($0.message) }
        return result.made
    }

    /// Their files get a place beside the register.
    private func enter(_ made: [MadeAmendment], _ store: RegisterStore) throws(Failure) -> [String] {
        var kept: [MadeAmendment] = []
        for amendment in made {
            var file = amendment.file
            file.path = try room.keep(file.path, named: file.path.lastPathName, sha256: file.sha256)
            kept.append(MadeAmendment(file: file, contract: amendment.contract, number: amendment.number, instructions: amendment.instructions))
        }
        return try store.take(amendments: kept).map { ClerkWords.sentence($0.message) }
    }

    private static let noRegister = Finding(
        .fehler, "register-fehlt", "Es gibt noch kein Register.", remedy: "Nehmen Sie zuerst Verträge auf.")

    private static func noFile(_ entry: ContractEntry) -> Finding {
        let partner = entry.parties.map(\.record.name).joined(separator: ", ")
        return Finding(
            .fehler, "vertrag-ohne-datei", "Zum Vertrag mit „\(partner.isEmpty ? entry.identifier : partner)“ fehlt das PDF; ohne seinen Wortlaut lässt er sich nicht ändern.",
            remedy: "Nehmen Sie das PDF noch einmal auf, oder wählen Sie den Vertrag nicht mit aus.")
    }
}
