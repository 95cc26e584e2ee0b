import Agreements
import Findings
import Production
import Settings

/// A file of the library that is YAML as a whole, by its kind and name.
package struct LibraryFile: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case agreement = "agreements"
        case body = "stellen"
        case style = "styles"

        /// What somebody must be allowed to change it.
        package var action: StewardAction {
            switch self {
            case .agreement: .vereinbarung
            case .body: .stelle
            case .style: .stil
            }
        }
    }

    package let kind: Kind
    package let name: String

    package init(_ kind: Kind, _ name: String) { (self.kind, self.name) = (kind, name) }

    /// Below the library's folder.
    package var path: String { "\(kind.rawValue)/\(name).yaml" }

    /// Whether a text can be such a file.
    ///
    /// - Returns: warnings and hints.
    /// - Throws: all errors.
    package func check(_ bytes: [UInt8], in library: String) throws(FindingList) -> [Finding] {
        let whole = "\(library)/\(path)"
        switch kind {
        case .agreement: return try LibraryText.checkAgreement(SourceFile(bytes: bytes, path: whole))
        case .body: return try LibraryText.checkBody(SourceFile(bytes: bytes, path: whole))
        case .style:
            try StyleCheck.check(bytes, path: whole)
            return []
        }
    }
}
