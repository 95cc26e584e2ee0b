import ArgumentParser
import Findings
import Foundation
import Production

@main
struct Main {
    static func main() {
        // A file that grows beyond a limit is an error to be told, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try Klauselwerk.parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Terminal.report(failure.findings)
            exit(failure.status.rawValue)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            let code = Klauselwerk.exitCode(for: error)
            let text = Klauselwerk.fullMessage(for: error)
            if code == .success {
                Terminal.print(GermanMessages.help(text))
            } else {
                Terminal.printError(GermanMessages.error(text))
            }
            exit(code == .success ? 0 : ExitStatus.usage.rawValue)
        }
    }
}
