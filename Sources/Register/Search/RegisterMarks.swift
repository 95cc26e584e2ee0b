import GRDB
import PageMarks
import Production

extension RegisterStore {
    /// The contracts whose pages bear a mark, and whose file is known; of those that another has replaced at its place none.
    ///
    /// - Parameter mark: twelve characters, as the origin has them.
    /// - Throws: ``Failure`` where the register cannot be read.
    package func contracts(marked mark: String) throws(Failure) -> [ContractEntry] {
        try read { database in
            guard mark.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }), !mark.isEmpty else { return [] }
            let words = GermanFolding.fold(PageMark.grouped(mark))
            let found = try Int64.fetchAll(database, sql: "SELECT rowid FROM suche_vertrag WHERE suche_vertrag MATCH ? ORDER BY rowid", arguments: ["\"\(words)\""])
            let reader = ContractReader(database: database)
            return try found.compactMap { try reader.entry($0) }.filter { $0.origin?.settings.mark == mark && !$0.path.isEmpty }
        }
    }
}
