import GRDB

/// Keeps partners with the names and addresses they had, each from a day on. A partner is found by every one of them.
struct PartnerWriter {
    let database: Database

    /// The partner that a contract names; made where there is none.
    ///
    /// - Parameters:
    ///   - identifier: the register's own, where it is known.
    ///   - day: ISO, or empty.
    func id(of record: PartyRecord, identifier: String? = nil, from day: String) throws -> Int64 {
        if let identifier, let id = try id(ofIdentifier: identifier) { return id }
        let record = record.storable
        let find = try database.cachedStatement(sql: "SELECT partner FROM partner_schluessel WHERE schluessel = ?")
        if let id = try Int64.fetchOne(find, arguments: [record.key]) {
            try add(record, to: id, from: day)
            return id
        }
        return try make(record, identifier: identifier ?? record.identifier, from: day)
    }

    func id(ofIdentifier identifier: String) throws -> Int64? {
        let find = try database.cachedStatement(sql: "SELECT id FROM partner WHERE kennung = ?")
        return try Int64.fetchOne(find, arguments: [identifier])
    }

    private func make(_ record: PartyRecord, identifier: String, from day: String) throws -> Int64 {
        try database.cachedStatement(sql: "INSERT INTO partner (kennung) VALUES (?)").execute(arguments: [try free(identifier)])
        let id = database.lastInsertedRowID
        try add(record, to: id, from: day)
        return id
    }

    /// An identifier is taken where its partner has moved away from the name it was made of.
    private func free(_ identifier: String) throws -> String {
        var free = identifier
        var number = 2
        while try id(ofIdentifier: free) != nil {
            free = "\(identifier)-\(number)"
            number += 1
        }
        return free
    }

    /// A name and address that hold from a day on. What the day before says, too, is noted all the same: so the order in which contracts come in
    /// does not matter.
    func add(_ record: PartyRecord, to id: Int64, from day: String) throws {
        let record = record.storable
        try database.cachedStatement(
            sql: "INSERT INTO partner_stand (partner, ab, name, strasse, plz, ort, vertretung) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [id, day, record.name, record.street, record.postcode, record.town, record.representative])
        guard database.changesCount > 0 else { return }
        try note(record.key, of: id)
        try index(id)
    }

    /// A partner of whom only the name was known gets its address; one that has another address is another partner.
    func learn(_ record: PartyRecord, of id: Int64, from day: String) throws {
        let known = try Row.fetchAll(database, sql: "SELECT \(PartnerWriter.columns) FROM partner_stand WHERE partner = ?", arguments: [id]).map { PartyRecord($0) }
        let isTaken = try Int64.fetchOne(database, sql: "SELECT partner FROM partner_schluessel WHERE schluessel = ?", arguments: [record.key]) != nil
        guard !isTaken, known.allSatisfy({ !$0.hasAddress && GermanFolding.fold($0.name) == GermanFolding.fold(record.name) }) else { return }
        try add(record, to: id, from: day)
    }

    private func note(_ key: String, of id: Int64) throws {
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO partner_schluessel (schluessel, partner) VALUES (?, ?)").execute(arguments: [key, id])
    }

    /// The words of all names and addresses.
    func index(_ id: Int64) throws {
        let records = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT \(PartnerWriter.columns) FROM partner_stand WHERE partner = ? ORDER BY id"), arguments: [id]
        ).map { PartyRecord($0) }
        let identifier = try String.fetchOne(database.cachedStatement(sql: "SELECT kennung FROM partner WHERE id = ?"), arguments: [id]) ?? ""
        let words = [identifier] + records.flatMap { [$0.name, $0.address, $0.representative] }
        try database.cachedStatement(sql: "DELETE FROM suche_partner WHERE rowid = ?").execute(arguments: [id])
        try database.cachedStatement(sql: "INSERT INTO suche_partner (rowid, worte) VALUES (?, ?)")
            .execute(arguments: [id, GermanFolding.fold(words.joined(separator: "\n"))])
    }

    /// All contracts of one partner become the other's, with its names and addresses.
    func merge(_ id: Int64, into other: Int64) throws {
        try database.execute(sql: "UPDATE beteiligt SET partner = ? WHERE partner = ?", arguments: [other, id])
        try database.execute(sql: "UPDATE OR IGNORE partner_stand SET partner = ? WHERE partner = ?", arguments: [other, id])
        try database.execute(sql: "UPDATE partner_schluessel SET partner = ? WHERE partner = ?", arguments: [other, id])
        try remove(id)
        try index(other)
    }

    /// Partners whom no contract names any more.
    func removeUnused(_ ids: [Int64]) throws {
        for id in Set(ids).sorted() {
            let isUsed = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM beteiligt WHERE partner = ?)", arguments: [id]) ?? false
            if !isUsed { try remove(id) }
        }
    }

    private func remove(_ id: Int64) throws {
        try database.execute(sql: "DELETE FROM suche_partner WHERE rowid = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM partner WHERE id = ?", arguments: [id])
    }

    static let columns = "name, strasse, plz, ort, vertretung"
}

extension PartyRecord {
    /// SQLite's texts end at a zero.
    var storable: PartyRecord {
        PartyRecord(
            name: name.storable, street: street.storable, postcode: postcode.storable, town: town.storable, representative: representative.storable)
    }

    init(_ row: Row) {
        self.init(name: row["name"], street: row["strasse"], postcode: row["plz"], town: row["ort"], representative: row["vertretung"])
    }
}

extension String {
    /// Without the character that ends a text in SQLite.
    var storable: String { utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self }
}
