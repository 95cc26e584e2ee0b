import Checksum
import Findings
import Foundation
import Production
import Register
import Rendering

/// Files that somebody has sent for the register.
struct IntakeOrder: Sendable, Hashable, Codable {
    var files: [String]
}

/// What came of each of them.
struct IntakeReport: Sendable, Codable {
    struct Line: Sendable, Codable {
        let datei: String
        let gut: Bool
        let saetze: [String]
    }

    var dateien: [Line] = []
    var neu = 0
    var ergaenzt = 0
    var vorhanden = 0

    init() {}

    init?(at path: String) {
        guard let bytes = FileBytes.read(path, limit: 64 << 20), let report = try? JSONDecoder().decode(IntakeReport.self, from: Data(bytes)) else { return nil }
        self = report
    }
}

/// `register aufnehmen`: what cannot be taken in is told, the rest goes on.
struct IntakeWork {
    let orders: RecordOrders
    let room: RecordRoom

    func run(_ order: RecordOrder, _ progress: (Int, Int) -> Void) throws(Failure) -> String {
        guard let asked = order.decoded(IntakeOrder.self) else { throw Failure(.data, RecordOrder.unreadable) }
        let store = try room.creating()
        var report = IntakeReport()
        for (index, path) in orders.sent(order.id, asked.files).enumerated() {
            progress(index, asked.files.count)
            let name = asked.files[index]
            do throws(Failure) {
                let result = try take(path, name, store)
                report.neu += result.new
                report.ergaenzt += result.completed
                report.vorhanden += result.unchanged
                let said = result.findings.map { sentence($0, path, name) }
                let isGood = !result.findings.contains { $0.severity == .fehler }
                report.dateien.append(IntakeReport.Line(datei: name, gut: isGood, saetze: (isGood || result.total > 0 ? [result.text] : []) + said))
            } catch {
                // What is wrong with the register concerns all files.
                if error.findings.contains(where: { $0.place == .file(store.path) }) { throw error }
                report.dateien.append(IntakeReport.Line(datei: name, gut: false, saetze: error.findings.filter { $0.severity == .fehler }.map { sentence($0, path, name) }))
            }
        }
        try AtomicFile.write(Array(prettyJSON(report).utf8), to: orders.report(order.id))
        let bad = report.dateien.count { !$0.gut }
        let counts = [(report.neu, "neu"), (report.ergaenzt, "ergänzt"), (report.vorhanden, "schon da")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let taken = counts.isEmpty ? "Aufgenommen wurde nichts." : "Verträge: \(counts.joined(separator: ", "))."
        return bad == 0 ? taken : taken + (bad == 1 ? " Mit 1 Datei ging es nicht." : " Mit \(bad) Dateien ging es nicht.")
    }

    /// A PDF first gets the place that the register will name; one that is refused goes again.
    private func take(_ path: String, _ name: String, _ store: RegisterStore) throws(Failure) -> IntakeResult {
        let intake = FileIntake(store, library: room.library.workspace.library)
        guard name.lowercased().hasSuffix(".pdf") else { return try intake.take([path]) }
        let carried = try CarriedOrigin(contentsOf: path)
        if try !store.lacks(sha256: carried.checksum), hasFile(carried.checksum, store) {
            var known = IntakeResult()
            known.unchanged = 1
            return known
        }
        guard let bytes = FileBytes.read(path, limit: 1 << 30) else { throw Failure(.inputMissing, RecordOrder.unreadable) }
        let wasThere = Set((try? FileManager.default.contentsOfDirectory(atPath: room.contracts)) ?? [])
        let kept = try room.keep(path, named: name, sha256: SHA256.hex(of: bytes))
        let result: IntakeResult
        do throws(Failure) { result = try intake.take([kept]) } catch {
            if !wasThere.contains(kept.lastPathName) { unlink(kept) }
            throw error
        }
        if result.total == 0, !wasThere.contains(kept.lastPathName) { unlink(kept) }
        return result
    }

    private func hasFile(_ sum: String, _ store: RegisterStore) -> Bool {
        // One that has an identifier of its own is taken in again, which does no harm.
        guard let entry = try? store.contract(ContractEntry.identifier(ofChecksum: sum)) else { return false }
        return !entry.path.isEmpty && FileManager.default.fileExists(atPath: store.location(of: entry.path))
    }

    /// Without the folders of the server in it; where in a table it stands is said.
    private func sentence(_ finding: Finding, _ path: String, _ name: String) -> String {
        let text = finding.message.replacing(path, with: name).replacing(room.contracts + "/", with: "")
        // Who has made it elsewhere is told by the names of commands; here it was this program.
        let remedy = ClerkWords.remedy(finding.remedy).map { $0.contains("„build“") ? "Nehmen Sie die Datei, wie Klauselwerk sie erstellt hat." : $0 }
        return TablePlace.said(finding) + ClerkWords.sentence(text) + (remedy.map { " " + $0 } ?? "")
    }
}
