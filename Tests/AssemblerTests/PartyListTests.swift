import DocumentModel
import Findings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// Parties as a list, in the sentence as in the block, and who signs for them.
@Suite("Parties as a list")
struct PartyListTests {
    private static let head = """
        titel: Vereinbarung
        stelle: musterstadt
        datum: 2026-10-01
        felder:
          laender: {art: liste, von: stelle}
          laufzeit: {art: auswahl, werte: [befristet, unbefristet], vorgabe: unbefristet}
          alter: {art: zahl, vorgabe: 3}
          siegel: {art: ja_nein, vorgabe: nein}
        klauseln: [gegenstand/kurz]
        """

    private static func laender(_ count: Int, vertreten: String = "") -> String {
        "beispiel:\n  laender:\n"
            + (0..<count).map { index in
                "    - {name: Land Muster\(Character(Unicode.Scalar(UInt8(65 + index)))), art: land\(vertreten)}\n"
            }.joined()
    }

    private func compose(_ tail: String, body: String = "Text.") throws -> (document: Document, findings: [Finding]) {
        let library = try TestLibrary([
            "agreements/a.yaml": "\(Self.head)\n\(tail)\n", "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", body),
        ])
        let plan = try library.plan()
        let composed = try Composer(facts: Facts(folder: Repository.root + "/facts")).compose(plan, .init(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) }))
        return (composed.document, plan.findings + composed.findings)
    }

    private func lines(_ tail: String, body: String = "Text.") throws -> [String] {
        DocumentDump.visible(try compose(tail, body: body).document.plainText).replacing("~", with: " ").split(separator: "\n").map(String.init)
    }

    @Test(
        "A sentence in the nominative",
        arguments: [
            (1, "Das Land MusterA schließen den Vertrag:"), (2, "Das Land MusterA und das Land MusterB schließen den Vertrag:"),
            (3, "Das Land MusterA, das Land MusterB und das Land MusterC schließen den Vertrag:"),
        ])
    func nominative(count: Int, sentence: String) throws {
        let tail = "parteien:\n  form: satz\n  kasus: nominativ\n  schluss: 'schließen den Vertrag:'\n  liste: [{stelle: laender}]\n" + Self.laender(count)
        #expect(try lines(tail)[1] == sentence)
    }

    @Test("A sentence in the dative, with who represents each") func dative() throws {
        let tail = "parteien:\n  form: satz\n  liste: [{stelle: laender}]\n" + Self.laender(3, vertreten: ", vertreten_durch: den Ministerpräsidenten")
        #expect(
            try lines(tail)[1] == """
                zwischen dem Land MusterA, vertreten durch den Ministerpräsidenten, dem Land MusterB, vertreten durch den Ministerpräsidenten, und \
                dem Land MusterC, vertreten durch den Ministerpräsidenten, wird die folgende Vereinbarung geschlossen:
                """)
    }

    @Test("A block of many, with what they are called together") func block() throws {
        let tail = "parteien:\n  kasus: nominativ\n  sammelbezeichnung: Länder\n  schluss: schließen\n  liste: [{stelle: laender}]\n" + Self.laender(3)
        let found = try lines(tail, body: "{{Rolle:parteien}} helfen {{rolle:parteien|dativ}} und {{rolle:laender|dativ}}.".replacing(" und {{rolle:laender|dativ}}", with: ""))
        #expect(Array(found[1...6]) == ["Das Land MusterA,", "das Land MusterB", "und", "das Land MusterC", "– im Folgenden zusammen „Länder“ genannt –", "schließen"])
        #expect(found.last == "Die Länder helfen den Ländern.")
    }

    @Test("A list has a name of its own beside another party") func group() throws {
        let tail = "parteien:\n  liste:\n    - {stelle: stelle, bezeichnung: Stadt}\n    - {stelle: laender, bezeichnung: Länder}\n" + Self.laender(2)
        let found = try lines(tail, body: "{{Rolle:stelle}} hilft {{rolle:laender|dativ}}.")
        #expect(found.contains("– im Folgenden „Stadt“ genannt –,"))
        #expect(found.contains("– im Folgenden zusammen „Länder“ genannt –"))
        #expect(found.last == "Die Stadt hilft den Ländern.")
    }

    @Test("Up to twenty and more, each with a unit to sign", arguments: [2, 13, 20])
    func signs(count: Int) throws {
        let tail =
            "parteien:\n  kasus: nominativ\n  liste: [{stelle: laender}]\nunterschriften:\n  einheiten:\n    - {partei: laender, zeile: 'Für {{partei|akkusativ}}', ort: '{{partei.ort}}'}\n"
            + Self.laender(count, vertreten: ", ort: Ort, vertreten_durch: den Ministerpräsidenten")
        let found = try compose(tail).document.body.compactMap { block -> SignatureBlock? in if case .signatures(let found) = block.content { found } else { nil } }
        #expect(found.first?.units.count == count)
        #expect(
            found.first?.units.last.map { [$0.party.plainText, $0.placeAndDate?.prefix.plainText, $0.signatories[0].name.plainText] }
                == ["Für das Land Muster\(Character(Unicode.Scalar(UInt8(64 + count))))", "Ort, den", "Ministerpräsident"])
    }

    @Test("What has been signed shows name and date, no rule") func signed() throws {
        let tail =
            "parteien:\n  liste: [{stelle: stelle}]\nunterschriften:\n  gezeichnet: ja\n  einheiten:\n    - {partei: stelle, ort: Musterstadt, datum: 4. März 2026, name: Erika Muster, funktion: Oberbürgermeisterin, zusatz: In Vertretung}\nbeispiel:\n  laender: [{name: Land A, art: land}]\n"
        #expect(try lines(tail).suffix(5) == ["Für die Stadt Musterstadt", "Musterstadt, den 4. März 2026", "In Vertretung", "gez. Erika Muster", "Oberbürgermeisterin"])
    }

    @Test("The office above the place to sign") func above() throws {
        let tail =
            "parteien:\n  liste: [{stelle: stelle}]\nunterschriften:\n  funktion_oben: ja\n  einheiten:\n    - {partei: stelle, name: Erika Muster, funktion: Oberbürgermeisterin}\nbeispiel:\n  laender: [{name: Land A, art: land}]\n"
        #expect(try lines(tail).suffix(2) == ["Oberbürgermeisterin", "Erika Muster"])
    }

    @Test(
        "More parties than there can be, and a field that is no body",
        arguments: [
            ("parteien:\n  liste: [{stelle: laender}]\nbeispiel: {laender: [\((0..<61).map { "{name: Land \($0), art: land}" }.joined(separator: ", "))]}", "parteien-zu-viele"),
            ("parteien:\n  liste: [{stelle: alter}]\nbeispiel: {laender: [{name: Land, art: land}]}", "feld-art"),
            ("parteien:\n  liste: [{stelle: laender}]\nbeispiel: {laender: [{art: land}]}", "feld-fehlt"),
            ("parteien:\n  liste: [{stelle: laender}]\nbeispiel: {laender: [{name: Verein, art: ev}]}", "feld-fehlt"),
            ("parteien:\n  kasus: genitiv\n  liste: [{stelle: laender}]\nbeispiel: {laender: [{name: Verein, art: land}]}", "wert-unbekannt"),
        ])
    func refuses(tail: String, rule: String) {
        #expect { try compose(tail) } throws: { ($0 as? FindingList)?.all.contains { $0.rule == rule } ?? false }
    }

    @Test("Addresses are left out where the agreement wants none") func addresses() throws {
        let tail =
            "parteien:\n  anschrift: nein\n  liste: [{stelle: stelle}, {stelle: laender}]\nbeispiel: {laender: [{name: Stadt Beispiel, art: gebietskoerperschaft, genus: f, vertreten_durch: den Bürgermeister Max Muster}]}\n"
        let found = try lines(tail)
        #expect(found.contains("vertreten durch den Bürgermeister Max Muster") && !found.contains { $0.contains("Rathausplatz") })
    }
}

