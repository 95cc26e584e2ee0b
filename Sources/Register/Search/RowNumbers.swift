import Foundation
import GRDB

/// Numbers of rows, all at once as one text: to ask SQLite for each of 100,000 rows took three times as long.
enum RowNumbers {
    /// - Parameter sql: gives numbers of rows in its only column.
    static func forEach(of sql: String, _ arguments: StatementArguments, _ database: Database, _ body: (Int64) -> Void) throws {
        let list = try Data.fetchOne(
            try database.cachedStatement(sql: "WITH gefunden(id) AS (\(sql)) SELECT group_concat(id) FROM gefunden"), arguments: arguments)
        forEach(in: list, body)
    }

    /// - Parameter list: decimals with commas between them.
    static func forEach(in list: Data?, _ body: (Int64) -> Void) {
        guard let list, !list.isEmpty else { return }
        list.withUnsafeBytes { bytes in
            var id: Int64 = 0
            for byte in bytes {
                if byte == UInt8(ascii: ",") {
                    body(id)
                    id = 0
                } else {
                    // Row numbers, which SQLite has written: positive and of at most 19 digits.
                    id = id &* 10 &+ Int64(byte & 0x0F)
                }
            }
            body(id)
        }
    }
}
