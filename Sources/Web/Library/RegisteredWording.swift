import Assembler
import Findings
import Foundation
import Production
import Register
import Synchronization

/// What the register of contracts knows of a clause's wordings. Opened when it is first asked; without a register nobody knows of any contract.
final class RegisteredWording: Sendable {
    private let path: String
    private let opened = Mutex<RegisterStore?>(nil)

    /// - Parameter path: of the register's file, whether it is there or not.
    init(path: String) { self.path = path }

    /// How many contracts of the register have a version of a clause; `nil`: there is no register.
    ///
    /// - Throws: ``Failure`` where it is there and cannot be read.
    func contracts(with clause: String, _ version: String) throws(Failure) -> Int? {
        guard let store = try store() else { return nil }
        var query = RegisterQuery()
        query.clauses = ["\(clause)@\(version)"]
        query.limit = 0
        return try store.search(query).count
    }

    /// Whether a contract names a version. A register that is there and cannot be read knows of one: what may have been issued stays as it is.
    func isIssued(_ clause: String, _ version: String) -> Bool {
        do throws(Failure) { return try contracts(with: clause, version) ?? 0 > 0 } catch { return true }
    }

    /// „12 Verträge des Registers haben Fassung 1.1, 3 haben Fassung 1.2.“; `nil`: nobody knows of any.
    func sentence(of clause: String, versions: [String]) -> String? {
        do throws(Failure) {
            var found: [(version: String, count: Int)] = []
            for version in versions {
                guard let count = try contracts(with: clause, version) else { return nil }
                if count > 0 { found.append((version, count)) }
            }
            guard !found.isEmpty else { return "Im Register hat kein Vertrag diese Klausel." }
            let parts = found.map { $0.count == 1 ? "1 Vertrag mit Fassung \($0.version)" : "\($0.count) Verträge mit Fassung \($0.version)" }
            return "Im Register: \(parts.joined(separator: ", ")). Sie behalten ihren Wortlaut; eine Änderung trifft nur neue Verträge."
        } catch { return "Das Register lässt sich gerade nicht lesen; wie viele Verträge diese Klausel haben, ist deshalb unbekannt." }
    }

    /// „12 Verträge des Registers sind aus dieser Vereinbarung entstanden.“; `nil`: nobody knows of any.
    func sentence(ofAgreements names: [String], _ what: String) -> String? {
        do throws(Failure) {
            guard let store = try store() else { return nil }
            var count = 0
            for name in names {
                var query = RegisterQuery()
                query.agreement = name
                query.limit = 0
                count += try store.search(query).count
            }
            let found = count == 0 ? "kein Vertrag" : count == 1 ? "1 Vertrag" : "\(count) Verträge"
            return "Im Register: \(found) \(what)." + (count == 0 ? "" : " Geschlossene Verträge bleiben, wie sie sind; eine Änderung trifft nur neue.")
        } catch { return "Das Register lässt sich gerade nicht lesen; wie viele Verträge es dazu gibt, ist deshalb unbekannt." }
    }

    private func store() throws(Failure) -> RegisterStore? {
        if let known = opened.withLock({ $0 }) { return known }
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let store = try RegisterStore(path)
        opened.withLock { $0 = store }
        return store
    }
}
