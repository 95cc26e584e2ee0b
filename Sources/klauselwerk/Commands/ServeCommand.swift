import ArgumentParser
import Findings
import Foundation
import Production

/// The page is a program of its own beside this one, so that all other commands start as fast as without it.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Zeigt Klauselwerk im Browser: Verträge ausfüllen, ansehen und drucken.", aliases: ["oberflaeche"])

    @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("Optionen der Oberfläche; „serve --help“ zeigt sie.", valueName: "optionen"))
    var options: [String] = []

    func run() throws {
        let program = ServeCommand.program
        var arguments: [UnsafeMutablePointer<CChar>?] = ([program] + options).map { strdup($0) } + [nil]
        execv(program, &arguments)
        // Only reached where the program could not be started.
        let code = errno
        for argument in arguments { free(argument) }
        throw Failure(
            .inputMissing,
            Finding(
                .fehler, "hilfsprogramm", at: .file(program), "Das Programm der Oberfläche lässt sich nicht starten (\(String(cString: strerror(code)))).",
                remedy: "Richten Sie Klauselwerk mit „make install“ neu ein; im Quellordner baut es „make serve“."))
    }

    /// Lies beside the running program.
    private static var program: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "klauselwerk"
        return own.lastIndex(of: "/").map { own[...$0] + "klauselwerk-web" } ?? "klauselwerk-web"
    }
}
