import Foundation
import GRDB

/// Keeps each passage of text once, and which contracts have it.
///
/// Words of a passage that one contract has stand among this contract's own, so that a search finds it at once. With the second contract they go
/// into an index of their own, which holds what contracts share: a few hundred passages where there are a hundred thousand contracts.
struct PassageWriter {
    let database: Database

    /// - Returns: the passages' numbers in order, and those that no contract had before.
    func keep(_ passages: [String], for contract: Int64) throws -> (ids: [Int64], own: [String]) {
        let find = try database.cachedStatement(sql: "SELECT id, vertraege FROM passage WHERE sha256 = ?")
        var ids: [Int64] = []
        var own: [String] = []
        // A passage may come twice in a contract; for a search once is enough.
        var seen: Set<Int64> = []
        for text in passages {
            let key = Data(ContractWriter.digest(text))
            guard let row = try Row.fetchOne(find, arguments: [key]) else {
                try database.cachedStatement(sql: "INSERT INTO passage (sha256, text, vertraege) VALUES (?, ?, 1)").execute(arguments: [key, text])
                seen.insert(database.lastInsertedRowID)
                ids.append(database.lastInsertedRowID)
                own.append(text)
                continue
            }
            let (id, holders): (Int64, Int) = (row[0], row[1])
            ids.append(id)
            guard seen.insert(id).inserted else { continue }
            if holders == 1 { try share(id, text) }
            try SharedPassages(database: database).link(id, contract, true)
            try database.cachedStatement(sql: "UPDATE passage SET vertraege = vertraege + 1 WHERE id = ?").execute(arguments: [id])
        }
        return (ids, own)
    }

    /// It stays there when only one is left that has it.
    private func share(_ id: Int64, _ text: String) throws {
        let isShared = try Bool.fetchOne(database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM suche_passage WHERE rowid = ?)"), arguments: [id]) ?? false
        if isShared { return }
        try database.cachedStatement(sql: "INSERT INTO suche_passage (rowid, worte) VALUES (?, ?)").execute(arguments: [id, GermanFolding.fold(text)])
    }

    /// The contract goes; passages that nobody has any more are swept up later.
    func release(_ passages: [Int64], of contract: Int64) throws {
        for passage in Set(passages).sorted() {
            try SharedPassages(database: database).link(passage, contract, false)
            try database.cachedStatement(sql: "UPDATE passage SET vertraege = vertraege - 1 WHERE id = ?").execute(arguments: [passage])
        }
    }

    /// Passages whose words stand among the contract's own.
    func own(of contract: Int64) throws -> [String] {
        let packed = try Data.fetchOne(database.cachedStatement(sql: "SELECT passagen FROM vertrag WHERE id = ?"), arguments: [contract]) ?? Data()
        let text = try database.cachedStatement(sql: "SELECT text FROM passage WHERE id = ?")
        var seen: Set<Int64> = []
        return try (PassageWriter.unpacked(packed) ?? []).compactMap { id in
            guard seen.insert(id).inserted, try !SharedPassages(database: database).isLinked(id, contract) else { return nil }
            return try String.fetchOne(text, arguments: [id])
        }
    }

    /// The order of the passages in a contract: seven bits a byte, the highest set where more follow.
    static func packed(_ ids: [Int64]) -> Data {
        var data = Data()
        for id in ids {
            var rest = UInt64(bitPattern: id)
            while rest >= 0x80 {
                data.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            data.append(UInt8(rest))
        }
        return data
    }

    /// `nil` where the bytes are cut off or no such list.
    static func unpacked(_ data: Data) -> [Int64]? {
        var ids: [Int64] = []
        var value: UInt64 = 0
        var shift: UInt64 = 0
        for byte in data {
            guard shift < 63 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 {
                ids.append(Int64(bitPattern: value))
                (value, shift) = (0, 0)
            }
        }
        return shift == 0 ? ids : nil
    }
}
