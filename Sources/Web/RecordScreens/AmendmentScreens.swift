import Findings
import Foundation
import Hummingbird
import NIOCore
import Production
import Register

/// Contracts changed: chosen in the register, what changes, one of the amendments to look at, then all.
struct AmendmentScreens: Sendable {
    let desk: RecordDesk

    private var watch: OrderWatch { OrderWatch(office: desk.office) }
    private var orders: RecordOrders { desk.office.orders }
    private static let pictureSize = 1100
    private static let rowsOfAPage = 50
    static let valueRows = 3

    func add(to routes: Routes) {
        routes.get("/aendern") { visit in try await choose(visit) }
        routes.post("/aendern") { visit in try await order(visit) }
        routes.multipart("/aendern/tabelle", upTo: Bounds.table) { visit, file in try await table(visit, file) }
        routes.get("/aendern/:id") { visit in try await page(visit) }
        routes.get("/aendern/:id/fortschritt") { visit in watch.events(try await found(visit), "Verträgen") }
        routes.get("/aendern/:id/vorschau/:vertrag/nachtrag.pdf") { visit in
            let path = try await previewed(visit).path
            return FileAnswer.download(path, "application/pdf", named: path.lastPathName)
        }
        routes.get("/aendern/:id/vorschau/:vertrag/seiten/:seite") { visit in try await picture(visit) }
        routes.post("/aendern/:id/erstellen") { visit in
            let order = try await found(visit)
            // What failed may be tried again once its reason is gone.
            if try await orders.change(order.id, from: [.draft, .failed, .open], to: .open) { desk.office.recordRunner.add(order) }
            return PageFrame.goOn(to: "/aendern/\(order.id)")
        }
        routes.get("/aendern/:id/dateien/:nr") { visit in
            let (_, report, folder) = try await made(visit)
            guard let number = Int(try visit.part("nr")), report.nachtraege.indices.contains(number - 1) else { throw Problem.notFound }
            let name = report.nachtraege[number - 1].datei
            return FileAnswer.download("\(folder)/\(name)", "application/pdf", named: name)
        }
        routes.get("/aendern/:id/nachtraege.zip") { visit in
            let (order, report, folder) = try await made(visit)
            return FolderAnswer.zip(report.nachtraege.map { ($0.datei, "\(folder)/\($0.datei)") }, named: "Nachträge \(order.name).zip")
        }
        routes.get("/aendern/:id/loeschen") { visit in
            let order = try await found(visit)
            return try desk.office.frame.page(
                "aendern-loeschen", title: "Änderung entfernen", ["id": order.id, "name": order.name, "fertig": order.state == .done], for: visit.visitor)
        }
        routes.post("/aendern/:id/loeschen") { visit in
            let order = try await found(visit)
            guard !desk.office.recordRunner.isBusy(order.id) else { throw Problem.orderRuns("/aendern/\(order.id)") }
            try await orders.delete(order)
            return PageFrame.goOn(to: "/aendern")
        }
    }

    private func found(_ visit: Visit) async throws -> RecordOrder { try await orders.order(try visit.part("id"), .amendments, of: visit.visitor.owner) }

    private static let back = Problem.Link(address: "/aendern", text: "Zurück zu „Ändern“")

    // MARK: - What, and for whom

    /// The contracts that are meant: chosen rows, or all that a search finds.
    private func chosen(_ book: RecordOutlook.Book, _ visit: Visit) async throws -> [ContractOutlook] {
        let names = Set(visit.queries("vertrag"))
        if !names.isEmpty { return book.contracts.filter { names.contains($0.summary.identifier) } }
        let filter = RecordFilter { visit.query($0) }
        guard filter.isAsking || visit.query("alle") == "ja" else { return [] }
        return try await desk.read { store throws(Failure) in try filter.found(in: book, store) }
    }

    private func choose(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Ändern", visit) }
        let all = try await watch.list(.amendments, of: visit.visitor.owner)
        var values: [String: Any] = ["alle": all, "hatAlle": !all.isEmpty, "gewaehlt": false, "ohneRegister": try desk.room.store() == nil, "heute": Day.shown(RecordRoom.today)]
        if try desk.room.store() != nil {
            let chosen = try await chosen(book, visit)
            if !chosen.isEmpty { values.merge(try await form(chosen, book, visit)) { $1 } }
        }
        return try desk.office.frame.page("aendern", title: "Verträge ändern", values, for: visit.visitor)
    }

