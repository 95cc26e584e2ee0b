import Foundation
import Production

@testable import Register

/// A register in a folder of its own, gone with it.
final class SampleRegister: Sendable {
    let folder: String
    let store: RegisterStore

    init() throws {
        folder = NSTemporaryDirectory() + "klauselwerk-register-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try RegisterStore(folder + "/register.sqlite", .creating)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    /// Everything that is in it, as JSON lines.
    func export() throws -> String { try SampleRegister.export(store) }

    static func export(_ store: RegisterStore) throws -> String {
        var bytes: [UInt8] = []
        try store.exportLines { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    func found(_ change: (inout RegisterQuery) -> Void) throws -> [String] {
        var query = RegisterQuery()
        change(&query)
        return try store.identifiers(query)
    }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension ContractEntry {
    /// A contract with a partner; the number makes everything else differ.
    static func sample(
        _ identifier: String, partner: PartyRecord, clauses: [(String, String)] = [], passages: [String] = [], date: String = "2026-10-01",
        events: [ContractEvent] = []
    ) -> ContractEntry {
        var entry = ContractEntry()
        entry.identifier = identifier
        entry.sha256 = SampleSum.of(identifier)
        entry.agreement = "probe"
        entry.title = "Kooperationsvereinbarung"
        entry.date = date
        entry.clauses = clauses.map { ContractOrigin.Clause(name: $0.0, version: $0.1, sha256: SampleSum.of($0.0 + $0.1)) }
        entry.parties = [.init(role: "partner", record: partner)]
        entry.passages = passages
        entry.events = [ContractEvent(.made, on: date)] + events
        return entry
    }
}

enum SampleSum {
    static func of(_ text: String) -> String { ContractWriter.hex(Data(ContractWriter.digest(text))) }
}
