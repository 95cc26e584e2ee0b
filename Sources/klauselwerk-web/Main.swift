import ArgumentParser
import CommandWords
import Findings
import Foundation
import Production
import Web

@main
struct WebProgram {
    static func main() async {
        // What a browser no longer wants is an error to be told, not the end of the program.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        do {
            let command = try Serve.parse()
            try await command.run()
        } catch let failure as Failure {
            Output.complain(FindingReport(usesColour: false).text(failure.findings))
            exit(failure.status.rawValue)
        } catch {
            let code = Serve.exitCode(for: error)
            let text = Serve.fullMessage(for: error)
            if code == .success { Output.say(GermanMessages.help(text)) } else { Output.complain(GermanMessages.error(text)) }
            exit(code == .success ? 0 : ExitStatus.usage.rawValue)
        }
    }
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "klauselwerk serve", abstract: "Zeigt Klauselwerk im Browser: Verträge ausfüllen, ansehen und drucken.",
        discussion: """

            Die Adresse, die ausgegeben wird, öffnet die Oberfläche einmal; danach kennt sie der Browser. Beendet wird mit Strg+C;
            Entwürfe bleiben erhalten. Für eine Dienststelle mit mehreren Personen: docs/betrieb.md.
            """,
        version: ProgramVersion.text)

    @Option(name: [.long, .customLong("daten")], help: ArgumentHelp("Ordner für Entwürfe und Sitzungen. Ohne Angabe: bei den Daten des Benutzers.", valueName: "ordner"))
    var data: String?

    @Option(name: [.long, .customLong("bibliothek")], help: ArgumentHelp("Ordner der Klauselbibliothek.", valueName: "ordner"))
    var library: String?

    @Option(help: ArgumentHelp("Datei des Registers. Ohne Angabe: register.sqlite im Ordner für Entwürfe; es entsteht mit dem ersten Vertrag.", valueName: "datei"))
    var register: String?

    @Option(help: ArgumentHelp("Port; 0: irgendein freier.", valueName: "zahl"))
    var port: Int = WebSettings.usualPort

    @Option(name: [.long, .customLong("adresse")], help: ArgumentHelp("Adresse, an der gelauscht wird.", valueName: "adresse"))
    var address: String = "127.0.0.1"

    @Flag(name: [.long, .customLong("oeffnen")], help: "Die Oberfläche gleich im Browser öffnen.")
    var open = false

    @Option(name: [.customLong("name")], help: ArgumentHelp("Name, unter dem das Haus die Oberfläche aufruft; mehrfach möglich.", valueName: "rechnername"))
    var names: [String] = []

    @Option(
        name: [.customLong("user-header"), .customLong("benutzer-kopfzeile")], help: ArgumentHelp("Kopfzeile, in der die Anmeldung des Hauses den Namen nennt.", valueName: "name"))
    var userHeader: String?

    @Option(name: [.customLong("trusted-proxy"), .customLong("anmelde-adresse")], help: ArgumentHelp("Adresse der Anmeldung; mehrfach möglich.", valueName: "adresse"))
    var proxies: [String] = []

    @Option(
        name: [.long, .customLong("sicherung")], help: ArgumentHelp("Die Daten in diese neue Datei sichern, auch während die Oberfläche läuft, und enden.", valueName: "datei"))
    var backup: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port muss zwischen 0 und 65535 liegen.") }
    }

    func run() async throws {
        let folder = data ?? DataFolder.usual
        if let backup {
            try WebServer.backUp(data: folder, to: backup)
            Output.say("\(backup): gesichert.")
            return
        }
        var settings = WebSettings(library: library, data: folder, port: port)
        settings.register = register
        settings.address = address
        settings.names = names
        settings.userHeader = userHeader
        settings.proxies = proxies
        let opens = open
        try await WebServer(settings).run { address, isFirst in
            Output.say(isFirst ? "Klauselwerk läuft. Öffnen Sie im Browser:\n  \(address)\nBeenden mit Strg+C." : "Für einen weiteren Browser:\n  \(address)")
            if isFirst, opens { Browser.open(address) }
        } note: { text in
            Output.complain(text)
        }
    }
}

/// Where drafts lie if nobody says otherwise (XDG Base Directory Specification 0.8).
enum DataFolder {
    static var usual: String {
        let variables = ProcessInfo.processInfo.environment
        if let state = variables["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/klauselwerk" }
        return (variables["HOME"] ?? "/var/lib") + "/.local/state/klauselwerk"
    }
}

enum Browser {
    static func open(_ address: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/xdg-open")
        process.arguments = [address]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        // Without a desktop nothing opens; the address is there to read.
        try? process.run()
    }
}

enum Output {
    static func say(_ text: String) { write(text, STDOUT_FILENO) }
    static func complain(_ text: String) { write(text, STDERR_FILENO) }

    private static func write(_ text: String, _ descriptor: Int32) {
        let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            done += count
        }
    }
}
