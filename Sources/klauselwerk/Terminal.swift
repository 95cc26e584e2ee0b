import Findings
import Foundation
import Production

/// Standard output and standard error. Results go to the first, findings and progress to the second.
enum Terminal {
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    static func printError(_ text: String) {
        FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    /// Colour only where a person looks on, and did not ask for none (https://no-color.org).
    static var errorsInColour: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    static func report(_ findings: [Finding]) {
        guard !findings.isEmpty else { return }
        let text = Workspace.displayed(FindingReport(usesColour: errorsInColour).text(findings))
        FileHandle.standardError.write(Data(text.utf8))
    }
}
