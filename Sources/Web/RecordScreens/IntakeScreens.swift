import Findings
import Foundation
import Hummingbird
import Production
import Register
import Tables

/// Contracts into the register: finished PDF, and tables of those that are older than the program.
struct IntakeScreens: Sendable {
    let desk: RecordDesk

    private var watch: OrderWatch { OrderWatch(office: desk.office) }
    private static let endings = [".pdf", ".json"] + TableKind.endings

    func add(to routes: Routes) {
        routes.get("/register/aufnehmen") { visit in
            let all = try await watch.list(.intake, of: visit.visitor.owner)
            return try desk.office.frame.page(
                "register-aufnehmen", title: "Verträge aufnehmen",
                ["alle": all, "hatAlle": !all.isEmpty, "hoechstens": Inbox.said(Bounds.intake), "anzahl": "\(Bounds.mostIntake)", "neu": try desk.room.store() == nil],
                for: visit.visitor)
        }
        routes.multipartFiles("/register/aufnehmen", upTo: Bounds.intake, most: Bounds.mostIntake) { visit, files in
            guard !files.isEmpty else { throw Problem.noFile }
            for file in files where !Self.endings.contains(where: { file.name.lowercased().hasSuffix($0) }) { throw Problem.notForTheRegister(file.name) }
            let names = OrderWatch.names(files)
            let order = try await desk.office.orders.begin(
                .intake, name: names.count == 1 ? names[0] : "\(names[0]) und \(names.count - 1) weitere", IntakeOrder(files: names),
                files: Array(zip(files, names)).map { (file: $0.0, name: $0.1) }, owner: visit.visitor.owner)
            desk.office.recordRunner.add(order)
            return PageFrame.goOn(to: "/register/aufnahmen/\(order.id)")
        }
        routes.get("/register/aufnahmen/:id") { visit in try await page(visit) }
        routes.get("/register/aufnahmen/:id/fortschritt") { visit in watch.events(try await order(visit), "Dateien geprüft") }
        routes.post("/register/aufnahmen/:id/nochmal") { visit in
            let order = try await order(visit)
            if try await desk.office.orders.change(order.id, from: [.open, .failed], to: .open) { desk.office.recordRunner.add(order) }
            return PageFrame.goOn(to: "/register/aufnahmen/\(order.id)")
        }
        routes.post("/register/aufnahmen/:id/loeschen") { visit in
            let order = try await order(visit)
            guard !desk.office.recordRunner.isBusy(order.id) else { throw Problem.orderRuns("/register/aufnahmen/\(order.id)") }
            try await desk.office.orders.delete(order)
            return PageFrame.goOn(to: "/register/aufnehmen")
        }
    }

    private func order(_ visit: Visit) async throws -> RecordOrder { try await desk.office.orders.order(try visit.part("id"), .intake, of: visit.visitor.owner) }

    private func page(_ visit: Visit) async throws -> Response {
        let order = try await order(visit)
        var values = watch.page(order, "Dateien geprüft")
        let isBusy = desk.office.recordRunner.isBusy(order.id)
        if !isBusy, order.state == .done, let report = IntakeReport(at: desk.office.orders.report(order.id)) {
            func row(_ line: IntakeReport.Line) -> [String: Any] { ["datei": line.datei, "saetze": line.saetze] }
            let (bad, good) = (report.dateien.filter { !$0.gut }.map(row), report.dateien.filter(\.gut).map(row))
            values.merge(["schlecht": bad, "hatSchlechte": !bad.isEmpty, "gute": good, "hatGute": !good.isEmpty]) { $1 }
        }
        return try desk.office.frame.page(
            "register-aufnahme", title: "Aufnahme: \(order.name)", values, for: visit.visitor, script: isBusy ? "serie.js" : nil, refresh: isBusy ? 3 : nil)
    }
}

extension Problem {
    static func notForTheRegister(_ name: String) -> Problem {
        Problem(
            422, "Diese Datei lässt sich nicht aufnehmen", "„\(name)“ ist weder ein PDF noch eine Tabelle. Angenommen wurde nichts; was vorher da war, ist noch da.",
            remedy: "Nehmen Sie das PDF, das Klauselwerk erstellt hat, oder eine Tabelle älterer Verträge (\(TableKind.inGerman)).",
            link: Link(address: "/register/aufnehmen", text: "Zurück zu „Verträge aufnehmen“"))
    }
}
