import ApprovedLibrary
import ChildProcess
import DocumentModel
import Findings
import Foundation
import KeptContracts
import Testing

@testable import Production

/// Agreements of shapes that the shipped library does not have, written afresh in `Formen/`: state treaties of many Länder, with protocol
/// and ratification, municipal ones with approval and publication, arbitration, consolidated texts. Persons and places are invented.
@Suite("Agreements of real shapes")
struct RealShapeTests {
    /// A copy in which every clause is approved.
    static let folder: String = {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Formen").path
        let copy = NSTemporaryDirectory() + "klauselwerk-formen-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.removeItem(atPath: copy)
        do {
            try FileManager.default.copyItem(atPath: source, toPath: copy)
            try ApprovedLibrary.approve(copy)
        } catch { Issue.record("\(error)") }
        atexit { try? FileManager.default.removeItem(atPath: RealShapeTests.folder) }
        return copy
    }()
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/agreements")) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test("There are twelve") func count() { #expect(Self.names.count == 12) }

    @Test("The library is proved over all combinations, without an error or a warning") func proof() throws {
        let findings = try Check.run(agreements: [], library: Self.folder).findings
        #expect(findings.filter { $0.severity > .hinweis }.map { "\($0.rule) \($0.message)" } == [])
    }

    @Test("is made, conforms to the letter, and is made again from its origin", arguments: names)
    func made(name: String) throws {
        let request = ContractRequest(agreement: "\(Self.folder)/agreements/\(name).yaml", library: Self.folder, settings: [])
        let (workshop, agreement) = try Workshop.open(request)
        let contract = try workshop.assemble(workshop.plan(agreement, workshop.data(request)))
        let press = try Press(workshop.supplies)
        let list = try press.layOut(contract.document).list
        let bytes = try press.pdf(list, origin: contract.origin)
        let place = try TemporaryPlace()
        let path = "\(place.path)/\(name).pdf"
        try AtomicFile.write(bytes, to: path)
        KeptContracts.keep(bytes)
        #expect(try ChildProcess.run("qpdf", ["--check", path]).status == 0)
        let verdict = try Verification.of(path, library: Self.folder)
        #expect(verdict.verdict == .unchanged, "\(verdict.text)")
    }

