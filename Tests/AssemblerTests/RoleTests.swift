import DocumentModel
import Findings
import GermanText
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// What an agreement calls its parties, in running text.
@Suite("Roles of parties")
struct RoleTests {
    private func composed(_ body: String, bezeichnung: String, options: [String], agreement changes: [(String, String)] = []) throws -> (text: [String], findings: [Finding]) {
        var agreement = TestLibrary.agreement.replacing("bezeichnung: Partner}", with: "bezeichnung: \(bezeichnung)}")
        for (old, new) in changes { agreement = agreement.replacing(old, with: new) }
        let library = try TestLibrary([
            "agreements/a.yaml": agreement, "clauses/gegenstand/kurz.md": TestLibrary.clause("Gegenstand", "", "freigegeben", "1.0", body),
        ])
        let facts = Facts(folder: Repository.root + "/facts")
        let plan = try library.plan(options)
        let composed = try Composer(facts: facts).compose(plan, .init(foreign: { ForeignDocument(path: $0, sha256: "", pages: []) }))
        return (DocumentDump.visible(composed.document.plainText).split(separator: "\n").map(String.init), plan.findings + composed.findings)
    }

    private func text(_ body: String, _ bezeichnung: String, _ options: [String]) throws -> String {
        let lines = try composed(body, bezeichnung: bezeichnung, options: options).text
        let heading = try #require(lines.firstIndex { $0.hasSuffix("Gegenstand") })
        return lines[heading + 1]
    }

    @Test(
        "A gender form follows the party: its kind first, then the gender of its name",
        arguments: [
            ("ev", "Kita Sonne e. V.", nil, "der Netzwerkpartner", "dem Netzwerkpartner", "er"),
            ("ggmbh", "Hilfe für Familien gGmbH", nil, "die Netzwerkpartnerin", "der Netzwerkpartnerin", "sie"),
            ("gebietskoerperschaft", "Stadt Beispielhausen", nil, "die Netzwerkpartnerin", "der Netzwerkpartnerin", "sie"),
            ("gebietskoerperschaft", "Landkreis Musterland", nil, "der Netzwerkpartner", "dem Netzwerkpartner", "er"),
            ("kirche_ev", "Ev. Kirchengemeinde Musterstadt", nil, "die Netzwerkpartnerin", "der Netzwerkpartnerin", "sie"),
            ("schule", "Grundschule am Musterweg", nil, "die Netzwerkpartnerin", "der Netzwerkpartnerin", "sie"),
            ("schule", "Goethe-Gymnasium", nil, "der Netzwerkpartner", "dem Netzwerkpartner", "er"),
            ("behoerde", "Jobcenter Musterstadt", nil, "der Netzwerkpartner", "dem Netzwerkpartner", "er"),
            ("sonstige", "Regenbogen", "f", "die Netzwerkpartnerin", "der Netzwerkpartnerin", "sie"),
            ("einzelperson", "Jasmin Muster", "f", "die Netzwerkpartnerin", "der Netzwerkpartnerin", "sie"),
            ("einzelperson", "Kim Muster", nil, "die:der Netzwerkpartner:in", "der:dem Netzwerkpartner:in", "sie oder er"),
        ] as [(String, String, String?, String, String, String)])
    func follows(kind: String, name: String, genus: String?, nominative: String, dative: String, pronoun: String) throws {
        let options = ["partner.art=\(kind)", "partner.name=\(name)"] + (genus.map { ["partner.genus=\($0)"] } ?? [])
        let found = try text("{{rolle:partner}}; mit {{rolle:partner|dativ}}; {{rolle:partner|pronomen}}", "\"{{Netzwerkpartner:in}}\"", options)
        #expect(found.replacing("\u{2060}", with: "") == "\(nominative); mit \(dative); \(pronoun)")
    }

    @Test("A word that the data do not know is inflected regularly") func regular() throws {
        #expect(try text("{{rolle:partner|genitiv}}", "\"{{Badbetreiber:in}}\"", ["partner.art=ggmbh"]) == "der Badbetreiberin")
        #expect(try text("{{rolle:partner|genitiv}}", "\"{{Badbetreiber:in}}\"", ["partner.art=ev"]) == "des Badbetreibers")
    }

    @Test(
        "The word of the block is that of the text",
        arguments: [
            ("gebietskoerperschaft", "Stadt Beispielhausen", "Netzwerkpartnerin"), ("ev", "Kita Sonne e. V.", "Netzwerkpartner"),
        ])
    func block(kind: String, name: String, word: String) throws {
        let lines = try composed("{{rolle:partner|ohne_artikel}}", bezeichnung: "\"{{Netzwerkpartner:in}}\"", options: ["partner.art=\(kind)", "partner.name=\(name)"]).text
        #expect(lines.contains { $0.contains("im Folgenden „\(word)“ genannt") })
        #expect(lines.contains(word))
    }

