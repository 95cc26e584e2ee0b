import Findings
import Foundation
import Production
import Register
import Synchronization

/// Carries out orders, one after the other. An order that a dead server has left is begun anew: what was taken in or filed already is found there.
final class RecordRunner: Sendable {
    struct Progress: Sendable, Hashable {
        var done = 0
        var total = 0
    }

    let orders: RecordOrders
    let room: RecordRoom
    private let work = SideWork("registerauftraege")
    /// Those that wait or are at work in this server.
    private let busy = Mutex<[String: Progress]>([:])

    init(orders: RecordOrders, room: RecordRoom) { (self.orders, self.room) = (orders, room) }

    func resume() async throws {
        for order in try await orders.open() { add(order) }
    }

    func isBusy(_ id: String) -> Bool { busy.withLock { $0[id] != nil } }

    func progress(of id: String) -> Progress? { busy.withLock { $0[id] } }

    func add(_ order: RecordOrder) {
        let isNew = busy.withLock { busy in
            guard busy[order.id] == nil else { return false }
            busy[order.id] = Progress()
            return true
        }
        guard isNew else { return }
        Task { [self] in
            await run(order)
            busy.withLock { $0[order.id] = nil }
        }
    }

    private func note(_ done: Int, _ total: Int, of id: String) { busy.withLock { if $0[id] != nil { $0[id] = Progress(done: done, total: total) } } }

    private func run(_ order: RecordOrder) async {
        do throws(Failure) {
            let told = try await work.run { [self] () throws(Failure) in
                let progress: @Sendable (Int, Int) -> Void = { self.note($0, $1, of: order.id) }
                switch order.kind {
                case .scans: return try ScanWork(orders: orders, room: room).run(order, progress)
                case .intake: return try IntakeWork(orders: orders, room: room).run(order, progress)
                case .amendments: return try AmendmentWork(orders: orders, room: room).run(order, progress)
                }
            }
            _ = try? await orders.change(order.id, from: [.open], to: .done, told: told)
        } catch {
            let told = error.findings.filter { $0.severity == .fehler }.ordered.prefix(20).map { finding in
                ClerkWords.sentence(finding.message.replacing(orders.folder(order.id), with: "")) + (ClerkWords.remedy(finding.remedy).map { " " + $0 } ?? "")
            }
            _ = try? await orders.change(order.id, from: [.open], to: .failed, told: told.joined(separator: "\n"))
        }
    }
}

extension RecordRunner.Progress {
    /// For a page and for events that are sent to one: the members that `serie.js` reads.
    struct Told: Encodable, Hashable {
        let laeuft: Bool
        let erledigt: Int
        let gesamt: Int
        let text: String
    }

    /// - Parameter things: „Blättern“
    func told(_ things: String) -> Told {
        Told(laeuft: true, erledigt: done, gesamt: total, text: total == 0 ? "Es beginnt, sobald vorher Begonnenes fertig ist." : "\(done) von \(total) \(things).")
    }
}
