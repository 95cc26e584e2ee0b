import Findings
import Glibc
import HTTPTypes
import NIOCore
import Production
import Synchronization

/// Where the server is: address and port, and so the names under which it may be asked.
final class ServerPlace: Sendable {
    let settings: WebSettings
    private let port: Atomic<Int>

    /// - Throws: ``Failure`` where the page would be open to others without a sign-on.
    init(_ settings: WebSettings) throws(Failure) {
        self.settings = settings
        port = Atomic(settings.port)
        guard settings.userHeader == nil || !settings.proxies.isEmpty else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "option-falsch", at: .option("--user-header"), "Es fehlt die Adresse der Anmeldung, der diese Angabe geglaubt wird.",
                    remedy: "Ergänzen Sie zum Beispiel: --trusted-proxy 127.0.0.1."))
        }
        guard settings.userHeader != nil || ServerPlace.ofThisMachine.contains(settings.address) else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "option-falsch", at: .option("--address"), "Ohne die Anmeldung des Hauses ist die Oberfläche nur von diesem Rechner aus zu erreichen.",
                    remedy: "Lassen Sie --address weg, oder stellen Sie die Anmeldung davor (--user-header und --trusted-proxy, siehe docs/betrieb.md)."))
        }
    }

    private static let ofThisMachine = ["127.0.0.1", "localhost", "::1"]

    /// The port that the system has given.
    func settle(port: Int?) {
        if let port { self.port.store(port, ordering: .relaxed) }
    }

    /// What to open; without a word where the sign-on knows who comes.
    func address(_ word: String?) -> String {
        let number = port.load(ordering: .relaxed)
        let host = settings.address.contains(":") ? "[\(settings.address)]" : settings.address
        return "http://\(host):\(number)/" + (word.map { "anmelden?kennung=\($0)" } ?? "")
    }

    var rules: AccessRules {
        let number = port.load(ordering: .relaxed)
        let own = ["127.0.0.1:\(number)", "localhost:\(number)", "[::1]:\(number)"]
        let names = settings.names.map { $0.lowercased() }
        let signOn = settings.userHeader.flatMap { HTTPField.Name($0) }.map { AccessRules.SignOn(header: $0, proxies: Set(settings.proxies)) }
        return AccessRules(hosts: Set(own + names + names.map { "\($0):\(number)" }), signOn: signOn)
    }

    /// Cookies belong to a machine, not to a port: two servers must not take each other's.
    var cookieName: String { "klauselwerk-\(port.load(ordering: .relaxed))" }

    func cannotListen(_ error: any Error) -> Failure {
        let code = (error as? IOError)?.errnoCode
        let number = settings.port
        let said = code == EADDRINUSE ? "ist schon belegt" : code == EACCES ? "darf hier nicht verwendet werden" : "lässt sich nicht öffnen"
        return Failure(
            .cannotCreate,
            Finding(
                .fehler, "port-belegt", at: .option("--port"), "Der Port \(number) \(said).",
                remedy: code == EADDRINUSE
                    ? "Läuft die Oberfläche schon, so nehmen Sie die laufende; sonst nennen Sie mit --port eine andere Zahl, zum Beispiel --port \(number + 1)."
                    : "Nennen Sie mit --port eine Zahl zwischen 1024 und 65535."))
    }
}