    private func form(_ chosen: [ContractOutlook], _ book: RecordOutlook.Book, _ visit: Visit) async throws -> [String: Any] {
        guard chosen.count <= Bounds.mostAmended else { throw Problem.tooLarge("\(Bounds.mostAmended) Verträge") }
        let origins = try await desk.read { store throws(Failure) in try RecordOutlook.origins(chosen.map(\.summary), book.amendments, store) }
        let usable = chosen.filter { origins[$0.summary.identifier] != nil && !$0.summary.path.isEmpty }
        let material = AmendmentMaterial(usable.compactMap { origins[$0.summary.identifier] }, desk.office.library)
        let titles = desk.titles()
        return [
            "gewaehlt": true, "anzahl": RecordWords.contracts(usable.count), "keine": usable.isEmpty,
            "vertraege": usable.map { ["vertrag": $0.summary.identifier, "partner": RecordWords.name(of: $0, titles), "stand": $0.state.inGerman] },
            "ausgelassen": shown(
                chosen.count > usable.count
                    ? "\(RecordWords.contracts(chosen.count - usable.count)) davon \(chosen.count - usable.count == 1 ? "lässt" : "lassen") sich nicht ändern: Das Register kennt ihren Wortlaut nicht."
                    : nil),
            "klauseln": material.clauses(wanted: Set(visit.queries("neu"))), "hatKlauseln": !material.clauses(wanted: []).isEmpty,
            "werte": (1...Self.valueRows).map { ["nr": "\($0)", "felder": material.fields] as [String: Any] }, "heute": Day.shown(book.day),
        ]
    }

