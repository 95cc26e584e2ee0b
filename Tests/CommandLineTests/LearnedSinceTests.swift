import Foundation
import KeptContracts
import TestScale
import Testing

@testable import Production

/// What the world has learned since a contract was made does not enter its proof: untouched files prove, touched ones do not.
@Suite("Nachweis nach Änderungen der Bibliothek")
struct LearnedSinceTests {
    /// One thing that a handbook-abiding user does to the library after contracts were signed off.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let apply: @Sendable (TemporaryFolder) throws -> Void

        init(_ name: String, _ apply: @escaping @Sendable (TemporaryFolder) throws -> Void) {
            testDescription = name
            self.apply = apply
        }
    }

    /// The old wording kept as `NAME@1.0.md`, a new one in its place.
    private static func newVersion(_ clause: String, _ folder: TemporaryFolder, head: String = "", ends: String = "") throws {
        let file = "clauses/\(clause).md"
        let text = try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8)
        let old = ends.isEmpty ? text : text.replacing("status: freigegeben", with: "status: freigegeben\n\(ends)")
        try folder.write("clauses/\(clause)@1.0.md", old)
        var new = text.replacing("fassung: \"1.0\"", with: "fassung: \"2.0\"\n\(head)")
        new = new.replacing("zweimal jährlich", with: "viermal jährlich").replacing("Schriftform", with: "Textform").replacing("unbestimmte", with: "unbegrenzte")
        try folder.write(file, new.replacing("\n\n", with: "\n"))
    }

    private static func addRule(_ name: String, _ text: String) -> Change {
        Change("Regel \(name)") { try $0.write("rules/\(name).yaml", text) }
    }

    static let changes: [Change] = {
        var changes: [Change] = []
        for clause in ["zusammenarbeit/treffen", "laufzeit/unbefristet", "kuendigung/frist"] {
            changes += [
                Change("\(clause): neue Fassung ab heute") { try newVersion(clause, $0, head: "gilt_ab: 2026-11-01") },
                Change("\(clause): neue Fassung rückwirkend") { try newVersion(clause, $0, head: "gilt_ab: 2020-01-01") },
                Change("\(clause): neue Fassung ohne Zeitraum") { try newVersion(clause, $0) },
                Change("\(clause): alte Fassung endet") { try newVersion(clause, $0, head: "gilt_ab: 2026-09-01", ends: "gilt_bis: 2026-08-31") },
                Change("\(clause): abgelöst") { try $0.replace("status: freigegeben", with: "status: abgeloest\ngilt_bis: 2026-01-01", in: "clauses/\(clause).md") },
                Change("\(clause): wieder Entwurf") { try $0.replace("status: freigegeben", with: "status: entwurf", in: "clauses/\(clause).md") },
                Change("\(clause): andere Zusammenfassung") { try $0.replace("zusammenfassung: ", with: "zusammenfassung: Neu ", in: "clauses/\(clause).md") },
                Change("\(clause): Merkmale") { try $0.replace("status: freigegeben", with: "status: freigegeben\nmerkmale: [neu]", in: "clauses/\(clause).md") },
            ]
        }
        changes += [
            Change("neue Variante") { try $0.write("clauses/laufzeit/neu.md", SmallLibrary.unlimited) },
            Change("neue Familie") { try $0.write("clauses/neu/eins.md", SmallLibrary.meetings) },
            Change("erfordert etwas Neues") { try $0.replace("erfordert: [laufzeit]", with: "erfordert: [laufzeit, haftung]", in: "clauses/kuendigung/frist.md") },
            Change("schließt etwas aus") { try $0.replace("schliesst_aus: [laufzeit/befristet]", with: "schliesst_aus: [laufzeit]", in: "clauses/kuendigung/frist.md") },
            Change("verlangt eine Anlage") { try $0.replace("erfordert: [laufzeit]", with: "erfordert: [laufzeit]\nerfordert_anlage: [karte]", in: "clauses/kuendigung/frist.md") },
            Change("leere Freigabeliste") { try $0.write("clauses/freigaben.yaml", "freigaben: []\n") },
            Change("neue Stelle") { try $0.write("stellen/andere.yaml", SmallLibrary.body) },
            Change("neue Vereinbarung") { try $0.write("agreements/andere.yaml", SmallLibrary.agreement) },
            Change("andere Beispielwerte") { try $0.replace("name: Probeverein", with: "name: Anderer Verein", in: "agreements/probe.yaml") },
            Change("zusätzliches Feld") { try $0.replace("felder:\n", with: "felder:\n  notiz: {art: text, beschriftung: Notiz}\n", in: "agreements/probe.yaml") },
            Change("anderes Telefon der Stelle") { try $0.replace("ort: Probestadt", with: "ort: Probestadt\ntelefon: 0123 45678", in: "stellen/probestadt.yaml") },
            Change("Fakten: neues Gesetz") { try facts($0, "gesetze.yaml") { $0 + "\n# Stand geprüft\n" } },
            Change("Fakten: Länder") { try facts($0, "laender.yaml") { $0 + "\n# Stand geprüft\n" } },
            Change("neuer Stil") { try $0.write("styles-neu/eigen.yaml", "") },
            addRule("eins", "titel: Eins\nwenn: partner.art = ev\ndann: partner.telefon angegeben\nmeldung: Telefon fehlt.\n"),
            addRule("kaputt", "das ist keine Regel"),
        ]
        return changes
    }()

    /// Links of the sample become files of their own before one is changed.
    private static func facts(_ folder: TemporaryFolder, _ name: String, _ change: (String) -> String) throws {
        let path = folder.path + "/facts"
        let real = (path as NSString).resolvingSymlinksInPath
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: real, toPath: path)
        try folder.write("facts/" + name, change(try String(contentsOfFile: path + "/" + name, encoding: .utf8)))
    }

    /// Values of contracts that were signed off.
    private static let contracts: [[String]] = {
        let names = ["Kita „Mond“ & Söhne", "Pfarrei St. Beispiel", "Träger gGmbH", "Anna Muster"]
        let kinds = ["ev", "kirche_kath", "ggmbh", "einzelperson"]
        var all: [[String]] = []
        for (index, name) in names.enumerated() {
            for extra in [[], ["beginn=3.4.2027"], ["frist=7"], ["gender=doppelpunkt"], ["status=entwurf"], ["land=SH"], ["datum=2027-02-28"], ["formular=ja"]] {
                let partner = SmallLibrary.partner(name).filter { !$0.hasPrefix("partner.art=") } + ["partner.art=\(kinds[index])"]
                all.append(partner + extra)
            }
        }
        return all
    }()

    @Test("Every untouched contract still proves; a touched one does not, whatever has changed", arguments: changes)
    func proves(change: Change) throws {
        let library = try SmallLibrary.make()
        let count = TestScale.count(sample: 2, full: Self.contracts.count)
        let offset = Self.changes.firstIndex { $0.testDescription == change.testDescription } ?? 0
        let chosen = (0..<count).map { Self.contracts[(offset * 5 + $0 * 7) % Self.contracts.count] }
        for (index, settings) in chosen.enumerated() {
            _ = try Contracts.build(
                ContractRequest(agreement: "probe", library: library.path, settings: settings), output: "\(library.path)/\(index).pdf", text: nil)
        }
        try change.apply(library)
        for (index, settings) in chosen.enumerated() {
            let path = "\(library.path)/\(index).pdf"
            let result = try Verification.of(path, library: library.path)
            #expect(result.verdict == .unchanged, "\(settings): \(result.text) \(result.findings.map(\.message))")
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            bytes[bytes.count * (index + 1) / (chosen.count + 2)] ^= 1
            try AtomicFile.write(bytes, to: path)
            #expect(try Verification.of(path, library: library.path).verdict == .altered)
        }
    }

    @Test("There are forty changes and thirty contracts")
    func counts() {
        #expect(Self.changes.count >= 38)
        #expect(Self.contracts.count >= 30)
    }

    // MARK: - Anchors

    @Test("What the library does not give any more is proved by a record kept apart, and by nothing else")
    func record() throws {
        let library = try SmallLibrary.make()
        let (pdf, record) = (library.path + "/vertrag.pdf", library.path + "/nachweis.json")
        _ = try Contracts.build(ContractRequest(agreement: "probe", library: library.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil, record: record)
        #expect(try Verification.of(pdf, library: library.path, record: record).verdict == .unchanged)
        try library.replace("zweimal jährlich", with: "dreimal jährlich", in: "clauses/zusammenarbeit/treffen.md")
        let alone = try Verification.of(pdf, library: library.path)
        #expect(alone.verdict == .libraryMovedOn)
        #expect(!alone.isUnchanged)
        // Nothing but its own word says that it is unchanged.
        #expect(alone.text.contains("lässt sich daraus nicht feststellen"))
        #expect(!alone.text.contains("ist unverändert"))
        let anchored = try Verification.of(pdf, library: library.path, record: record)
        #expect(anchored.verdict == .recorded)
        #expect(anchored.text.contains("Die Prüfsumme steht in"))
        // A record of other contracts.
        try library.write("anderer.json", "{\"datei\":\"anders.pdf\",\"sha256\":\"\(String(repeating: "0", count: 64))\"}")
        #expect(try Verification.of(pdf, library: library.path, record: library.path + "/anderer.json").verdict == .notRecorded)
    }

    @Test("A word changed, the identifier and a carried checksum made anew: never told as unchanged, and found out by the record")
    func forged() throws {
        let library = try SmallLibrary.make()
        let (pdf, record) = (library.path + "/vertrag.pdf", library.path + "/nachweis.json")
        // The forger's copy of the library has another word; the file claims the house's.
        let forger = try SmallLibrary.make()
        try forger.replace("zweimal jährlich", with: "niemals jährlich", in: "clauses/zusammenarbeit/treffen.md")
        _ = try Contracts.build(ContractRequest(agreement: "probe", library: library.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil, record: record)
        _ = try Contracts.build(ContractRequest(agreement: "probe", library: forger.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil)
        let result = try Verification.of(pdf, library: library.path)
        #expect(!result.isUnchanged)
        #expect(!result.text.contains("ist unverändert"), "\(result.text)")
        #expect(try Verification.of(pdf, library: library.path, record: record).verdict == .altered)
    }

    @Test("What the file says of its making is held against the library, where the library has the very files")
    func forgedOrigin() throws {
        let library = try SmallLibrary.make()
        let pdf = library.path + "/vertrag.pdf"
        let request = ContractRequest(agreement: "probe", library: library.path, settings: SmallLibrary.partner("Kita Mond e. V."))
        for change in [
            { $0.clauses[0].reason = "Vom Rat beschlossen." }, { $0.omissions = [ContractOrigin.Omission(subject: "haftung", reason: "Bedingung")] },
            { $0.values[$0.values.firstIndex { !$0.source.isGiven } ?? 0].content = .text("9") },
        ] as [(inout ContractOrigin) -> Void] {
            let (workshop, agreement) = try Workshop.open(request)
            var contract = try workshop.assemble(try workshop.plan(agreement, try workshop.data(request)))
            if var origin = contract.origin {
                change(&origin)
                contract.origin = origin
            }
            let press = try Press(workshop.supplies)
            try AtomicFile.write(try press.pdf(try press.layOut(contract.document).list, origin: contract.origin), to: pdf)
            #expect(try CarriedOrigin(contentsOf: pdf).isIntact)
            let result = try Verification.of(pdf, library: library.path)
            #expect(result.verdict == .altered, "\(result.text)")
        }
    }
}
