import DocumentModel
import Findings
import Settings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// Whose law an agreement names: 16 Länder and six kinds of body, and the parties whose form does not tell their law.
@Suite("Data protection by party")
struct PartyLawTests {
    /// Written down from the lists of the authorities, not from the facts file: act of the Land, who supervises public bodies, who
    /// supervises private ones, who supervises Catholic ones.
    static let laender: [(land: String, act: String, publicAuthority: String, privateAuthority: String, catholicAuthority: String)] = [
        (
            "BW", "das Landesdatenschutzgesetz Baden-Württemberg (LDSG)", "Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg", "",
            "das Katholische Datenschutzzentrum Frankfurt/M. KdöR"
        ),
        (
            "BY", "das Bayerische Datenschutzgesetz (BayDSG)", "der Bayerische Landesbeauftragte für den Datenschutz", "das Bayerische Landesamt für Datenschutzaufsicht",
            "das Katholische Datenschutzzentrum Bayern KdöR"
        ),
        (
            "BE", "das Berliner Datenschutzgesetz (BlnDSG)", "Berliner Beauftragte für Datenschutz und Informationsfreiheit", "",
            "die Kirchliche Datenschutzaufsicht der ostdeutschen Bistümer"
        ),
        (
            "BB", "das Brandenburgische Datenschutzgesetz (BbgDSG)", "Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg", "",
            "die Kirchliche Datenschutzaufsicht der ostdeutschen Bistümer"
        ),
        (
            "HB", "das Bremische Ausführungsgesetz zur EU-Datenschutz-Grundverordnung (BremDSGVOAG)",
            "Landesbeauftragte für Datenschutz und Informationsfreiheit der Freien Hansestadt Bremen", "", "die Katholische Datenschutzaufsicht Nord"
        ),
        ("HH", "das Hamburgische Datenschutzgesetz (HmbDSG)", "Hamburgische Beauftragte für Datenschutz und Informationsfreiheit", "", "die Katholische Datenschutzaufsicht Nord"),
        (
            "HE", "das Hessische Datenschutz- und Informationsfreiheitsgesetz (HDSIG)", "Hessische Beauftragte für Datenschutz und Informationsfreiheit", "",
            "das Katholische Datenschutzzentrum Frankfurt/M. KdöR"
        ),
        (
            "MV", "das Landesdatenschutzgesetz Mecklenburg-Vorpommern (DSG M-V)", "Landesbeauftragte für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern", "",
            "die Datenschutzaufsicht, die für das Bistum zuständig ist"
        ),
        ("NI", "das Niedersächsische Datenschutzgesetz (NDSG)", "Landesbeauftragte für den Datenschutz Niedersachsen", "", "die Katholische Datenschutzaufsicht Nord"),
        (
            "NW", "das Datenschutzgesetz Nordrhein-Westfalen (DSG NRW)", "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen", "",
            "das Katholische Datenschutzzentrum KdöR"
        ),
        (
            "RP", "das Landesdatenschutzgesetz Rheinland-Pfalz (LDSG)", "Landesbeauftragte für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz", "",
            "das Katholische Datenschutzzentrum Frankfurt/M. KdöR"
        ),
        ("SL", "das Saarländische Datenschutzgesetz (SDSG)", "das Unabhängige Datenschutzzentrum Saarland", "", "das Katholische Datenschutzzentrum Frankfurt/M. KdöR"),
        (
            "SN", "das Sächsische Datenschutzdurchführungsgesetz (SächsDSDG)", "die Sächsische Datenschutz- und Transparenzbeauftragte", "",
            "die Kirchliche Datenschutzaufsicht der ostdeutschen Bistümer"
        ),
        (
            "ST", "das Datenschutz-Grundverordnungs-Ausfüllungsgesetz Sachsen-Anhalt (DSAG LSA)", "Landesbeauftragte für den Datenschutz Sachsen-Anhalt", "",
            "die Kirchliche Datenschutzaufsicht der ostdeutschen Bistümer"
        ),
        (
            "SH", "das Landesdatenschutzgesetz Schleswig-Holstein (LDSG)", "das Unabhängige Landeszentrum für Datenschutz Schleswig-Holstein", "",
            "die Katholische Datenschutzaufsicht Nord"
        ),
        (
            "TH", "das Thüringer Datenschutzgesetz (ThürDSG)", "Thüringer Landesbeauftragte für den Datenschutz und die Informationsfreiheit", "",
            "die Kirchliche Datenschutzaufsicht der ostdeutschen Bistümer"
        ),
    ]

