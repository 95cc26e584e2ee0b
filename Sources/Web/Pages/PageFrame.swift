import HTTPTypes
import Hummingbird
import NIOCore
import Tables

/// What stands around every page, and the answers that the screens give.
struct PageFrame: Sendable {
    let templates: Templates

    /// A page in full.
    ///
    /// - Parameters:
    ///   - script: a module of `web/`, for what cannot be done without.
    ///   - isWide: with a preview beside the form.
    ///   - refresh: seconds after which a browser without JavaScript fetches the page anew.
    func page(
        _ template: String, title: String, _ values: [String: Any], for visitor: Visitor?, status: Int = 200, script: String? = nil, isWide: Bool = false, refresh: Int? = nil
    ) throws(Problem) -> Response {
        var values = values
        if let visitor { values["kennung"] = visitor.token }
        // Wherever a table is asked for.
        values["tabellenarten"] = TableKind.inGerman
        values["tabellenendungen"] = TableKind.endings.joined(separator: ",")
        let content = try templates.render(template, values)
        let html = try templates.render(
            "seite",
            [
                "titel": title, "inhalt": content, "skript": shown(script), "breit": isWide, "auffrischen": shown(refresh.map(String.init)), "immer": script == nil,
                "angemeldet": visitor != nil, "person": shown(visitor?.name),
            ])
        return PageFrame.answer(status, "text/html; charset=utf-8", Array(html.utf8))
    }

    func page(of problem: Problem) -> Response {
        let link = problem.link ?? Problem.Link(address: "/", text: "Zur Startseite")
        let values: [String: Any] = [
            "titel": problem.title, "meldung": problem.message, "abhilfe": problem.remedy, "adresse": link.address, "verweis": link.text,
        ]
        if let response = try? page("fehler", title: "Fehler: \(problem.title)", values, for: nil, status: problem.status) { return response }
        return PageFrame.answer(problem.status, "text/plain; charset=utf-8", Array("\(problem.title). \(problem.message) \(problem.remedy)\n".utf8))
    }

    static func answer(_ status: Int, _ type: String, _ bytes: [UInt8], _ more: HTTPFields = [:]) -> Response {
        var headers = more
        headers[.contentType] = type
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// After a change: the browser fetches the page anew, so that reloading changes nothing again.
    static func goOn(to address: String) -> Response {
        Response(status: .init(code: 303), headers: [.location: address])
    }

    /// A file to keep.
    ///
    /// - Parameter name: as the clerk sees it, with umlauts (RFC 6266 and 8187).
    static func download(_ bytes: [UInt8], _ type: String, named name: String) -> Response {
        let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) ? $0 : "_" })
        return answer(
            200, type, bytes, [.contentDisposition: "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(Percent.encoded(name))", .cacheControl: "private, no-store"])
    }
}
