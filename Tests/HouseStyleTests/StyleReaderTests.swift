import Findings
import Foundation
import HouseStyle
import Layout
import Testing
import Typeface

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

@Suite struct StyleReaderTests {
    @Test(arguments: ["klassisch", "sachlich", "brief"])
    func aShippedStyleNamesFamiliesOfTheCatalogue(name: String) throws {
        let catalogue = try CatalogueReader.read(contentsOf: "\(root)/fonts/catalogue.yaml")
        let style = try StyleReader.read(contentsOf: "\(root)/styles/\(name).yaml")
        for family in [style.body.text.family, style.title.text.family, style.watermark.family, style.table.text.family] {
            #expect(catalogue.families.contains(family))
        }
    }

    @Test func whatIsNotSaidFollowsFromSizeAndLeading() throws {
        let style = try StyleReader.read("schrift: {groesse: 22, zeilenabstand: 28}\n", file: "styles/gross.yaml")
        #expect(style.name == "gross")
        #expect(style.body.text.size == 22)
        #expect(style.headings[0].block.text.size > 22)
        #expect(style.body.after == 14)
    }

    @Test(
        arguments: [
            ("schrift: {grosse: 11}", "styles/x.yaml:1:11", "schluessel-unbekannt", "Meinten Sie „groesse“?"),
            ("schrift: {groesse: elf}", "styles/x.yaml:1:20", "wert-falsch", nil),
            ("schrift: {groesse: 600}", "styles/x.yaml:1:20", "wert-falsch", nil),
            ("seite:\n  links: 80\n  rechts: 80\n  breite: 100", "styles/x.yaml:2:3", "stil-seite", "Verkleinern Sie die Ränder."),
            ("absatz: {ausrichtung: block}", "styles/x.yaml:1:23", "wert-falsch", nil),
            ("tabelle: {linienfarbe: rot}", "styles/x.yaml:1:24", "wert-falsch", nil),
            ("titel: gross", "styles/x.yaml:1:8", "stil-gruppe", nil),
            ("fussnote: {groesse: 7}", "styles/x.yaml:1:21", "wert-falsch", nil),
            ("a: [", "styles/x.yaml:2:1", "yaml-fehlerhaft", nil),
            ("", "styles/x.yaml", "yaml-leer", nil),
        ] as [(String, String, String, String?)])
    func aMistakeIsToldWithItsPlace(yaml: String, place: String, rule: String, remedy: String?) throws {
        let findings = #expect(throws: FindingList.self) { try StyleReader.read(yaml, file: "styles/x.yaml") }
        let finding = try #require(findings?.all.first)
        #expect(finding.place?.description == place)
        #expect(finding.rule == rule)
        if let remedy { #expect(finding.remedy == remedy) }
    }

    @Test func allMistakesOfAFileAreToldAtOnce() {
        let findings = #expect(throws: FindingList.self) {
            try StyleReader.read("schrift: {groesse: elf, famile: X}\nabsatz: {vor: -1}\nxyz: 1\n", file: "x.yaml")
        }
        #expect(findings?.all.count == 4)
    }

    @Test func aFileThatIsMissingIsAFinding() {
        #expect(throws: FindingList.self) { try StyleReader.read(contentsOf: "/nirgends/x.yaml") }
    }
}

@Suite struct CatalogueReaderTests {
    @Test func theShippedCatalogueHasEveryStyleOfItsTextFamilies() throws {
        let catalogue = try CatalogueReader.read(contentsOf: "\(root)/fonts/catalogue.yaml")
        for family in catalogue.families {
            #expect(Set(catalogue.faces.filter { $0.family == family }.map(\.style)).count == 4, "\(family)")
        }
        #expect(catalogue.hyphenation.contains { $0.language == "de" && $0.exceptions == "trennung.txt" })
        #expect(catalogue.root == "\(root)/fonts")
    }

    @Test(arguments: [
        ("schriften: [{familie: X}]\n", "angabe-fehlt"),
        ("schriften: []\n", "stil-leer"),
        ("schriften: [{familie: X, schnitt: schräg, datei: x, paket: p, pfad_im_paket: q, lizenz: l, sha256: abc}]\n", "wert-falsch"),
        ("schriften: [{familie: X, datei: ../x, paket: p, pfad_im_paket: q, lizenz: l, sha256: abc}]\n", "stil-pfad"),
    ])
    func aMistakeIsTold(yaml: String, rule: String) {
        let findings = #expect(throws: FindingList.self) { try CatalogueReader.read(yaml, file: "catalogue.yaml", root: ".") }
        #expect(findings?.all.contains { $0.rule == rule } == true)
    }

    @Test func smallCapitalsAreAKeyAndTablesHaveTabularFigures() throws {
        let style = try StyleReader.read("ueberschriften: [{kapitaelchen: ja}]", file: "x.yaml")
        #expect(style.headings[0].block.text.smallCaps && !style.body.text.smallCaps)
        #expect(style.table.text.tabularFigures && !style.body.text.tabularFigures)
    }
}