/// Who represents a party, wherever that can be printed.
@Suite("Representation")
struct RepresentationTests {
    private func text(_ vertretung: String, body: String) throws -> (party: String, signatory: String, text: String) {
        let agreement =
            TestLibrary.agreement.replacing("vertreten_durch: Vorstand}", with: "genus: m, vertreten_durch: \(vertretung)}")
            + "unterschriften:\n  einheiten: [{partei: stelle}, {partei: partner}]\n"
        let library = try TestLibrary(["agreements/a.yaml": agreement, "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", body)])
        let document = try Composer(facts: Facts(folder: Repository.root + "/facts")).compose(library.plan(), .init(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) }))
            .document
        let lines = DocumentDump.visible(document.plainText).replacing("~", with: " ").split(separator: "\n").map(String.init)
        let party = lines.filter { $0.hasPrefix("vertreten durch") }.last ?? ""
        let signatures = document.body.compactMap { block -> SignatureBlock? in if case .signatures(let found) = block.content { found } else { nil } }
        let signatory = signatures.first?.units.last?.signatories.first
        return (
            party, [signatory?.name.plainText, signatory?.office.plainText].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", "),
            lines[(lines.firstIndex { $0.hasSuffix("Gegenstand") } ?? 0) + 1]
        )
    }

    @Test(
        "The block has the accusative, the signature the nominative",
        arguments: [
            ("Vorstand", "vertreten durch den Vorstand", "Vorstand"), ("den Vorstand", "vertreten durch den Vorstand", "Vorstand"),
            ("den Ministerpräsidenten", "vertreten durch den Ministerpräsidenten", "Ministerpräsident"),
            ("der Ministerpräsident", "vertreten durch den Ministerpräsidenten", "Ministerpräsident"),
            ("die Ministerin der Finanzen", "vertreten durch die Ministerin der Finanzen", "Ministerin der Finanzen"),
            ("den Bürgermeister Max Muster", "vertreten durch den Bürgermeister Max Muster", "Max Muster, Bürgermeister"),
            ("den Ersten Bürgermeister", "vertreten durch den Ersten Bürgermeister", "Erster Bürgermeister"),
            ("die Erste Bürgermeisterin Mia Muster", "vertreten durch die Erste Bürgermeisterin Mia Muster", "Mia Muster, Erste Bürgermeisterin"),
            ("das Präsidium", "vertreten durch das Präsidium", "Präsidium"), ("ihren Rat", "vertreten durch ihren Rat", "ihren Rat"),
            ("'Jale Muster, Vorstand'", "vertreten durch Jale Muster, Vorstand", "Jale Muster, Vorstand"), ("Marion Muster", "vertreten durch Marion Muster", "Marion Muster"),
            ("[{funktion: Landrat}]", "vertreten durch den Landrat", "Landrat"),
            ("[{anrede: Frau, name: Muster, funktion: Landrätin}]", "vertreten durch die Landrätin Muster", "Muster, Landrätin"),
            (
                "[{funktion: Landrat}, {anrede: Frau, name: Muster, funktion: Leiterin des Jugendamts}]",
                "vertreten durch den Landrat, dieser vertreten durch die Leiterin des Jugendamts Muster", "Muster, Leiterin des Jugendamts"
            ),
            ("[{funktion: Landrätin}, {funktion: Kreisdirektor}]", "vertreten durch die Landrätin, diese vertreten durch den Kreisdirektor", "Kreisdirektor"),
        ])
    func cases(written: String, party: String, signatory: String) throws {
        let found = try text(written, body: "Text.")
        #expect(found.party == party)
        #expect(found.signatory == signatory)
    }

    @Test(
        "Running text prints the whole chain, in its case",
        arguments: [
            ("dativ", "dem Landrat, dieser vertreten durch die Kreisdirektorin Muster"), ("akkusativ", "den Landrat, dieser vertreten durch die Kreisdirektorin Muster"),
            ("nominativ", "der Landrat, dieser vertreten durch die Kreisdirektorin Muster"),
        ])
    func chain(grammaticalCase: String, expected: String) throws {
        #expect(try text("[{funktion: Landrat}, {anrede: Frau, name: Muster, funktion: Kreisdirektorin}]", body: "{{partner.vertreten_durch|\(grammaticalCase)}}").text == expected)
    }
}
