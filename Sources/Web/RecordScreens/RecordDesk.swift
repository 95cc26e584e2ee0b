import Findings
import Hummingbird
import Production
import Register
import Returns
import Stewardship

/// What all screens about the register have in common.
struct RecordDesk: Sendable {
    let office: Office
    /// Where roles are known.
    let library: LibraryRoom

    var room: RecordRoom { office.records }

    static let start = Problem.Link(address: "/register", text: "Zum Register")

    /// Reads, beside the threads that answer.
    ///
    /// - Throws: ``Problem``; 404 where there is no register yet.
    func read<T: Sendable>(back: Problem.Link = RecordDesk.start, _ body: @escaping @Sendable (RegisterStore) throws(Failure) -> T) async throws -> T {
        let store = try needed()
        do throws(Failure) { return try await room.reading.run { () throws(Failure) in try body(store) } } catch { throw Problem.record(error, back: back) }
    }

    /// Writes, one after the other.
    func write<T: Sendable>(back: Problem.Link = RecordDesk.start, _ body: @escaping @Sendable (RegisterStore) throws(Failure) -> T) async throws -> T {
        let store = try needed()
        do throws(Failure) { return try await room.writing.run { () throws(Failure) in try body(store) } } catch { throw Problem.record(error, back: back) }
    }

    private func needed() throws -> RegisterStore {
        do { return try room.needed() } catch let failure as Failure { throw Problem.record(failure, back: Problem.Link(address: "/", text: "Zur Startseite")) }
    }

    /// - Parameter patience: hundredths of a second.
    /// - Returns: `nil` where dates are still being reckoned: answer with ``waiting(_:)``.
    func book(patience: Int = 400) async throws -> RecordOutlook.Book? {
        do { return try await office.outlook.book(patience: patience) } catch let failure as Failure {
            throw Problem.record(failure, back: Problem.Link(address: "/", text: "Zur Startseite"))
        }
    }

    /// A page that fetches itself anew until the dates are there.
    func waiting(_ title: String, _ visit: Visit) throws -> Response { try office.frame.page("rechnet", title: title, ["titel": title], for: visit.visitor, refresh: 2) }

    /// What a run over scans has found; `nil` until it is done.
    func scans(of order: RecordOrder) -> ReturnReport? { order.state == .done ? ReturnReport(in: office.orders.result(order.id)) : nil }

    /// What agreements are called, by their names.
    func titles() -> [String: String] {
        Dictionary(AgreementCard.all(office.library).map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Throws: ``Problem`` 404 where there is none of that identifier.
    func entry(_ visit: Visit) async throws -> ContractEntry {
        let identifier = try RecordAddress.identifier(of: try visit.part("vertrag"))
        let entry = try await read { store throws(Failure) in try store.contract(identifier) }
        // A beginning finds it, too; the page has one address for each.
        guard entry.identifier == identifier else { throw Problem.noRecord }
        return entry
    }

    /// Handing over, copying and deleting concern all that the house has: where roles hold, who may is said there.
    ///
    /// - Throws: ``Problem`` 403 where this person may not.
    func requireKeeper(_ visitor: Visitor) throws {
        if !(try isKeeper(visitor)) {
            throw Problem(
                403, "Das dürfen Sie hier nicht", "Das Register übergeben, sichern und daraus löschen darf, wer die Rolle „verwalten“ hat. Geändert wurde nichts.",
                remedy: "Bitten Sie, wer die Rollen pflegt, um die Rolle „verwalten“.", link: RecordDesk.start)
        }
    }

    func isKeeper(_ visitor: Visitor) throws -> Bool {
        let steward = try library.desk(visitor).steward
        guard let roles = steward.roles else { return true }
        return steward.account.map { roles.roles(of: $0).contains(.verwalten) } ?? false
    }
}

/// Addresses of contracts. Identifiers of older contracts may hold anything, also slashes.
enum RecordAddress {
    static func of(_ identifier: String) -> String { "/register/vertraege/\(part(identifier))" }

    static func part(_ identifier: String) -> String {
        let isPlain = !identifier.isEmpty && identifier.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) }
        return isPlain ? identifier : "-" + identifier.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// - Throws: ``Problem`` 404 for what is no address of a contract.
    static func identifier(of part: String) throws(Problem) -> String {
        guard part.hasPrefix("-") else { return part }
        let digits = Array(part.dropFirst().utf8)
        guard digits.count.isMultiple(of: 2) else { throw .noRecord }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) }
        guard !bytes.isEmpty, !bytes.contains(nil), let text = String(validating: bytes.compactMap { $0 }, as: UTF8.self) else { throw .noRecord }
        return text
    }
}
