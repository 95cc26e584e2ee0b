import Findings
import Settings

/// Whether a text can be a file of the library, before somebody saves it.
package enum LibraryText {
    /// - Returns: warnings and hints.
    /// - Throws: why it is no agreement.
    package static func checkAgreement(_ file: SourceFile) throws(FindingList) -> [Finding] { try AgreementReader.agreement(file).findings }

    /// - Returns: warnings and hints.
    /// - Throws: why it is no body.
    package static func checkBody(_ file: SourceFile) throws(FindingList) -> [Finding] { try BodyReader.body(file).findings }
}
