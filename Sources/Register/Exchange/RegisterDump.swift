import Foundation
import GRDB
import Production

/// Hands out everything that the register holds, in an order that depends on the content alone: the same content gives the same records, however it
/// came in.
struct RegisterDump {
    let database: Database

    func forEach(_ body: (RegisterRecord) throws -> Void) throws {
        try body(.head(.init()))
        let passages = try Row.fetchCursor(database, sql: "SELECT sha256, text FROM passage ORDER BY sha256")
        while let row = try passages.next() { try body(.passage(.init(sha256: ContractWriter.hex(row[0]), wortlaut: row[1]))) }
        let partners = try Row.fetchCursor(database, sql: "SELECT id, kennung FROM partner ORDER BY kennung")
        while let row = try partners.next() { try body(.partner(try partner(row[0], row[1]))) }
        let contracts = try Int64.fetchCursor(database, sql: "SELECT id FROM vertrag ORDER BY kennung")
        while let id = try contracts.next() {
            if let entry = try ContractReader(database: database).entry(id) { try body(.contract(contract(entry))) }
        }
        for row in try Row.fetchAll(database, sql: "SELECT tag, was, anzahl FROM protokoll ORDER BY id") {
            try body(.log(.init(tag: row[0], was: row[1], anzahl: row[2])))
        }
    }

    private func partner(_ id: Int64, _ identifier: String) throws -> RegisterRecord.Partner {
        let standings = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT ab, \(PartnerWriter.columns) FROM partner_stand WHERE partner = ? ORDER BY ab, name, strasse, plz, ort, vertretung"), arguments: [id])
        let keys = try String.fetchAll(
            database.cachedStatement(sql: "SELECT schluessel FROM partner_schluessel WHERE partner = ? ORDER BY schluessel"), arguments: [id])
        return .init(
            partner: identifier,
            staende: standings.map {
                .init(ab: $0["ab"], name: $0["name"], strasse: $0["strasse"], plz: $0["plz"], ort: $0["ort"], vertreten_durch: $0["vertretung"])
            }, schluessel: keys)
    }

    private func contract(_ entry: ContractEntry) -> RegisterRecord.Contract {
        .init(
            kennung: entry.identifier, sha256: entry.sha256, vereinbarung: entry.agreement, betreff: entry.title, aktenzeichen: entry.fileNumber,
            nr: entry.number, datei: entry.path, seiten: entry.pages, datum: entry.date, quelle: entry.source.rawValue, nachweis: entry.proof,
            klauseln: entry.origin == nil ? entry.clauses.map { .init(klausel: $0.name, fassung: $0.version, sha256: $0.sha256) } : [],
            herkunft: entry.origin.map { String(decoding: $0.json, as: UTF8.self) },
            beteiligte: entry.parties.map { .init(rolle: $0.role, partner: $0.identifier ?? "") },
            ereignisse: entry.events.map {
                .init(art: $0.kind.rawValue, datum: $0.day, wer: $0.who, wirkung: $0.effect, bemerkung: $0.remark, storniert: $0.cancelled)
            },
            wortlaut: entry.passages.map { ContractWriter.hex(Data(ContractWriter.digest($0))) })
    }
}

/// Puts records back: the same as if each contract had been taken in, with partners and identifiers as they were.
struct RegisterLoad {
    let database: Database
    /// By checksum: passages that contracts to come refer to.
    private(set) var passages: [String: String] = [:]
    private(set) var result = IntakeResult()

    init(_ database: Database) { self.database = database }

    /// - Throws: ``RecordFault`` where a record refers to what was not there, or holds what cannot be.
    mutating func take(_ record: RegisterRecord) throws {
        switch record {
        case .head: break
        case .passage(let passage): passages[passage.sha256] = passage.wortlaut
        case .partner(let partner): try take(partner)
        case .contract(let contract): result.count(try ContractWriter(database: database, kept: { $0 }).take(try entry(contract)))
        case .log(let log): try take(log)
        }
    }