    @Test(
        "A plain word keeps its own gender, wherever it comes from",
        arguments: [
            ("Träger", "der Träger", "des Trägers", "dem Träger", "den Träger", "er"),
            ("Kreisjugendamt", "das Kreisjugendamt", "des Kreisjugendamts", "dem Kreisjugendamt", "das Kreisjugendamt", "es"),
            (
                "Träger der freien Jugendhilfe", "der Träger der freien Jugendhilfe", "des Trägers der freien Jugendhilfe", "dem Träger der freien Jugendhilfe",
                "den Träger der freien Jugendhilfe", "er"
            ),
            ("Land", "das Land", "des Landes", "dem Land", "das Land", "es"), ("Stadt", "die Stadt", "der Stadt", "der Stadt", "die Stadt", "sie"),
            ("Beigeordneter", "der Beigeordnete", "des Beigeordneten", "dem Beigeordneten", "den Beigeordneten", "er"),
            ("\"Xylo\", genus: f", "die Xylo", "der Xylo", "der Xylo", "die Xylo", "sie"),
        ])
    func plain(word: String, nominative: String, genitive: String, dative: String, accusative: String, pronoun: String) throws {
        let body = "{{rolle:partner}}, {{rolle:partner|genitiv}}, {{rolle:partner|dativ}}, {{rolle:partner|akkusativ}}, {{rolle:partner|pronomen}}"
        #expect(try text(body, word, []) == "\(nominative), \(genitive), \(dative), \(accusative), \(pronoun)")
    }

    @Test("A capital begins a sentence") func capital() throws {
        #expect(try text("{{Rolle:partner}} zahlt. {{Rolle:partner|pronomen}} meldet.", "Träger", []) == "Der Träger zahlt. Er meldet.")
    }

    @Test(
        "What cannot be said is a Fehler",
        arguments: [
            ("{{rolle:niemand}}", "Träger", "rolle-unbekannt"), ("{{rolle:leitung|dativ}}", "Träger", "rolle-unbekannt"),
            ("{{rolle:partner|ablativ}}", "Träger", "format-unbekannt"),
            ("{{rolle:partner}}", "Xylo", "rolle-genus"), ("{{rolle:}}", "Träger", "marke-unklar"), ("{{wenn siegel}}{{rolle:niemand}}{{ende}} Text.", "Träger", "rolle-unbekannt"),
        ])
    func refuses(body: String, word: String, rule: String) {
        #expect { try composed(body, bezeichnung: word, options: []) } throws: { ($0 as? FindingList)?.all.contains { $0.rule == rule && $0.severity == .fehler } ?? false }
    }

    @Test(
        "The article of a name comes from its head word, and that is told; where nothing tells it, that is told too",
        arguments: [
            ("Ev. Kirchengemeinde Musterstadt", "der Ev. Kirchengemeinde Musterstadt", "genus-abgeleitet"),
            ("Hilfe für Familien gGmbH", "der Hilfe für Familien gGmbH", "genus-abgeleitet"),
            ("Kreispolizeibehörde Musterkreis", "der Kreispolizeibehörde Musterkreis", "genus-abgeleitet"),
            ("Leben mit Kindern e. V.", "dem Leben mit Kindern e.~V.", "genus-abgeleitet"),
            ("Die Brücke e. V.", "Die Brücke e.~V.", "genus-fehlt"), ("Xylo", "Xylo", "genus-fehlt"),
        ])
    func article(name: String, printed: String, rule: String) throws {
        let found = try composed("Text.", bezeichnung: "Träger", options: ["partner.name=\(name)", "partner.art=sonstige"])
        #expect(found.text.contains { plain($0) == plain(printed) }, "\(found.text)")
        #expect(found.findings.contains { $0.rule == rule })
    }

    private func plain(_ text: String) -> String { String(text.map { $0.isWhitespace || $0 == "~" ? " " : $0 }) }

    @Test("A given gender is not commented") func silent() throws {
        #expect(!(try composed("Text.", bezeichnung: "Träger", options: ["partner.genus=f", "stelle.genus=f"]).findings.contains { $0.rule.hasPrefix("genus-") }))
    }

    @Test(
        "One supervisory authority is the same for parties under the same law of the same Land",
        arguments: [
            (["partner.art=gebietskoerperschaft", "partner.land=NW"], true), (["partner.art=ev"], true), (["partner.art=gebietskoerperschaft", "partner.land=HE"], false),
            (["partner.art=kirche_kath"], false),
        ])
    func authority(options: [String], isOne: Bool) throws {
        #expect(try TestLibrary().plan(options).value("gleiche_aufsicht") == .flag(isOne))
    }

    @Test(
        "Head words of names",
        arguments: [
            ("Evangelische Kirchengemeinde Musterstadt", "Kirchengemeinde"), ("Kinder- und Jugendhilfe Muster gGmbH", "Jugendhilfe"), ("Kreis Musterau", "Kreis"),
            ("Muster Werkstatt GmbH", "Werkstatt"),
            ("Leben mit Kindern e. V.", "e. V."), ("Leben mit Kindern e.V.", "e.V."), ("Jasmin Muster", nil), ("Das Boot", nil), ("", nil), ("Rosenheimer", nil),
        ] as [(String, String?)])
    func heads(name: String, word: String?) throws {
        #expect(try Facts(folder: Repository.root + "/facts").genderForms().head(ofBody: name)?.word == word)
    }
}