    /// What each shape is there for, as it stands in the text.
    static let excerpts: [(String, [String])] = [
        (
            "dreizehn-laender",
            [
                "(Vermessungsstaatsvertrag – VermStV)\nDas Land Ahornland,\nvertreten durch den Ministerpräsidenten,\ndas Land Birkenland,",
                "und\ndas Land Weidenland,\nvertreten durch den Ministerpräsidenten,\n– im Folgenden zusammen „Länder“ genannt –\nschließen vorbehaltlich",
                "– geleitet von dem Wunsch", "Durchführung des Artikels 1 Absatz 1.", "nach Artikel 1 Absatz 2 Nummer 1 tragen die Länder",
                "Für den Freistaat Eichenland\nEichenstadt, den\nMinisterpräsident",
            ]
        ),
        (
            "staatsvertrag-protokoll",
            [
                "Das Land Musterland, vertreten durch die Ministerpräsidentin – im Folgenden „Musterland“ genannt – und die Freie und Hansestadt Musterhafen, vertreten durch den Ersten Bürgermeister – im Folgenden „Musterhafen“ genannt – schließen",
                "unterhält Musterhafen, alle übrigen Teile Musterland.", "Für das Land Musterland\nMusterhausen, den 4. September 2026\ngez. Jana Beispiel\nMinisterpräsidentin",
                "Schlussprotokoll\n", "Zu Artikel 1 Abs. 2\n",
                "(zu Artikel 1 Abs. 2)\nStand: 1. Januar 2026",
            ]
        ),
        (
            "zweckvereinbarung",
            [
                "der Stadt Musterstadt\nvertreten durch", "– im Folgenden zusammen „Gemeinden“ genannt –", "die Aufgaben der Gemeinden", "Grundlage des Absatzes 1 ist",
                "Landratsamt Musterland\nMusterhausen, den 2. November 2026\nIm Auftrag\nAlex Beispiel\nRegierungsrat", "Bekanntmachung\n",
                "(zu § 2 Abs. 1)\nStand: 1. Oktober 2026",
            ]
        ),
        (
            "schiedsvertrag",
            [
                "Artikel 1 – Gegenstand", "(1) Die Betreiberin baut", "nach Artikel 3 dieses Vertrags".replacing(" dieses Vertrags", with: ""), "§§ 1025 bis 1066 ZPO",
                "Oberbürgermeisterin\nErika Mustermann",
            ]
        ),
        (
            "bund-laender",
            [
                "Die Bundesrepublik Deutschland, vertreten durch die Bundesministerin des Innern – im Folgenden „Bund“ genannt –, das Land Ahornland, der Freistaat Eichenland und das Land Lindenland – im Folgenden zusammen „Länder“, alle zusammen „Beteiligte“ genannt – schließen",
                "Der Bund stellt den Ländern", "Die Beteiligten stimmen",
            ]
        ),
        (
            "lesefassung",
            ["§ 3 Kostenerstattung\n(1)", "(4) Die Pauschale", "§ 3a Datenaustausch", "§ 5 Kündigung", "nach § 3 Abs. 2 dieser Vereinbarung", "des § 3 Abs. 4 dieser Vereinbarung"]
        ),
        (
            "freundschaft",
            [
                "Die Stadt Musterstadt,\nvertreten durch die Oberbürgermeisterin Erika Mustermann", "– erfüllt von dem Wunsch", "das Folgende vereinbart.\nArtikel 1\n",
                "Die Oberbürgermeisterin\nErika Mustermann",
            ]
        ),
        ("drei-ebenen", ["I. Ziele\n1. Familienbildung\na) Kurse\nDer Träger bietet", "„Träger“ genannt"]),
        (
            "dezimal",
            ["1 Leistung\n1.1 Umfang\n1.1.1 Unterhaltsreinigung\nDie Auftragnehmerin", "nach Nummer 1.1.1", "Die Auftraggeberin zahlt der Auftragnehmerin monatlich\na) für"]
        ),
        ("muster-hinweise", ["§ 1 – Gegenstand", "und\nName des Vereins\nOrganisationseinheit", "vertreten durch Name und Amt", "Zum Ausfüllen:\nBezeichnen Sie den Raum"]),
        (
            "zweimal",
            [
                "§ 2 – Kündigung der Nutzung", "endet nach § 2 dieses Vertrags", "endet nach § 3 Abs. 1 dieses Vertrags", "Frist von zwölf Monaten",
                "In Vertretung\nUdo Beispiel\nBürgermeister", "und\nden Sportfreunden Musterstadt e. V.",
            ]
        ),
        (
            "zwanzig-parteien",
            [
                "der Kita Sonnenblume e. V.\nvertreten durch Kim Muster, Leitung,\nder Grundschule am Wald", "und\ndem Sportverein Muster e. V.",
                "Pflichten der Mitglieder nach dem Gesetz", "Sportverein Muster e. V.\nMusterstadt, den\nAlex Muster\nLeitung",
            ]
        ),
    ]

    @Test("shows", arguments: excerpts)
    func shows(name: String, texts: [String]) throws {
        let request = ContractRequest(agreement: "\(Self.folder)/agreements/\(name).yaml", library: Self.folder, settings: [])
        let (workshop, agreement) = try Workshop.open(request)
        let plain = String(try workshop.assemble(workshop.plan(agreement, workshop.data(request))).document.plainText.map { $0 != "\n" && $0.isWhitespace ? " " : $0 })
        for text in texts { #expect(plain.contains(text), "\(text)\n– not in –\n\(plain)") }
    }
}
