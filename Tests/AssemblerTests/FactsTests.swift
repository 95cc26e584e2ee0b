import DocumentModel
import Findings
import Foundation
import GermanText
import Testing

@testable import Agreements
@testable import Assembler

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../facts").standardized.path(percentEncoded: false)
private let facts = Facts(folder: folder)

@Suite("Facts of the library")
struct FactsTests {
    @Test("All sixteen Länder are there, each with act, authority and rule")
    func laenderAreComplete() throws {
        let laender = try facts.laender()
        #expect(laender.all.map(\.code).sorted() == Laender.codes.sorted())
        for land in laender.all {
            #expect(!land.name.isEmpty)
            #expect(land.dataProtectionAct?.name.isEmpty == false)
            #expect(land.dataProtectionAct?.abbreviation?.isEmpty == false)
            #expect(land.authority(forPublicBody: true) != nil, "\(land.code)")
            #expect(land.authority(forPublicBody: false) != nil, "\(land.code)")
        }
    }

    @Test("Every entry says where it comes from")
    func everythingHasASource() throws {
        var marks = try facts.statutes().all.map(\.mark)
        for land in try facts.laender().all {
            marks += land.dataProtectionActs.map(\.mark) + [land.genderRule.mark] + land.authorities.map(\.authority.mark)
            for law in land.childProtectionLaws {
                if case .none(let note, _) = law { #expect(!note.isEmpty) }
                marks.append(law.mark)
            }
        }
        let church = try facts.churchLaw()
        marks += church.acts.map(\.mark) + church.authorities.map(\.authority.mark)
        #expect(marks.allSatisfy { !$0.source.isEmpty })
        #expect(marks.filter { $0.source == "eigene Kenntnis" }.allSatisfy { !$0.isVerified })
    }

    @Test(
        "Data-protection acts have the abbreviation of their gazette",
        arguments: [
            ("BW", "LDSG"), ("BY", "BayDSG"), ("BE", "BlnDSG"), ("BB", "BbgDSG"), ("HB", "BremDSGVOAG"), ("HH", "HmbDSG"), ("HE", "HDSIG"),
            ("MV", "DSG M-V"), ("NI", "NDSG"), ("NW", "DSG NRW"), ("RP", "LDSG"), ("SL", "SDSG"), ("SN", "SächsDSDG"), ("ST", "DSAG LSA"),
            ("SH", "LDSG"), ("TH", "ThürDSG"),
        ])
    func dataProtectionActs(code: String, abbreviation: String) throws {
        let act = try #require(try facts.land(code)?.dataProtectionAct)
        #expect(act.abbreviation == abbreviation)
        #expect(act.abbreviationNeedsLand == (abbreviation == "LDSG"))
        #expect(act.unit == (code == "BY" ? .article : .paragraph))
    }

    @Test("Bavaria has one authority for public bodies and one for the others")
    func bavaria() throws {
        let bavaria = try #require(try facts.land("BY"))
        #expect(bavaria.authority(forPublicBody: true)?.short == "BayLfD")
        #expect(bavaria.authority(forPublicBody: false)?.short == "BayLDA")
        #expect(
            bavaria.authority(forPublicBody: false)?.designation.form(case: .dative, mode: .pair)
                == "dem Bayerischen Landesamt für Datenschutzaufsicht")
    }