    /// `art`, act that binds such a body (empty: that of the Land), whether its clause speaks of § 61 Abs. 3 SGB VIII's equal protection.
    static let bodies: [(kind: String, act: String, isSafeguarded: Bool)] = [
        ("gebietskoerperschaft", "", false), ("schule", "", false), ("ev", "das Bundesdatenschutzgesetz (BDSG)", true),
        ("einzelperson", "das Bundesdatenschutzgesetz (BDSG)", false), ("kirche_kath", "das Gesetz über den Kirchlichen Datenschutz (KDG)", true),
        ("kirche_ev", "das EKD-Datenschutzgesetz (DSG-EKD)", true),
    ]

    @Test("„fruehe-hilfen“ names act and authority of both parties", arguments: laender.map(\.land))
    func actsAndAuthorities(land: String) throws {
        let row = try #require(Self.laender.first { $0.land == land })
        for body in Self.bodies {
            let text = try Self.text(["land=\(land)", "partner.art=\(body.kind)"])
            let sentences = text.split(separator: "\n").map(String.init)
            let acts = try #require(sentences.first { $0.contains("Jede Partei verarbeitet") }, "\(land) \(body.kind): \(text)")
            let supervision = try #require(sentences.first { $0.contains("überwacht") }, "\(land) \(body.kind)")
            let parts = acts.components(separatedBy: "Für ")
            let own = try #require(parts.last)
            #expect(
                acts.contains(
                    "Für das Jugendamt sind das die Datenschutz-Grundverordnung (DSGVO), für Sozialdaten zudem § 35 SGB I, die §§ 67 bis 85a SGB X und die §§ 61 bis 68 SGB VIII, für andere personenbezogene Daten \(row.act)"
                ), "\(land) \(body.kind): \(acts)")
            #expect(own.contains(body.act.isEmpty ? row.act : body.act), "\(land) \(body.kind): \(own)")
            // Nobody is told to keep an act that does not bind them.
            for other in Self.bodies.map(\.act) where !other.isEmpty && other != body.act { #expect(!own.contains(other), "\(land) \(body.kind)") }
            if !body.act.isEmpty { #expect(!own.contains(row.act), "\(land) \(body.kind)") }
            let halves = supervision.components(separatedBy: ", bei ")
            #expect(halves.count == 2 && halves[0].contains(row.publicAuthority), "\(land) \(body.kind): \(supervision)")
            let expected =
                switch body.kind {
                case "kirche_kath": row.catholicAuthority
                case "kirche_ev": "der Beauftragte für den Datenschutz der EKD"
                case "ev", "einzelperson": row.privateAuthority.isEmpty ? row.publicAuthority : row.privateAuthority
                default: row.publicAuthority
                }
            #expect(halves.last?.contains(expected) == true, "\(land) \(body.kind): \(supervision)")
            #expect(
                text.contains("wie es § 61 Abs. 1 SGB VIII für die öffentliche Jugendhilfe bestimmt (§ 35 SGB I, §§ 67 bis 85a SGB X, §§ 62 bis 68 SGB VIII)")
                    == body.isSafeguarded, "\(land) \(body.kind)")
        }
    }

