import Findings
import Foundation
import Hummingbird
import Production
import Register
import Returns

/// A sheet whose mark nobody could read, put to its page by somebody who looks at it.
struct HandScreens: Sendable {
    let desk: RecordDesk

    private static let pictureSize = 420
    private static let mostHits = 20
    private static let mostPictures = 60

    func add(to routes: Routes) {
        routes.get("/ruecklauf/:id/zuordnen/:nr/:blatt") { visit in try await page(visit) }
        routes.post("/ruecklauf/:id/zuordnen/:nr/:blatt") { visit in try await place(visit) }
        routes.get("/ruecklauf/:id/vertragsseiten/:vertrag/:seite") { visit in try await picture(visit) }
        routes.post("/ruecklauf/:id/zuordnung-aufheben") { visit in try await takeBack(visit) }
    }

    /// A sheet of the report that belongs to no contract yet.
    private struct Sheet {
        let order: RecordOrder
        let asked: ScanOrder
        let report: ReturnReport
        let address: String
        let picture: String
        /// Of the scans, from 1.
        let scan: Int
        let sheet: ReturnReport.Sheet
        var text: String { "Blatt \(sheet.blatt) von „\(sheet.scan)“" }
    }

    private func order(_ visit: Visit) async throws -> RecordOrder { try await desk.office.orders.order(try visit.part("id"), .scans, of: visit.visitor.owner) }

    private func sheet(_ visit: Visit) async throws -> Sheet {
        let order = try await order(visit)
        guard let asked = order.decoded(ScanOrder.self), let report = desk.scans(of: order), let entry = Int(try visit.part("nr")), let place = Int(try visit.part("blatt")),
            report.nicht_zugeordnet.indices.contains(entry - 1)
        else { throw Problem.notFound }
        let loose = report.nicht_zugeordnet[entry - 1]
        guard HandForm.isOffered(loose), loose.blaetter.indices.contains(place - 1), let scan = asked.files.firstIndex(of: loose.blaetter[place - 1].scan) else {
            throw Problem.notFound
        }
        return Sheet(
            order: order, asked: asked, report: report, address: "/ruecklauf/\(order.id)/zuordnen/\(entry)/\(place)",
            picture: "/ruecklauf/\(order.id)/bilder/blaetter/\(entry)/\(place)", scan: scan + 1, sheet: loose.blaetter[place - 1])
    }

    // MARK: - To which contract

    private func page(_ visit: Visit) async throws -> Response {
        let sheet = try await sheet(visit)
        var values: [String: Any] = ["id": sheet.order.id, "name": sheet.order.name, "blatt": sheet.text, "bild": sheet.picture, "hier": sheet.address]
        if let identifier = visit.query("vertrag"), !identifier.isEmpty {
            values.merge(try await chosen(identifier, sheet, visit)) { $1 }
        } else {
            values.merge(try await search(sheet, visit)) { $1 }
        }
        return try desk.office.frame.page("ruecklauf-zuordnen", title: "\(sheet.text) zuordnen", values, for: visit.visitor)
    }

    private func search(_ sheet: Sheet, _ visit: Visit) async throws -> [String: Any] {
        let titles = desk.titles()
        let gaps = sheet.report.vertraege.compactMap { copy -> [String: Any]? in
            guard let identifier = copy.register, copy.satz == 1, !copy.vollstaendig, let first = copy.fehlende_seiten.first else { return nil }
            let number = copy.ausfertigung > 0 ? "&ausfertigung=\(copy.ausfertigung)" : ""
            return [
                "adresse": "\(sheet.address)?vertrag=\(Percent.encoded(identifier))\(number)&seite=\(first)",
                "titel": "\(copy.betreff)\(copy.ausfertigung > 0 ? ", Ausfertigung \(copy.ausfertigung)" : "") (\(copy.vertrag.lastPathName))",
                "fehlt": copy.fehlende_seiten.count == 1 ? "Seite \(first)" : "Seiten \(copy.fehlende_seiten.map(String.init).joined(separator: ", "))",
            ]
        }
        let words = String((visit.query("suche") ?? "").prefix(300))
        var hits: RegisterHits?
        if words.contains(where: { !$0.isWhitespace }) {
            var query = RegisterQuery()
            (query.words, query.day, query.limit) = (words, RecordRoom.today, Self.mostHits)
            let asked = query
            hits = try await desk.read { store throws(Failure) in try store.search(asked) }
        }
        let usable = (hits?.lines ?? []).filter { !$0.datei.isEmpty }
        return [
            "gewaehlt": false, "luecken": gaps, "hatLuecken": !gaps.isEmpty, "suche": words, "gesucht": hits != nil,
            "gefunden": hits.map { hits in
                hits.count > Self.mostHits
                    ? "\(RecordWords.contracts(hits.count)), davon \(Self.mostHits) gezeigt; nennen Sie mehr Wörter." : RecordWords.contracts(hits.count) + "."
            } ?? "",
            "treffer": usable.map { line -> [String: Any] in
                [
                    "adresse": "\(sheet.address)?vertrag=\(Percent.encoded(line.kennung))", "titel": line.partner.isEmpty ? line.kennung : line.partner,
                    "neben": [titles[line.vereinbarung] ?? line.vereinbarung, line.datum.isEmpty ? "" : Day.shown(line.datum), line.datei.lastPathName].filter { !$0.isEmpty }
                        .joined(separator: ", "),
                ]
            },
        ]
    }

    // MARK: - To which page

