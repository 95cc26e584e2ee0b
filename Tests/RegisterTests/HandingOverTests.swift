import ChildProcess
import Foundation
import Production
import Testing

@testable import Register

@Suite("Contracts are handed over to the house's records system")
struct HandingOverTests {
    /// Two contracts with files, one without.
    private static func register() throws -> SampleRegister {
        let register = try SampleRegister()
        for name in ["eins", "zwei", "drei"] {
            let bytes = Data("%PDF-1.4 \(name)".utf8)
            var entry = ContractEntry.sample(
                name, partner: PartyRecord(name: "Verein „\(name)“; & <Söhne>", street: "Weg 1", postcode: "00001", town: "Musterau"),
                events: [ContractEvent(.signed, on: "2026-10-20", who: "beide"), ContractEvent(.terminated, on: "2027-09-15", effect: "2027-12-31")])
            entry.fileNumber = "51/2: \(name)"
            if name != "drei" {
                try bytes.write(to: URL(filePath: register.path(name + ".pdf")))
                entry.path = register.path(name + ".pdf")
                entry.sha256 = SampleSum.of("%PDF-1.4 \(name)")
            }
            try register.store.take([entry])
        }
        return register
    }

    /// Elements of an XML file as an independent reader sees them, one `path=text` a line.
    private static func elements(_ path: String) throws -> [String] {
        let script = """
            import sys, xml.etree.ElementTree as t
            def walk(e, p):
                q = p + '/' + e.tag.split('}')[-1]
                print(q + '=' + (e.text or '').strip())
                for c in e: walk(c, q)
            walk(t.parse(sys.argv[1]).getroot(), '')
            """
        let child = try ChildProcess.run("python3", ["-c", script, path])
        #expect(child.status == 0, "\(child.errors)")
        return child.output.split(separator: "\n").map(String.init)
    }

    @Test("as a folder each, with the columns that the office names")
    func folders() throws {
        let register = try Self.register()
        let target = register.path("ablage")
        let columns = try MetadataColumns("Betreff=betreff; Az=aktenzeichen; Beteiligte=partner; Ende der Laufzeit=ende; Prüfsumme=sha256; von=unterschrieben_von")
        let result = try HandingOver(register.store, on: "2028-01-01").folders(["eins", "zwei", "drei"], columns: columns, to: target)
        #expect(result.contracts == 3 && result.findings.isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: target).sorted()
        #expect(names == ["51-2- drei", "51-2- eins", "51-2- zwei", "uebersicht.csv"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: target + "/51-2- eins").sorted() == ["eins.pdf", "metadaten.csv", "metadaten.xml"])
        let overview = try String(contentsOfFile: target + "/uebersicht.csv", encoding: .utf8)
        let lines = overview.split(separator: "\r\n").map(String.init)
        #expect(lines[0].hasSuffix("Ordner;Betreff;Az;Beteiligte;Ende der Laufzeit;Prüfsumme;von"))
        let sum = try register.store.contract("eins").sha256
        #expect(lines[1] == "51-2- eins;Kooperationsvereinbarung;51/2: eins;\"Verein „eins“; & <Söhne>\";2027-12-31;\(sum);beide")
        let elements = try Self.elements(target + "/51-2- zwei/metadaten.xml")
        #expect(elements.contains("/Vertrag/Beteiligte=Verein „zwei“; & <Söhne>") && elements.contains("/Vertrag/Ende_der_Laufzeit=2027-12-31"))
    }

    @Test("A file that is missing or another one is told, and the rest goes on; nothing that is there is overwritten")
    func missing() throws {
        let register = try Self.register()
        try Data("%PDF-1.4 anders".utf8).write(to: URL(filePath: register.path("zwei.pdf")))
        let handing = HandingOver(register.store, on: "2028-01-01")
        let result = try handing.folders(["eins", "zwei", "drei"], columns: try MetadataColumns(MetadataColumns.standard), to: register.path("ablage"))
        #expect(result.contracts == 2 && result.findings.map(\.rule) == ["uebergabe-datei"])
        #expect(throws: Failure.self) { try handing.folders(["eins"], columns: try MetadataColumns(MetadataColumns.standard), to: register.path("ablage")) }
    }