    private func take(_ partner: RegisterRecord.Partner) throws {
        guard !partner.partner.isEmpty, !partner.staende.isEmpty else { throw RecordFault(text: "ein Partner ohne Kennung oder Namen") }
        let writer = PartnerWriter(database: database)
        var known = try writer.id(ofIdentifier: partner.partner)
        if known == nil {
            try database.execute(sql: "INSERT INTO partner (kennung) VALUES (?)", arguments: [partner.partner])
            known = database.lastInsertedRowID
        }
        guard let id = known else { return }
        for standing in partner.staende {
            guard !standing.name.isEmpty else { throw RecordFault(text: "ein Partner ohne Namen") }
            try writer.add(
                PartyRecord(
                    name: standing.name, street: standing.strasse, postcode: standing.plz, town: standing.ort, representative: standing.vertreten_durch),
                to: id, from: standing.ab)
        }
        for key in partner.schluessel {
            try database.execute(sql: "INSERT OR IGNORE INTO partner_schluessel (schluessel, partner) VALUES (?, ?)", arguments: [key, id])
        }
    }

    private func entry(_ contract: RegisterRecord.Contract) throws -> ContractEntry {
        var entry = ContractEntry()
        entry.identifier = contract.kennung
        entry.sha256 = contract.sha256
        entry.agreement = contract.vereinbarung
        entry.title = contract.betreff
        entry.fileNumber = contract.aktenzeichen
        entry.number = contract.nr
        entry.path = contract.datei
        entry.pages = contract.seiten
        entry.date = contract.datum
        entry.proof = contract.nachweis
        guard !contract.kennung.isEmpty, let source = ContractEntry.Source(rawValue: contract.quelle),
            contract.sha256.isEmpty || ContractWriter.blob(contract.sha256) != nil
        else { throw RecordFault(text: "der Vertrag „\(contract.kennung)“ hat keine Kennung, Quelle oder Prüfsumme, die es geben kann") }
        entry.source = source
        entry.clauses = contract.klauseln.map { .init(name: $0.klausel, version: $0.fassung, sha256: $0.sha256, reason: nil) }
        if let text = contract.herkunft {
            guard let origin = ContractOrigin(json: Array(text.utf8)) else { throw RecordFault(text: "die Herkunft von „\(contract.kennung)“ ist unlesbar") }
            entry.origin = origin
            entry.clauses = origin.listedClauses
        }
        let writer = PartnerWriter(database: database)
        entry.parties = try contract.beteiligte.map { party in
            guard try writer.id(ofIdentifier: party.partner) != nil else { throw RecordFault(text: "den Partner „\(party.partner)“ von „\(contract.kennung)“ gibt es nicht") }
            return .init(role: party.rolle, record: PartyRecord(name: ""), identifier: party.partner)
        }
        entry.events = try contract.ereignisse.map { event in
            guard let kind = ContractEvent.Kind(rawValue: event.art), Day.read(event.datum)?.isoText == event.datum else {
                throw RecordFault(text: "ein Ereignis von „\(contract.kennung)“ hat keine Art oder keinen Tag, die es geben kann")
            }
            return ContractEvent(kind, on: event.datum, who: event.wer, effect: event.wirkung, remark: event.bemerkung, cancelled: event.storniert)
        }
        entry.passages = try contract.wortlaut.map { sum in
            guard let text = passages[sum] else { throw RecordFault(text: "eine Textstelle von „\(contract.kennung)“ fehlt") }
            return text
        }
        return entry
    }

    private func take(_ log: RegisterRecord.Log) throws {
        try database.execute(
            sql: """
                INSERT INTO protokoll (tag, was, anzahl) SELECT ?, ?, ?
                WHERE NOT EXISTS (SELECT 1 FROM protokoll WHERE tag = ? AND was = ? AND anzahl = ?)
                """, arguments: [log.tag, log.was, log.anzahl, log.tag, log.was, log.anzahl])
    }
}

/// What is wrong with a record, as part of a sentence.
struct RecordFault: Error, Sendable, Hashable {
    let text: String
}
