/// Something that may be added to a finished contract without changing what was agreed on.
package struct FileAddition: Sendable, Hashable, Encodable {
    package enum Kind: String, Sendable, Encodable {
        case signature = "unterschrift"
        /// A document time stamp (ISO 32000-2, 12.8.5): says when, not who; no signature.
        case timeStamp = "zeitstempel"
        /// Certificates, OCSP answers and revocation lists for signatures (ISO 32000-2, 12.8.4.3).
        case validationData = "pruefdaten"
        case filledField = "feld"
        /// A field to sign in that nobody has signed yet.
        case emptySignatureField = "unterschriftsfeld"
        /// Date and program in the document's properties.
        case properties = "eigenschaften"
    }

    package var art: Kind
    /// Name of the form field; `nil` for what has none.
    package var feld: String?
    /// What was filled in, shortened; what the validation data are.
    package var inhalt: String?
    /// Where a new field shows something: it could cover text. `nil` for fields of ours, which have their place.
    package var area: FieldArea?

    package struct FieldArea: Sendable, Hashable {
        /// From 0; `nil`: on none of the pages that the file had.
        package var page: Int?
        /// As in the file, points from the lower left corner: left, bottom, right, top.
        package var rect: [Double]
    }

    private enum CodingKeys: String, CodingKey { case art, feld, inhalt }
}

/// What stands after the end of a file of ours, looked at object by object.
package struct FileAdditions: Sendable, Hashable {
    /// In the order in which they were added.
    package private(set) var additions: [FileAddition] = []
    /// What is neither signature nor time stamp, validation data or field: one German sentence each. Empty for a copy that is in order.
    package private(set) var refusals: [String] = []

    package static let none = FileAdditions()

    /// More revisions than this are not followed; a copy has one for each signature and time stamp.
    private static let revisionLimit = 64
    private static let refusalLimit = 12

    private init() {}

    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - original: the part that we wrote.
    package init(_ bytes: [UInt8], after original: OriginalRevision) {
        guard bytes.count > original.length else { return }
        do throws(RefusedUpdate) {
            let chain = try UpdateChain(bytes, after: original)
            guard chain.sections.count <= Self.revisionLimit else {
                throw RefusedUpdate("Die Datei wurde mehr als \(Self.revisionLimit)-mal ergänzt.")
            }
            let first = try FileRevision(bytes.prefix(original.length))
            let places = ObjectPlaces(first)
            var before = SignedState()
            for (index, section) in chain.sections.enumerated() {
                var comparison = RevisionComparison(
                    first, try FileRevision(bytes.prefix(section.end)), places, chain, upTo: index, in: bytes, original)
                comparison.compare()
                for refusal in comparison.refusals + comparison.signed.broken(since: before)
                where refusals.count < Self.refusalLimit && !refusals.contains(refusal) { refusals.append(refusal) }
                before = comparison.signed
                additions = comparison.additions
            }
        } catch { refusals = [error.message] }
    }
}

/// Why additions cannot be followed at all.
struct RefusedUpdate: Error {
    let message: String

    init(_ message: String) { self.message = message }

    static let damaged = RefusedUpdate("Was hinter dem Ende der erstellten Datei steht, ist keine ordentliche Ergänzung eines PDF.")
}

/// Which fields are signed with what: a signature that was there must not be another one later.
struct SignedState {
    /// By field: number of the signature's object and its content.
    var signatures: [String: String] = [:]

    func broken(since before: SignedState) -> [String] {
        before.signatures.filter { signatures[$0.key] != $0.value }.keys.sorted().map {
            "Die Unterschrift im Feld „\($0)“ wurde später entfernt oder ersetzt."
        }
    }
}
