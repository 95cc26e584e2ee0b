import Agreements
import Findings

/// A contract that does not lie in the library: an agreement with somebody's answers, and with texts of his own over it.
package struct DraftContract: Sendable {
    let library: WarmLibrary
    let agreement: String
    /// Texts over the library, where the contract has these clauses (`kuendigung/frist`), or as it is (`nil`).
    let overlay: @Sendable (_ clauses: Set<String>?) throws(Failure) -> SourceOverlay
    /// The bytes of an annex that somebody has added, by checksum; `nil`: the one that the agreement names serves.
    let annex: @Sendable (_ sha256: String) -> [UInt8]?
    /// The contract as it is now, with other values in place of some: texts by path.
    let changing: @Sendable (_ changed: [String: String]) throws(Failure) -> PreviewRequest

    package init(
        library: WarmLibrary, agreement: String, overlay: @escaping @Sendable (_ clauses: Set<String>?) throws(Failure) -> SourceOverlay,
        annex: @escaping @Sendable (_ sha256: String) -> [UInt8]?,
        changing: @escaping @Sendable (_ changed: [String: String]) throws(Failure) -> PreviewRequest
    ) {
        (self.library, self.agreement, self.overlay, self.annex, self.changing) = (library, agreement, overlay, annex, changing)
    }

    func assembled(changing changed: [String: String]) throws(Failure) -> AssembledContract {
        let request = try changing(changed)
        let workshop = try library.workshop(request.overlay)
        var agreement = try library.agreement(agreement, request.overlay)
        var data = request.data
        for file in request.annexes { try agreement.attach(file, into: &data) }
        return try workshop.assemble(try workshop.plan(agreement, data), strict: request.strict)
    }
}