    @Test(
        "The law follows the mandate, not the legal form, and the seat of the partner, not that of the body",
        arguments: [
            (
                ["partner.art=ev", "partner.datenschutzrecht=kdg"],
                "ist das nach Art. 91 DSGVO das Gesetz über den Kirchlichen Datenschutz (KDG) in der Fassung, die im jeweiligen Bistum gilt."
            ),
            (["partner.art=ggmbh", "partner.datenschutzrecht=dsg_ekd"], "ist das nach Art. 91 DSGVO das EKD-Datenschutzgesetz (DSG-EKD)."),
            (
                ["partner.art=kirche_kath", "partner.datenschutzrecht=kdr_og"],
                "nach Art. 91 DSGVO die Kirchliche Datenschutzregelung der Ordensgemeinschaft päpstlichen Rechts (KDR-OG)."
            ),
            (["partner.art=behoerde", "partner.datenschutzrecht=jobcenter"], "für andere personenbezogene Daten das Bundesdatenschutzgesetz (BDSG)."),
            (["partner.art=behoerde", "partner.datenschutzrecht=jobcenter"], "der Bundesbeauftragte für den Datenschutz und die Informationsfreiheit"),
            (
                ["partner.art=behoerde", "partner.datenschutzrecht=bund"],
                "sind das die DSGVO, das Bundesdatenschutzgesetz (BDSG) und die besonderen Vorschriften des eigenen Aufgabenbereichs."
            ),
            (
                ["partner.art=koerperschaft", "partner.datenschutzrecht=sozialleistungstraeger"],
                "für andere personenbezogene Daten das Datenschutzgesetz Nordrhein-Westfalen (DSG NRW)."
            ),
            (["partner.art=kirche_kath", "partner.land=RP", "partner.bistum=Erzbistum Köln"], "das Katholische Datenschutzzentrum KdöR"),
            (["partner.art=schule", "partner.land=BY"], "sind das die DSGVO, das Schulrecht des Landes und das Bayerische Datenschutzgesetz (BayDSG)."),
            (["partner.art=ev", "partner.datenschutzaufsicht=die Aufsicht in X"], "{{die Aufsicht in X}}"),
        ])
    func mandate(options: [String], expected: String) throws {
        let text = try Self.text(options)
        #expect(text.contains(expected.replacing("{{", with: "").replacing("}}", with: "")), "\(text)")
    }

    @Test("What nobody has verified is printed with a finding that says so")
    func unverified() throws {
        func rules(_ options: [String]) throws -> [Finding] { try Self.compose(options).findings.filter { $0.rule == "angabe-ungeprueft" } }
        #expect(try rules(["land=BY"]).isEmpty)
        let berlin = try rules(["land=BE"])
        #expect(berlin.count == 1 && berlin.allSatisfy { $0.severity == .hinweis && $0.message.contains("Berliner Datenschutzgesetz") && $0.remedy != nil })
        #expect(try rules(["land=BY", "partner.art=kirche_kath"]).contains { $0.message.contains("Bistümer") })
    }

    @Test("The list of all parties says of each which law it keeps")
    func listOfParties() throws {
        var agreement = try Self.agreement()
        agreement.clauses = agreement.clauses.map { entry in
            guard case .clause(var use) = entry, use.mention.family == "datenschutz" else { return entry }
            use.mention.variant = "nach-parteien"
            return .clause(use)
        }
        let text = Self.plain(try Self.compose(["partner.art=ev", "land=BY"], agreement).document)
        #expect(
            text.contains(
                "Stadt Musterstadt: die DSGVO, für Sozialdaten zudem § 35 SGB I, die §§ 67 bis 85a SGB X und die §§ 61 bis 68 SGB VIII, für andere personenbezogene Daten das Bayerische Datenschutzgesetz (BayDSG); die Aufsicht führt der Bayerische Landesbeauftragte für den Datenschutz"
            ))
        #expect(
            text.contains("Familienzentrum Regenbogen e. V.: die DSGVO und das Bundesdatenschutzgesetz (BDSG); die Aufsicht führt das Bayerische Landesamt für Datenschutzaufsicht")
        )
    }

    // MARK: -

    private static let composer = Result { () throws(FindingList) in try Composer(facts: Facts(folder: "\(Repository.root)/facts")) }

    private static func agreement() throws -> AgreementFile {
        var agreement = try Repository.planner.agreement(at: "\(Repository.root)/agreements/fruehe-hilfen.yaml")
        // The set-up draws the annex; nothing of it is asked for.
        agreement.annexes = agreement.annexes.map { annex in
            var annex = annex
            annex.content = .foreign(Located("../stellen/musterstadt.yaml", at: annex.key.place))
            return annex
        }
        return agreement
    }

    private static func compose(_ options: [String], _ agreement: AgreementFile? = nil) throws -> (document: Document, findings: [Finding]) {
        let plan = try Repository.planner.plan(agreement ?? self.agreement(), data: AgreementData(options: options + ["gender=generisch"]), today: Repository.today)
        return try composer.get().compose(
            plan, Composer.Sources(foreign: { ForeignDocument(path: $0, sha256: "00", pages: [ForeignPage(width: 595, height: 842)]) }))
    }

    private static func text(_ options: [String]) throws -> String { plain(try compose(options).document) }

    private static func plain(_ document: Document) -> String { plain(document.plainText) }

    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{2060}" }.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }))
    }
}
