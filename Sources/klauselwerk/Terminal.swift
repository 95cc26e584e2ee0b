import Findings
import Foundation
import Production

/// Standard output and standard error. Results go to the first, findings and progress to the second.
///
/// Not by Foundation's `FileHandle`, which ends the program where a disk is full or the reader of a pipe is gone.
enum Terminal {
    static func print(_ text: String) {
        let code = output(text)
        if code != 0 { end(code) }
    }

    /// For who has to clear up first where nobody reads on: 0, or the `errno` of the failed call.
    static func output(_ text: String) -> Int32 { write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO) }

    /// Ends the program because its output could not be written.
    static func end(_ code: Int32) -> Never {
        // Whoever reads only the beginning (`| head`) wants no word about it; everybody else has to know that something is missing.
        if code != EPIPE { printError("Fehler: Die Ausgabe lässt sich nicht schreiben: \(SystemMessage.text(code)).") }
        exit(ExitStatus.inputOutput.rawValue)
    }

    /// Where standard error is closed nobody can be told.
    static func printError(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO) }

    /// Text without an end of line: progress.
    static func show(_ text: String) { write(text, to: STDERR_FILENO) }

    /// 0, or the `errno` of the failed call.
    @discardableResult
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    // A terminal that somebody has set to not wait.
                    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    if poll(&request, 1, 10_000) > 0 { continue }
                    return EAGAIN
                }
                guard count > 0 else { return count < 0 ? errno : EIO }
                done += count
            }
            return 0
        }
    }

    /// Colour only where a person looks on, and did not ask for none (https://no-color.org).
    static var errorsInColour: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    static func report(_ findings: [Finding]) {
        guard !findings.isEmpty else { return }
        let text = Workspace.displayed(FindingReport(usesColour: errorsInColour).text(findings))
        show(text)
    }
}
