import Testing

@testable import Register

@Suite("Contracts are found")
struct SearchTests {
    /// Three contracts of two partners, one of whom has moved.
    private static func register() throws -> SampleRegister {
        let register = try SampleRegister()
        let kita = PartyRecord(name: "Kita Straßenäpfel e. V.", street: "Große Gasse 1", postcode: "00001", town: "Musterau")
        let shared = "§ 1 Datenschutz\n(1) Die Parteien wahren die Verschwiegenheit."
        try register.store.take([
            .sample("aaaa", partner: kita, clauses: [("datenschutz/kurz", "1.0"), ("kuendigung/frist", "1.1")], passages: [shared, "Frist von drei Monaten zum Jahresende"]),
            .sample(
                "bbbb", partner: PartyRecord(name: "Verein Müllerberg", postcode: "00002", town: "Beispielstadt"), clauses: [("datenschutz/kurz", "1.1")],
                passages: [shared, "Frist von sechs Wochen"], date: "2027-01-15"),
            .sample("cccc", partner: kita, clauses: [("datenschutz/voll", "10.0")], passages: ["Die Schweigepflicht gilt. Paragraf 77."], date: "2027-05-01"),
        ])
        var change = PartnerChange()
        (change.street, change.postcode, change.town) = ("Neuer Weg 2", "00009", "Neuhausen")
        try register.store.change(kita.identifier, change, from: "2027-03-01")
        return register
    }

    @Test(
        "by words, in whatever spelling",
        arguments: [
            ("verschwiegenheit", ["aaaa", "bbbb"]), ("Verschwiegenheit Wochen", ["bbbb"]), ("strassenaepfel", ["aaaa", "cccc"]), ("STRASSENÄPFEL", ["aaaa", "cccc"]),
            ("muellerberg", ["bbbb"]), ("Müller", ["bbbb"]), ("datenschutz -wochen", ["aaaa"]), ("\"frist von drei\"", ["aaaa"]), ("\"drei frist\"", []),
            ("verschwieg", ["aaaa", "bbbb"]), ("schwiegen", []), ("77", ["cccc"]), ("7", []), ("Neuhausen", ["aaaa", "cccc"]), ("Musterau", ["aaaa", "cccc"]),
            ("„große gasse“", ["aaaa", "cccc"]), ("§", ["aaaa", "bbbb", "cccc"]), ("frist*", ["aaaa", "bbbb"]), ("\" OR 1", []), ("a\" OR \"b", []), ("NEAR(", []),
        ])
    func words(text: String, expected: [String]) throws {
        #expect(try Self.register().found { $0.words = text } == expected, "\(text)")
    }

    @Test(
        "by the version of a clause",
        arguments: [
            (["datenschutz@1"], ["aaaa", "bbbb"]), (["datenschutz@1.0"], ["aaaa"]), (["datenschutz/kurz"], ["aaaa", "bbbb"]), (["datenschutz"], ["aaaa", "bbbb", "cccc"]),
            (["datenschutz@10"], ["cccc"]), (["datenschutz@1.0", "kuendigung@1"], ["aaaa"]), (["daten"], []), (["kuendigung/frist@1.1"], ["aaaa"]),
        ])
    func clauses(asked: [String], expected: [String]) throws {
        #expect(try Self.register().found { $0.clauses = asked } == expected)
    }

    @Test("by what they lack")
    func without() throws {
        #expect(try Self.register().found { $0.withoutClauses = ["datenschutz@1"] } == ["cccc"])
    }

    @Test("by partner, whatever it is called today", arguments: ["Straßenäpfel", "musterau", "Neuhausen", "kita gasse"])
    func partner(text: String) throws { #expect(try Self.register().found { $0.partner = text } == ["aaaa", "cccc"]) }

    @Test("by date")
    func dates() throws {
        let register = try Self.register()
        #expect(try register.found { $0.from = "2027-01-15" } == ["bbbb", "cccc"])
        #expect(try register.found { $0.until = "2027-01-15" } == ["aaaa", "bbbb"])
        #expect(try register.found { ($0.from, $0.until) = ("2027-01-01", "2027-02-01") } == ["bbbb"])
    }

    @Test("and listed by partner, as it is called on that day")
    func listed() throws {
        var query = RegisterQuery()
        query.day = "2027-04-01"
        query.limit = 2
        let hits = try Self.register().store.search(query)
        #expect(hits.count == 3)
        #expect(hits.lines.map(\.kennung) == ["aaaa", "cccc"])
    }

    @Test("A contract is named by its identifier, the beginning of it, or its file number")
    func naming() throws {
        let register = try Self.register()
        try register.store.setFileNumber("51.2-7/26", of: "aaaa")
        #expect(try register.store.contract("51.2-7/26").identifier == "aaaa")
        #expect(try register.found { $0.words = "51.2-7/26" } == ["aaaa"])
        try register.store.take([.sample("aaaa1", partner: PartyRecord(name: "Anderer"))])
        #expect(try register.store.contract("aaaa").identifier == "aaaa")
        for unknown in ["aaa", "zzzz", ""] { #expect(throws: (any Error).self, "\(unknown)") { try register.store.contract(unknown) } }
    }
}
