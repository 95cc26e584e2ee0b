import DocumentModel
import Findings
import Foundation
import Settings
import TestScale
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// What the statutes ask of agreements with bodies of eight kinds, in sixteen Länder. Expectations are written from the statutes, not
/// from the clauses: SGB VIII as of 29.3.2026, SGB X as of 16.1.2026, KKG, BayGDG.
@Suite("The law by kind of party and Land")
struct LawAcceptanceTests {
    struct Body: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var options: [String]
        /// In „fruehe-hilfen“: what has to be said, and what may not be.
        var says: [String]
        var saysNot: [String]
    }

    /// § 61 Abs. 3 with Abs. 1 SGB VIII names the whole chain.
    static let chain = "(§ 35 SGB I, §§ 67 bis 85a SGB X, §§ 62 bis 68 SGB VIII)"
    /// § 78 Abs. 1 Satz 2 SGB X: the recipient that is no public body binds itself.
    static let binding = "verpflichtet sich, Sozialdaten, die das Jugendamt übermittelt, nur zu dem Zweck zu verarbeiten"

    static let bodies: [Body] = [
        Body(
            testDescription: "e. V.", options: ["partner.art=ev", "leistungserbringer=ja"],
            says: [chain, binding, "§ 72a Abs. 1 Satz 1 SGB VIII", "handelt bei gewichtigen Anhaltspunkten für eine Kindeswohlgefährdung nach § 8a Abs. 1 bis 3 SGB VIII"],
            saysNot: ["KDG", "Art. 91"]),
        Body(
            testDescription: "gGmbH", options: ["partner.art=ggmbh", "leistungserbringer=nein"],
            says: [chain, binding, "nach § 4 Abs. 2 KKG, soweit sie dort genannt sind, sonst nach § 8b Abs. 1 SGB VIII"], saysNot: ["§ 5 KKG"]),
        Body(
            testDescription: "Protestant", options: ["partner.art=kirche_ev"], says: [chain, binding, "nach Art. 91 DSGVO das EKD-Datenschutzgesetz"],
            saysNot: ["allein genügt nicht"]),
        Body(
            testDescription: "Catholic", options: ["partner.art=kirche_kath"], says: [chain, binding, "nach Art. 91 DSGVO das Gesetz über den Kirchlichen Datenschutz (KDG)"],
            saysNot: ["allein genügt nicht"]),
        Body(
            testDescription: "school", options: ["partner.art=schule", "leistungserbringer=nein"],
            says: ["das Schulrecht des Landes", "§ 4 Abs. 3 KKG", "ob sich die Anhaltspunkte bestätigt haben"], saysNot: [binding, chain]),
        Body(
            testDescription: "midwife", options: ["partner.art=einzelperson", "partner.beruf=heilberuf", "leistungserbringer=nein"],
            says: ["§ 4 Abs. 1 KKG", "§ 6 KKG", "§ 64 Abs. 4 SGB VIII", binding], saysNot: [chain]),
        Body(
            testDescription: "Kindertagespflege", options: ["partner.art=einzelperson", "partner.beruf=tagespflege", "leistungserbringer=nein"],
            says: ["Kinder mit Behinderungen".replacing("Kinder", with: "Kindern"), binding], saysNot: ["§ 6 KKG"]),
        Body(
            testDescription: "Jobcenter", options: ["partner.art=behoerde", "partner.datenschutzrecht=jobcenter", "leistungserbringer=nein"],
            says: ["Bundesbeauftragte für den Datenschutz und die Informationsfreiheit", "§ 5 KKG"], saysNot: ["Maßstäben des § 72a"]),
    ]

    @Test("„fruehe-hilfen“ says of each kind of party what the statutes ask", arguments: bodies)
    func networkAgreement(body: Body) throws {
        for land in TestScale.isFull ? Laender.codes : ["NW", "BY", "BE", "SH", "SN", "HE"] {
            let text = try Self.text("fruehe-hilfen", ["land=\(land)"] + body.options)
            for expected in body.says { #expect(text.contains(expected), "\(land): \(expected)\n\(text)") }
            for forbidden in body.saysNot { #expect(!text.contains(forbidden), "\(land): \(forbidden)") }
            // § 35 Abs. 2 SGB I: the act of the Land never governs Sozialdaten; § 59 SGB X with its own threshold.
            #expect(text.contains("für Sozialdaten zudem § 35 SGB I"), "\(land)")
            #expect(!text.contains("im Übrigen die Datenschutz-Grundverordnung"), "\(land)")
            // Art. 15 GDG binds physicians and midwives, in Bavaria only.
            #expect(text.contains("Art. 15 des bayerischen Gesundheitsdienstgesetzes") == (land == "BY" && body.testDescription == "midwife"), "\(land)")
            // § 3 Abs. 3 Satz 1 KKG: the law of the Land first.
            let own: [String: String] = [
                "NW": "§ 9 des Landeskinderschutzgesetzes NRW", "BE": "§ 10 des Berliner Kinderschutzgesetzes", "SH": "dem Kinderschutzgesetz Schleswig-Holstein",
            ]
            for (code, act) in own { #expect(text.contains(act) == (code == land), "\(land): \(act)") }
        }
    }

    @Test(
        "Outside the SGB a contract is one under the procedure of the Land",
        arguments: [
            ("NW", "nach den §§ 54 bis 62 VwVfG NRW", "§ 60 VwVfG NRW"), ("BY", "nach den Art. 54 bis 62 BayVwVfG", "Art. 60 BayVwVfG"),
            ("SH", "nach den §§ 121 bis 129 LVwG", "§ 127 LVwG"), ("BE", "nach den §§ 54 bis 62 VwVfG in Verbindung mit § 1 Abs. 1 VwVfG Bln", "§ 60 VwVfG"),
        ])
    func procedure(land: String, contract: String, adjustment: String) throws {
        let text = try Self.text("fruehe-hilfen", ["land=\(land)", "verfahrensrecht=vwvfg_land"])
        #expect(text.contains(contract) && text.contains(adjustment) && !text.contains("§ 59 SGB X") && !text.contains("§ 53"), "\(text)")
        let social = try Self.text("fruehe-hilfen", ["land=\(land)"])
        #expect(social.contains("nach den §§ 53 bis 61 SGB X") && social.contains("§ 59 SGB X") && social.contains("§ 314 BGB"))
        let other = try Self.text("fruehe-hilfen", ["land=\(land)", "vertragsart=privatrechtlich"])
        #expect(!other.contains("SGB X anpassen") && !other.contains("§ 59 SGB X") && other.contains("§ 314 BGB"))
    }

    /// What § 8a Abs. 4, § 72a Abs. 4 and 5, § 9b Abs. 2, § 77 Abs. 1 SGB VIII ask agreements to contain.
    static let contents: [(agreement: String, says: [String], saysNot: [String])] = [
        (
            "schutzvereinbarung-8a",
            [
                "schätzen sie die Gefährdung unverzüglich ein", "insoweit erfahrene Fachkraft beratend hinzu", "soweit der wirksame Schutz dadurch nicht infrage gestellt wird",
                "Kindern und Jugendlichen mit Behinderungen",
                "wirken bei den Erziehungsberechtigten auf Hilfen hin", "falls die Gefährdung nicht anders abgewendet werden kann",
                "Erziehungshilfe-, Eingliederungshilfe-, Heim- und Vormundschaftsakten", "70 Jahre", "berechtigtes Interesse nach § 9b Abs. 3 SGB VIII",
            ], ["bewahrt die Akten, die er über betreute Personen führt"]
        ),
        (
            "schutzvereinbarung-72a",
            [
                "nach § 72a Abs. 1 Satz 1 SGB VIII rechtskräftig verurteilt", "§ 30 Abs. 5 und § 30a Abs. 1 BZRG", "das Datum des Führungszeugnisses",
                "wegen einer anderen Straftat, die sie als ungeeignet",
                "spätestens sechs Monate, nachdem sie zuletzt ausgeübt wurde", "schützt diese vor dem Zugriff Unbefugter", "Art. 6 und 10 DSGVO", "Anlage 1",
            ], ["dies erfordern"]
        ),
        (
            "leistung-ambulant",
            [
                "Inhalt, Umfang und Qualität der Leistung", "die Höhe der Kosten", "Schutz vor Gewalt und Ausbeutung", "inklusive Ausrichtung",
                "jungen Menschen".replacing("jungen", with: "junger"), "geeignete Maßnahmen", "§ 79a Abs. 2 SGB VIII", "nach Maßgabe des Hilfeplans (§ 36a Abs. 1 SGB VIII)",
                "78,40",
            ], ["Vorbehalt, dass der Haushalt", "Verwendungsnachweis"]
        ),
    ]

    @Test("Agreements contain what the statutes prescribe for them", arguments: contents.map(\.agreement))
    func prescribed(agreement: String) throws {
        let row = try #require(Self.contents.first { $0.agreement == agreement })
        for (index, kind) in ["ev", "ggmbh", "kirche_ev", "kirche_kath", "gmbh", "stiftung", "anstalt", "gebietskoerperschaft"].enumerated() {
            for land in TestScale.isFull ? Laender.codes : [Laender.codes[index], Laender.codes[index + 8]] {
                let text = try Self.text(agreement, ["land=\(land)", "partner.art=\(kind)"])
                for expected in row.says { #expect(text.contains(expected), "\(land) \(kind): \(expected)\n\(text)") }
                for forbidden in row.saysNot { #expect(!text.contains(forbidden), "\(land) \(kind): \(forbidden)") }
            }
        }
    }

    @Test("The network for child protection names the law of the Land, in every Land", arguments: Laender.codes)
    func childProtection(land: String) throws {
        let text = try Self.text("kinderschutz", ["land=\(land)"])
        let own = try #require(try PartyLaw(facts: Facts(folder: "\(Repository.root)/facts")).networkBasis(land: land, on: CalendarDate(year: 2026, month: 12, day: 1))).text
        #expect(text.contains("Sie beruht auf \(own)"), "\(text)")
        #expect(text.contains("§ 9 Abs. 4 LKiSchG NRW") == (land == "NW"))
        #expect(!text.contains("vertreten durch die Leitung des Jugendamts"))
    }

    @Test("A service under § 77 that is paid subject to the budget is an error")
    func budget() throws {
        var agreement = try Self.agreement("leistung-ambulant")
        agreement.clauses = agreement.clauses.map { entry in
            guard case .clause(var use) = entry, use.mention.family == "finanzierung" else { return entry }
            use.mention.variant = "pauschale"
            return .clause(use)
        }
        #expect(throws: FindingList.self) { try Self.plan(agreement, ["klauseln.finanzierung.betrag=1000"]) }
        do { _ = try Self.plan(agreement, ["klauseln.finanzierung.betrag=1000"]) } catch {
            #expect(error.all.contains { $0.rule == "entgelt-mit-haushaltsvorbehalt" }, "\(error.all.map(\.rule))")
        }
    }

    @Test(
        "An authority of the same body is no party",
        arguments: [
            ("partner.name=Gesundheitsamt der Stadt Musterstadt", "partner.art=behoerde", true), ("partner.rechtstraeger=Stadt Musterstadt", "partner.art=schule", true),
            ("partner.rechtstraeger=Kreis Musterau", "partner.art=behoerde", false),
        ])
    func legalEntities(one: String, other: String, isSame: Bool) throws {
        let plan = try Self.plan(try Self.agreement("fruehe-hilfen"), [one, other])
        #expect(plan.findings.contains { $0.rule == "rechtstraeger-gleich" } == isSame)
    }

    @Test("Clauses written before a change of what they cite are named; others are not")
    func watching() throws {
        let test = try TestLibrary([
            "clauses/alt/eins.md": "---\nueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\ngrundlage: [§ 77 SGB VIII]\ngrundlage_stand: 2025-01-01\n---\n\nText.\n",
            "clauses/alt/zwei.md": "---\nueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\ngrundlage: [§ 77 SGB VIII]\ngrundlage_stand: 2025-07-01\n---\n\nText.\n",
            "clauses/alt/drei.md": "---\nueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\ngrundlage: [§ 74 Abs. 3 SGB VIII]\ngrundlage_stand: 2025-01-01\n---\n\nText.\n",
            "clauses/alt/vier.md": "---\nueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\ngrundlage: [§ 8a SGB VIII]\n---\n\nText.\n",
            "clauses/alt/fuenf.md":
                "---\nueberschrift: A\nfassung: \"1.0\"\nstatus: entwurf\ngrundlage: [§ 8a SGB VIII]\ngrundlage_stand: 2025-01-01\n---\n\nEs gelten die §§ 61 bis 68 SGB VIII.\n",
        ])
        let library = test.planner.library
        let watch = try LawWatch(Facts(folder: "\(Repository.root)/facts"))
        let found = watch.findings(of: library.currentSources.filter { $0.family == "alt" })
        func named(_ rule: String) -> [String] {
            Set(found.filter { $0.rule == rule }.compactMap { $0.message.split(separator: "„").dropFirst().first.map { String($0.prefix { $0 != "“" }) } }).sorted()
        }
        #expect(named("recht-geaendert") == ["alt/eins", "alt/fuenf"])
        #expect(named("grundlage-ohne-stand") == ["alt/vier"])
        let provision = try #require(watch.provision("§ 77 SGB VIII"))
        #expect(watch.clauses(citing: provision, among: library.allSources).map(\.clause.name) == ["alt/eins", "alt/zwei"])
        #expect(watch.changes(of: provision).count == 1 && watch.provision("irgendwas") == nil)
    }

    // MARK: -

    private static let composer = Result { () throws(FindingList) in try Composer(facts: Facts(folder: "\(Repository.root)/facts")) }

    static func agreement(_ name: String) throws(FindingList) -> AgreementFile {
        var agreement = try Repository.planner.agreement(at: "\(Repository.root)/agreements/\(name).yaml")
        // Foreign annexes are drawn by the set-up; nothing of them is asked for.
        agreement.annexes = agreement.annexes.map { annex in
            var annex = annex
            if case .foreign = annex.content { annex.content = .foreign(Located("../stellen/musterstadt.yaml", at: annex.key.place)) }
            return annex
        }
        return agreement
    }

    static func plan(_ agreement: AgreementFile, _ options: [String]) throws(FindingList) -> AssemblyPlan {
        let planner = AssemblyPlanner(
            library: Repository.planner.library, rules: RuleBook(folder: "\(Repository.root)/rules", facts: Facts(folder: "\(Repository.root)/facts")))
        let data = try AgreementData(options: options + ["gender=generisch", "status=entwurf"])
        return try planner.plan(agreement, data: data, today: Repository.today)
    }

    private static func text(_ name: String, _ options: [String]) throws -> String {
        plain(try composed(plan(agreement(name), options)).document)
    }

    static func composed(_ plan: AssemblyPlan) throws -> (document: Document, findings: [Finding]) {
        let made = try composer.get().compose(
            plan, Composer.Sources(foreign: { ForeignDocument(path: $0, sha256: "00", pages: [ForeignPage(width: 595, height: 842)]) }))
        return (made.document, made.findings)
    }

    /// The text with plain blanks.
    static func plain(_ document: Document) -> String {
        String(String.UnicodeScalarView(document.plainText.unicodeScalars.filter { $0 != "\u{2060}" }.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }))
    }
}
