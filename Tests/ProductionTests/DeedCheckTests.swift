import ChildProcess
import ApprovedLibrary
import Findings
import Foundation
import KeptContracts
import Testing

@testable import Production

/// What `check --urkunde` says of the shipped agreements, and of agreements with one thing broken.
@Suite("Preflight of the deed")
struct DeedCheckTests {
    /// Names of the points that fail.
    private func failures(_ agreement: String, _ settings: [String] = [], edit: (old: String, new: String)? = nil) throws -> [String] {
        let root = try ApprovedLibrary.path()
        var path = "\(root)/agreements/\(agreement).yaml"
        var made: String?
        if let edit {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try #require(text.contains(edit.old))
            path = "\(root)/agreements/anlagen/pruefling-\(UUID().uuidString).yaml"
            // Beside the annexes, whose paths begin with „anlagen/“.
            let moved = text.replacing(edit.old, with: edit.new).replacing("datei: anlagen/", with: "datei: ")
            try moved.write(toFile: path, atomically: true, encoding: .utf8)
            made = path
        }
        defer { if let made { try? FileManager.default.removeItem(atPath: made) } }
        let check = try DeedCheck.of(ContractRequest(agreement: path, library: root, settings: settings))
        return check.punkte.filter { $0.ergebnis == .failed }.map(\.pruefpunkt)
    }

    @Test("A finished agreement passes") func passes() throws { #expect(try failures("fruehe-hilfen") == []) }

    @Test(
        "What is broken is named",
        arguments: [
            ("  fuss_rechts: Seite {{seite}} von {{seiten}}\n", "", ["Durchgehende Seitenzählung"]),
            ("  kopf_links: \"{{kurztitel}}\"\n  kopf_rechts: \"{{partner.name}}\"\n", "", ["Kennzeichnung jeder Seite"]),
            ("  - ziele/netzwerk-fruehe-hilfen\n", "  - {klausel: ziele/netzwerk-fruehe-hilfen, nummer: nein}\n", ["Gliederung vollständig"]),
            (
                "anlagen:\n", "anlagen:\n  - {kennung: leitbild, titel: Leitbild, art: text, klausel: praeambel/kurz}\n",
                ["Anlagen beigefügt und genannt"]
            ),
            ("    vorgabe: Netzwerk Frühe Hilfen Musterstadt\n", "    offen: ja\n", ["Keine Leerstellen", "Kein Entwurf"]),
            ("status: endfassung", "status: entwurf", ["Kein Entwurf"]),
            ("schriftform/aenderungen, ausfertigungen/je-partei", "schriftform/aenderungen", ["Zahl der Ausfertigungen"]),
            ("ausfertigungen/je-partei]", "ausfertigungen/mit-registerexemplar]", []),
            ("      zusatz: Im Auftrag\n      name: \"\"\n", "      name: Hans Fremd\n", ["Vertretung und Unterschrift"]),
            ("      name: \"\"\n", "      name: Hans Fremd\n", []),
        ])
    func namesWhatIsBroken(old: String, new: String, expected: [String]) throws {
        #expect(try failures("fruehe-hilfen", edit: (old, new)) == expected)
    }

    @Test(
        "The form chosen is compared with the form prescribed",
        arguments: [
            ("schriftform/aenderungen, ausfertigungen/je-partei", "{klausel: schriftform/elektronisch}, ausfertigungen/elektronisch", true, [] as [String]),
            ("schriftform/aenderungen, ausfertigungen/je-partei", "{klausel: schriftform/elektronisch}, ausfertigungen/elektronisch", false, ["Form"]),
        ])
    func comparesForm(old: String, new: String, isSignable: Bool, expected: [String]) throws {
        #expect(try failures("fruehe-hilfen", ["signaturfelder=\(isSignable ? "ja" : "nein")"], edit: (old, new)) == expected)
    }

    @Test("The number of copies is compared with those who sign") func countsCopies() throws {
        #expect(try failures("fruehe-hilfen", ["klauseln.ausfertigungen.ausfertigungen=3"]) == ["Zahl der Ausfertigungen"])
    }

    @Test("The result is a sheet of one page") func printsSheet() throws {
        let path = NSTemporaryDirectory() + "urkunde-\(UUID().uuidString).pdf"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let root = try ApprovedLibrary.path()
        _ = try DeedCheck.of(ContractRequest(agreement: "\(root)/agreements/fruehe-hilfen.yaml", library: root), pdf: path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        KeptContracts.keep([UInt8](bytes))
        #expect(bytes.starts(with: Data("%PDF-".utf8)))
        #expect(try PlainPDF.objects([UInt8](bytes)).count { $0.contains("/Type/Page\n") } == 1)
    }
}
