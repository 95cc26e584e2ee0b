import DocumentModel
import Findings
import Foundation
import TestScale
import Testing

@testable import Agreements
@testable import Assembler

/// Eight kinds of partners, sixteen Länder, the network, child-protection, § 8a and §§ 77, 78a agreements: each is made with the acts,
/// authorities, roles and articles that the statutes give it. The expectations are data (`Recht/*.tsv`), written from the statutes.
@Suite("Partners by Länder by agreements")
struct LawMatrixTests {
    typealias Row = [String: String]

    static let laender = rows("laender"), partners = rows("partner"), agreements = rows("vereinbarungen")

    /// One case in `make test` for each kind and agreement in two Länder, which differ from kind to kind; all in `make test-full`.
    static let cases: [(agreement: Int, partner: Int)] = agreements.indices.flatMap { agreement in partners.indices.map { (agreement, $0) } }

    @Test("There are eight kinds, sixteen Länder, five agreements") func counts() {
        #expect(Self.partners.count == 8 && Self.agreements.count == 5)
        #expect(Self.laender.compactMap { $0["land"] }.sorted() == Laender.codes.sorted())
    }

    @Test("says what the statutes give it", arguments: cases)
    func agreementOfPartner(agreement: Int, partner: Int) throws {
        let (agreement, partner, index) = (Self.agreements[agreement], Self.partners[partner], agreement * 3 + partner * 2)
        for land in TestScale.isFull ? Self.laender : [Self.laender[index % 16], Self.laender[(index + 7) % 16]] {
            let name = "\(agreement["vereinbarung"] ?? "") \(partner["partner"] ?? "") \(land["land"] ?? "")"
            let (text, errors) = try Self.made(agreement, partner, land)
            #expect(errors == [], "\(name)")
            func says(_ fragments: String?, _ what: String) { for part in Self.parts(fragments) { #expect(text.contains(part), "\(name): \(what) „\(part)“\n\(text)") } }
            func saysNot(_ fragments: String?, _ what: String) { for part in Self.parts(fragments) { #expect(!text.contains(part), "\(name): \(what) „\(part)“") } }
            says(agreement["sagt"], "agreement")
            saysNot(agreement["sagt_nicht"], "agreement")
            says(land["gesetz"], "act of the Land")
            if agreement["sagt"]?.contains("§ 3 des Gesetzes zur Kooperation") ?? false { says(land["netze"], "networks") }
            // No other Land's act, authority or network.
            for other in Self.laender where other["land"] != land["land"] {
                for column in ["gesetz", "netze"] {
                    let parts = Self.parts(other[column])
                    #expect(parts.isEmpty || Self.overlaps(parts, land[column]) || !parts.allSatisfy { text.contains($0) }, "\(name): \(parts) of \(other["land"] ?? "")")
                }
            }
            guard agreement["parteien"] != "ohne" else { continue }
            saysNot(partner["nicht"], "partner")
            says(partner["block"], "block")
            says(land["aufsicht_oeffentlich"], "authority of the Jugendamt")
            if agreement["parteien"] == "netz" {
                let role = try #require(partner["rolle"]), dative = try #require(partner["rolle_dativ"])
                #expect(text.contains(role) || text.contains(role.prefix(1).uppercased() + role.dropFirst()), "\(name): \(role)")
                #expect(text.contains(dative), "\(name): \(dative)")
                // The block introduces that word and no other.
                let isMasculine = role == "der Netzwerkpartner"
                #expect(text.contains("„Netzwerkpartner“ genannt") == isMasculine && text.contains("„Netzwerkpartnerin“ genannt") != isMasculine, "\(name)")
            }
            says(partner["recht"] == "LAND" ? land["gesetz"] : partner["recht"], "law")
            switch partner["aufsicht"] {
            case "privat": says(land["aufsicht_privat"], "authority")
            case "oeffentlich": says(land["aufsicht_oeffentlich"], "authority")
            case "bund": says("Bundesbeauftragte für den Datenschutz und die Informationsfreiheit", "authority")
            case "ekd": says("Beauftragte für den Datenschutz der EKD", "authority")
            default: says(land["katholisch"] == "-" ? "für das Bistum zuständig" : land["katholisch"], "authority")
            }
        }
    }

    @Test("Municipal co-operation has the name and the act of its Land", arguments: laender.indices)
    func coOperation(index: Int) throws {
        let land = Self.laender[index], code = try #require(land["land"])
        let (text, errors) = try Self.made(["vereinbarung": "kommunale-zusammenarbeit"], nil, land)
        #expect(errors == [])
        #expect(text.hasPrefix(land["form"] ?? "?"), "\(text.prefix(80))")
        #expect(text.contains("beruht auf \(land["zusammenarbeit"] ?? "?")") == !["BE", "HB", "HH"].contains(code), "\(code)")
        #expect(text.contains(land["zusammenarbeit"] ?? "?"), "\(code)\n\(text)")
        #expect(text.contains("§ 69 Abs. 4 SGB VIII"))
    }

    /// The controller's law decides about a processor's contract: Art. 28 DSGVO, § 80 SGB X; § 29 KDG; § 30 DSG-EKD.
    @Test(
        "Processing on behalf follows the law of the controller",
        arguments: [
            (
                "oeffentlich", ["nach Art. 28 Abs. 3 DSGVO", "§ 80 Abs. 1 Satz 1 Nr. 1 bis 4 SGB X", "Rechts- oder Fachaufsichtsbehörde", "Nr. 4 – Unterauftragsverhältnisse"],
                ["Art. 91"]
            ),
            ("kdg", ["nach Art. 91 DSGVO", "§ 29 KDG"], ["§ 80", "§ 30 DSG-EKD"]), ("dsg_ekd", ["nach Art. 91 DSGVO", "§ 30 DSG-EKD"], ["§ 80", "§ 29 KDG"]),
            ("bdsg", ["nach Art. 28 Abs. 3 DSGVO", "§ 61 Abs. 3 SGB VIII"], ["§ 80", "Art. 91"]),
        ])
    func processing(regime: String, says: [String], saysNot: [String]) throws {
        let (text, errors) = try Self.made(["vereinbarung": "auftragsverarbeitung"], nil, ["land": "NW"], more: ["stelle.datenschutzrecht=\(regime)"])
        #expect(errors == [])
        for part in says { #expect(text.contains(part), "\(regime): \(part)\n\(text)") }
        for part in saysNot { #expect(!text.contains(part), "\(regime): \(part)\n\(text)") }
        // Art. 28 Abs. 3 a to h.
        for part in [
            "dokumentierten Weisungen", "zur Vertraulichkeit verpflichtet", "technischen und organisatorischen Maßnahmen", "Unterauftragsverhältnis",
            "Anfragen betroffener Personen", "Datenschutz-Folgenabschätzung", "löscht", "überprüfen",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    // MARK: -

    private static func parts(_ cell: String?) -> [String] {
        guard let cell, cell != "-" else { return [] }
        return cell.components(separatedBy: " & ")
    }

    /// Names that two Länder share.
    private static func overlaps(_ parts: [String], _ own: String?) -> Bool { Self.parts(own).joined(separator: " ").contains(parts.joined(separator: " ")) }

    private static func rows(_ name: String) -> [Row] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recht/\(name).tsv")
        let lines = ((try? String(contentsOf: path, encoding: .utf8)) ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.components(separatedBy: "\t") }
        guard let head = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
    }

    private static func made(_ agreement: Row, _ partner: Row?, _ land: Row, more: [String] = []) throws -> (text: String, errors: [String]) {
        let name = agreement["vereinbarung"] ?? ""
        var options = ["land=\(land["land"] ?? "")"] + more
        if let data = partner?["angaben"] {
            options += data.components(separatedBy: " ; ").map { $0.hasPrefix("leistungserbringer") ? $0 : "partner.\($0)" }.filter {
                $0.hasPrefix("partner.") || name == "fruehe-hilfen"
            }
            options += ["partner.strasse=Weg 1", "partner.plz=00001", "partner.ort=Musterdorf", "partner.vertreten_durch=Alex Muster, Leitung"]
            if name == "fruehe-hilfen", !data.contains("leistungserbringer") { options.append("leistungserbringer=nein") }
        }
        let plan = try LawAcceptanceTests.plan(try LawAcceptanceTests.agreement(name), options)
        let composed = try LawAcceptanceTests.composed(plan)
        return (LawAcceptanceTests.plain(composed.document), (plan.findings + composed.findings).filter { $0.severity == .fehler }.map { "\($0.rule) \($0.message)" })
    }
}
