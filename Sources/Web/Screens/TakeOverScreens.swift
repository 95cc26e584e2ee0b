import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Production

/// Old contracts sent, taken over, and what came of them: a line for each decision, and all new files as one archive.
struct TakeOverScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/uebernahme") { visit in try await start(visit) }
        routes.multipartFiles("/uebernahme", upTo: Bounds.oldContracts, most: TakenContracts.most) { visit, files in
            guard !files.isEmpty else { throw Problem.noFile }
            if let large = files.first(where: { $0.size > Bounds.word }) { throw Problem.oldContractTooLarge(large.name) }
            let land = visit.form["land"] ?? ""
            guard land.isEmpty || TakenContracts.laender.contains(where: { $0.0 == land }) else { throw Problem.unreadable }
            let taken = try await office.taken.begin(files, land: land, owner: visit.visitor.owner)
            office.takeOvers.add(taken)
            return PageFrame.goOn(to: "/uebernahmen/\(taken.id)")
        }
        routes.get("/uebernahmen/:id") { visit in try await page(try await taken(visit), visit) }
        routes.post("/uebernahmen/:id/nochmal") { visit in
            let taken = try await taken(visit)
            try await office.taken.note(.open, "", of: taken.id)
            office.takeOvers.add(taken)
            return PageFrame.goOn(to: "/uebernahmen/\(taken.id)")
        }
        routes.get("/uebernahmen/:id/ergebnis.zip") { visit in try archive(try await taken(visit)) }
        routes.get("/uebernahmen/:id/bericht.html") { visit in
            let taken = try await taken(visit)
            guard taken.state == .done else { throw Problem.notFound }
            return FileAnswer.download(office.taken.result(taken.id) + "/bericht.html", "text/html; charset=utf-8", named: "Bericht über die Übernahme.html")
        }
        routes.get("/uebernahmen/:id/loeschen") { visit in
            let taken = try await taken(visit)
            return try office.frame.page(
                "uebernahme-loeschen", title: "Übernahme entfernen", ["id": taken.id, "dateien": taken.files, "eine": taken.files.count == 1], for: visit.visitor)
        }
        routes.post("/uebernahmen/:id/loeschen") { visit in
            let taken = try await taken(visit)
            guard !office.takeOvers.isBusy(taken.id) else { throw Problem.takeOverRuns(taken.id) }
            try await office.taken.delete(taken.id, of: visit.visitor.owner)
            return PageFrame.goOn(to: "/uebernahme")
        }
    }

    private func taken(_ visit: Visit) async throws -> TakenContracts { try await office.taken.taken(try visit.part("id"), of: visit.visitor.owner) }

    private func start(_ visit: Visit) async throws -> Response {
        let all = try await office.taken.all(of: visit.visitor.owner).map { taken -> [String: Any] in
            let state = office.takeOvers.isBusy(taken.id) ? "wird übernommen" : taken.state == .done ? "fertig" : taken.state == .failed ? "nicht gelungen" : "unterbrochen"
            return ["id": taken.id, "name": Self.name(taken), "zeit": GermanTime.text(taken.came), "stand": state]
        }
        return try office.frame.page(
            "uebernahme", title: "Alte Verträge übernehmen",
            [
                "alle": all, "hatAlle": !all.isEmpty, "hoechstens": Inbox.said(Bounds.word), "zusammen": Inbox.said(Bounds.oldContracts), "anzahl": "\(TakenContracts.most)",
                "laender": TakenContracts.laender.map { ["wert": $0.0, "text": $0.1] },
            ], for: visit.visitor)
    }

    private static func name(_ taken: TakenContracts) -> String {
        let first = taken.files.first ?? ""
        return taken.files.count < 2 ? first : "\(first) und \(taken.files.count == 2 ? "eine weitere Datei" : "\(taken.files.count - 1) weitere Dateien")"
    }

    private func page(_ taken: TakenContracts, _ visit: Visit) async throws -> Response {
        let isBusy = office.takeOvers.isBusy(taken.id)
        var values: [String: Any] = [
            "id": taken.id, "name": Self.name(taken), "laeuft": isBusy, "unterbrochen": !isBusy && taken.state == .open, "gescheitert": !isBusy && taken.state == .failed,
            "gesagt": taken.told.split(separator: "\n").map(String.init), "fertig": false,
        ]
        if !isBusy, taken.state == .done, let report = TakenReport(at: office.taken.report(taken.id)) {
            values["fertig"] = true
            values.merge(TakenForm(report: report, files: taken.files).values) { $1 }
        }
        return try office.frame.page("uebernahme-bericht", title: "Übernahme: \(Self.name(taken))", values, for: visit.visitor, refresh: isBusy ? 3 : nil)
    }

    /// Sent while it is being written; the same files give the same bytes.
    private func archive(_ taken: TakenContracts) throws -> Response {
        let folder = office.taken.result(taken.id)
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { name in
            (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.type] as? FileAttributeType) == .typeRegular
        }.sorted()
        guard taken.state == .done, !names.isEmpty else { throw Problem.notFound }
        var response = PageFrame.download([], "application/zip", named: "Übernommene Verträge.zip")
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

extension Problem {
    static func oldContractTooLarge(_ name: String) -> Problem {
        Problem(
            413, "Das ist zu groß", "„\(name)“ hat mehr als \(Inbox.said(Bounds.word)). Angenommen wurde nichts; was vorher gespeichert war, ist noch da.",
            remedy: "Entfernen Sie große Bilder aus der Datei, oder lassen Sie sie weg.", link: Link(address: "/uebernahme", text: "Zurück zu „Alte Verträge übernehmen“"))
    }

    static func takeOverRuns(_ id: String) -> Problem {
        Problem(
            409, "Diese Verträge werden gerade übernommen", "Solange das läuft, bleibt alles, wie es ist. Entfernt wurde nichts.", remedy: "Warten Sie einen Augenblick.",
            link: Link(address: "/uebernahmen/\(id)", text: "Zur Übernahme"))
    }
}
