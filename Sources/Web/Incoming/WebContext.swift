import Hummingbird
import NIOCore

/// What is known of a request besides itself.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Address of who has opened the connection: `127.0.0.1`; `nil` for a socket file.
    let peer: String?
    /// Who asks; set by the access gate.
    var visitor: Visitor?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}

/// Somebody with a session.
struct Visitor: Sendable, Hashable {
    /// To whom drafts and jobs belong: the name that the house's sign-on gives; ``single`` for the one person on this machine.
    let owner: String
    /// Stands in every form.
    let token: String

    /// Who has opened the page on the own machine.
    static let single = ""

    /// `nil` where there is only one.
    var name: String? { owner.isEmpty ? nil : owner }
}

/// A request that has got through the gate, as the screens see it.
struct Visit: Sendable {
    let request: Request
    let visitor: Visitor
    /// What a form has sent; empty for GET.
    let form: FormFields
    private let parameters: Parameters

    init(_ request: Request, _ visitor: Visitor, _ form: FormFields, _ parameters: Parameters) {
        (self.request, self.visitor, self.form, self.parameters) = (request, visitor, form, parameters)
    }

    /// Part of the path, decoded: never one that leads elsewhere.
    ///
    /// - Throws: ``Problem`` 404 for what no name is.
    func part(_ name: String) throws(Problem) -> String {
        let text = Percent.decoded(parameters.get(name) ?? "")
        let isSound = !text.isEmpty && text.utf8.count <= 200 && !text.hasPrefix(".")
        guard isSound, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" }) else { throw .notFound }
        return text
    }

    /// Of the address after the question mark.
    func query(_ name: String) -> String? { (try? FormFields(urlEncoded: Array((request.uri.query ?? "").utf8)))?[name] }

    /// All of that name, of the address after the question mark.
    func queries(_ name: String) -> [String] {
        ((try? FormFields(urlEncoded: Array((request.uri.query ?? "").utf8)))?.pairs ?? []).filter { $0.name == name }.map(\.value)
    }

    /// Whether a script of ours asks, which wants values instead of a page.
    var wantsJSON: Bool { request.headers[.accept]?.contains("application/json") ?? false }
}
