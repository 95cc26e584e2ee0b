import Assembler
import Findings
import Production

/// A file of the library that is YAML as a whole, by its kind and name.
public struct LibraryFile: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case agreement = "agreements"
        case body = "stellen"
        case style = "styles"

        /// What somebody must be allowed to change it.
        public var action: StewardAction {
            switch self {
            case .agreement: .vereinbarung
            case .body: .stelle
            case .style: .stil
            }
        }
    }

    public let kind: Kind
    public let name: String

    public init(_ kind: Kind, _ name: String) { (self.kind, self.name) = (kind, name) }

    /// Below the library's folder.
    public var path: String { "\(kind.rawValue)/\(name).yaml" }

    /// Whether a text can be such a file.
    ///
    /// - Returns: warnings and hints.
    /// - Throws: all errors.
    public func check(_ bytes: [UInt8], in library: String) throws(FindingList) -> [Finding] {
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
