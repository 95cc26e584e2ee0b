import ApprovedLibrary
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

    /// Signed-off contracts and the library that they were made with.
    private struct Vault {
        let folder: TemporaryFolder
        let contracts: [[String]]

        func path(_ index: Int) -> String { "\(folder.path)/\(index).pdf" }
    }

    private static let vault = Result { () throws -> Vault in
        let folder = try library()
        for (index, settings) in contracts.enumerated() {
            _ = try Contracts.build(ContractRequest(agreement: "probe", library: folder.path, settings: settings), output: "\(folder.path)/\(index).pdf", text: nil)
        }
        return Vault(folder: folder, contracts: contracts)
    }

    /// The small library, with what facts decide, a family whose variants compete, and a text as annex.
    private static func library() throws -> TemporaryFolder {
        let folder = try SmallLibrary.make(isApproved: false)
        try folder.write(
            "clauses/daten/eins.md",
            "---\nueberschrift: Daten\nfassung: \"1.0\"\nstatus: freigegeben\n---\nEs gilt {{partner.datenschutzgesetz}}. Aufsicht führt {{stelle.datenschutzaufsicht}}. Alle {{Netzwerkpartner:innen}} beachten {{anlage:plan}}.\n"
        )
        for (name, condition, text) in [("verein", "partner.art == \"ev\"", "Der Verein hilft."), ("andere", "sonst", "{{Rolle:partner}} hilft.")] {
            try folder.write("clauses/hilfe/\(name).md", "---\nueberschrift: Hilfe\nfassung: \"1.0\"\nstatus: freigegeben\nwenn: '\(condition)'\n---\n\(text)\n")
        }
        try folder.replace("  - laufzeit/unbefristet\n", with: "  - laufzeit/unbefristet\n  - daten/eins\n  - hilfe\n", in: "agreements/probe.yaml")
        try folder.replace("unterschriften:\n", with: "anlagen:\n  - {kennung: plan, titel: Plan, art: text, datei: plan.md}\nunterschriften:\n", in: "agreements/probe.yaml")
        try folder.write("agreements/plan.md", "Der Plan.\n")
        try ApprovedLibrary.approve(folder.path)
        return folder
    }

    // MARK: - Changes

    /// The old wording kept as `NAME@1.0.md`, a new one in its place, both approved.
    private static func newVersion(_ clause: String, _ folder: TemporaryFolder, from: String = "", until: String = "", number: String = "2.0") throws {
        let file = "clauses/\(clause).md"
        let text = try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8)
        let old = try #require(text.firstMatch(of: /fassung: "(.*?)"/)).1
        try folder.write("clauses/\(clause)@\(old).md", until.isEmpty ? text : text.replacing("status: freigegeben", with: "status: freigegeben\ngilt_bis: \(until)"))
        var new = text.replacing("fassung: \"\(old)\"", with: "fassung: \"\(number)\"" + (from.isEmpty ? "" : "\ngilt_ab: \(from)"))
        new = new.replacing("zweimal", with: "vielmals").replacing("Schriftform", with: "Textform").replacing("unbestimmte", with: "unbegrenzte").replacing(
            "\nueberschrift: ", with: "\nueberschrift: Neue ")
        try folder.write(file, new)
        try ApprovedLibrary.approve(folder.path)
    }

    private static func approvals(_ folder: TemporaryFolder, _ change: (String) -> String) throws {
        try folder.write("clauses/freigaben.txt", change(try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8)))
    }

    private static func rename(_ folder: TemporaryFolder, keeping: Bool) throws {
        let old = try String(contentsOfFile: folder.path + "/clauses/kuendigung/frist.md", encoding: .utf8)
        try folder.write("clauses/kuendigung/monate.md", old)
        if keeping {
            try folder.replace("status: freigegeben", with: "status: abgeloest\ngilt_bis: 2026-12-31", in: "clauses/kuendigung/frist.md")
        } else {
            try FileManager.default.removeItem(atPath: folder.path + "/clauses/kuendigung/frist.md")
        }
        try folder.replace("kuendigung/frist", with: "kuendigung/monate", in: "agreements/probe.yaml")
        try ApprovedLibrary.approve(folder.path)
    }

    private static func rule(_ name: String, _ severity: String, _ condition: String) -> Change {
        Change("Regel „\(name)“ (\(severity))") {
            try $0.write(
                "rules/\(name).yaml", "schwere: \(severity)\nerklaerung: Neu seit heute.\nmeldung: So geht es nicht mehr.\nabhilfe: Ändern Sie das.\nwenn: '\(condition)'\n")
        }
    }

    /// Facts are links in the sample; they become files of its own before one is changed.
    private static func facts(_ folder: TemporaryFolder, _ name: String, _ change: (String) throws -> String) throws {
        let path = folder.path + "/facts"
        let real = (path as NSString).resolvingSymlinksInPath
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: real, toPath: path)
        let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
        let changed = try change(text)
        guard changed != text else { throw TemporaryFolder.MissingPassage(text: name) }
        try folder.write("facts/" + name, changed)
    }

    /// What the facts say of the act that the contracts of the test name, whatever that is today.
    private static func actOfLand() -> Regex<Substring> { /\ {4}datenschutzgesetz:\n      name: Datenschutzgesetz Nordrhein-Westfalen\n(?:      .*\n)+/ }

    private static let noticeHead = "clauses/kuendigung/frist.md"

    /// What the handbook tells people to do, and what they do besides.
    static let changes: [Change] = {
        var changes: [Change] = []
        for clause in ["zusammenarbeit/treffen", "laufzeit/unbefristet", "kuendigung/frist"] {
            changes += [
                Change("\(clause): neue Fassung, die alte endet am Vortag") { try newVersion(clause, $0, from: "2028-01-01", until: "2027-12-31") },
                Change("\(clause): neue Fassung rückwirkend") { try newVersion(clause, $0, from: "2020-01-01", until: "2026-01-01") },
                Change("\(clause): neue Fassung ohne Zeitraum") { try newVersion(clause, $0) },
                Change("\(clause): zwei neue Fassungen") {
                    try newVersion(clause, $0, until: "2026-01-01")
                    try newVersion(clause, $0, number: "3.0")
                },
                Change("\(clause): abgelöst") { try $0.replace("status: freigegeben", with: "status: abgeloest\ngilt_bis: 2026-01-01", in: "clauses/\(clause).md") },
            ]
        }
        changes += [
            Change("Freigabe einer Klausel zurückgenommen") {
                try approvals($0) { $0.split(separator: "\n").filter { !$0.hasPrefix("kuendigung/frist") }.joined(separator: "\n") + "\n" }
            },
            Change("keine Freigaben mehr") { try FileManager.default.removeItem(atPath: $0.path + "/clauses/freigaben.txt") },
            Change("Freigaben von anderer Stelle, anderem Tag") { try approvals($0) { $0.replacing("2026-01-01 Rechtsamt", with: "2026-11-02 Rechtsamt der Stadt Probestadt") } },
            Change("wieder Entwurf") { try $0.replace("status: freigegeben", with: "status: entwurf", in: "clauses/zusammenarbeit/treffen.md") },
            Change("Variante umbenannt, die alte abgelöst") { try rename($0, keeping: true) },
            Change("Variante umbenannt") { try rename($0, keeping: false) },
            Change("Stelle umbenannt") {
                try FileManager.default.moveItem(atPath: $0.path + "/stellen/probestadt.yaml", toPath: $0.path + "/stellen/stadt.yaml")
                try $0.replace("stelle: probestadt", with: "stelle: stadt", in: "agreements/probe.yaml")
            },
            Change("Anlage umbenannt") {
                try FileManager.default.moveItem(atPath: $0.path + "/agreements/plan.md", toPath: $0.path + "/agreements/plan-2026.md")
                try $0.replace("datei: plan.md", with: "datei: plan-2026.md", in: "agreements/probe.yaml")
            },
            Change("andere Beschriftung eines Feldes") { try $0.replace("beschriftung: Netzwerkpartner", with: "beschriftung: Vertragspartner", in: "agreements/probe.yaml") },
            Change("Fakten: neues Datenschutzgesetz ab einem späteren Tag") {
                try facts($0, "laender.yaml") {
                    $0.replacing(actOfLand()) { _ in
                        "    datenschutzgesetz:\n      - {name: Datenschutzgesetz Nordrhein-Westfalen, abkuerzung: DSG NRW, bis: 2027-12-31, quelle: datenschutzgesetze.eu, geprueft: nein}\n      - {name: Neues Datenschutzgesetz, abkuerzung: NDSG, ab: 2028-01-01, quelle: erfunden, geprueft: nein}\n"
                    }
                }
            },
            Change("Fakten: anderer Prüfvermerk") {
                try facts($0, "laender.yaml") {
                    $0.replacing(actOfLand()) { act in
                        act.output.contains("geprueft: ja")
                            ? act.output.replacing("geprueft: ja", with: "geprueft: nein") : act.output.replacing("geprueft: nein", with: "geprueft: ja")
                    }
                }
            },
            Change("Fakten: neues Gesetz") {
                try facts($0, "gesetze.yaml") {
                    $0.replacing(
                        "gesetze:\n",
                        with: "gesetze:\n  - {abkuerzung: XYZG, name: Gesetz über Neues, quelle: erfunden, geprueft: nein, einheit: \"§\", ueberschriften: \"1 Zweck\"}\n",
                        maxReplacements: 1)
                }
            },
            Change("Fakten: eine Vorschrift geändert") {
                try facts($0, "aenderungen.yaml") {
                    $0.replacing(
                        "aenderungen:\n",
                        with: "aenderungen:\n  - {vorschriften: [§ 59 SGB X], tag: 2026-11-01, durch: Neues Gesetz, was: Alles., quelle: erfunden, geprueft: ja}\n",
                        maxReplacements: 1)
                }
            },
            Change("Fakten: neues Fachwort") { try facts($0, "fachwoerter.txt") { $0 + "neuwortig\n" } },
            Change("Fakten: neue Personenbezeichnung") {
                try facts($0, "personenbezeichnungen.yaml") { $0.replacing("\nwoerter:\n", with: "\nwoerter:\n  - {wort: Kassierer}\n", maxReplacements: 1) }
            },
            Change("Fakten: neue unklare Wendung") {
                try facts($0, "begriffe.yaml") { $0.replacing("unklar:\n", with: "unklar:\n  - {wendung: zweimal jährlich, rat: Nennen Sie die Monate.}\n", maxReplacements: 1) }
            },
            rule("eigene", "fehler", "partner.art in [\"ev\", \"ggmbh\", \"kirche_kath\", \"einzelperson\"]"),
            rule("datum", "fehler", "beginn >= 2020-01-01"), rule("land", "warnung", "land == \"NW\""),
            Change("neue Variante, die zugleich zutrifft") {
                try $0.write("clauses/hilfe/neu.md", "---\nueberschrift: Hilfe\nfassung: \"1.0\"\nstatus: freigegeben\nwenn: 'partner.art == \"ev\"'\n---\nNeu.\n")
            },
            Change("neue Familie") { try $0.write("clauses/neu/eins.md", SmallLibrary.meetings) },
            Change("erfordert etwas Neues") { try $0.replace("erfordert: [laufzeit]", with: "erfordert: [laufzeit, haftung]", in: noticeHead) },
            Change("schließt etwas aus") { try $0.replace("schliesst_aus: [laufzeit/befristet]", with: "schliesst_aus: [laufzeit]", in: noticeHead) },
            Change("verlangt eine Anlage") { try $0.replace("erfordert: [laufzeit]", with: "erfordert: [laufzeit]\nerfordert_anlage: [karte]", in: noticeHead) },
            Change("andere Zusammenfassung, Merkmale, Rechtsgrundlage") {
                try $0.replace("zusammenfassung: Mit Frist", with: "zusammenfassung: Neu\nmerkmale: [neu]\ngrundlage: [§ 59 SGB X]\ngrundlage_stand: 2026-11-01", in: noticeHead)
            },
            Change("neue Stelle, neuer Stil, neue Vereinbarung") {
                try $0.write("stellen/andere.yaml", SmallLibrary.body)
                try $0.write("agreements/andere.yaml", SmallLibrary.agreement)
                let styles = $0.path + "/styles"
                let real = (styles as NSString).resolvingSymlinksInPath
                try FileManager.default.removeItem(atPath: styles)
                try FileManager.default.copyItem(atPath: real, toPath: styles)
                try FileManager.default.copyItem(atPath: styles + "/klassisch.yaml", toPath: styles + "/eigener.yaml")
            },
            Change("andere Beispielwerte, eigene Spalten") {
                try $0.replace("klauseln:\n", with: "eigene_spalten: [Bemerkung]\nbeispiel: {beginn: 2030-01-01}\nklauseln:\n", in: "agreements/probe.yaml")
            },
            Change("zusätzliches Pflichtfeld, das nichts druckt") {
                try $0.replace("felder:\n", with: "felder:\n  notiz: {art: text, beschriftung: Notiz}\n", in: "agreements/probe.yaml")
            },
            Change("Telefon der Stelle") { try $0.replace("ort: Probestadt", with: "ort: Probestadt\ntelefon: 0123 45678", in: "stellen/probestadt.yaml") },
        ]
        return changes
    }()

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

    /// What somebody does to a file, by turns.
    private static func touched(_ bytes: [UInt8], _ turn: Int) throws -> [UInt8] {
        var bytes = bytes
        switch turn % 5 {
        case 0: bytes[bytes.count / 3] ^= 1
        case 1: bytes[bytes.count - 400] ^= 1
        case 2: bytes.removeLast(40)
        case 3:
            // A word of the catalogue, and the file's own identifier made anew.
            let place = try #require(Data(bytes).range(of: Data("Duplex/DuplexFlipLongEdge".utf8)))
            bytes[place.upperBound - 1] = UInt8(ascii: "f")
            bytes = try ResealedPDF.sealed(bytes)
        default: bytes += Array("% angefügt\n".utf8)
        }
        return bytes
    }

    @Test("Every untouched contract still proves; a touched one does not, whatever has changed", arguments: changes)
    func proves(change: Change) throws {
        let vault = try Self.vault.get()
        let library = try Self.library()
        try change.apply(library)
        let count = TestScale.count(sample: 3, full: vault.contracts.count)
        let offset = Self.changes.firstIndex { $0.testDescription == change.testDescription } ?? 0
        for number in 0..<count {
            let index = (offset * 5 + number * 7) % vault.contracts.count
            let result = try Verification.of(vault.path(index), library: library.path)
            #expect(result.verdict == .unchanged, "\(vault.contracts[index]): \(result.text) \(result.findings.map(\.message))")
            let bytes = try Self.touched([UInt8](try Data(contentsOf: URL(fileURLWithPath: vault.path(index)))), offset + number)
            try AtomicFile.write(bytes, to: library.path + "/beruehrt.pdf")
            let verdict = (try? Verification.of(library.path + "/beruehrt.pdf", library: library.path))?.verdict
            // Who makes the identifier anew leaves open which of the two has changed, where the library has; it is no proof.
            #expect([.altered, .extended, nil].contains(verdict) || (offset + number) % 5 == 3 && verdict == .libraryMovedOn, "\(vault.contracts[index]): \(verdict)")
        }
    }

    @Test("A renamed agreement is named at verify, and the contract proves")
    func renamedAgreement() throws {
        let vault = try Self.vault.get()
        let library = try Self.library()
        let new = library.path + "/agreements/anders.yaml"
        try FileManager.default.moveItem(atPath: library.path + "/agreements/probe.yaml", toPath: new)
        let failure = try #require(throws: Failure.self) { try Verification.of(vault.path(0), library: library.path) }
        #expect(failure.findings.contains { $0.remedy?.contains("--agreement") ?? false }, "\(failure.findings)")
        for index in 0..<TestScale.count(sample: 2, full: vault.contracts.count) {
            let result = try Verification.of(vault.path(index), library: library.path, agreement: new)
            #expect(result.verdict == .unchanged, "\(result.text)")
        }
    }

    @Test("There are forty changes and thirty contracts")
    func counts() {
        #expect(Self.changes.count >= 40)
        #expect(Self.contracts.count >= 30)
    }

    // MARK: - Anchors

    @Test("What the library does not give any more is proved by a record kept apart, and by nothing else")
    func record() throws {
        let library = try SmallLibrary.make()
        let (pdf, record) = (library.path + "/vertrag.pdf", library.path + "/nachweis.json")
        _ = try Contracts.build(
            ContractRequest(agreement: "probe", library: library.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil, record: record)
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
        _ = try Contracts.build(
            ContractRequest(agreement: "probe", library: library.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil, record: record)
        _ = try Contracts.build(
            ContractRequest(agreement: "probe", library: forger.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil, replaces: true)
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
