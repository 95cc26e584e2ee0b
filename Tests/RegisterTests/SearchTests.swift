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

    @Test("A phrase does not run from one passage into the next")
    func borders() throws {
        let register = try SampleRegister()
        try register.store.take([.sample("aaaa", partner: PartyRecord(name: "Verein"), passages: ["Frist von drei", "Monaten zum Ende", "Frist von drei"])])
        #expect(try register.found { $0.words = "\"frist von drei\"" } == ["aaaa"])
        #expect(try register.found { $0.words = "\"drei monaten\"" } == [])
    }

    @Test("Passages are found with one contract as with many, in whatever order contracts came and went", arguments: 0..<UInt64(6))
    func shared(seed: UInt64) throws {
        var numbers = SeededNumbers(seed)
        let register = try SampleRegister()
        var expected: [String: Set<String>] = [:]
        var there: Set<String> = []
        func expect(_ comment: String) throws {
            for word in 0..<6 { #expect(Set(try register.found { $0.words = "wort\(word)x" }) == (expected["wort\(word)x"] ?? []).intersection(there), "\(comment): \(word)") }
            #expect(try register.store.check().faults == [], "\(comment)")
        }
        for index in 0..<40 {
            let name = "v\(1_000 + index)"
            let words = (0..<6).filter { _ in UInt8.random(in: 0...2, using: &numbers) == 0 }.map { "wort\($0)x" }
            try register.store.take([.sample(name, partner: PartyRecord(name: "Verein \(index)"), passages: words.map { "Es steht \($0) da" } + ["Eigen \(index)"])])
            for word in words { expected[word, default: []].insert(name) }
            there.insert(name)
            if UInt8.random(in: 0...3, using: &numbers) == 0, let gone = there.sorted().randomElement(using: &numbers) {
                try register.store.remove([gone], on: "2040-01-01")
                there.remove(gone)
            }
            if index.isMultiple(of: 8) { try expect("\(index)") }
        }
        for name in there.sorted() {
            try register.store.setFileNumber("AZ \(name)", of: name)
        }
        try expect("anew")
    }

    @Test("A word of very many partners finds the contracts of all of them")
    func manyPartners() throws {
        let register = try SampleRegister()
        let entries = (0..<5_100).map { ContractEntry.sample("v\(10_000 + $0)", partner: PartyRecord(name: "\($0 % 50 == 7 ? "Haus" : "Träger") \($0)")) }
        try register.store.take(entries)
        let haus = entries.enumerated().filter { $0.offset % 50 == 7 }.map(\.element.identifier)
        #expect(try register.found { $0.words = "traeger" }.count == 5_100 - haus.count)
        #expect(try register.found { $0.words = "haus" } == haus)
        #expect(try register.found { $0.words = "-träger" } == haus)
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
