import Findings
import Foundation
import Hummingbird
import Production
import Register
import Rendering
import Returns

/// Scans that come back: dropped, sorted beside the requests, and told: what is complete, what is missing, with pictures of what somebody has to look at.
struct ScanScreens: Sendable {
    let desk: RecordDesk

    private var watch: OrderWatch { OrderWatch(office: desk.office) }
    private static let pictureSize = 700

    func add(to routes: Routes) {
        routes.get("/ruecklauf") { visit in try await start(visit) }
        routes.multipartFiles("/ruecklauf", upTo: Bounds.scans, most: Bounds.mostScans) { visit, files in try await begin(visit, files) }
        routes.get("/ruecklauf/:id") { visit in try await page(visit) }
        routes.get("/ruecklauf/:id/fortschritt") { visit in watch.events(try await order(visit), "Blättern gelesen") }
        routes.get("/ruecklauf/:id/bilder/:art/:nr/:seite") { visit in try await picture(visit) }
        routes.get("/ruecklauf/:id/dateien/:art/:nr") { visit in
            let (path, name) = try await file(visit)
            return FileAnswer.download(path, "application/pdf", named: name)
        }
        routes.get("/ruecklauf/:id/bericht.html") { visit in
            let order = try await order(visit)
            let path = desk.office.orders.result(order.id) + "/bericht.html"
            guard FileManager.default.fileExists(atPath: path) else { throw Problem.notFound }
            return FileAnswer.download(path, "text/html; charset=utf-8", named: "Rücklauf \(order.name).html")
        }
        routes.multipart("/ruecklauf/:id/nachreichen", upTo: Bounds.scans) { visit, file in try await complete(visit, file) }
        routes.post("/ruecklauf/:id/nochmal") { visit in
            let order = try await order(visit)
            if try await desk.office.orders.change(order.id, from: [.open, .failed], to: .open) { desk.office.recordRunner.add(order) }
            return PageFrame.goOn(to: "/ruecklauf/\(order.id)")
        }
        routes.get("/ruecklauf/:id/loeschen") { visit in
            let order = try await order(visit)
            return try desk.office.frame.page("ruecklauf-loeschen", title: "Rücklauf entfernen", ["id": order.id, "name": order.name], for: visit.visitor)
        }
        routes.post("/ruecklauf/:id/loeschen") { visit in
            let order = try await order(visit)
            guard !desk.office.recordRunner.isBusy(order.id) else { throw Problem.orderRuns("/ruecklauf/\(order.id)") }
            try await desk.office.orders.delete(order)
            return PageFrame.goOn(to: "/ruecklauf")
        }
    }

    private func order(_ visit: Visit) async throws -> RecordOrder { try await desk.office.orders.order(try visit.part("id"), .scans, of: visit.visitor.owner) }

    private func start(_ visit: Visit) async throws -> Response {
        let all = try await watch.list(.scans, of: visit.visitor.owner)
        return try desk.office.frame.page(
            "ruecklauf", title: "Rücklauf",
            [
                "alle": all, "hatAlle": !all.isEmpty, "hoechstens": Inbox.said(Bounds.scans), "anzahl": "\(Bounds.mostScans)", "heute": Day.shown(RecordRoom.today),
                "ohneRegister": try desk.room.store() == nil,
            ], for: visit.visitor)
    }

    private func begin(_ visit: Visit, _ files: [ReceivedFile]) async throws -> Response {
        guard !files.isEmpty else { throw Problem.noFile }
        guard try desk.room.store() != nil else { throw Problem.noRegister }
        try files.forEach(ScanScreens.requirePDF)
        let day = try RecordWords.day(visit.form["am"], "Zurückgekommen am", back: Problem.Link(address: "/ruecklauf", text: "Zurück zum Rücklauf"))
        return try await send(files, day, visit.form["unterschrieben"] == "ja", visit)
    }

    private func send(_ files: [ReceivedFile], _ day: String, _ notesSignatures: Bool, _ visit: Visit) async throws -> Response {
        let names = OrderWatch.names(files)
        let order = try await desk.office.orders.begin(
            .scans, name: names.count == 1 ? names[0] : "\(names[0]) und \(names.count - 1) weitere", ScanOrder(files: names, day: day, notesSignatures: notesSignatures),
            files: Array(zip(files, names)).map { (file: $0.0, name: $0.1) }, owner: visit.visitor.owner)
        desk.office.recordRunner.add(order)
        return PageFrame.goOn(to: "/ruecklauf/\(order.id)")
    }