    @Test("as a message of xdomea that is as our table of its elements says", arguments: XdomeaMessage.Version.allCases, XdomeaMessage.Kind.allCases)
    func xdomea(version: XdomeaMessage.Version, kind: XdomeaMessage.Kind) throws {
        let register = try Self.register()
        let handing = HandingOver(register.store, on: "2028-01-01")
        for folder in ["a", "b"] {
            let result = try handing.xdomea(
                ["eins", "zwei", "drei"], version, kind, sender: "Stadt Musterau & Umland", receiver: "Hauptamt", format: "999", to: register.path(folder))
            #expect(result.contracts == 2)
        }
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: register.path("a")).first)
        #expect(name.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}_([A-Za-z.]+\.)?\d{4}\.zip/) != nil)
        #expect(name.contains(kind.element) == (version == .v31))
        // Same contracts, same day, same bytes.
        #expect(try Data(contentsOf: URL(filePath: register.path("a/" + name))) == Data(contentsOf: URL(filePath: register.path("b/" + name))))
        let unpacked = try ChildProcess.run("python3", ["-m", "zipfile", "-e", register.path("a/" + name), register.path("ausgepackt")])
        #expect(unpacked.status == 0, "\(unpacked.errors)")
        let elements = try Self.elements(register.path("ausgepackt/" + name.replacing(".zip", with: ".xml")))
        let files = elements.compactMap { $0.contains("/Primaerdokument/Dateiname=") ? $0.split(separator: "=").last.map(String.init) : nil }
        #expect(files.count == 2)
        for file in files { #expect(FileManager.default.fileExists(atPath: register.path("ausgepackt/" + file))) }
        #expect(elements.contains { $0.hasSuffix("/AllgemeineMetadaten/Kennzeichen=51/2: eins") })
        let institution = version == .v31 ? "Institution" : "NameInstitution"
        #expect(elements.contains { $0.hasSuffix("/WeitererKontakt/\(institution)/Name=Verein „zwei“; & <Söhne>") })
        #expect(elements.contains { $0.contains("/DokumentOderDokumentMitSchriftstueck/Dokument/") } == (version == .v40))
    }

    @Test("Scans that came back go with their contract: in its folder, and as annexes of its document; one that is missing is told", arguments: XdomeaMessage.Version.allCases)
    func scans(version: XdomeaMessage.Version) throws {
        let register = try Self.register()
        let scan = FiledScan(words: "Ausfertigung 1: Scan vollständig", name: "eins-ruecklauf-ausfertigung-1.pdf", sha256: SampleSum.of("%PDF-1.4 Scan"))
        let lost = FiledScan(words: "Scan vollständig", name: "zwei-ruecklauf.pdf", sha256: String(repeating: "0", count: 64))
        try Data("%PDF-1.4 Scan".utf8).write(to: URL(filePath: register.path(scan.name)))
        _ = try register.store.add(ContractEvent(.returned, on: "2026-11-02", remark: scan.remark), to: "eins")
        _ = try register.store.add(ContractEvent(.returned, on: "2026-11-02", remark: lost.remark), to: "zwei")
        let handing = HandingOver(register.store, on: "2028-01-01")
        let folders = try handing.folders(["eins", "zwei"], columns: try MetadataColumns(MetadataColumns.standard), to: register.path("ablage"))
        #expect(folders.contracts == 2 && folders.findings.map(\.rule) == ["uebergabe-scan"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: register.path("ablage/51-2- eins")).contains(scan.name))
        #expect(try String(contentsOfFile: register.path("ablage/51-2- eins/metadaten.csv"), encoding: .utf8).contains(scan.name))
        let message = try handing.xdomea(["eins", "zwei"], version, .filing, sender: "Stadt Musterau", receiver: "Hauptamt", format: "999", to: register.path("x"))
        #expect(message.contracts == 2)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: register.path("x")).first)
        let unpacked = try ChildProcess.run("python3", ["-m", "zipfile", "-e", register.path("x/" + name), register.path("ausgepackt")])
        #expect(unpacked.status == 0, "\(unpacked.errors)")
        let elements = try Self.elements(register.path("ausgepackt/" + name.replacing(".zip", with: ".xml")))
        let files = elements.compactMap { $0.contains("/Primaerdokument/Dateiname=") ? $0.split(separator: "=").last.map(String.init) : nil }
        #expect(files.count == 3 && elements.contains { $0.contains("/Anlage/") && $0.hasSuffix("/DateinameOriginal=" + scan.name) }, "\(elements)")
        for file in files { #expect(FileManager.default.fileExists(atPath: register.path("ausgepackt/" + file))) }
    }

    @Test("A remark of another kind is no scan", arguments: ["1. Nachtrag, Kennung 12", "Scan; ../x.pdf, SHA-256 " + String(repeating: "a", count: 64), "x; y.pdf, SHA-256 12"])
    func remarks(text: String) { #expect(FiledScan(remark: text) == nil) }

    @Test("A message that is not so is refused: a child missing, one too many, one out of order", arguments: [0, 1, 2])
    func table(defect: Int) throws {
        var entry = ContractEntry.sample("eins", partner: PartyRecord(name: "Verein"))
        entry.fileNumber = "51"
        let item = XdomeaMessage.Item(entry: entry, file: .init(name: "x.pdf", originalName: "x.pdf", sha256: entry.sha256, format: "PDF/A-3a"))
        let message = XdomeaMessage(version: .v31, kind: .information, sender: "A", receiver: "B", format: "999", day: "2028-01-01", items: [item])
        var root = message.root
        #expect(XdomeaRules.faults(in: root, .v31).isEmpty)
        switch defect {
        case 0: root.children[0].children.removeFirst()
        case 1: root.children[0].children.append(ExportElement("xdomea:Unbekannt", "x"))
        default: root.children.swapAt(0, 1)
        }
        #expect(!XdomeaRules.faults(in: root, .v31).isEmpty)
    }

    @Test("Columns that cannot be are told", arguments: ["", "Betreff", "=betreff", "A=betreff; A=datum", "A=quatsch", "A="])
    func columns(text: String) { #expect(throws: Failure.self) { try MetadataColumns(text) } }
}
