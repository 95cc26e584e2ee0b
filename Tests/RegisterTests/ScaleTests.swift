import Foundation
import Production
import Testing
import TestScale

@testable import Register

@Suite("Many contracts")
struct ScaleTests {
    /// As a manifest tells them: no text, no values.
    static func entry(_ index: Int) -> ContractEntry {
        var entry = ContractEntry()
        entry.sha256 = SampleSum.of("vertrag \(index)")
        entry.agreement = "fruehe-hilfen"
        entry.number = String(index)
        entry.path = "/serie/\(index)-verein-fuer-kinder-und-jugendhilfe-\(index).pdf"
        entry.pages = 9
        entry.source = .manifest
        entry.clauses = (0..<26).map { .init(name: "klausel-\($0)/variante-\(index % 9)", version: "1.\($0 % 3)", sha256: "") }
        entry.parties = [.init(role: "partner", record: PartyRecord(name: "Verein für Kinder- und Jugendhilfe Nr. \(index) e. V."))]
        return entry
    }

    @Test("take at most 4 kB each without their texts, and every one is found")
    func size() throws {
        let register = try SampleRegister()
        let count = TestScale.count(sample: 1_000, full: 100_000)
        for start in stride(from: 0, to: count, by: 1_000) {
            try register.store.take((start..<start + 1_000).map { Self.entry($0) })
        }
        let copy = register.path("kopie.sqlite")
        try register.store.backUp(to: copy, replaces: false)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int)
        #expect(size / count <= 4_096, "\(size / count) Byte je Vertrag")
        #expect(try register.found { $0.words = "Nr. \(count - 1)" } == [ContractEntry.identifier(ofChecksum: SampleSum.of("vertrag \(count - 1)"))])
        #expect(try register.found { $0.clauses = ["klausel-3/variante-4@1"] }.count == (0..<count).count { $0 % 9 == 4 })
        #expect(try register.store.check().faults == [])
    }
}
