import Checksum
import Foundation
import GRDB
import Production

/// What `register check` has found.
package struct RegisterCheck: Sendable, Hashable {
    package let contracts: Int
    package let partners: Int
    package let events: Int
    package let passages: Int
    /// One sentence each; empty where all is well.
    package let faults: [String]

    package var isSound: Bool { faults.isEmpty }

    package var text: String {
        let counts = "\(contracts) Verträge, \(partners) Partner, \(events) Ereignisse, \(passages) Textstellen"
        return isSound ? "In Ordnung: \(counts)." : (["\(counts); nicht in Ordnung:"] + faults.map { "  \($0)" }).joined(separator: "\n")
    }
}

extension RegisterStore {
    /// SQLite's own checks of file and references, the search index against its words, and what has to hold among the tables.
    ///
    /// - Throws: ``Failure`` where the file cannot be read at all.
    package func check() throws(Failure) -> RegisterCheck {
        try maintain { database in
            var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }.map { "Datei: \($0)." }
            for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(20) {
                faults.append("Ein Eintrag in „\(row[0] as String)“ verweist auf einen, den es in „\(row[2] as String)“ nicht gibt.")
            }
            for index in ["suche_passage", "suche_vertrag", "suche_partner"] {
                do { try database.execute(sql: "INSERT INTO \(index) (\(index)) VALUES ('integrity-check')") } catch {
                    faults.append("Das Suchverzeichnis „\(index)“ ist beschädigt.")
                }
            }
            for (sentence, sql) in RegisterStore.invariants {
                let count = try Int.fetchOne(database, sql: sql) ?? 0
                if count > 0 { faults.append("\(count)-mal: \(sentence)") }
            }
            faults += try RegisterStore.textFaults(database)
            func count(_ table: String) throws -> Int { try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0 }
            return RegisterCheck(
                contracts: try count("vertrag"), partners: try count("partner"), events: try count("ereignis"), passages: try count("passage"), faults: faults)
        }
    }

    /// Queries that count what must not be.
    private static let invariants: [(sentence: String, sql: String)] = [
        ("Ein Vertrag steht nicht im Suchverzeichnis.", "SELECT count(*) FROM vertrag WHERE id NOT IN (SELECT rowid FROM suche_vertrag)"),
        ("Im Suchverzeichnis steht ein Vertrag, den es nicht gibt.", "SELECT count(*) FROM suche_vertrag WHERE rowid NOT IN (SELECT id FROM vertrag)"),
        ("Ein Partner steht nicht im Suchverzeichnis.", "SELECT count(*) FROM partner WHERE id NOT IN (SELECT rowid FROM suche_partner)"),
        ("Im Suchverzeichnis steht ein Partner, den es nicht gibt.", "SELECT count(*) FROM suche_partner WHERE rowid NOT IN (SELECT id FROM partner)"),
        (
            "Eine Textstelle steht nicht im Suchverzeichnis.",
            "SELECT count(*) FROM passage WHERE vertraege > 1 AND id NOT IN (SELECT rowid FROM suche_passage)"
        ),
        ("Im Suchverzeichnis steht eine Textstelle, die es nicht gibt.", "SELECT count(*) FROM suche_passage WHERE rowid NOT IN (SELECT id FROM passage)"),
        ("Ein Partner hat keinen Namen.", "SELECT count(*) FROM partner WHERE id NOT IN (SELECT partner FROM partner_stand)"),
        ("Eine Textstelle gehört zu keinem Vertrag.", "SELECT count(*) FROM passage WHERE vertraege < 1"),
        ("Eine Auswahl von Klauseln gehört zu keinem Vertrag.", "SELECT count(*) FROM auswahl WHERE id NOT IN (SELECT auswahl FROM vertrag WHERE auswahl IS NOT NULL)"),
        ("Eine Auswahl hat keine Klauseln.", "SELECT count(*) FROM auswahl WHERE id NOT IN (SELECT auswahl FROM auswahl_klausel)"),
        ("Eine Herkunft gehört zu keinem Vertrag.", "SELECT count(*) FROM grundlage WHERE id NOT IN (SELECT grundlage FROM vertrag WHERE grundlage IS NOT NULL)"),
        ("Einem Vertrag fehlen Herkunft oder Werte.", "SELECT count(*) FROM vertrag WHERE (grundlage IS NULL) <> (werte IS NULL)"),
        ("Eine Löschung ist nicht abgeschlossen.", "SELECT count(*) FROM loeschung"),
    ]

    private static func textFaults(_ database: Database) throws -> [String] {
        var faults: [String] = []
        let passages = try Row.fetchCursor(database, sql: "SELECT sha256, text FROM passage")
        while let row = try passages.next() {
            let (sum, text): (Data, String) = (row[0], row[1])
            if Array(sum) != ContractWriter.digest(text) { faults.append("Eine Textstelle ist nicht mehr die, die aufgenommen wurde: „\(text.prefix(40))…“.") }
        }
        let contracts = try Row.fetchCursor(
            database,
            sql: "SELECT vertrag.id, kennung, passagen, herkunft, werte FROM vertrag LEFT JOIN grundlage ON grundlage.id = vertrag.grundlage")
        guard var links = try PassageLinks(database) else { return faults + ["Welche Verträge eine Textstelle haben, ist nicht mehr lesbar."] }
        while let row = try contracts.next() {
            let (id, name, packed): (Int64, String, Data) = (row[0], row[1], row[2])
            guard let passages = PassageWriter.unpacked(packed) else {
                faults.append("Vertrag \(name): Die Liste seiner Textstellen ist beschädigt.")
                continue
            }
            links.count(Set(passages), of: id)
            if let common: Data = row[3], let values: String = row[4], StoredOrigin(common: Array(common), values: values).origin == nil {
                faults.append("Vertrag \(name): Herkunft und Werte passen nicht zusammen.")
            }
        }
        if !links.areWhole { faults.append("Textstellen und Verträge passen nicht zusammen.") }
        return faults
    }
}

/// What the tables say about passages and their contracts, held against what each contract says.
private struct PassageLinks {
    private struct Place: Hashable {
        let passage: Int64
        let block: Int64
    }

    private var holders: [Int64: Int] = [:]
    private var blocks: [Place: ContractBlock] = [:]
    /// Whether of each passage at most one contract is noted nowhere: the one that had it first.
    private let areNoted: Bool

    /// - Returns: `nil` where a block is damaged.
    init?(_ database: Database) throws {
        for row in try Row.fetchAll(database, sql: "SELECT id, vertraege FROM passage") { holders[row[0]] = row[1] }
        let rows = try Row.fetchCursor(database, sql: "SELECT passage, block, vertraege FROM passage_vertraege")
        while let row = try rows.next() {
            let data: Data = row[2]
            guard let block = ContractBlock(data) else { return nil }
            blocks[Place(passage: row[0], block: row[1])] = block
        }
        var others = holders
        for (place, block) in blocks { others[place.passage, default: 0] -= block.count }
        areNoted = others.values.allSatisfy { (0...1).contains($0) }
    }

    mutating func count(_ passages: Set<Int64>, of contract: Int64) {
        for passage in passages {
            holders[passage, default: 0] -= 1
            blocks[Place(passage: passage, block: ContractBlock.number(of: contract))]?.set(contract, to: false)
        }
    }

    /// Whether nothing was missing and nothing is left.
    var areWhole: Bool { areNoted && holders.values.allSatisfy { $0 == 0 } && blocks.values.allSatisfy { $0.count == 0 } }
}