    @Test("Authorities are declined; nobody's gender is guessed")
    func authoritiesAreDeclined() throws {
        let designation = try #require(try facts.land("NW")?.authority(forPublicBody: true)).designation
        #expect(
            designation.form(mode: .pair)
                == "die oder der Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen")
        let saxony = try #require(try facts.land("SN")?.authority(forPublicBody: true)).designation
        #expect(saxony.form(case: .genitive, mode: .star) == "der Sächsischen Datenschutz- und Transparenzbeauftragten")
    }

    @Test("Signs within words are forbidden to authorities of BY, HE and ST, and to the schools of five Länder")
    func genderRules() throws {
        let laender = try facts.laender().all
        #expect(laender.filter { $0.genderRule.forbiddenFor.contains(.landesbehoerde) }.map(\.code).sorted() == ["BY", "HE", "ST"])
        #expect(laender.filter { $0.genderRule.forbiddenFor.contains(.schule) }.map(\.code).sorted() == ["BY", "HE", "SH", "SN", "ST"])
    }

    @Test("Child-protection acts stand in ten Länder; the others say what holds instead")
    func childProtection() throws {
        let with = try facts.laender().all.filter { if case .act = $0.childProtection { true } else { false } }
        #expect(with.map(\.code).sorted() == ["BB", "BE", "BW", "HB", "MV", "NW", "RP", "SH", "SL", "ST"])
        guard case .act(let act) = try #require(try facts.land("NW")).childProtection else {
            Issue.record("NW has an act")
            return
        }
        #expect(act.abbreviation == "LKiSchG NRW" && act.networkProvision == "§ 9" && act.mark.isVerified)
    }

    @Test("Church law names the acts of both churches and their six authorities")
    func churchLaw() throws {
        let law = try facts.churchLaw()
        #expect(law.acts.map(\.abbreviation) == ["KDG", "KDR-OG", "DSG-EKD"])
        #expect(law.authorities.filter { $0.church == .catholic }.holding(on: nil).count == 5)
        #expect(law.authorities.filter { $0.church == .protestant }.count == 1)
    }

    @Test("Every diocese has an authority, and the Länder are all covered")
    func dioceses() throws {
        let law = try facts.churchLaw()
        #expect(law.dioceses.count == 28)
        #expect(Set(law.dioceses.flatMap(\.laender)) == Set(Laender.codes))
        #expect(law.diocese("Erzbistum Köln")?.authority == "nrw" && law.diocese("Köln")?.authority == "nrw")
        #expect(law.diocese("Bistum Utopia") == nil)
    }

    @Test(
        "Facts of former days hold for contracts of former days",
        arguments: [
            ("2023-03-31", "der Diözesandatenschutzbeauftragte der bayerischen Bistümer"), ("2023-04-01", "das Katholische Datenschutzzentrum Bayern KdöR"),
            ("2024-06-01", "das Katholische Datenschutzzentrum Bayern KdöR"),
        ])
    func formerAuthorities(day: String, expected: String) throws {
        let day = try #require(CalendarDate(written: day))
        #expect(try PartyLaw(facts: facts).authority(.catholic, land: "BY", mode: .pair, on: day)?.text == expected)
    }

    @Test(
        "Networks: the act of the Land, where it has one on that day, and § 3 KKG",
        arguments: [
            ("BE", "2026-12-01", "§ 10 des Berliner Kinderschutzgesetzes (KiSchuG) und "), ("NW", "2026-12-01", "§ 9 des Landeskinderschutzgesetzes NRW (LKiSchG NRW) und "),
            ("ST", "2026-12-01", "§ 3 des Kinderschutzgesetzes Sachsen-Anhalt und "), ("BB", "2024-07-31", ""),
            ("BB", "2024-08-01", "dem Brandenburgischen Kinder- und Jugendgesetz (BbgKJG) und "), ("SL", "2023-11-14", ""),
            ("SL", "2023-11-15", "dem Saarländischen Kinderschutzgesetz (SKG) und "), ("BW", "2026-12-01", ""), ("BY", "2026-12-01", ""), ("HE", "2026-12-01", ""),
            ("SN", "2026-12-01", ""), ("NI", "2026-12-01", ""), ("TH", "2026-12-01", ""), ("HH", "2026-12-01", ""),
        ])
    func networks(land: String, day: String, expected: String) throws {
        let day = try #require(CalendarDate(written: day))
        let text = try #require(try PartyLaw(facts: facts).networkBasis(land: land, on: day)).text
        #expect(text == expected + "§ 3 des Gesetzes zur Kooperation und Information im Kinderschutz (KKG)")
    }

    @Test(
        "Contracts outside the SGB: the act of the Land, or that of the Federation it refers to",
        arguments: [
            ("NW", "§§ 54 bis 62 VwVfG NRW", "§ 60 VwVfG NRW"), ("BY", "Art. 54 bis 62 BayVwVfG", "Art. 60 BayVwVfG"), ("SH", "§§ 121 bis 129 LVwG", "§ 127 LVwG"),
            ("BE", "§§ 54 bis 62 VwVfG in Verbindung mit § 1 Abs. 1 VwVfG Bln", "§ 60 VwVfG in Verbindung mit § 1 Abs. 1 VwVfG Bln"),
            ("SN", "§§ 54 bis 62 VwVfG in Verbindung mit § 1 SächsVwVfZG", "§ 60 VwVfG in Verbindung mit § 1 SächsVwVfZG"),
        ])
    func procedures(land: String, contract: String, adjustment: String) throws {
        let law = PartyLaw(facts: facts)
        #expect(try law.procedure(\.contract, land: land, on: nil)?.text == contract)
        #expect(try law.procedure(\.adjustment, land: land, on: nil)?.text == adjustment)
    }

    @Test("All Länder have a law of procedure and form rules for municipalities; those with municipalities of their own an act on co-operation")
    func stateLaw() throws {
        let state = try facts.stateLaw()
        let forms = try facts.formRules()
        let cities: Set<String> = ["BE", "HB", "HH"]
        for code in Laender.codes {
            #expect(state.procedure(in: code, on: nil) != nil, "\(code)")
            #expect((state.coOperation(in: code, on: nil) == nil) == cities.contains(code), "\(code)")
            #expect(forms.representation(of: .gemeinde, in: code) != nil, "\(code)")
            #expect((forms.representation(of: .kreis, in: code) == nil) == cities.contains(code), "\(code)")
        }
    }

    @Test(
        "Counties are known by their names",
        arguments: [
            ("Rhein-Sieg-Kreis", true), ("Hochsauerlandkreis", true), ("Märkischer Kreis", true), ("Landkreis Musterland", true), ("Kreis Musterau", true),
            ("Vogtlandkreis", true), ("Wetteraukreis", true), ("Region Hannover", true), ("StädteRegion Aachen", true), ("Regionalverband Saarbrücken", true),
            ("Stadt Musterstadt", false), ("kreisfreie Stadt Musterstadt", false), ("Stadt Kreiskamp", false), ("Gemeinde Umkreisau", false),
        ])
    func counties(name: String, isCounty: Bool) throws { #expect(try facts.formRules().counties.contain(name) == isCounty) }

    @Test("What is not verified is listed, with what is to be looked up again")
    func openFacts() throws {
        let open = try facts.openFacts()
        #expect(open.contains { $0.subject.contains("Berlin: Datenschutzgesetz") } && open.contains { $0.subject.contains("Nachsehen ab") })
        #expect(!open.contains { $0.subject == "Bayern: Datenschutzgesetz (BayDSG)" })
    }

    @Test(
        "Official headings",
        arguments: [
            ("§ 4a SGB VIII", "Selbstorganisierte Zusammenschlüsse zur Selbstvertretung"),
            ("§ 8 SGB VIII", "Beteiligung von Kindern und Jugendlichen"),
            ("§ 8a Abs. 4 SGB VIII", "Schutzauftrag bei Kindeswohlgefährdung"),
            ("§ 8b SGB VIII", "Fachliche Beratung und Begleitung zum Schutz von Kindern und Jugendlichen"),
            ("§ 9a SGB VIII", "Ombudsstellen"), ("§ 9b SGB VIII", "Aufarbeitung"), ("§ 10a SGB VIII", "Beratung"),
            ("§ 10b SGB VIII", "Verfahrenslotse"), ("§ 13a SGB VIII", "Schulsozialarbeit"),
            ("§ 37 SGB VIII", "Beratung und Unterstützung der Eltern, Zusammenarbeit bei Hilfen außerhalb der eigenen Familie"),
            ("§ 37a SGB VIII", "Beratung und Unterstützung der Pflegeperson"),
            ("§ 37b SGB VIII", "Sicherung der Rechte von Kindern und Jugendlichen in Familienpflege"),
            ("§ 50 SGB VIII", "Mitwirkung in Verfahren vor den Familiengerichten"),
            ("§ 61 SGB VIII", "Anwendungsbereich"), ("§ 62 SGB VIII", "Datenerhebung"), ("§ 63 SGB VIII", "Datenspeicherung"),
            ("§ 64 SGB VIII", "Datenübermittlung und -nutzung"),
            ("§ 65 SGB VIII", "Besonderer Vertrauensschutz in der persönlichen und erzieherischen Hilfe"),
            ("§ 66 SGB VIII", "Auskünfte aus dem Ausländerzentralregister"),
            ("§ 68 SGB VIII", "Sozialdaten im Bereich der Beistandschaft, Amtspflegschaft und der Amtsvormundschaft"),
            ("§ 71 SGB VIII", "Jugendhilfeausschuss, Landesjugendhilfeausschuss"), ("§ 72 SGB VIII", "Mitarbeiter, Fortbildung"),
            ("§ 72a SGB VIII", "Tätigkeitsausschluss einschlägig vorbestrafter Personen"), ("§ 73 SGB VIII", "Ehrenamtliche Tätigkeit"),
            ("§ 74 SGB VIII", "Förderung der freien Jugendhilfe"), ("§ 75 SGB VIII", "Anerkennung als Träger der freien Jugendhilfe"),
            ("§ 77 SGB VIII", "Vereinbarungen über Kostenübernahme und Qualitätsentwicklung bei ambulanten Leistungen"),
            ("§ 78 SGB VIII", "Arbeitsgemeinschaften"), ("§ 79 SGB VIII", "Gesamtverantwortung, Grundausstattung"),
            ("§ 79a SGB VIII", "Qualitätsentwicklung in der Kinder- und Jugendhilfe"), ("§ 80 SGB VIII", "Jugendhilfeplanung"),
            ("§ 81 SGB VIII", "Strukturelle Zusammenarbeit mit anderen Stellen und öffentlichen Einrichtungen"),
            ("§ 3 Abs. 3 KKG", "Rahmenbedingungen für verbindliche Netzwerkstrukturen im Kinderschutz"),
            ("§ 4 KKG", "Beratung und Übermittlung von Informationen durch Geheimnisträger bei Kindeswohlgefährdung"),
            ("§ 6 KKG", "Beratung im medizinischen Kinderschutz"), ("§ 35 SGB I", "Sozialgeheimnis"),
            ("§ 36a SGB I", "Elektronische Kommunikation"), ("§ 67 SGB X", "Begriffsbestimmungen"),
            ("§ 53 SGB X", "Zulässigkeit des öffentlich-rechtlichen Vertrages"), ("§ 56 SGB X", "Schriftform"),
            ("§ 59 SGB X", "Anpassung und Kündigung in besonderen Fällen"),
            ("§ 78 SGB X", "Zweckbindung und Geheimhaltungspflicht eines Dritten, an den Daten übermittelt werden"),
            ("§ 80 SGB X", "Verarbeitung von Sozialdaten im Auftrag"), ("§ 203 StGB", "Verletzung von Privatgeheimnissen"),
            ("Art. 26 DSGVO", "Gemeinsam für die Verarbeitung Verantwortliche"), ("Art. 28 DS-GVO", "Auftragsverarbeiter"),
            ("Art. 4 Nr. 5 DSGVO", "Begriffsbestimmungen"),
            ("Art. 91 DSGVO", "Bestehende Datenschutzvorschriften von Kirchen und religiösen Vereinigungen oder Gemeinschaften"),
            ("§ 40 BDSG", "Aufsichtsbehörden der Länder"), ("§ 126 BGB", "Schriftform"), ("§ 126a BGB", "Elektronische Form"),
            ("§ 139 BGB", "Teilnichtigkeit"),
        ])
    func headings(text: String, heading: String) throws {
        let citation = try #require(try facts.citationFinder().citation(text))
        #expect(citation.lawIsKnown)
        #expect(try facts.heading(of: citation) == heading)
        #expect(try facts.heading(ofCitation: text) == heading)
    }

    @Test("Several provisions, own ones, unknown statutes and what is gone have no heading", arguments: ["§§ 61 ff. SGB VIII", "§ 4", "§ 67 SGB VIII", "§ 1 BKisSchG"])
    func noHeading(text: String) throws {
        let citation = try #require(try facts.citationFinder().citation(text))
        #expect(try facts.heading(of: citation) == nil)
    }

    @Test("A provision that is gone, one that never was, and one nobody has looked for are told apart")
    func standing() throws {
        let statutes = try facts.statutes()
        #expect(statutes["SGB VIII"]?.standing(of: SectionNumber(67)) == .repealed)
        #expect(statutes["SGB VIII"]?.standing(of: SectionNumber(8, "z")) == .missing)
        #expect(statutes["BGB"]?.standing(of: SectionNumber(2000)) == .unchecked)
    }

    @Test(
        "Acts of the Länder and the churches are known to the finder of citations",
        arguments: ["§ 9 LKiSchG NRW", "§ 9 LKiSchG", "§ 4 KDG", "§ 3 DSG-EKD", "§ 2 DSG M-V", "§ 1 SächsDSDG"])
    func stateActsAreKnown(text: String) throws {
        #expect(try #require(try facts.citationFinder().citation(text)).lawIsKnown)
    }

    @Test("No abbreviation stands for two statutes of the federation")
    func abbreviationsAreUnique() throws {
        let names = try facts.statutes().all.flatMap { [$0.abbreviation] + $0.alternatives }
        #expect(Set(names).count == names.count)
    }

    @Test(
        "The words of the field have all their forms",
        arguments: [
            ("Netzwerkpartner", "Netzwerkpartnerinnen und Netzwerkpartnern"), ("Kooperationspartner", "Kooperationspartnerinnen und Kooperationspartnern"),
            ("Akteur", "Akteurinnen und Akteuren"), ("Mitarbeiter", "Mitarbeiterinnen und Mitarbeitern"),
            ("Netzwerkkoordinator", "Netzwerkkoordinatorinnen und Netzwerkkoordinatoren"),
            ("Ansprechpartner", "Ansprechpartnerinnen und Ansprechpartnern"), ("Fachreferent", "Fachreferentinnen und Fachreferenten"),
            ("Kinderarzt", "Kinderärztinnen und Kinderärzten"), ("Sozialpädagoge", "Sozialpädagoginnen und Sozialpädagogen"),
            ("Multiplikator", "Multiplikatorinnen und Multiplikatoren"), ("Bürger", "Bürgerinnen und Bürgern"),
            ("Schulleiter", "Schulleiterinnen und Schulleitern"), ("Berufsgeheimnisträger", "Berufsgeheimnisträgerinnen und Berufsgeheimnisträgern"),
            ("Familienpate", "Familienpatinnen und Familienpaten"), ("Erzieher", "Erzieherinnen und Erziehern"),
            ("Landrat", "Landrätinnen und Landräten"), ("Datenschutzbeauftragte", "Datenschutzbeauftragten"),
            ("Vormund", "Vormundinnen und Vormündern"),
        ])
    func personForms(word: String, dativePlural: String) throws {
        #expect(try facts.genderForms().form(of: word, number: .plural, case: .dative, mode: .pair) == dativePlural)
    }

    @Test("Neutral words stand in for pairs where there is one")
    func neutralWords() throws {
        let forms = try facts.genderForms()
        #expect(try forms.form(of: "Netzwerkpartner", number: .plural, case: .dative, mode: .neutral) == "Netzwerkmitgliedern")
        #expect(try forms.form(of: "Netzwerkpartner", number: .singular, case: .genitive, article: .der, mode: .neutral) == "des Netzwerkmitglieds")
        #expect(try forms.form(of: "Ansprechpartner", number: .singular, article: .der, mode: .neutral) == "die Ansprechperson")
        #expect(try forms.form(of: "Kinderarzt", number: .plural, mode: .neutral) == "Kinderärztinnen und Kinderärzte")
    }

    @Test("A folder without facts is reported as such, at every question")
    func missingFolder() {
        let facts = Facts(folder: "/nirgends")
        for _ in 0..<2 {
            #expect(throws: FindingList.self) { try facts.statutes() }
        }
    }

    @Test(
        "Broken facts are told with place and remedy",
        arguments: [
            ("stand: 2026-01-01\ngesetze:\n  - {abkuerzung: X, name: Y, geprueft: ja}\n", "angabe-fehlt", 3),
            ("gesetze: []\n", "angabe-fehlt", 1),
            ("stand: 2026-01-01\ngesetze:\n  - {abkuerzung: X, name: Y, quelle: Z, geprueft: vielleicht}\n", "angabe-art", 3),
            (
                "stand: 2026-01-01\ngesetze:\n  - abkuerzung: X\n    name: Y\n    quelle: Z\n    geprueft: ja\n    ueberschriften: |\n      1 Eins\n      Zwei\n",
                "ueberschrift-ohne-nummer", 9
            ),
            (
                "stand: 2026-01-01\ngesetze:\n  - abkuerzung: X\n    name: Y\n    quelle: Z\n    geprueft: ja\n    ueberschriften: |\n      1 Eins\n      1 Zwei\n",
                "ueberschrift-doppelt", 9
            ),
        ])
    func brokenFacts(yaml: String, rule: String, line: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "facts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "gesetze.yaml")
        try Data(yaml.utf8).write(to: file)
        let findings = try #require(throws: FindingList.self) {
            try Facts(folder: folder.path(percentEncoded: false)).statutes()
        }
        let finding = try #require(findings.all.first { $0.rule == rule })
        #expect(finding.remedy != nil)
        guard case .file(_, line, _) = finding.place else {
            Issue.record("\(String(describing: finding.place))")
            return
        }
    }
}
