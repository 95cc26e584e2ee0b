import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Production

/// Word files beside the contracts of a series, as `klauselwerk batch --word` makes them: ordered, one by one, and all of them as one archive.
struct SeriesWordScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/serien/:id/word") { visit in try await page(visit) }
        routes.post("/serien/:id/word") { visit in try await order(visit) }
        routes.get("/serien/:id/word.zip") { visit in try await archive(visit) }
        routes.get("/serien/:id/vertraege/:zeile/vertrag.docx") { visit in
            let series = try await series(visit)
            guard let row = Int(try visit.part("zeile")), let name = try files(series).first(where: { $0.row == row })?.name else { throw Problem.notFound }
            return FileAnswer.download("\(office.series.place.contracts(series.id))/\(name)", WordScreens.type, named: name)
        }
    }

    private func series(_ visit: Visit) async throws -> ContractSeries { try await office.series.series(try visit.part("id"), of: visit.visitor.owner) }

    /// Those that are there, by rows.
    private func files(_ series: ContractSeries) throws -> [(row: Int, partner: String, name: String)] {
        let folder = office.series.place.contracts(series.id)
        return try SeriesRow.all(in: folder).compactMap { contract in
            guard let name = contract.word, FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return nil }
            return (contract.row, contract.partner, name)
        }
    }

    private func page(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let files = series.word ? try files(series) : []
        return try office.frame.page(
            "serie-word", title: "Word-Dateien: \(series.name)",
            [
                "id": series.id, "name": series.name, "laeuft": series.state.isBusy, "fertig": series.state == .done, "hatDateien": !files.isEmpty,
                "anzahl": files.count == 1 ? "1 Word-Datei" : "\(files.count) Word-Dateien",
                "dateien": files.map { ["zeile": "\($0.row)", "partner": $0.partner, "datei": $0.name] },
            ], for: visit.visitor, refresh: series.state.isBusy ? 3 : nil)
    }

    private func order(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let ordered = try await office.series.update(series.id, of: visit.visitor.owner) { series in
            guard series.state == .done else { throw Problem.notDone(series.id) }
            series.word = true
            series.state = .waiting
            series.told = ""
        }
        office.runner.add(ordered)
        return PageFrame.goOn(to: "/serien/\(series.id)/word")
    }

    /// Sent while it is being written; memory does not grow with the files.
    private func archive(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard !series.state.isBusy else { throw Problem.seriesRuns }
        let folder = office.series.place.contracts(series.id)
        let names = try files(series).map(\.name)
        guard !names.isEmpty else { throw Problem.notFound }
        var response = PageFrame.download([], "application/zip", named: "Word-Dateien \(series.name).zip")
        response.headers[.contentLength] = nil
        response.body = ResponseBody { writer in
            var zip = ZipStream()
            for name in names {
                // An archive with a gap would be taken for whole.
                guard try await zip.add(name, at: "\(folder)/\(name)", { try await writer.write(ByteBuffer(bytes: $0)) }) else { throw CancellationError() }
            }
            try await zip.finish { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
        return response
    }
}
