import HTTPTypes
import Hummingbird
import Synchronization

/// Which addresses there are for which methods: for the answer to a wrong one.
final class RouteTable: Sendable {
    private struct Entry: Sendable {
        let method: HTTPRequest.Method
        let parts: [Substring]
    }

    private let entries = Mutex<[Entry]>([])

    func add(_ method: HTTPRequest.Method, _ path: String) { entries.withLock { $0.append(Entry(method: method, parts: path.split(separator: "/"))) } }

    func methods(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        let found = entries.withLock { entries in
            entries.filter { entry in
                entry.parts.count == parts.count && zip(entry.parts, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
            }.map(\.method)
        }
        var known: [HTTPRequest.Method] = []
        for method in found where !known.contains(method) { known.append(method) }
        return known
    }
}

/// How screens say what they answer. Every form's token is checked here, before its screen sees it.
struct Routes {
    let router: Router<WebContext>
    let table: RouteTable
    let inbox: Inbox

    typealias Handler = @Sendable (Visit) async throws -> Response

    func get(_ path: String, _ handler: @escaping Handler) {
        table.add(.get, path)
        router.get(RouterPath(path)) { request, context in try await handler(try Routes.visit(request, context, .none)) }
    }

    /// Fields of a form, `application/x-www-form-urlencoded`.
    func post(_ path: String, _ handler: @escaping Handler) {
        table.add(.post, path)
        router.post(RouterPath(path)) { request, context in
            let type = request.headers[.contentType] ?? ""
            guard type.hasPrefix("application/x-www-form-urlencoded") else { throw Problem.unreadable }
            let body = try await request.body.collect(upTo: Bounds.form)
            let form = try FormFields(urlEncoded: body.readableBytesView)
            let visit = try Routes.visit(request, context, form)
            guard let token = form[Routes.tokenName], Secret.equal(token, visit.visitor.token) else { throw Problem.wrongToken }
            return try await handler(visit)
        }
    }

    /// A file that is sent as the body, streamed: the handler reads `request.body` within its own bound. A script sends the token in a header.
    func upload(_ path: String, _ handler: @escaping Handler) {
        table.add(.put, path)
        router.put(RouterPath(path)) { request, context in
            let visit = try Routes.visit(request, context, .none)
            guard let name = HTTPField.Name(Routes.tokenHeader), let token = request.headers[name], Secret.equal(token, visit.visitor.token) else {
                throw Problem.wrongToken
            }
            return try await handler(visit)
        }
    }

    /// A form with a file, `multipart/form-data`. The file is gone after the handler, unless it has moved it away.
    ///
    /// - Parameter bound: bytes of the file.
    func multipart(_ path: String, upTo bound: Int, _ handler: @escaping @Sendable (Visit, ReceivedFile?) async throws -> Response) {
        table.add(.post, path)
        router.post(RouterPath(path)) { [inbox] request, context in
            guard let visitor = context.visitor else { throw Problem.notSignedIn }
            let (fields, file) = try await inbox.receive(request, upTo: bound, token: visitor.token)
            defer { inbox.discard(file) }
            return try await handler(try Routes.visit(request, context, fields), file)
        }
    }

    /// A form with several files, each under the name `datei`. They are gone after the handler, unless it has moved them away.
    ///
    /// - Parameters:
    ///   - bound: bytes of all files together.
    ///   - most: how many there may be.
    func multipartFiles(_ path: String, upTo bound: Int, most: Int, _ handler: @escaping @Sendable (Visit, [ReceivedFile]) async throws -> Response) {
        table.add(.post, path)
        router.post(RouterPath(path)) { [inbox] request, context in
            guard let visitor = context.visitor else { throw Problem.notSignedIn }
            let (fields, files) = try await inbox.receive(request, upTo: bound, most: most, token: visitor.token)
            defer { for file in files { inbox.discard(file) } }
            return try await handler(try Routes.visit(request, context, fields), files)
        }
    }

    static let tokenName = "_kennung"
    static let tokenHeader = "X-Klauselwerk-Kennung"

    private static func visit(_ request: Request, _ context: WebContext, _ form: FormFields) throws(Problem) -> Visit {
        guard let visitor = context.visitor else { throw .notSignedIn }
        return Visit(request, visitor, form, context.parameters)
    }
}