    private static func requirePDF(_ file: ReceivedFile) throws {
        guard let handle = FileHandle(forReadingAtPath: file.path), let head = try? handle.read(upToCount: 1024), Array(head).firstRange(of: Array("%PDF-".utf8)) != nil else {
            throw Problem(
                422, "Das ist kein Scan als PDF", "„\(file.name)“ ist kein PDF. Angenommen wurde nichts; was vorher da war, ist noch da.",
                remedy: "Stellen Sie den Kopierer auf PDF, und scannen Sie den Stapel noch einmal.", link: Problem.Link(address: "/ruecklauf", text: "Zurück zum Rücklauf"))
        }
    }

    /// A page that was missing, together with what lay there: a run of its own.
    private func complete(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        let order = try await order(visit)
        guard let file else { throw Problem.noFile }
        try ScanScreens.requirePDF(file)
        guard let report = report(order), let number = visit.form["nr"].flatMap({ Int($0) }), report.vertraege.indices.contains(number - 1),
            let asked = order.decoded(ScanOrder.self)
        else { throw Problem.notFound }
        let old = report.vertraege[number - 1]
        guard !old.vollstaendig, let bytes = FileBytes.copy(old.datei, into: desk.room.papers) else { throw Problem.notFound }
        defer { unlink(bytes.path) }
        return try await send([bytes, file], asked.day, asked.notesSignatures, visit)
    }

    // MARK: - What came of it

    private func report(_ order: RecordOrder) -> ReturnReport? { desk.scans(of: order) }

    private func page(_ visit: Visit) async throws -> Response {
        let order = try await order(visit)
        var values = watch.page(order, "Blättern gelesen")
        let isBusy = desk.office.recordRunner.isBusy(order.id)
        values["zugeordnet"] = isBusy ? [] : HandForm.placed(order)
        values["hatZugeordnet"] = !isBusy && !HandForm.placed(order).isEmpty
        if !isBusy, let report = report(order) {
            let titles = desk.titles()
            let known = Dictionary(
                (try await desk.book(patience: 100)?.contracts ?? []).map { ($0.summary.identifier, RecordWords.name(of: $0, titles)) }, uniquingKeysWith: { first, _ in first })
            values.merge(ScanForm(order: order, report: report, names: known).values) { $1 }
        }
        return try desk.office.frame.page(
            "ruecklauf-bericht", title: "Rücklauf: \(order.name)", values, for: visit.visitor, script: isBusy ? "serie.js" : nil, refresh: isBusy ? 3 : nil)
    }

    /// What the run has filed, by its place in the report: no path comes from a browser.
    private func file(_ visit: Visit) async throws -> (path: String, name: String) {
        let order = try await order(visit)
        guard let report = report(order), let number = Int(try visit.part("nr")) else { throw Problem.notFound }
        let path: String?
        switch try visit.part("art") {
        case "vertrag": path = report.vertraege.indices.contains(number - 1) ? report.vertraege[number - 1].datei : nil
        case "blaetter": path = report.nicht_zugeordnet.indices.contains(number - 1) ? report.nicht_zugeordnet[number - 1].datei : nil
        default: path = nil
        }
        guard let path, FileManager.default.fileExists(atPath: path) else { throw Problem.notFound }
        return (path, path.lastPathName)
    }

    private func picture(_ visit: Visit) async throws -> Response {
        let (path, _) = try await file(visit)
        guard let page = Int(try visit.part("seite")), page > 0 else { throw Problem.notFound }
        let bytes = try await desk.office.drawing.run { () throws(Failure) in try SheetPicture.png(path, page: page, pixels: Self.pictureSize) }
        guard let bytes else { throw Problem.notFound }
        return PageFrame.answer(200, "image/png", bytes, [.cacheControl: "private, max-age=3600"])
    }
}

/// What a run has found, as values for its template.
struct ScanForm {
    let order: RecordOrder
    let report: ReturnReport
    /// Partners, by the identifiers of their contracts.
    let names: [String: String]

    /// Pictures of one entry; the rest is in the file.
    private static let mostPictures = 12

