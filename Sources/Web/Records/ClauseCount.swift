import Production
import Register

/// A version of a clause, and how many contracts have it.
struct ClauseCount: Sendable, Hashable {
    let name: String
    let version: String
    let contracts: Int

    /// As a search names it: `datenschutz/voll@1.0`.
    var asked: String { "\(name)@\(version)" }

    /// Of all contracts, as their amendments have them today.
    static func all(_ contracts: [ContractOutlook], _ store: RegisterStore) throws(Failure) -> [ClauseCount] {
        struct Version: Hashable {
            var name: String
            var version: String
        }
        var counts: [Version: Int] = [:]
        for signed in try store.clauseVersions() { counts[Version(name: signed.name, version: signed.version)] = signed.contracts }
        for revision in contracts.flatMap(\.revised) {
            counts[Version(name: revision.name, version: revision.signed), default: 0] -= 1
            counts[Version(name: revision.name, version: revision.now), default: 0] += 1
        }
        return counts.filter { $0.value > 0 }.map { ClauseCount(name: $0.key.name, version: $0.key.version, contracts: $0.value) }
            .sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }
}
