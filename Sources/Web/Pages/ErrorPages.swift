import Findings
import GRDB
import HTTPTypes
import Hummingbird
import NIOCore
import Production

/// The outermost layer: whatever goes wrong becomes a German page, and every answer carries what keeps browsers from doing more than they should.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext

    let frame: PageFrame
    let routes: RouteTable
    /// What nobody may see is noted for who runs the server: never what somebody has typed.
    let note: @Sendable (String) -> Void

    /// Everything comes from here, and no script, style or frame of anybody else; pictures of pages come within answers, too (`data:`).
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = problem(of: error, request)
            response = request.headers[.accept]?.contains("application/json") ?? false ? JSONAnswer.of(problem) : frame.page(of: problem)
            if problem.status == 405 { response.headers[.allow] = routes.methods(of: request.uri.path).map(\.rawValue).joined(separator: ", ") }
            // What is left of a body that nobody has read is not waited for.
            if !AccessRules.isReading(request.method) { response.headers[.connection] = "close" }
        }
        secure(&response)
        return response
    }

    private func secure(_ response: inout Response) {
        let fixed: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, ErrorPages.policy), (.xContentTypeOptions, "nosniff"), (.referrer, "same-origin"), (.opener, "same-origin"),
            (.resource, "same-origin"),
        ]
        for (name, value) in fixed { response.headers[name] = value }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }

    private func problem(of error: any Error, _ request: Request) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let failure as Failure: return Problem(failure)
        case is NIOTooManyBytesError: return .tooLarge("\(Bounds.form >> 20) MiB")
        case let error as DatabaseError:
            note("Datenbank: \(error.resultCode.rawValue)")
            switch error.resultCode {
            case .SQLITE_FULL, .SQLITE_IOERR: return .databaseFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: return .databaseBusy
            default: return .failed
            }
        case let error as HTTPError:
            switch error.status.code {
            case 404: return routes.methods(of: request.uri.path).isEmpty ? .notFound : .wrongMethod
            case 413: return .tooLarge("\(Bounds.form >> 20) MiB")
            case 400..<500: return .unreadable
            default: return .failed
            }
        case is ChannelError, is CancellationError: return .brokenOff
        default:
            note("Unerwartet: \(type(of: error))")
            return .failed
        }
    }
}

extension Problem {
    /// What the engine could not do.
    init(_ failure: Failure) {
        let errors = failure.findings.filter { $0.severity == .fehler }.ordered
        self.init(
            422, "Das lässt sich so nicht erstellen",
            errors.prefix(5).map { ClerkWords.sentence($0.message) }.joined(separator: " ") + " Was Sie eingegeben haben, ist gespeichert.",
            remedy: errors.first.flatMap { ClerkWords.remedy($0.remedy) }
                ?? "Gehen Sie zurück, und prüfen Sie die Angaben; liegt es an der Klauselbibliothek, so geben Sie der Stelle Bescheid, die sie pflegt.")
    }
}