    /// The contract's file, as it lies here.
    private func file(_ identifier: String) async throws -> (entry: ContractEntry, path: String, pages: Int) {
        let (entry, path) = try await desk.read { store throws(Failure) in
            let entry = try store.contract(identifier)
            return (entry, store.location(of: entry.path))
        }
        guard entry.identifier == identifier else { throw Problem.noRecord }
        let pages = entry.path.isEmpty ? 0 : try await desk.office.drawing.run { () throws(Failure) in SheetPicture.pageCount(path) }
        guard pages > 0 else { throw Problem.noContractFile }
        return (entry, path, pages)
    }

    private func chosen(_ identifier: String, _ sheet: Sheet, _ visit: Visit) async throws -> [String: Any] {
        let (entry, _, pages) = try await file(identifier)
        let copy = visit.query("ausfertigung").flatMap { Int($0) } ?? 0
        let missing = Set(sheet.report.vertraege.filter { $0.register == identifier && $0.ausfertigung == copy && $0.satz == 1 }.flatMap(\.fehlende_seiten))
        let page = visit.query("seite").flatMap { Int($0) } ?? missing.min() ?? 1
        let partner = entry.parties.map(\.record.name).joined(separator: ", ")
        return [
            "gewaehlt": true, "vertrag": [partner, entry.title].filter { !$0.isEmpty }.joined(separator: ": "), "vertragKennung": identifier,
            "seiten": (1...pages).map { number -> [String: Any] in
                ["wert": "\(number)", "text": "Seite \(number)\(missing.contains(number) ? " (fehlt)" : "")", "gewaehlte": number == page]
            },
            "ausfertigung": copy > 0 ? "\(copy)" : "", "von": visit.visitor.name ?? "", "festeVon": visit.visitor.name != nil,
            "bilder": (1...min(pages, Self.mostPictures)).map { number in
                ["adresse": "/ruecklauf/\(sheet.order.id)/vertragsseiten/\(RecordAddress.part(identifier))/\(number)", "text": "Seite \(number)"]
            },
        ]
    }

    private func picture(_ visit: Visit) async throws -> Response {
        _ = try await order(visit)
        let (_, path, pages) = try await file(try RecordAddress.identifier(of: try visit.part("vertrag")))
        guard let page = Int(try visit.part("seite")), (1...pages).contains(page) else { throw Problem.notFound }
        let bytes = try await desk.office.drawing.run { () throws(Failure) in try SheetPicture.png(path, page: page, pixels: Self.pictureSize) }
        guard let bytes else { throw Problem.notFound }
        return PageFrame.answer(200, "image/png", bytes, [.cacheControl: "private, max-age=3600"])
    }

    private func place(_ visit: Visit) async throws -> Response {
        let sheet = try await sheet(visit)
        let form = visit.form
        let identifier = form["vertrag"] ?? ""
        let (_, _, pages) = try await file(identifier)
        let back = Problem.Link(address: "\(sheet.address)?vertrag=\(Percent.encoded(identifier))", text: "Zurück zum Blatt")
        func wrong(_ text: String, _ remedy: String) -> Problem {
            Problem(422, "So lässt sich das Blatt nicht zuordnen", "\(text) Geändert wurde nichts.", remedy: remedy, link: back)
        }
        guard let page = form["seite"].flatMap({ Int($0) }), (1...pages).contains(page) else {
            throw wrong("Eine solche Seite hat der Vertrag nicht.", "Gehen Sie zurück, und wählen Sie eine Seite.")
        }
        let typed = (form["ausfertigung"] ?? "").filter { !$0.isWhitespace }
        guard let copy = typed.isEmpty ? 0 : Int(typed), (0...HandPlacement.copyLimit).contains(copy) else {
            throw wrong(
                "Bei „Ausfertigung“ steht „\(typed.prefix(40))“.",
                "Gehen Sie zurück, und schreiben Sie eine Zahl von 1 bis \(HandPlacement.copyLimit), oder lassen Sie das Feld leer.")
        }
        let by = String((visit.visitor.name ?? form["von"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(100))
        guard !by.isEmpty else { throw wrong("Es fehlt, wer das Blatt zuordnet.", "Gehen Sie zurück, und nennen Sie Ihren Namen.") }
        let turn = form["lage"].flatMap { Int($0) }.flatMap { HandPlacement.turns.contains($0) ? $0 : nil }
        let placement = HandPlacement(scan: sheet.scan, sheet: sheet.sheet.blatt, contract: identifier, copy: copy, page: page, turn: turn, by: by)
        var asked = sheet.asked
        asked.placements = (asked.placements ?? []).filter { ($0.scan, $0.sheet) != (placement.scan, placement.sheet) } + [placement]
        return try await begin(sheet.order, asked)
    }

    /// The sheet lies again where it lay before; what was filed beside a contract stays there.
    private func takeBack(_ visit: Visit) async throws -> Response {
        let order = try await order(visit)
        guard var asked = order.decoded(ScanOrder.self), let scan = visit.form["scan"].flatMap({ Int($0) }), let sheet = visit.form["blatt"].flatMap({ Int($0) }) else {
            throw Problem.notFound
        }
        asked.placements = (asked.placements ?? []).filter { ($0.scan, $0.sheet) != (scan, sheet) }
        return try await begin(order, asked)
    }

    /// The stack is sorted once more.
    private func begin(_ order: RecordOrder, _ asked: ScanOrder) async throws -> Response {
        let address = "/ruecklauf/\(order.id)"
        guard !desk.office.recordRunner.isBusy(order.id), try await desk.office.orders.change(order.id, to: asked, from: [.done, .failed, .open]) else {
            throw Problem.orderRuns(address)
        }
        desk.office.recordRunner.add(try await desk.office.orders.order(order.id, .scans, of: order.owner))
        return PageFrame.goOn(to: address)
    }
}
