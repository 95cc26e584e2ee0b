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
    /// Sheets that somebody has put to their pages; `nil`: none.
    var placements: [HandPlacement]?
}

/// `ruecklauf`.
struct ScanWork {
    let orders: RecordOrders
    let room: RecordRoom

    func run(_ order: RecordOrder, _ progress: (Int, Int) -> Void) throws(Failure) -> String {
        guard let asked = order.decoded(ScanOrder.self) else { throw Failure(.data, RecordOrder.unreadable) }
        // What lay there was sorted with other sheets placed; all of it comes from what was sent.
        if asked.placements != nil { try? FileManager.default.removeItem(atPath: orders.result(order.id)) }
        var request = ReturnRequest(
            scans: orders.sent(order.id, asked.files), output: orders.result(order.id), register: try room.store() == nil ? nil : room.path, contracts: [], day: asked.day,
            notesSignatures: asked.notesSignatures)
        request.placements = asked.placements ?? []
        let report = try ReturnRun.run(request, progress: progress)
        return ([report.summary] + report.findings.map { ClerkWords.sentence($0.message) }).joined(separator: "\n")
    }
}

extension RecordOrder {
    static let unreadable = Finding(
        .fehler, "auftrag-unlesbar", "Der Auftrag lässt sich nicht mehr lesen.", remedy: "Entfernen Sie ihn, und beginnen Sie ihn noch einmal.")
}
