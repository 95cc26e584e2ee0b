import Foundation
import Hummingbird
import NIOCore

/// How far an order is, for its page.
struct OrderWatch: Sendable {
    let office: Office

    /// Seconds that one answer lasts; browsers ask again by themselves.
    private static let watchSeconds = 8.0

    /// - Parameter things: „Blättern“
    func values(_ order: RecordOrder, _ things: String) -> [String: Any] {
        let told = (office.recordRunner.progress(of: order.id) ?? RecordRunner.Progress()).told(things)
        return ["erledigt": "\(told.erledigt)", "gesamt": "\(max(1, told.gesamt))", "text": told.text]
    }

    /// Server-sent events (WHATWG HTML, 9.2): whenever something has changed, and at the end.
    func events(_ order: RecordOrder, _ things: String) -> Response {
        var response = PageFrame.answer(200, "text/event-stream; charset=utf-8", [], [.cacheControl: "no-store"])
        response.headers[.contentLength] = nil
        response.body = ResponseBody { [office] writer in
            try await writer.write(ByteBuffer(string: "retry: 500\n\n"))
            let end = GermanTime.now() + Self.watchSeconds
            var last = ""
            while GermanTime.now() < end, !Task.isCancelled {
                let progress = office.recordRunner.progress(of: order.id)
                let told = progress?.told(things) ?? RecordRunner.Progress.Told(laeuft: false, erledigt: 0, gesamt: 0, text: "Es ist fertig.")
                let text = JSONColumn.text(told)
                if text != last { try await writer.write(ByteBuffer(string: "data: \(text)\n\n")) }
                last = text
                if progress == nil { break }
                try await Task.sleep(for: .milliseconds(400))
            }
            try await writer.finish(nil)
        }
        return response
    }

    /// What is common to the pages of orders.
    func page(_ order: RecordOrder, _ things: String) -> [String: Any] {
        let isBusy = office.recordRunner.isBusy(order.id)
        return [
            "id": order.id, "name": order.name, "laeuft": isBusy, "fortschritt": shown(values: isBusy ? values(order, things) : nil),
            "unterbrochen": !isBusy && order.state == .open, "gescheitert": !isBusy && order.state == .failed, "fertig": !isBusy && order.state == .done,
            "gesagt": order.told.split(separator: "\n").map(String.init),
        ]
    }

    static func state(_ order: RecordOrder, isBusy: Bool) -> String {
        if isBusy { return "läuft" }
        switch order.state {
        case .draft: return "noch nicht begonnen"
        case .open: return "unterbrochen"
        case .done: return "fertig"
        case .failed: return "nicht gelungen"
        }
    }

    func list(_ kind: RecordOrder.Kind, of owner: String) async throws -> [[String: Any]] {
        try await office.orders.all(kind, of: owner).map { order in
            [
                "id": order.id, "name": order.name, "zeit": GermanTime.text(order.came), "stand": OrderWatch.state(order, isBusy: office.recordRunner.isBusy(order.id)),
                "gesagt": shown(order.told.split(separator: "\n").first.map(String.init)),
            ]
        }
    }

    /// Names under which files are kept, each once.
    static func names(_ files: [ReceivedFile]) -> [String] {
        var used: Set<String> = []
        return files.enumerated().map { index, file in
            let safe = KeptAnnex.safe(file.name)
            let name = used.insert(safe.lowercased()).inserted ? safe : "\(index + 1)-\(safe)"
            used.insert(name.lowercased())
            return name
        }
    }
}