    private func order(_ visit: Visit) async throws -> Response {
        let form = visit.form
        let identifiers = form.pairs.filter { $0.name == "vertrag" }.map(\.value)
        var values: [String: String] = [:]
        for row in 1...Self.valueRows {
            let (path, value) = (form["feld\(row)"] ?? "", form["wert\(row)"] ?? "")
            guard !path.isEmpty else { continue }
            guard path.utf8.count <= 200, path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw Problem.unreadable }
            values[path] = String(value.replacing("\r\n", with: "\n").prefix(10_000))
        }
        let clauses = form.pairs.filter { $0.name == "neu" }.map(\.value)
        guard !identifiers.isEmpty, identifiers.count <= Bounds.mostAmended, clauses.allSatisfy({ $0.utf8.count <= 200 }) else { throw Problem.unreadable }
        guard !clauses.isEmpty || !values.isEmpty else {
            throw Problem(
                422, "Was soll sich ändern?", "Es ist weder eine Klausel noch ein Wert gewählt. Geändert wurde nichts.",
                remedy: "Gehen Sie zurück, und wählen Sie, was sich ändern soll.", link: Self.back)
        }
        let number = (form["nummer"] ?? "").filter { !$0.isWhitespace }
        guard number.isEmpty || Int(number).map({ (1...999).contains($0) }) == true else {
            throw Problem(
                422, "Das ist keine Nummer", "Bei „Nummer“ steht „\(number.prefix(40))“. Geändert wurde nichts.",
                remedy: "Gehen Sie zurück, und schreiben Sie eine Zahl von 1 bis 999, oder lassen Sie das Feld leer.", link: Self.back)
        }
        let asked = AmendmentOrder(
            contracts: identifiers, clauses: clauses, values: values, date: try RecordWords.day(form["datum"], "Datum des Nachtrags", back: Self.back),
            effective: try RecordWords.optionalDay(form["ab"], "Gilt ab", back: Self.back), number: Int(number), entersRegister: form["ins_register"] == "ja")
        // Each is looked up: what is no contract is told before anything is made.
        for identifier in identifiers { _ = try await desk.read(back: Self.back) { store throws(Failure) in try store.contract(identifier).identifier } }
        let said = clauses.map(ClauseNames.subject) + values.keys.sorted().map { AmendmentMaterial.label($0, [:]) }
        let order = try await orders.begin(
            .amendments, name: said.joined(separator: ", "), asked, state: .draft, owner: visit.visitor.owner)
        return PageFrame.goOn(to: "/aendern/\(order.id)")
    }

    /// A row a contract, a column a field: other values for each.
    private func table(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        guard let file else { throw Problem.noFile }
        guard let book = try await desk.book() else { throw Problem.stillReckoning }
        let form = visit.form
        let (date, effective) = (
            try RecordWords.day(form["datum"], "Datum des Nachtrags", back: Self.back), try RecordWords.optionalDay(form["ab"], "Gilt ab", back: Self.back)
        )
        let store = try desk.room.needed()
        let values: [String: [String: String]]
        do throws(Failure) {
            values = try await desk.office.tables.run { () throws(Failure) in try AmendmentTable.read(file.path, store: store) }
        } catch {
            let said = error.findings.filter { $0.severity == .fehler }.ordered.prefix(10).map { finding -> String in
                TablePlace.said(finding) + ClerkWords.sentence(finding.message.replacing(file.path, with: file.name))
            }
            throw Problem(
                422, "Diese Tabelle lässt sich nicht verwenden", said.joined(separator: " ") + " Geändert wurde nichts.",
                remedy: "Berichtigen Sie die Tabelle, und senden Sie sie noch einmal.", link: Self.back)
        }
        let known = Dictionary(book.contracts.map { (store.location(of: $0.summary.path), $0.summary.identifier) }, uniquingKeysWith: { first, _ in first })
        let strange = values.keys.filter { known[$0] == nil }.sorted()
        guard strange.isEmpty, values.count <= Bounds.mostAmended else {
            throw Problem(
                422, "Diese Tabelle lässt sich nicht verwenden",
                "Im Register gibt es keinen Vertrag mit Datei zu: \(strange.prefix(5).map { "„\($0.lastPathName)“" }.joined(separator: ", ")). Geändert wurde nichts.",
                remedy: "Nennen Sie in der Spalte „vertrag“ die Kennung, die beim Vertrag im Register steht.", link: Self.back)
        }
        let own = Dictionary(values.compactMap { path, fields in known[path].map { ($0, fields) } }, uniquingKeysWith: { first, _ in first })
        let asked = AmendmentOrder(
            contracts: own.keys.sorted(), clauses: [], values: [:], ownValues: own, date: date, effective: effective, number: nil, entersRegister: form["ins_register"] == "ja")
        let order = try await orders.begin(.amendments, name: "Werte aus „\(file.name)“", asked, state: .draft, owner: visit.visitor.owner)
        return PageFrame.goOn(to: "/aendern/\(order.id)")
    }

    // MARK: - Looking

    private func page(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Ändern", visit) }
        let order = try await found(visit)
        guard let asked = order.decoded(AmendmentOrder.self) else { throw Problem.noOrder }
        let isBusy = desk.office.recordRunner.isBusy(order.id)
        let titles = desk.titles()
        let names = Dictionary(book.contracts.map { ($0.summary.identifier, RecordWords.name(of: $0, titles)) }, uniquingKeysWith: { first, _ in first })
        var values = watch.page(order, "Verträgen")
        values.merge([
            "entwurf": !isBusy && order.state == .draft, "anzahl": asked.contracts.count == 1 ? "1 Nachtrag" : "\(asked.contracts.count) Nachträge",
            "druckt": AmendmentPrint(orders: orders, room: desk.room, order: order).isWanted, "vertragszahl": RecordWords.contracts(asked.contracts.count),
            "klauseln": asked.clauses.map { ["name": ClauseNames.subject($0)] },
            "hatKlauseln": !asked.clauses.isEmpty,
            "werte": asked.values.sorted { $0.key < $1.key }.map { ["feld": AmendmentMaterial.label($0.key, [:]), "wert": $0.value.isEmpty ? "entfällt" : $0.value] },
            "hatWerte": !asked.values.isEmpty,
            "datum": Day.shown(asked.date), "ab": shown(asked.effective.map(Day.shown)), "insRegister": asked.entersRegister,
        ]) { $1 }
        if !isBusy, order.state == .draft || order.state == .failed { values.merge(try await preview(order, asked, names, visit)) { $1 } }
        if !isBusy, order.state == .done, let report = AmendmentReport(at: orders.report(order.id)) { values.merge(list(order, report, names, visit)) { $1 } }
        return try desk.office.frame.page(
            "aenderung", title: "Ändern: \(order.name)", values, for: visit.visitor, script: isBusy ? "serie.js" : nil, isWide: order.state == .draft, refresh: isBusy ? 3 : nil)
    }

    private func folder(_ order: RecordOrder, _ contract: String) -> String { "\(orders.folder(order.id))/vorschau/\(RecordAddress.part(contract))" }

    /// One amendment as it will be; made once and kept with the order.
    private func preview(_ order: RecordOrder, _ asked: AmendmentOrder, _ names: [String: String], _ visit: Visit) async throws -> [String: Any] {
        let wanted = visit.query("fuer") ?? ""
        guard let contract = asked.contracts.contains(wanted) ? wanted : asked.contracts.first else { return [:] }
        var values: [String: Any] = [
            "auswahl": RegisterForm.choices(asked.contracts.map { ($0, names[$0] ?? $0) }, contract), "mehrere": asked.contracts.count > 1, "hatVorschau": false, "fehler": false,
        ]
        let place = folder(order, contract)
        do throws(Failure) {
            let report: AmendmentReport
            if let kept = AmendmentReport(at: place + "/bericht.json") {
                report = kept
            } else {
                let (orders, room) = (orders, desk.room)
                report = try await room.making.run { () throws(Failure) in
                    let report = try AmendmentWork(orders: orders, room: room).preview(asked, contract, to: place)
                    try AtomicFile.write(Array(prettyJSON(report).utf8), to: place + "/bericht.json")
                    return report
                }
            }
            let address = "/aendern/\(order.id)/vorschau/\(RecordAddress.part(contract))"
            let line = report.nachtraege.first
            values.merge([
                "hatVorschau": line != nil, "aendertNichts": line == nil, "aenderungen": line?.aenderungen ?? [], "pdf": address + "/nachtrag.pdf",
                "hinweise": report.hinweise, "hatHinweise": !report.hinweise.isEmpty,
                "seiten": line.map { line in (1...max(1, line.seiten ?? 1)).map { ["adresse": "\(address)/seiten/\($0)", "text": "Seite \($0) des Nachtrags"] } } ?? [],
            ]) { $1 }
        } catch {
            values["fehler"] = [
                "saetze": error.findings.filter { $0.severity == .fehler }.ordered.prefix(10).map {
                    ClerkWords.sentence($0.message) + (ClerkWords.remedy($0.remedy).map { " " + $0 } ?? "")
                }
            ]
        }
        return values
    }

    private func previewed(_ visit: Visit) async throws -> (path: String, pages: Int) {
        let order = try await found(visit)
        let contract = try RecordAddress.identifier(of: try visit.part("vertrag"))
        guard let asked = order.decoded(AmendmentOrder.self), asked.contracts.contains(contract) else { throw Problem.notFound }
        let place = folder(order, contract)
        guard let line = AmendmentReport(at: place + "/bericht.json")?.nachtraege.first else { throw Problem.notFound }
        return ("\(place)/\(line.datei)", line.seiten ?? 0)
    }

    private func picture(_ visit: Visit) async throws -> Response {
        let (path, pages) = try await previewed(visit)
        guard let page = Int(try visit.part("seite")), (1...max(1, pages)).contains(page) else { throw Problem.notFound }
        let bytes = try await desk.office.drawing.run { () throws(Failure) in try SheetPicture.png(path, page: page, pixels: Self.pictureSize) }
        guard let bytes else { throw Problem.notFound }
        return PageFrame.answer(200, "image/png", bytes, [.cacheControl: "private, max-age=3600"])
    }

    // MARK: - What was made

    private func made(_ visit: Visit) async throws -> (order: RecordOrder, report: AmendmentReport, folder: String) {
        let order = try await found(visit)
        guard order.state == .done, let report = AmendmentReport(at: orders.report(order.id)), !report.nachtraege.isEmpty else { throw Problem.notFound }
        return (order, report, orders.result(order.id))
    }

    private func list(_ order: RecordOrder, _ report: AmendmentReport, _ names: [String: String], _ visit: Visit) -> [String: Any] {
        let pages = max(1, (report.nachtraege.count + Self.rowsOfAPage - 1) / Self.rowsOfAPage)
        let page = min(max(1, visit.query("seite").flatMap { Int($0) } ?? 1), pages)
        let rows = report.nachtraege.enumerated().dropFirst((page - 1) * Self.rowsOfAPage).prefix(Self.rowsOfAPage).map { index, line -> [String: Any] in
            [
                "partner": names[line.vertrag] ?? line.vertrag, "adresse": RecordAddress.of(line.vertrag), "datei": line.datei, "pdf": "/aendern/\(order.id)/dateien/\(index + 1)",
                "seiten": line.seiten.map(String.init) ?? "–", "aenderungen": line.aenderungen,
                "zahl": line.aenderungen.count == 1 ? "1 Änderung" : "\(line.aenderungen.count) Änderungen",
            ]
        }
        func link(_ number: Int) -> Any { (1...pages).contains(number) ? ["adresse": "/aendern/\(order.id)?seite=\(number)"] : false }
        let volumes = PrintForm.volumes(AmendmentPrint(orders: orders, room: desk.room, order: order).noted)
        return [
            "baende": volumes, "hatBaende": !volumes.isEmpty, "zeilen": rows, "hatZeilen": !rows.isEmpty,
            "gleich": report.unveraendert.map { ["partner": names[$0] ?? $0, "adresse": RecordAddress.of($0)] },
            "hatGleiche": !report.unveraendert.isEmpty, "hinweise": report.hinweise, "hatHinweise": !report.hinweise.isEmpty, "seiteNr": "\(page)", "seitenzahl": "\(pages)",
            "mehrereSeiten": pages > 1, "vor": link(page + 1), "zurueck": link(page - 1),
        ]
    }
}
