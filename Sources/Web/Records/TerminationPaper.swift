import Deadlines
import Findings
import Production

/// The letter of `kuendigung`.
enum TerminationPaper {
    /// - Parameters:
    ///   - files: the contract and its amendments.
    ///   - path: of the letter; a number is put behind it where there are several recipients.
    /// - Returns: where the letters lie.
    static func write(
        _ files: [String], library: String, date: String, receipt: String?, last: String?, signed: String?, reason: String?, to path: String
    ) throws(Failure) -> [String] {
        try TerminationLetter(paths: files, library: library, date: date, receipt: receipt, last: last, signed: signed, reason: reason, output: path).write().letters.map(\.path)
    }
}
