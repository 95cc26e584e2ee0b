import Findings
import Foundation
import Production
import Register
import Returns

/// Scans that somebody has sent.
struct ScanOrder: Sendable, Hashable, Codable {
    /// Names of the files, in the order in which they are read.
    var files: [String]
    /// ISO: when the sheets came back.
    var day: String
    var notesSignatures: Bool
}

/// `ruecklauf`.
struct ScanWork {
    let orders: RecordOrders
    let room: RecordRoom

    func run(_ order: RecordOrder, _ progress: (Int, Int) -> Void) throws(Failure) -> String {
        guard let asked = order.decoded(ScanOrder.self) else { throw Failure(.data, RecordOrder.unreadable) }
        let request = ReturnRequest(
            scans: orders.sent(order.id, asked.files), output: orders.result(order.id), register: try room.store() == nil ? nil : room.path, contracts: [], day: asked.day,
            notesSignatures: asked.notesSignatures)
        let report = try ReturnRun.run(request, progress: progress)
        return ([report.summary] + report.findings.map { ClerkWords.sentence($0.message) }).joined(separator: "\n")
    }
}

extension RecordOrder {
    static let unreadable = Finding(
        .fehler, "auftrag-unlesbar", "Der Auftrag lässt sich nicht mehr lesen.", remedy: "Entfernen Sie ihn, und beginnen Sie ihn noch einmal.")
}
