import Foundation
import GRDB
import Testing

@testable import Register

@Suite("What contracts share")
struct BlockTests {
    @Test("A block of contracts is the same after being written, few or many", arguments: [0, 1, 255, 256, 4096])
    func written(count: Int) throws {
        var numbers = SeededNumbers(UInt64(count))
        let places = (0..<4096).map { Int64($0) + 8192 }.shuffled(using: &numbers).prefix(count)
        var block = ContractBlock()
        for place in places { block.set(place, to: true) }
        #expect(block.count == count)
        #expect(block.data.count == (count <= 255 ? 2 * count : 512))
        let read = try #require(ContractBlock(block.data))
        #expect(read == block)
        #expect(places.allSatisfy { read.contains($0) })
        var set = ContractSet(size: 4096 * 4)
        set.formUnion(read, number: ContractBlock.number(of: 8192))
        #expect(set.ids == places.sorted())
    }

    @Test("What no block can be is none", arguments: [Data([1]), Data([0, 16]), Data(count: 513), Data(count: 514)])
    func damaged(data: Data) { #expect(ContractBlock(data) == nil) }

    /// As an earlier version of the program has left it: each passage in the index, each contract linked with it.
    @Test("A register of an earlier version finds the same as before")
    func migrated() throws {
        let register = try SampleRegister()
        let path = register.path("alt.sqlite")
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "PRAGMA application_id = \(RegisterFile.mark)") }
        try RegisterSchema.migrator.migrate(queue, upTo: "1")
        let passages = ["Gemeinsame Regel", "Eigene Worte", "Andere Worte"]
        try queue.write { database in
            for (index, text) in passages.enumerated() {
                try database.execute(
                    sql: "INSERT INTO passage (id, sha256, text) VALUES (?, ?, ?)", arguments: [index + 1, Data(ContractWriter.digest(text)), text])
                try database.execute(sql: "INSERT INTO suche_passage (rowid, worte) VALUES (?, ?)", arguments: [index + 1, GermanFolding.fold(text)])
            }
            for (index, held) in [[1, 2], [1, 3]].enumerated() {
                try database.execute(
                    sql: """
                        INSERT INTO vertrag (id, kennung, vereinbarung, betreff, aktenzeichen, nr, datei, datum, quelle, pruefung, passagen)
                        VALUES (?, ?, 'probe', '', '', '', '', '', 'tabelle', '', ?)
                        """, arguments: [index + 1, "v\(index + 1)", PassageWriter.packed(held.map(Int64.init))])
                for passage in held { try database.execute(sql: "INSERT INTO vertrag_passage VALUES (?, ?)", arguments: [passage, index + 1]) }
                try database.execute(sql: "INSERT INTO suche_vertrag (rowid, worte) VALUES (?, ?)", arguments: [index + 1, "v\(index + 1)"])
            }
        }
        try queue.close()
        let store = try RegisterStore(path)
        #expect(try store.check().faults == [])
        for (words, found) in [("regel", ["v1", "v2"]), ("eigene", ["v1"]), ("worte", ["v1", "v2"]), ("andere worte", ["v2"]), ("v2", ["v2"])] {
            var query = RegisterQuery()
            query.words = words
            #expect(try store.identifiers(query) == found, "\(words)")
        }
        #expect(try store.contract("v2").passages == [passages[0], passages[2]])
    }
}
