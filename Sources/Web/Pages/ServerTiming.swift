import HTTPTypes
import Hummingbird

/// Says of every answer how long the server has worked at it, where a browser's tools and our measurements read it (W3C, Server Timing):
/// from the head of the request to the answer ready to be sent, with the reading of the request's body, without the waiting of the browser.
struct ServerTiming: RouterMiddleware {
    typealias Context = WebContext

    private static let name = HTTPField.Name("Server-Timing")

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let tenths = (ContinuousClock.now - start) / .microseconds(100)
        if let name = ServerTiming.name { response.headers[name] = "antwort;dur=\(tenths.rounded() / 10)" }
        return response
    }
}
