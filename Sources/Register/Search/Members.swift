import Findings
import Foundation
import GRDB
import Production

/// Who belongs to an agreement on a day.
package struct MemberList: Sendable, Encodable {
    package struct Member: Sendable, Hashable, Encodable {
        package let name: String
        package let anschrift: String
        /// ISO; empty: the contract was not signed yet, so far as the register knows.
        package let seit: String
        /// ISO: last day; empty: without end.
        package let bis: String
        /// Of the contract or declaration by which it belongs to it.
        package let kennung: String
    }

    package let vereinbarung: String
    /// ISO.
    package let tag: String
    /// By name.
    package let mitglieder: [Member]
    /// Made, but not signed on that day.
    package let offen: [Member]

    /// For the terminal.
    package var text: String {
        var lines = ["\(vereinbarung), Mitglieder am \(Day.shown(tag)): \(mitglieder.count)"]
        lines += mitglieder.map {
            "  \($0.name)\($0.anschrift.isEmpty ? "" : ", \($0.anschrift)") – seit \(Day.shown($0.seit))\($0.bis.isEmpty ? "" : ", bis \(Day.shown($0.bis))")"
        }
        if !offen.isEmpty { lines += ["Noch nicht unterschrieben: \(offen.count)"] + offen.map { "  \($0.name)" } }
        return lines.joined(separator: "\n")
    }

    /// Rows for a paper: name, address, first day, last day.
    package var rows: [[String]] { mitglieder.map { [$0.name, $0.anschrift, Day.shown($0.seit), $0.bis.isEmpty ? "–" : Day.shown($0.bis)] } }
}

extension RegisterStore {
    /// What an event says of a party that leaves while the others stay.
    static let withdrawal = "Austritt"

    /// Members on a day: parties of the contract and of declarations of accession to it; of an agreement that each member has a contract of its own
    /// from, the parties of all these.
    ///
    /// A party counts from the first signature on (or from the day that the contract is in force) up to the day that its notice takes effect.
    ///
    /// - Parameters:
    ///   - text: identifier or file number of the contract, or the agreement's name.
    ///   - day: ISO.
    /// - Throws: ``Failure`` where there is no such contract.
    package func members(of text: String, on day: String) throws(Failure) -> MemberList {
        try read { database in
            let reader = ContractReader(database: database)
            let ids = try Int64.fetchAll(database, sql: "SELECT id FROM vertrag WHERE vereinbarung = ?", arguments: [text])
            var name = text
            var entries = try ids.compactMap { try reader.entry($0) }
            if ids.isEmpty {
                guard let contract = try reader.entry(RegisterContracts.id(of: text, database, path)) else { throw RegisterContracts.unknown(text, path) }
                name = contract.title.isEmpty ? contract.identifier : contract.title
                let declarations = try Int64.fetchAll(database, sql: "SELECT id FROM vertrag WHERE vereinbarung = 'beitrittserklaerung'")
                entries = [contract] + (try declarations.compactMap { try reader.entry($0) }).filter { $0.isAccession(to: contract.identifier) }
            }
            let found = entries.filter { $0.origin?.amendment == nil }.flatMap { $0.memberships(on: day) }
            let sorted = found.sorted { ($0.name, $0.kennung) < ($1.name, $1.kennung) }
            return MemberList(vereinbarung: name, tag: day, mitglieder: sorted.filter { !$0.seit.isEmpty }, offen: sorted.filter(\.seit.isEmpty))
        }
    }

    /// Notes that one party leaves. Of a contract with one partner that ends it; of one with several the others stay.
    ///
    /// - Parameters:
    ///   - partner: name or the beginning of it.
    ///   - day: ISO, of the notice.
    ///   - effect: ISO, the party's last day.
    /// - Returns: the contract's identifier and the party's name.
    /// - Throws: ``Failure`` where no party, or several, are called so.
    package func withdraw(_ partner: String, from text: String, on day: String, effect: String) throws(Failure) -> (identifier: String, name: String) {
        let entry = try contract(text)
        let wanted = GermanFolding.fold(partner)
        let named = entry.parties.map(\.record.name).filter { GermanFolding.fold($0).hasPrefix(wanted) }
        guard let name = named.first, Set(named).count == 1 else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "partner-unbekannt", at: .option("--partner"), "„\(partner)“ ist \(named.isEmpty ? "keine Partei" : "nicht eindeutig eine Partei") dieses Vertrags.",
                    remedy: "Seine Parteien: \(entry.parties.map(\.record.name).joined(separator: "; "))."))
        }
        let event =
            entry.parties.count == 1
            ? ContractEvent(.terminated, on: day, who: name, effect: effect, remark: Self.withdrawal)
            : ContractEvent(.amended, on: day, who: name, effect: effect, remark: Self.withdrawal)
        return (try add(event, to: entry.identifier).identifier, name)
    }
}

extension ContractEntry {
    /// A declaration that names the contract by its identifier, or the beginning of it.
    fileprivate func isAccession(to contract: String) -> Bool {
        for value in origin?.values ?? [] where value.path == "vereinbarung_kennung" {
            if case .text(let text) = value.content { return text.count >= 4 && contract.hasPrefix(text) }
        }
        return false
    }

    /// Its parties that belong to it on a day, and those that have not signed by then.
    fileprivate func memberships(on day: String) -> [MemberList.Member] {
        let counting = events.filter { $0.cancelled == nil }
        let joined = counting.filter { [.signed, .inForce].contains($0.kind) }.map { $0.effect.isEmpty ? $0.day : $0.effect }.min() ?? ""
        let ends = counting.filter { [.expired, .replaced, .terminated].contains($0.kind) }.map { $0.effect.isEmpty ? $0.day : $0.effect }
        return parties.compactMap { party in
            let own = counting.filter { $0.kind == .amended && $0.remark == RegisterStore.withdrawal && $0.who == party.record.name }.map { $0.effect.isEmpty ? $0.day : $0.effect }
            let end = (ends + own).min() ?? ""
            guard end.isEmpty || end >= day else { return nil }
            let since = joined.isEmpty || joined > day ? "" : joined
            return MemberList.Member(name: party.record.name, anschrift: party.record.address, seit: since, bis: end, kennung: identifier)
        }
    }
}
