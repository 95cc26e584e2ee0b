import Foundation
import GRDB

/// Keeps each passage of text once, and which contracts have it.
struct PassageWriter {
    let database: Database

    func ids(of passages: [String]) throws -> [Int64] {
        let find = try database.cachedStatement(sql: "SELECT id FROM passage WHERE sha256 = ?")
        return try passages.map { text in
            let key = Data(ContractWriter.digest(text))
            if let id = try Int64.fetchOne(find, arguments: [key]) { return id }
            try database.cachedStatement(sql: "INSERT INTO passage (sha256, text) VALUES (?, ?)").execute(arguments: [key, text])
            let id = database.lastInsertedRowID
            try database.cachedStatement(sql: "INSERT INTO suche_passage (rowid, worte) VALUES (?, ?)").execute(arguments: [id, GermanFolding.fold(text)])
            return id
        }
    }

    /// A passage may come twice in a contract; for a search once is enough.
    func link(_ passages: [Int64], to contract: Int64) throws {
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO vertrag_passage (passage, vertrag) VALUES (?, ?)")
        for passage in passages { try statement.execute(arguments: [passage, contract]) }
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
