import ApprovedLibrary
import Foundation

/// A library with one agreement that nobody wrote and everybody could have: valid by construction, so that a contract must come of it, with
/// values that are printed, values that decide something without being printed, and values that nothing reads. The same for the same seed.
struct RandomAgreement {
    /// What a data file says of a field.
    indirect enum Value {
        case text(String)
        case list([Value])
        case group([(String, Value)])

        /// As JSON, which is YAML too.
        var json: String {
            switch self {
            case .text(let text):
                "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
            case .list(let elements): "[" + elements.map(\.json).joined(separator: ", ") + "]"
            case .group(let members): "{" + members.map { "\"\($0.0)\": \($0.1.json)" }.joined(separator: ", ") + "}"
            }
        }
    }

    /// A clause or agreement field and the ways in which texts use it.
    struct Field {
        var name: String
        var declaration: String
        var value: Value?
        /// Sentences that print it.
        var printing: [String]
        /// Conditions that ask for it.
        var conditions: [String]
        /// A paragraph of its own.
        var block: String?
    }

    var random: SeededGenerator
    var files: [(name: String, text: String)] = []
    var fields: [Field] = []
    /// Of the fields that are given, and of the partner.
    var given: [(String, Value)] = []
    var families: [String] = []
    var hasTextAnnex = false
    var hasPDFAnnex = false
    var hasClauseAnnex = false
    /// A field whose default the agreement brings and a clause prints.
    let standardField = "ueblich"
    let isApproved: Bool

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed &* 7_919 &+ 21)
        isApproved = seed % 2 == 0
        makeFields()
        makePartner()
        let clauses = makeClauses()
        makeAgreement(clauses)
        makeBody()
    }

    // MARK: - Choosing

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int.random(in: 0..<elements.count, using: &random)] }

    mutating func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &random) == 0 }

    static let laender = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
    static let names = [
        "Kita „Mond“ & Söhne", "Müller-Lüdenscheidt *Haus*", "Verein \\Nord_West_", "Łódź-Haus São", "Haus [Sonne] {{x}}", "St. Beispiel 1. Haus", "Träger 100 % <b>",
    ]
    static let texts = ["Nordstadt – links", "a_b*c", "Straße \"5\" & mehr", "z. B. § 8a", "10 - 20", "Ä", "Alles. Und noch ein Satz.", "(offen)"]
    static let people: [[(String, Value)]] = [
        [("anrede", .text("Frau")), ("titel", .text("Dr.")), ("vorname", .text("Eva")), ("name", .text("Muster")), ("funktion", .text("Vorständin"))],
        [("anrede", .text("Herr")), ("name", .text("Musterli")), ("funktion", .text("Bürgermeister")), ("telefon", .text("02000 160")), ("email", .text("m@example.org"))],
        [("name", .text("Kim Muster")), ("email", .text("kim@example.org"))],
    ]

    // MARK: - Fields

    private mutating func makeFields() {
        for number in 0..<Int.random(in: 4...11, using: &random) { fields.append(makeField("feld_\(number)")) }
        fields.append(
            Field(
                name: standardField, declaration: "{art: text, vorgabe: wie immer}", value: nil, printing: ["Im Übrigen gilt es {{\(standardField)}}."], conditions: [], block: nil)
        )
        for field in fields { if let value = field.value { given.append((field.name, value)) } }
    }

    private mutating func makeField(_ name: String) -> Field {
        let isOptional = chance(3)
        let optional = isOptional ? ", pflicht: nein" : ""
        let isMissing = isOptional && chance(2)
        var field: Field
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            field = Field(
                name: name, declaration: "{art: text\(optional)}", value: .text(pick(Self.texts)), printing: ["Der Ort heißt {{\(name)}}.", "Genannt wird {{\(name)|woertlich}}."],
                conditions: ["\(name) == \"Ä\"", "vorhanden(\(name))"])
        case 1:
            field = Field(
                name: name, declaration: "{art: langtext\(optional)}", value: .text("Erste Zeile.\nZweite \"Zeile\" - mit Strich."), printing: ["Dazu gehört: {{\(name)}}"],
                conditions: ["vorhanden(\(name))"], block: "{{\(name)}}")
        case 2:
            field = Field(
                name: name, declaration: "{art: datum\(optional)}", value: .text(pick(["2027-02-28", "3.4.2027", "31. Dezember 2026"])),
                printing: ["Dies gilt ab dem {{\(name)|lang}}.", "Stichtag ist der {{\(name)|kurz}}."], conditions: ["\(name) >= 2027-01-01", "vorhanden(\(name))"])
        case 3:
            field = Field(
                name: name, declaration: "{art: zahl, min: 1, max: 40\(optional)}", value: .text("\(Int.random(in: 1...40, using: &random))"),
                printing: ["Die Frist beträgt {{\(name)}} Wochen.", "Die Frist beträgt {{\(name)|wort}} Wochen."],
                conditions: ["\(name) > 20", "\(name) == 1", "vorhanden(\(name))"])
        case 4:
            field = Field(
                name: name, declaration: "{art: betrag\(optional)}", value: .text(pick(["1.234,50", "99,9", "1200,00 €"])), printing: ["Gezahlt werden {{\(name)}}."],
                conditions: ["\(name) >= 1000", "vorhanden(\(name))"])
        case 5:
            field = Field(
                name: name, declaration: "{art: ja_nein\(optional)}", value: .text(pick(["ja", "nein"])), printing: ["Vereinbart ist{{wenn \(name)}} dies{{sonst}} jenes{{ende}}."],
                conditions: [isOptional ? "vorhanden(\(name)) und \(name)" : name])
        case 6:
            field = Field(
                name: name, declaration: "{art: iban\(optional)}", value: .text("DE02120300000000202051"), printing: ["Gezahlt wird auf {{\(name)}}."],
                conditions: ["vorhanden(\(name))"])
        case 7:
            field = Field(
                name: name, declaration: "{art: auswahl, werte: {eins: das Erste, zwei: das Zweite, drei: das Dritte}\(optional)}",
                value: .text(pick(["eins", "zwei", "drei", "das Zweite"])),
                printing: [
                    "Gewählt ist {{\(name)}}.", "Es gilt {{wahl:\(name)}}{{fall:eins}}A{{fall:zwei}}B{{fall:drei}}C{{ende}} allein.",
                ], conditions: ["\(name) == \"zwei\"", "\(name) in [\"eins\", \"drei\"]"])
        case 8:
            field = Field(
                name: name, declaration: "{art: liste, von: text\(optional)}", value: .list([.text("Wiegen"), .text("Impfen & Trösten"), .text("Rat")]),
                printing: ["Themen sind {{liste:\(name)}}."], conditions: ["\(name) enthaelt \"Rat\"", "vorhanden(\(name))"], block: "{{liste:\(name)}}")
        case 9:
            field = Field(
                name: name, declaration: "{art: person\(optional)}", value: .group(pick(Self.people)), printing: ["Ansprechperson ist {{\(name).name}}."],
                conditions: ["vorhanden(\(name).email)", "vorhanden(\(name).funktion)"])
        case 10:
            field = Field(
                name: name, declaration: "{art: anschrift\(optional)}", value: .group([("strasse", .text("Weg 1 b")), ("plz", .text("01067")), ("ort", .text("Musterau"))]),
                printing: ["Die Räume liegen in {{\(name).plz}} {{\(name).ort}}."], conditions: ["\(name).ort == \"Musterau\""])
        default:
            let rows = (1...Int.random(in: 1...3, using: &random)).map {
                Value.group([("name", .text("Person \($0)")), ("telefon", .text("02000 \($0)")), ("tag", .text("2026-10-0\($0)"))])
            }
            field = Field(
                name: name, declaration: "{art: tabelle, spalten: {name: {art: text}, telefon: {art: text, pflicht: nein}, tag: {art: datum, pflicht: nein}}\(optional)}",
                value: .list(rows),
                printing: [], conditions: ["vorhanden(\(name))"], block: "{{tabelle:\(name)}}")
        }
        if isMissing {
            // What may be missing is printed only where it is there.
            field.value = nil
            field.printing = field.printing.map { "{{wenn vorhanden(\(name))}}\($0){{sonst}}Nichts davon.{{ende}}" }
            field.conditions = ["vorhanden(\(name))"]
            field.block = field.block.map { "{{wenn vorhanden(\(name))}}\n\n\($0)\n\n{{ende}}" }
        }
        return field
    }

    private mutating func makePartner() {
        let kind = pick([
            "ev", "gmbh", "ggmbh", "kirche_kath", "kirche_ev", "einzelperson", "stiftung", "anstalt", "koerperschaft", "gebietskoerperschaft", "behoerde", "schule", "sonstige",
            "land", "bund",
        ])
        var members: [(String, Value)] = [
            ("name", .text(pick(Self.names))), ("art", .text(kind)), ("strasse", .text("Musterweg \(Int.random(in: 1...99, using: &random))")), ("plz", .text("00000")),
            ("ort", .text("Probestadt")),
        ]
        members.append(("vertreten_durch", chance(3) ? .list(Self.people.dropLast().map { .group($0) }) : .text(pick(["den Vorstand", "die Leitung", "Eva Muster, Vorständin"]))))
        if ["behoerde", "schule"].contains(kind) { members.append(("rechtstraeger", .text("Land Musterland"))) }
        if kind == "einzelperson", chance(2) { members.append(("beruf", .text(pick(["heilberuf", "tagespflege", "sonstige"])))) }
        if chance(2) { members.append(("land", .text(pick(Self.laender)))) }
        if chance(2) { members.append(("genus", .text(pick(["m", "f", "n"])))) }
        if chance(3) { members.append(("telefon", .text("02000 77"))) }
        if chance(3) { members.append(("email", .text("haus@example.org"))) }
        if chance(3) { members.append(("einheit", .text("Abteilung „Süd“"))) }
        if chance(3) { members.append(("kurz", .text("Haus"))) }
        // Of a body of the Federation nothing else tells which law binds it.
        if kind == "bund" {
            members.append(("datenschutzrecht", .text(pick(["bund", "jobcenter"]))))
        } else if chance(5) {
            members.append(("datenschutzrecht", .text(pick(["oeffentlich", "bdsg", "kdg", "dsg_ekd"]))))
        }
        given.append(("partner", .group(members)))
    }

    // MARK: - Files

    /// Writes the library, the data of the contract, and what both need of the checkout.
    func write(to root: String) throws {
        for (name, text) in files { try Self.write(root, name, text) }
        for name in ["fonts", "styles", "facts"] {
            try FileManager.default.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(RandomFiles.checkout)/\(name)")
        }
        if hasPDFAnnex {
            try FileManager.default.copyItem(atPath: "\(RandomFiles.checkout)/agreements/anlagen/verfahrensschema.pdf", toPath: "\(root)/agreements/plan.pdf")
        }
        if isApproved { try ApprovedLibrary.approve(root) }
        try Self.write(root, "werte.yaml", Value.group(given).json + "\n")
        try Self.write(root, "zeile.jsonl", Value.group([("nr", .text("1"))] + given).json + "\n")
    }

    static func write(_ root: String, _ name: String, _ text: String) throws {
        let url = URL(filePath: "\(root)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}
