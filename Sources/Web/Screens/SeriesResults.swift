import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Production

/// What a series has made: a list to search in, each contract, all of them as one archive, the report; and how far a run is.
struct SeriesResults: Sendable {
    let office: Office

    private static let rowsOfAPage = 50
    /// Seconds that one answer about the progress lasts; browsers ask again by themselves.
    private static let watchSeconds = 8.0

    func add(to routes: Routes) {
        routes.get("/serien/:id/vertraege") { visit in try await list(visit) }
        routes.get("/serien/:id/vertraege/:zeile/vertrag.pdf") { visit in try await file(visit) }
        routes.get("/serien/:id/vertraege.zip") { visit in try await archive(visit) }
        routes.get("/serien/:id/bericht.html") { visit in
            let series = try await series(visit)
            let folder = office.series.place.contracts(series.id)
            let report = SeriesReport.files(in: folder)
            // Of very many rows it has pages, which belong together.
            if report.count > 1 { return archive(report.map { ($0, "\(folder)/\($0)") }, named: "Bericht \(series.name).zip") }
            guard let bytes = read(folder + "/bericht.html") else { throw Problem.notFound }
            return PageFrame.download(bytes, "text/html; charset=utf-8", named: "Bericht \(series.name).html")
        }
        routes.get("/serien/:id/fortschritt") { visit in try await watch(visit) }
    }

    private func series(_ visit: Visit) async throws -> ContractSeries { try await office.series.series(try visit.part("id"), of: visit.visitor.owner) }

