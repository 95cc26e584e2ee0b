import Foundation

@testable import Web

/// A server behind a house's sign-on, over a library of its own.
final class TestHouse {
    /// Anna writes, ben approves, cem does both, dana reads.
    static let persons = """
        personen:
          anna: {name: Anna Muster, rollen: [bearbeiten]}
          ben: {rollen: [freigeben], stelle: Rechtsamt}
          cem: {rollen: [bearbeiten, freigeben]}
          dana: {rollen: [lesen]}

        """
    /// Each account is called as its role.
    static let accountsByRole = "personen:\n" + ["lesen", "bearbeiten", "freigeben", "verwalten"].map { "  \($0): {rollen: [\($0)], stelle: Amt}\n" }.joined()

    let copy: LibraryCopy
    let server: TestServer

    /// - Parameter roles: the text of `rollen.yaml`; `nil`: the library has none.
    init(roles: String? = persons, _ change: (inout WebSettings) -> Void = { _ in }) async throws {
        copy = try LibraryCopy()
        try roles?.write(toFile: copy.root + "/rollen.yaml", atomically: true, encoding: .utf8)
        server = try await TestServer(library: copy.root) {
            $0.userHeader = "X-Remote-User"
            $0.proxies = ["127.0.0.1"]
            change(&$0)
        }
    }

    func person(_ name: String) -> TestBrowser {
        let browser = TestBrowser(server)
        browser.headers = ["X-Remote-User": name]
        return browser
    }

    func text(_ path: String) -> String { (try? String(contentsOfFile: copy.root + "/" + path, encoding: .utf8)) ?? "" }
}
