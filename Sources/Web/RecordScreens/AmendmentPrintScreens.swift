import Findings
import Foundation
import Hummingbird
import Production

/// All amendments of an order in files for the copier.
struct AmendmentPrintScreens: Sendable {
    let desk: RecordDesk

    /// What they can be ordered by.
    private static let orders = [(path: "partner.name", label: "Name des Partners"), (path: "partner.ort", label: "Ort des Partners")]

    func add(to routes: Routes) {
        routes.get("/aendern/:id/druck") { visit in try await page(visit, faults: [:]) }
        routes.post("/aendern/:id/druck") { visit in try await order(visit) }
        routes.get("/aendern/:id/druck/:band") { visit in
            let (order, print) = try await made(visit)
            let name = try visit.part("band")
            guard let noted = print.noted, noted.volumes.contains(where: { $0.name == name }) else { throw Problem.notFound }
            let path = "\(print.folder(noted))/\(name)"
            guard FileManager.default.fileExists(atPath: path) else { throw Problem.notFound }
            return FileAnswer.download(path, "application/pdf", named: "Nachträge \(order.name) \(name)")
        }
    }

    /// - Throws: ``Problem`` 409 where the amendments are not made yet.
    private func made(_ visit: Visit) async throws -> (RecordOrder, AmendmentPrint) {
        let order = try await desk.office.orders.order(try visit.part("id"), .amendments, of: visit.visitor.owner)
        guard order.state == .done, let report = AmendmentReport(at: desk.office.orders.report(order.id)), !report.nachtraege.isEmpty else {
            throw Problem(
                409, "Diese Nachträge gibt es noch nicht", "Gedruckt wird, was fertig ist. Geändert wurde nichts.", remedy: "Erstellen Sie zuerst die Nachträge.",
                link: Problem.Link(address: "/aendern/\(order.id)", text: "Zurück"))
        }
        return (order, AmendmentPrint(orders: desk.office.orders, room: desk.room, order: order))
    }

    private func page(_ visit: Visit, faults: [String: String]) async throws -> Response {
        let (order, print) = try await made(visit)
        let form = PrintForm(kept: print.noted, typed: visit.form, orders: Self.orders, letters: PrintForm.letters(desk.office.library), faults: faults)
        return try desk.office.frame.page(
            "aendern-druck", title: faults.isEmpty ? "Druckauflage: \(order.name)" : "Fehler: Druckauflage: \(order.name)",
            form.values.merging(["id": order.id, "name": order.name, "reihenfolge": "nach den Namen der Dateien"]) { $1 }, for: visit.visitor, status: faults.isEmpty ? 200 : 422)
    }

    private func order(_ visit: Visit) async throws -> Response {
        let (order, print) = try await made(visit)
        let wanted: SeriesPrint
        do throws(SeriesPrint.Fault) {
            wanted = try SeriesPrint(
                visit.form, number: (print.noted?.number ?? 0) + 1, orders: Self.orders.map(\.path), letters: PrintForm.letters(desk.office.library).map(\.name))
        } catch { return try await page(visit, faults: error.fields) }
        guard !desk.office.recordRunner.isBusy(order.id) else { throw Problem.orderRuns("/aendern/\(order.id)") }
        do throws(Failure) { try print.note(wanted) } catch { throw Problem.databaseFull }
        if try await desk.office.orders.change(order.id, from: [.done], to: .open) { desk.office.recordRunner.add(order) }
        return PageFrame.goOn(to: "/aendern/\(order.id)")
    }
}