    private func list(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let sought = visit.query("suche") ?? ""
        let words = sought.lowercased().split(separator: " ")
        let all = try SeriesRow.all(in: office.series.place.contracts(series.id))
        let found = all.filter { contract in
            let text = "\(contract.key) \(contract.partner) \(contract.file ?? "gescheitert")".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        let pages = max(1, (found.count + Self.rowsOfAPage - 1) / Self.rowsOfAPage)
        let page = min(max(1, visit.query("seite").flatMap { Int($0) } ?? 1), pages)
        let rows = found.dropFirst((page - 1) * Self.rowsOfAPage).prefix(Self.rowsOfAPage).map { row -> [String: Any] in
            let remarks = row.remarks.prefix(6).map { remark -> [String: Any] in
                ["art": remark.severity, "text": SeriesWords.sentence(remark.message), "abhilfe": shown(ClerkWords.remedy(remark.remedy))]
            }
            return [
                "id": series.id, "zeile": "\(row.row)", "nr": row.key, "partner": row.partner, "datei": shown(row.file),
                "seiten": row.pages.map(String.init) ?? "–",
                "befunde": remarks, "anzahl": remarks.count == 1 ? "1 Hinweis" : "\(remarks.count) Hinweise", "hatBefunde": !remarks.isEmpty, "gescheitert": row.file == nil,
            ]
        }
        func link(_ number: Int) -> Any {
            if (1...pages).contains(number) { return ["adresse": "?suche=\(Percent.encoded(sought))&seite=\(number)"] }
            return false
        }
        let report = office.series.place.contracts(series.id) + "/bericht.html"
        return try office.frame.page(
            "serie-vertraege", title: "Verträge: \(series.name)",
            [
                "id": series.id, "name": series.name, "suche": sought, "zeilen": rows, "keine": rows.isEmpty, "gefunden": "\(found.count) von \(all.count)",
                "seiteNr": "\(page)", "seiten": "\(pages)", "mehrereSeiten": pages > 1, "vor": link(page + 1), "zurueck": link(page - 1),
                "hatBericht": series.state == .done && FileManager.default.fileExists(atPath: report), "beschaeftigt": series.state.isBusy,
                "hatDateien": all.contains { $0.file != nil },
            ], for: visit.visitor, isWide: true)
    }

    private func file(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard let row = Int(try visit.part("zeile")) else { throw Problem.notFound }
        let folder = office.series.place.contracts(series.id)
        guard let name = try SeriesRow.all(in: folder).first(where: { $0.row == row })?.file, let bytes = read("\(folder)/\(name)") else { throw Problem.notFound }
        return PageFrame.download(bytes, "application/pdf", named: name.split(separator: "/").last.map(String.init) ?? name)
    }

    /// Sent while it is being written; memory does not grow with the files.
    private func archive(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard !series.state.isBusy else { throw Problem.seriesRuns }
        let folder = office.series.place.contracts(series.id)
        let names = try SeriesRow.all(in: folder).compactMap(\.file)
        guard !names.isEmpty, names.allSatisfy({ FileManager.default.fileExists(atPath: "\(folder)/\($0)") }) else { throw Problem.notFound }
        let report = series.state == .done ? SeriesReport.files(in: folder) : []
        return archive((names + report).map { ($0, "\(folder)/\($0)") }, named: "Verträge \(series.name).zip")
    }

    private func archive(_ files: [(name: String, path: String)], named name: String) -> Response {
        var response = PageFrame.download([], "application/zip", named: name)
        response.headers[.contentLength] = nil
        response.body = ResponseBody { writer in
            var zip = ZipStream()
            for (name, path) in files {
                // An archive with a gap would be taken for whole.
                guard try await zip.add(name, at: path, { try await writer.write(ByteBuffer(bytes: $0)) }) else { throw CancellationError() }
            }
            try await zip.finish { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
        return response
    }

    private func read(_ path: String) -> [UInt8]? { (try? Data(contentsOf: URL(filePath: path))).map(Array.init) }

    /// Server-sent events (WHATWG HTML, 9.2): whenever something has changed, and at the end.
    private func watch(_ visit: Visit) async throws -> Response {
        let (id, owner) = (try await series(visit).id, visit.visitor.owner)
        var response = PageFrame.answer(200, "text/event-stream; charset=utf-8", [], [.cacheControl: "no-store"])
        response.headers[.contentLength] = nil
        response.body = ResponseBody { [office] writer in
            try await writer.write(ByteBuffer(string: "retry: 500\n\n"))
            let end = GermanTime.now() + Self.watchSeconds
            var last = ""
            while GermanTime.now() < end, !Task.isCancelled {
                guard let series = try? await office.series.series(id, of: owner) else { break }
                let told = SeriesTold(series, office.runner.progress(of: id)).json
                if told != last { try await writer.write(ByteBuffer(string: "data: \(told)\n\n")) }
                last = told
                if !series.state.isBusy { break }
                try await Task.sleep(for: .milliseconds(400))
            }
            try await writer.finish(nil)
        }
        return response
    }
}

/// How far a series is, in words.
struct SeriesTold: Encodable {
    let laeuft: Bool
    let erledigt: Int
    let gesamt: Int
    let text: String

    init(_ series: ContractSeries, _ progress: SeriesProgress?) {
        laeuft = series.state.isBusy
        guard let progress else {
            (erledigt, gesamt) = (0, 0)
            text =
                switch series.state {
                case .running: "Die Serie beginnt."
                case .waiting: "Die Serie wartet, bis eine andere fertig ist."
                case .open, .stopped, .done, .failed: "Der Lauf ist zu Ende."
                }
            return
        }
        let (done, total) = (progress.progress.done, progress.progress.total)
        (erledigt, gesamt) = (done, total)
        switch progress.progress.stage {
        case .checking: text = "Die Tabelle wird geprüft: \(done) von \(total) Zeilen."
        case .printing: text = "Die Druckauflage entsteht."
        case .making:
            var parts = ["\(done) von \(total) Verträgen"]
            if let rate = progress.rate { parts.append("\(Self.figure(rate)) je Sekunde") }
            if let rest = progress.rest, done < total { parts.append("noch etwa \(Self.duration(rest))") }
            text = parts.joined(separator: ", ") + "." + (progress.progress.failed > 0 ? " \(progress.progress.failed) davon gescheitert." : "")
        }
    }

    var values: [String: Any] { ["erledigt": "\(erledigt)", "gesamt": "\(max(1, gesamt))", "text": text] }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func figure(_ number: Double) -> String {
        let tenths = Int(min(max(number, 0), 1e6) * 10)
        return tenths >= 100 ? "\(tenths / 10)" : "\(tenths / 10),\(tenths % 10)"
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 1), 1e7).rounded(.up))
        if whole < 90 { return whole == 1 ? "1 Sekunde" : "\(whole) Sekunden" }
        let minutes = (whole + 59) / 60
        return minutes < 120 ? "\(minutes) Minuten" : "\(minutes / 60) Stunden"
    }
}