    var values: [String: Any] {
        let numbered = Array(report.vertraege.enumerated())
        let open = numbered.filter { !$0.element.isSettled }.map { contract($0.offset + 1, $0.element) }
        let fine = numbered.filter(\.element.isSettled).map { contract($0.offset + 1, $0.element) }
        let loose = report.nicht_zugeordnet.enumerated().map { self.loose($0.offset + 1, $0.element) }
        return [
            "gut": report.alles_gut, "zuKlaeren": open, "hatZuKlaeren": !open.isEmpty, "inOrdnung": fine, "hatInOrdnung": !fine.isEmpty, "ordnungszahl": "\(fine.count)",
            "lose": loose, "hatLose": !loose.isEmpty,
        ]
    }

    private func contract(_ number: Int, _ contract: ReturnReport.Contract) -> [String: Any] {
        let pages = contract.blaetter.map(\.seite)
        // Where somebody has to look: fields without ink, or with too little to be sure.
        let asked = Set(contract.unterschriften.filter { $0.ergebnis == "leer" || $0.ergebnis == "unklar" }.map(\.seite)).sorted()
        let pictures = asked.compactMap { page in pages.firstIndex(of: page).map { (page: page, place: $0 + 1) } }.prefix(Self.mostPictures)
        return [
            "nr": "\(number)", "titel": [contract.register.flatMap { names[$0] }, contract.betreff].compactMap { $0 }.joined(separator: ", "),
            "datei": contract.vertrag.lastPathName,
            "ausfertigung": shown(contract.ausfertigung > 0 ? "\(contract.ausfertigung)" : nil),
            "saetze": contract.ergebnis.map { $0.replacing(contract.datei, with: contract.datei.lastPathName) }, "adresse": shown(contract.register.map { RecordAddress.of($0) }),
            "unvollstaendig": !contract.vollstaendig, "herunterladen": "/ruecklauf/\(order.id)/dateien/vertrag/\(number)",
            "bilder": pictures.map { ["adresse": "/ruecklauf/\(order.id)/bilder/vertrag/\(number)/\($0.place)", "text": "Seite \($0.page)"] }, "hatBilder": !pictures.isEmpty,
            "felder": contract.unterschriften.map { ["wer": $0.wer.isEmpty ? $0.feld : $0.wer, "ergebnis": $0.ergebnis, "seite": "\($0.seite)"] },
            "hatFelder": !contract.unterschriften.isEmpty,
        ]
    }

    private func loose(_ number: Int, _ loose: ReturnReport.Loose) -> [String: Any] {
        let shownSheets = loose.datei == nil || loose.grund == "leer" ? [] : Array(loose.blaetter.prefix(Self.mostPictures).enumerated())
        let count = loose.blaetter.count
        func assigning(_ index: Int) -> Any { shown(HandForm.isOffered(loose) ? "/ruecklauf/\(order.id)/zuordnen/\(number)/\(index + 1)" : nil) }
        // The rest without pictures: each can be looked at where it is put to its page.
        let rest = HandForm.isOffered(loose) ? Array(loose.blaetter.enumerated().dropFirst(shownSheets.count).prefix(200)) : []
        return [
            "nr": "\(number)", "grund": "\(count == 1 ? "1 Blatt" : "\(count) Blätter") \(loose.grund)", "zeichen": shown(loose.kennung),
            "blaetter": loose.blaetter.prefix(40).map { ["text": "Blatt \($0.blatt) von „\($0.scan)“"] }, "hatDatei": loose.datei != nil,
            "herunterladen": "/ruecklauf/\(order.id)/dateien/blaetter/\(number)",
            "bilder": shownSheets.map { index, sheet in
                [
                    "adresse": "/ruecklauf/\(order.id)/bilder/blaetter/\(number)/\(index + 1)", "text": "Blatt \(sheet.blatt) von „\(sheet.scan)“",
                    "zuordnen": assigning(index),
                ]
            }, "hatBilder": !shownSheets.isEmpty, "hatUebrige": !rest.isEmpty,
            "uebrige": rest.map { index, sheet in ["zuordnen": assigning(index), "text": "Blatt \(sheet.blatt) von „\(sheet.scan)“"] },
            "mehr": count > shownSheets.count && !shownSheets.isEmpty,
        ]
    }
}

extension FileBytes {
    /// A copy of a filed scan, as if it had been sent.
    fileprivate static func copy(_ path: String, into folder: String) -> ReceivedFile? {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let target = "\(folder)/\(Secret.make())"
        guard (try? FileManager.default.copyItem(atPath: path, toPath: target)) != nil else { return nil }
        return ReceivedFile(path: target, name: path.lastPathName, size: 0)
    }
}
