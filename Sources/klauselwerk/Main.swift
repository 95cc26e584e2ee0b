import ArgumentParser
import CommandWords
import Findings
import Foundation
import Production

@main
struct Main {
    static func main() {
        // A file that is opened must not become the standard output that somebody has closed: what is written there would get into it. Opened
        // the wrong way round, so that using it is an error.
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", mode) }
        // A file that grows beyond a limit is an error to be told, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        // So is a reader who has gone away.
        signal(SIGPIPE, SIG_IGN)
        Supervision.begin()
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
