import HTTPTypes
import Foundation
import Hummingbird

/// Lets in who may come in, and says who it is. What everybody may see (the look of the pages) comes before it.
struct AccessGate: RouterMiddleware {
    typealias Context = WebContext

    let place: ServerPlace
    let sessions: Sessions
    let entrance: Entrance

    static let entrancePath = "/anmelden"
    static let openPath = "/gestaltung/"

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        let rules = place.rules
        try rules.check(request)
        if request.uri.path.hasPrefix(AccessGate.openPath) { return try await next(request, context) }
        let known = try await cookies(of: request).asyncFirst { try await sessions.visitor(cookie: $0) }
        var context = context
        if let signOn = rules.signOn {
            let person = try rules.person(request, from: context.peer, signOn)
            if let known, known.owner == person {
                context.visitor = known
                return try await next(request, context)
            }
            guard AccessRules.isReading(request.method) else { throw Problem.notSignedIn }
            let begun = try await sessions.begin(owner: person)
            context.visitor = begun.visitor
            var response = try await next(request, context)
            set(begun.cookie, in: &response, isSecure: request.headers[.forwardedProtocol] == "https")
            return response
        }
        if request.uri.path == AccessGate.entrancePath { return try await enter(request, known) }
        guard let known, known.owner == Visitor.single else { throw Problem.notSignedIn }
        context.visitor = known
        return try await next(request, context)
    }

    private func enter(_ request: Request, _ known: Visitor?) async throws -> Response {
        var response = Response(status: .init(code: 303), headers: [.location: "/"])
        // A browser that looks at an address twice has got its cookie already.
        if known?.owner == Visitor.single { return response }
        let word = (try? FormFields(urlEncoded: Array((request.uri.query ?? "").utf8)))?["kennung"] ?? ""
        guard request.method == .get, entrance.take(word) else { throw Problem.usedEntrance }
        set(try await sessions.begin(owner: Visitor.single).cookie, in: &response, isSecure: false)
        return response
    }

    private func cookies(of request: Request) -> [String] {
        let name = place.cookieName
        return request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { part in
            let halves = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return halves.count == 2 && halves[0] == name ? halves[1] : nil
        }.prefix(4).map { $0 }
    }

    private func set(_ cookie: String, in response: inout Response, isSecure: Bool) {
        response.headers.append(
            HTTPField(name: .setCookie, value: "\(place.cookieName)=\(cookie); Path=/; HttpOnly; SameSite=Strict; Max-Age=1209600\(isSecure ? "; Secure" : "")"))
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncFirst<T>(_ find: (Element) async throws -> T?) async throws -> T? {
        for element in self {
            if let found = try await find(element) { return found }
        }
        return nil
    }
}
