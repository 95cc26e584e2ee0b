import Assembler
import DocumentModel
import Findings
import Foundation
import Synchronization

/// One contract for each row of a partner table.
public enum Batch {
    /// Rows that fail are named in the result; the others are made all the same. What is made does not depend on the
    /// number of workers.
    ///
    /// - Parameters:
    ///   - request: names the table in `partners`.
    ///   - folder: where the PDFs go; `nil`: `serie-` and the agreement's name.
    ///   - workers: `nil`: one a core.
    /// - Throws: ``Failure`` where agreement, table or options are wrong as a whole.
    public static func run(_ request: ContractRequest, folder: String?, workers: Int?) async throws -> BatchResult {
        let (workshop, agreement) = try Workshop.open(request)
        let table: PartnerTable
        do throws(Findings) {
            table = try PartnerTable(contentsOf: request.partners ?? "")
        } catch { throw Failure(error) }
        var common = request
        common.partners = nil
        let job = BatchJob(
            workshop: workshop, agreement: agreement, data: try workshop.data(common), table: table,
            folder: folder ?? "serie-\(agreement.name)")
        let count = max(1, min(workers ?? ProcessInfo.processInfo.activeProcessorCount, table.rows.count))
        return try await job.run(workers: count)
    }
}

/// The rows of a table on their way; workers take the next one until none is left.
private final class BatchJob: Sendable {
    let workshop: Workshop
    let agreement: AgreementFile
    let data: AgreementData
    let table: PartnerTable
    let folder: String
    private let next = Mutex(0)
    private let names = Mutex<[String: Int]>([:])

    init(workshop: Workshop, agreement: AgreementFile, data: AgreementData, table: PartnerTable, folder: String) {
        self.workshop = workshop
        self.agreement = agreement
        self.data = data
        self.table = table
        self.folder = folder
        // The first row of a name has it, whoever of the workers comes first.
        names.withLock { names in
            for row in table.rows {
                let name = FileName.slug(row.key)
                if names[name] == nil { names[name] = row.number }
            }
        }
    }

    func run(workers: Int) async throws -> BatchResult {
        try await withThrowingTaskGroup(of: [(Int, BatchResult.Row)].self) { group in
            for _ in 0..<workers { group.addTask { try self.work() } }
            var rows: [(Int, BatchResult.Row)] = []
            for try await part in group { rows += part }
            return BatchResult(folder: folder, rows: rows.sorted { $0.0 < $1.0 }.map(\.1))
        }
    }

    private func take() -> Int? {
        next.withLock { index in
            guard index < table.rows.count else { return nil }
            defer { index += 1 }
            return index
        }
    }

    private func work() throws -> [(Int, BatchResult.Row)] {
        // Fonts and C objects never cross tasks.
        let press = try Press(workshop.supplies)
        var done: [(Int, BatchResult.Row)] = []
        while let index = take() { done.append((index, make(table.rows[index], press))) }
        return done
    }

    private func make(_ row: PartnerRow, _ press: Press) -> BatchResult.Row {
        var result = BatchResult.Row(number: row.key, findings: row.findings)
        if row.findings.contains(where: { $0.severity == .fehler }) { return result }
        if let first = names.withLock({ $0[FileName.slug(row.key)] }), first != row.number {
            result.findings.append(
                Finding(
                    .fehler, "dateiname-doppelt", at: .cell(table.path, row: row.number, column: PartnerTable.keyColumn),
                    "Die Nummer „\(row.key)“ ergäbe denselben Dateinamen wie die in Zeile \(first).",
                    remedy: "Geben Sie der Zeile eine Nummer, die sich in Ziffern oder Buchstaben unterscheidet."))
            return result
        }
        do throws(Failure) {
            let plan = try workshop.plan(agreement, data.with(row))
            let contract = try workshop.assemble(plan)
            let laidOut = try press.layOut(contract.document)
            let name = FileName.contract(number: row.key, partner: partnerName(plan))
            try AtomicFile.write(try press.pdf(laidOut.list, origin: contract.origin), to: "\(folder)/\(name)")
            result.file = name
            result.pages = laidOut.list.pages.count
            result.findings += contract.findings + laidOut.findings
        } catch {
            result.findings += error.findings.map { located($0, row) }
        }
        return result
    }

    private func partnerName(_ plan: AssemblyPlan) -> String {
        if case .text(let name)? = plan.environment.value(FieldPath("partner.name")) { name } else { agreement.name }
    }

    /// What has no place of its own is the row's.
    private func located(_ finding: Finding, _ row: PartnerRow) -> Finding {
        var finding = finding
        if case .cell? = finding.place { return finding }
        let text = finding.place.map { " (\($0))" } ?? ""
        finding.message += text
        finding.place = .cell(table.path, row: row.number, column: nil)
        return finding
    }
}
