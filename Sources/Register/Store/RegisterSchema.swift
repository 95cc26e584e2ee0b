import GRDB

/// The tables, step by step as versions of the program have added them. A step that was released is never changed.
///
/// What contracts share is kept once: their clauses as a selection, their origin without the given values, each passage of text. So a contract
/// costs little, and a search looks at a passage once, however many contracts have it.
enum RegisterSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            for part in [partners, clauses, contracts, events, texts, log] { try database.execute(sql: part) }
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: sharedPassages)
            try shareTexts(database)
        }
        return migrator
    }

    private static let partners = """
        CREATE TABLE partner (id INTEGER PRIMARY KEY, kennung TEXT NOT NULL UNIQUE CHECK (kennung <> '')) STRICT;
        CREATE TABLE partner_stand (
            id INTEGER PRIMARY KEY, partner INTEGER NOT NULL REFERENCES partner ON DELETE CASCADE,
            ab TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), strasse TEXT NOT NULL, plz TEXT NOT NULL, ort TEXT NOT NULL, vertretung TEXT NOT NULL,
            UNIQUE (partner, ab, name, strasse, plz, ort, vertretung)) STRICT;
        CREATE TABLE partner_schluessel (schluessel TEXT PRIMARY KEY, partner INTEGER NOT NULL REFERENCES partner ON DELETE CASCADE) STRICT, WITHOUT ROWID;
        CREATE INDEX partner_schluessel_partner ON partner_schluessel (partner);
        """

    private static let clauses = """
        CREATE TABLE klausel (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, fassung TEXT NOT NULL, sha256 TEXT NOT NULL, UNIQUE (name, fassung, sha256)) STRICT;
        CREATE TABLE auswahl (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE) STRICT;
        CREATE TABLE auswahl_klausel (
            auswahl INTEGER NOT NULL REFERENCES auswahl ON DELETE CASCADE, platz INTEGER NOT NULL, klausel INTEGER NOT NULL REFERENCES klausel,
            PRIMARY KEY (auswahl, platz)) STRICT, WITHOUT ROWID;
        CREATE INDEX auswahl_klausel_klausel ON auswahl_klausel (klausel);
        """

    private static let contracts = """
        CREATE TABLE grundlage (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, herkunft BLOB NOT NULL) STRICT;
        CREATE TABLE vertrag (
            id INTEGER PRIMARY KEY, kennung TEXT NOT NULL UNIQUE CHECK (kennung <> ''), sha256 BLOB UNIQUE CHECK (length(sha256) = 32),
            vereinbarung TEXT NOT NULL, betreff TEXT NOT NULL, aktenzeichen TEXT NOT NULL, nr TEXT NOT NULL, datei TEXT NOT NULL, seiten INTEGER,
            datum TEXT NOT NULL, quelle TEXT NOT NULL, pruefung TEXT NOT NULL,
            auswahl INTEGER REFERENCES auswahl, grundlage INTEGER REFERENCES grundlage, werte TEXT, passagen BLOB NOT NULL) STRICT;
        CREATE INDEX vertrag_auswahl ON vertrag (auswahl);
        CREATE INDEX vertrag_grundlage ON vertrag (grundlage);
        CREATE INDEX vertrag_datei ON vertrag (datei) WHERE datei <> '';
        CREATE INDEX vertrag_aktenzeichen ON vertrag (aktenzeichen) WHERE aktenzeichen <> '';
        CREATE TABLE beteiligt (
            vertrag INTEGER NOT NULL REFERENCES vertrag ON DELETE CASCADE, platz INTEGER NOT NULL, rolle TEXT NOT NULL,
            partner INTEGER NOT NULL REFERENCES partner, PRIMARY KEY (vertrag, platz)) STRICT, WITHOUT ROWID;
        CREATE INDEX beteiligt_partner ON beteiligt (partner);
        """

    /// An event is never changed; it goes only with its contract.
    private static let events = """
        CREATE TABLE loeschung (vertrag INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE ereignis (
            id INTEGER PRIMARY KEY, vertrag INTEGER NOT NULL REFERENCES vertrag,
            art TEXT NOT NULL CHECK (art IN ('erstellt', 'versandt', 'zurueck', 'unterschrieben', 'in_kraft', 'geaendert', 'gekuendigt', 'ausgelaufen', 'ersetzt')),
            rang INTEGER NOT NULL, datum TEXT NOT NULL CHECK (datum GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            wer TEXT NOT NULL, wirkung TEXT NOT NULL, bemerkung TEXT NOT NULL,
            UNIQUE (vertrag, art, datum, wer, wirkung, bemerkung)) STRICT;
        CREATE INDEX ereignis_stand ON ereignis (vertrag, datum, rang);
        CREATE TABLE storno (ereignis INTEGER PRIMARY KEY REFERENCES ereignis, grund TEXT NOT NULL) STRICT;
        CREATE TRIGGER ereignis_bleibt BEFORE UPDATE ON ereignis BEGIN SELECT RAISE(ABORT, 'Ereignisse werden nicht geändert'); END;
        CREATE TRIGGER storno_bleibt BEFORE UPDATE ON storno BEGIN SELECT RAISE(ABORT, 'Ereignisse werden nicht geändert'); END;
        CREATE TRIGGER ereignis_fest BEFORE DELETE ON ereignis
            WHEN NOT EXISTS (SELECT 1 FROM loeschung WHERE vertrag = OLD.vertrag) BEGIN SELECT RAISE(ABORT, 'Ereignisse werden nicht gelöscht'); END;
        CREATE TRIGGER storno_fest BEFORE DELETE ON storno
            WHEN NOT EXISTS (SELECT 1 FROM loeschung JOIN ereignis USING (vertrag) WHERE ereignis.id = OLD.ereignis)
            BEGIN SELECT RAISE(ABORT, 'Ereignisse werden nicht gelöscht'); END;
        """

    /// The index holds folded words; `unicode61` only splits them.
    private static let texts = """
        CREATE TABLE passage (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;
        CREATE TABLE vertrag_passage (
            passage INTEGER NOT NULL REFERENCES passage, vertrag INTEGER NOT NULL, PRIMARY KEY (passage, vertrag)) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE suche_passage USING fts5(worte, columnsize=0, tokenize="unicode61 remove_diacritics 0");
        CREATE VIRTUAL TABLE suche_vertrag USING fts5(worte, columnsize=0, tokenize="unicode61 remove_diacritics 0");
        CREATE VIRTUAL TABLE suche_partner USING fts5(worte, columnsize=0, tokenize="unicode61 remove_diacritics 0");
        """

    /// The words of a passage stand among those of the contract that has it, and in `suche_passage` only once several have it.
    private static let sharedPassages = """
        ALTER TABLE passage ADD COLUMN vertraege INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE passage_vertraege (
            passage INTEGER NOT NULL REFERENCES passage, block INTEGER NOT NULL, vertraege BLOB NOT NULL CHECK (length(vertraege) > 0),
            PRIMARY KEY (passage, block)) STRICT, WITHOUT ROWID;
        """

    /// What was taken in before goes the way that it would go today.
    private static func shareTexts(_ database: Database) throws {
        try database.execute(sql: "UPDATE passage SET vertraege = (SELECT count(*) FROM vertrag_passage WHERE passage = passage.id)")
        let links = try Row.fetchCursor(
            database,
            sql: """
                SELECT passage, vertrag FROM vertrag_passage AS alle
                WHERE vertrag > (SELECT min(vertrag) FROM vertrag_passage WHERE passage = alle.passage) ORDER BY passage, vertrag
                """)
        // Block by block: to write each link by itself is far slower.
        var shared = (passage: Int64(0), number: Int64(0), block: ContractBlock())
        func write() throws {
            guard shared.block.count > 0 else { return }
            try database.cachedStatement(sql: "INSERT INTO passage_vertraege (passage, block, vertraege) VALUES (?, ?, ?)")
                .execute(arguments: [shared.passage, shared.number, shared.block.data])
        }
        while let link = try links.next() {
            let (passage, contract): (Int64, Int64) = (link[0], link[1])
            let number = ContractBlock.number(of: contract)
            if shared.passage != passage || shared.number != number {
                try write()
                shared = (passage, number, ContractBlock())
            }
            shared.block.set(contract, to: true)
        }
        try write()
        try database.execute(sql: "DELETE FROM suche_passage WHERE rowid IN (SELECT id FROM passage WHERE vertraege < 2)")
        try database.execute(sql: "DROP TABLE vertrag_passage")
        let writer = ContractWriter(database: database, kept: { $0 })
        for id in try Int64.fetchAll(database, sql: "SELECT id FROM vertrag WHERE length(passagen) > 0") { try writer.reindex(id) }
    }

    private static let log = """
        CREATE TABLE protokoll (id INTEGER PRIMARY KEY, tag TEXT NOT NULL, was TEXT NOT NULL, anzahl INTEGER NOT NULL) STRICT;
        """
}
