import HTTPTypes
import Hummingbird

/// From where, and under which names, the page may be asked. A page of somebody else that a browser shows at the same time can send requests here,
/// too; and a name server can give this machine's address to a foreign name (DNS rebinding).
struct AccessRules: Sendable {
    /// `127.0.0.1:7373`, as browsers write it in `Host`.
    let hosts: Set<String>
    /// The house's sign-on; `nil`: one person on this machine.
    let signOn: SignOn?

    /// A reverse proxy that says who asks.
    struct SignOn: Sendable {
        /// `X-Remote-User`
        let header: HTTPField.Name
        /// Addresses from which it is believed.
        let proxies: Set<String>
    }

    func check(_ request: Request) throws(Problem) {
        let host = request.head.authority?.lowercased() ?? ""
        guard hosts.contains(host) else { throw .wrongHost }
        let fetchSite = request.headers[.fetchSite]
        if fetchSite == "cross-site" || fetchSite == "same-site", !(request.method == .get && request.headers[.fetchMode] == "navigate") { throw .foreignPage }
        guard !AccessRules.isReading(request.method) else { return }
        // Browsers name the origin of every changing request; what names none is no browser, and still needs cookie and token.
        guard let origin = request.headers[.origin] else { return }
        guard origin == "http://\(host)" || (signOn != nil && origin == "https://\(host)") else { throw .foreignPage }
    }

    static func isReading(_ method: HTTPRequest.Method) -> Bool { method == .get || method == .head }

    /// Who the sign-on says is asking.
    ///
    /// - Throws: ``Problem`` where the request has not come through it.
    func person(_ request: Request, from peer: String?, _ signOn: SignOn) throws(Problem) -> String {
        guard let peer, signOn.proxies.contains(peer) else { throw .notThroughProxy }
        let values = request.headers[values: signOn.header]
        guard values.count == 1, let name = values.first, !name.isEmpty, name.utf8.count <= 128,
            name.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { throw .notSignedOn }
        return name
    }
}

extension HTTPField.Name {
    static let fetchSite = HTTPField.Name.known("Sec-Fetch-Site")
    static let fetchMode = HTTPField.Name.known("Sec-Fetch-Mode")
    static let fetchDestination = HTTPField.Name.known("Sec-Fetch-Dest")
    static let forwardedProtocol = HTTPField.Name.known("X-Forwarded-Proto")
    static let opener = HTTPField.Name.known("Cross-Origin-Opener-Policy")
    static let resource = HTTPField.Name.known("Cross-Origin-Resource-Policy")
    static let referrer = HTTPField.Name.known("Referrer-Policy")

    /// For names that are written here.
    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .accept }
}

extension Problem {
    static let wrongHost = Problem(
        421, "Diese Adresse gehört nicht zu Klauselwerk", "Der Browser hat die Oberfläche unter einem Namen aufgerufen, den sie nicht kennt. Gezeigt und geändert wurde nichts.",
        remedy: "Öffnen Sie die Adresse, die beim Start von „klauselwerk serve“ ausgegeben wurde.")

    static let foreignPage = Problem(
        403, "Der Aufruf kam von einer fremden Seite", "Eine andere Internetseite wollte hier etwas abrufen oder ändern. Geändert wurde nichts.",
        remedy: "Schließen Sie die fremde Seite, wenn Sie ihr nicht trauen, und öffnen Sie Klauselwerk selbst.")

    static let notSignedIn = Problem(
        403, "Sie sind nicht angemeldet",
        "Ihre Sitzung ist abgelaufen, oder dieser Browser war noch nie angemeldet. Ihre Entwürfe sind alle noch da; was Sie zuletzt abgesendet haben, wurde nicht gespeichert.",
        remedy: "Öffnen Sie die Adresse, die im Fenster von „klauselwerk serve“ zuletzt steht; in der Dienststelle laden Sie die Seite neu.")

    static let usedEntrance = Problem(
        403, "Diese Adresse gilt nicht mehr", "Die Adresse mit der Kennung lässt sich nur einmal verwenden.",
        remedy: "Öffnen Sie die Adresse, die im Fenster von „klauselwerk serve“ zuletzt steht.")

    static let wrongToken = Problem(
        403, "Das Formular ist nicht mehr gültig", "Es gehört zu einer anderen oder abgelaufenen Sitzung. Gespeichert wurde davon nichts; was vorher gespeichert war, ist noch da.",
        remedy: "Gehen Sie zurück, laden Sie die Seite neu, und senden Sie das Formular noch einmal ab.")

    static let notThroughProxy = Problem(
        403, "Bitte über die Anmeldung des Hauses", "Diese Oberfläche ist nur über die Anmeldung Ihres Hauses zu erreichen. Gezeigt und geändert wurde nichts.",
        remedy: "Öffnen Sie die Adresse, die Ihr Haus dafür nennt.")

    static let notSignedOn = Problem(
        403, "Niemand ist angemeldet", "Die Anmeldung Ihres Hauses hat nicht mitgeteilt, wer Sie sind. Ihre Entwürfe sind alle noch da.",
        remedy: "Melden Sie sich im Haus neu an, und laden Sie die Seite dann noch einmal.")
}
