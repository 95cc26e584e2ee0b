import Findings
import Foundation
import Hummingbird
import Production

/// All contracts of a finished series in files for the copier.
struct SeriesPrintScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/serien/:id/druck") { visit in try await page(visit, faults: [:]) }
        routes.post("/serien/:id/druck") { visit in try await order(visit) }
        routes.get("/serien/:id/druck/:band") { visit in
            let series = try await series(visit)
            let name = try visit.part("band")
            guard let print = series.print, print.volumes.contains(where: { $0.name == name }) else { throw Problem.notFound }
            let path = "\(office.series.place.print(series))/\(name)"
            guard FileManager.default.fileExists(atPath: path) else { throw Problem.notFound }
            return FileAnswer.download(path, "application/pdf", named: "\(series.name) \(name)")
        }
    }

    private func series(_ visit: Visit) async throws -> ContractSeries { try await office.series.series(try visit.part("id"), of: visit.visitor.owner) }

    /// - Parameter faults: by the fields' names.
    private func page(_ visit: Visit, faults: [String: String]) async throws -> Response {
        let series = try await series(visit)
        guard series.state == .done else { throw Problem.notDone(series.id) }
        let form = PrintForm(kept: series.print, typed: visit.form, orders: try await orders(series), letters: PrintForm.letters(office.library), faults: faults)
        return try office.frame.page(
            "serie-druck", title: faults.isEmpty ? "Druckauflage: \(series.name)" : "Fehler: Druckauflage: \(series.name)",
            form.values.merging(["id": series.id, "name": series.name, "reihenfolge": "wie in der Tabelle"]) { $1 }, for: visit.visitor, status: faults.isEmpty ? 200 : 422)
    }

    /// What the table can be ordered by.
    private func orders(_ series: ContractSeries) async throws -> [(path: String, label: String)] {
        guard let check = try await office.checks.check(series) else { throw Problem.stillChecking }
        let words = SeriesWords(try? office.library.workshop().planner.catalogue(of: try office.library.agreement(series.agreement)))
        return check.table.columns.filter { words.labels[$0] != nil && $0 != "anlagen" }.map { ($0, words.heading($0)) }
    }

    private func order(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard series.state == .done else { throw Problem.notDone(series.id) }
        let wanted: SeriesPrint
        let (orders, letters) = (try await orders(series).map(\.path), PrintForm.letters(office.library).map(\.name))
        do throws(SeriesPrint.Fault) {
            wanted = try SeriesPrint(visit.form, number: (series.print?.number ?? 0) + 1, orders: orders, letters: letters)
        } catch { return try await page(visit, faults: error.fields) }
        let ordered = try await office.series.update(series.id, of: visit.visitor.owner) { series in
            guard series.state == .done else { throw Problem.notDone(series.id) }
            series.print = wanted
            series.state = .waiting
            series.told = ""
        }
        office.runner.add(ordered)
        return PageFrame.goOn(to: "/serien/\(series.id)")
    }
}

extension Problem {
    static func notDone(_ id: String) -> Problem {
        Problem(
            409, "Diese Serie ist noch nicht fertig", "Gedruckt wird, was fertig ist: Zuerst müssen alle Verträge erstellt sein. Geändert wurde nichts.",
            remedy: "Erstellen Sie zuerst die Verträge.", link: Link(address: "/serien/\(id)", text: "Zur Serie"))
    }
}
