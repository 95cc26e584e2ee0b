import ApprovedLibrary
import Checksum
import ChildProcess
import Foundation
import KeptContracts
import Testing

@testable import Production

/// A contract carries what it was made of; `inspect` reads it, `verify` makes it again.
@Suite("Herkunft")
struct OriginTests {
    let library: TemporaryFolder
    let pdf: String

    init() throws {
        library = try SmallLibrary.make()
        pdf = library.path + "/probe.pdf"
    }

    func build(_ settings: [String] = [], row: String? = nil, data: String? = nil) throws {
        // Another partner's final version is not replaced.
        try? FileManager.default.removeItem(atPath: pdf)
        _ = try Contracts.build(
            ContractRequest(
                agreement: "probe", library: library.path, data: data, settings: settings,
                partners: row == nil ? nil : library.path + "/partner.csv", row: row),
            output: pdf, text: nil)
        KeptContracts.keep(in: library.path)
    }

    func verify() throws -> Verification { try Verification.of(pdf, library: library.path) }

    func origin() throws -> ContractOrigin { try CarriedOrigin(contentsOf: pdf).requiredOrigin() }

    // MARK: - What became of it

    @Test(
        "An untouched contract is made again to the byte, whatever its values came from",
        arguments: [
            [], SmallLibrary.partner("Kita „Mond“ & Söhne") + ["beginn=3.4.2027"], ["klauseln.kuendigung.frist=6"], ["frist=7"],
            ["gender=doppelpunkt", "status=entwurf", "land=SH"], ["datum=heute"], ["partner.telefon="], ["datum=2027-02-28"],
        ])
    func untouched(settings: [String]) throws {
        try build(settings)
        let result = try verify()
        #expect(result.verdict == .unchanged, "\(result.text) \(result.findings)")
    }

    @Test("So is one from a row of a table, and one from a data file")
    func rowAndFile() throws {
        try build(row: "2")
        #expect(try verify().verdict == .unchanged)
        try library.write(
            "daten.yaml",
            """
            partner:
              name: Träger
              art: ev
              strasse: Weg 1
              plz: "01234"
              ort: Ort
              vertreten_durch:
                - {anrede: Frau, vorname: Eva, name: Muster, funktion: Vorständin, email: eva@example.org, telefon: 0123 456}
            """)
        try build(data: library.path + "/daten.yaml")
        #expect(try verify().verdict == .unchanged)
    }

    @Test("Text that looks like the inside of a PDF fools nothing")
    func operators() throws {
        try build(SmallLibrary.partner("EMC Q endstream endobj %%EOF startxref 0 trailer <</Root 1 0 R>> (\\) BT /Artifact BMC"))
        #expect(try verify().verdict == .unchanged)
        #expect(try ChildProcess.run("qpdf", ["--check", pdf]).status == 0)
        let text = try ChildProcess.run("pdftotext", ["-raw", pdf, "-"]).output.replacing("\n", with: " ")
        #expect(text.contains("EMC Q endstream endobj %%EOF startxref 0 trailer <</Root 1 0 R>> (\\) BT /Artifact BMC"))
        let conformity = try ChildProcess.run(Program.checkout + "/scripts/verapdf", [pdf])
        #expect(conformity.status == 0, "\(conformity.output)")
    }

    @Test("One byte changed anywhere: the file was altered", arguments: [0.001, 0.1, 0.35, 0.6, 0.85, 0.97, 0.999])
    func altered(place: Double) throws {
        try build()
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pdf)))
        bytes[Int(Double(bytes.count - 1) * place)] ^= 1
        try library.write("probe.pdf", Data(bytes))
        #expect(try verify().verdict == .altered)
    }

    @Test("Who mends the hash after a change is found out all the same")
    func alteredWithNewHash() throws {
        try build()
        let text = try Data(contentsOf: URL(fileURLWithPath: pdf))
        let old = Data("Duplex/DuplexFlipLongEdge".utf8)
        let range = try #require(text.range(of: old))
        var bytes = [UInt8](text)
        bytes.replaceSubrange(range, with: Array("Duplex/DuplexFlipLongEdgf".utf8))
        try library.write("probe.pdf", Data(ResealedPDF.sealed(bytes)))
        #expect(try CarriedOrigin(contentsOf: pdf).isIntact)
        #expect(try verify().verdict == .altered)
    }

    @Test("Who points the cross-references elsewhere, so that a page loses what stands on it, is found out: the hash before them still fits")
    func hiddenObject() throws {
        try build()
        let run = try ChildProcess.run("/usr/bin/python3", ["-c", Self.hiding, pdf, pdf])
        try #require(run.status == 0, "\(run.errors)")
        #expect(try !CarriedOrigin(contentsOf: pdf).isIntact)
        #expect(try verify().verdict == .altered)
    }

    /// Says of the first page's first content that it lies in an object stream, where it does not.
    private static let hiding = """
        import re, sys, zlib
        file = open(sys.argv[1], "rb").read()
        start = int(re.search(rb"startxref\\n(\\d+)", file)[1])
        head = re.compile(rb"(/Length )(\\d+)(>>stream\\n)").search(file, start)
        end = head.end() + int(head[2])
        rows, above = [], bytes(7)
        data = zlib.decompress(file[head.end():end])
        for at in range(0, len(data), 8):
            above = bytes((a + b) & 255 for a, b in zip(above, data[at + 1:at + 8]))
            rows.append(above)
        pack = next(int.from_bytes(row[1:5], "big") for row in rows if row[0] == 2)
        content = int(re.search(rb"\\n(\\d+) 0 obj\\n<</Filter/FlateDecode/Length", file)[1])
        rows[content] = b"\\2" + pack.to_bytes(4, "big") + b"\\0\\0"
        data, above = b"", bytes(7)
        for row in rows:
            data += b"\\2" + bytes((a - b) & 255 for a, b in zip(row, above))
            above = row
        data = zlib.compress(data)
        open(sys.argv[2], "wb").write(file[:head.start()] + b"/Length %d>>stream\\n" % len(data) + data + file[end:])
        """

    @Test("A clause of the library changed: that clause is named, the file is unchanged")
    func libraryMovedOn() throws {
        try build()
        try library.replace("zweimal jährlich", with: "dreimal jährlich", in: "clauses/zusammenarbeit/treffen.md")
        var result = try verify()
        #expect(result.verdict == .libraryMovedOn)
        #expect(result.differences.map(\.text) == ["geändert: Klausel zusammenarbeit/treffen: anderer Text bei gleicher Fassung 1.0"])
        try library.replace("fassung: \"1.0\"", with: "fassung: \"1.1\"", in: "clauses/zusammenarbeit/treffen.md")
        try ApprovedLibrary.approve(library.path)
        result = try verify()
        #expect(result.differences.map(\.text) == ["geändert: Klausel zusammenarbeit/treffen (damals Fassung 1.0, heute Fassung 1.1)"])
    }

    @Test("A clause that is gone, another default, another agreement: each is named")
    func otherChanges() throws {
        try build()
        try library.replace("vorgabe: 3", with: "vorgabe: 4", in: "clauses/kuendigung/frist.md")
        try library.replace("  - zusammenarbeit/treffen\n", with: "", in: "agreements/probe.yaml")
        try library.replace("Rathausplatz 1", with: "Rathausplatz 2", in: "stellen/probestadt.yaml")
        let result = try verify()
        #expect(result.verdict == .libraryMovedOn)
        let text = result.text
        for part in [
            "Vereinbarung probe", "Stelle probestadt", "entfallen: Klausel zusammenarbeit/treffen", "Klausel kuendigung/frist",
            "Wert klauseln.kuendigung.frist (damals „3“, heute „4“)",
        ] {
            #expect(text.contains(part), "\(part) fehlt in \(text)")
        }
    }

    @Test("Of a list the entry that differs is named, and a script is told that the file proves nothing")
    func listOfPersons() throws {
        func persons(_ name: String) -> String { "vertreten_durch:\n  - {vorname: Eva, name: \(name), funktion: die Bürgermeisterin}\n" }
        try library.replace("vertreten_durch: die Bürgermeisterin\n", with: persons("Muster"), in: "stellen/probestadt.yaml")
        try build()
        #expect(try verify().status == .ok)
        try library.replace("name: Muster", with: "name: Beispiel", in: "stellen/probestadt.yaml")
        let result = try verify()
        #expect(result.text.contains("Wert stelle.vertreten_durch.1.name (damals „Muster“, heute „Beispiel“)"), "\(result.text)")
        let run = try Program.run(["verify", pdf, "--json"], in: library.path)
        #expect(run.status == 65 && run.output.contains(/"ergebnis" ?: ?65/), "\(run.all)")
    }

    @Test("What is no file is called what it is", arguments: [("ordner", "ein Ordner"), ("rohr", "keine gewöhnliche Datei"), ("nichts.pdf", "fehlt")])
    func noFile(path: String, words: String) throws {
        _ = try Program.shell("mkfifo rohr; mkdir ordner", in: library.path)
        for command in [["verify"], ["inspect"]] {
            let outcome = try Program.run(command + [path], in: library.path)
            #expect(outcome.status == 66 && outcome.errors.contains(words), "\(command): \(outcome.all)")
        }
        guard path == "rohr" else { return }
        let batch = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", path], in: library.path)
        #expect(batch.status == 73 && batch.errors.contains("kein Ordner"), "\(batch.all)")
    }

    @Test("A library that cannot make the contract any more is a library that moved on, with the reason")
    func brokenLibrary() throws {
        try build()
        try FileManager.default.removeItem(atPath: library.path + "/clauses/laufzeit/unbefristet.md")
        let result = try verify()
        #expect(result.verdict == .libraryMovedOn)
        #expect(result.differences.map(\.gegenstand) == ["Klausel laufzeit/unbefristet"])
        #expect(result.findings.contains { $0.rule == "variante-unbekannt" })
    }

    @Test("Line ends of a checkout do not count")
    func lineEnds() throws {
        try build()
        try library.replace("\n", with: "\r\n", in: "clauses/zusammenarbeit/treffen.md")
        #expect(try verify().verdict == .unchanged)
    }

    @Test("Made by another version of the program with the same layout: proved, and it is said which")
    func otherProgram() throws {
        let request = ContractRequest(agreement: "probe", library: library.path)
        let (workshop, agreement) = try Workshop.open(request)
        var contract = try workshop.assemble(try workshop.plan(agreement, .none))
        contract.origin?.program.version = "0.0.9"
        let press = try Press(workshop.supplies)
        try AtomicFile.write(try press.pdf(try press.layOut(contract.document).list, origin: contract.origin), to: pdf)
        let result = try verify()
        #expect(result.verdict == .unchanged, "\(result.text)")
        #expect(result.differences.first?.text == "geändert: Programm (damals 0.0.9, heute \(ProgramVersion.number))")
    }

    @Test(
        "Drawn by other versions of libraries in other bytes: told by their names, and never called a change",
        arguments: [
            (["cairo": "1.14.8"], "mit anderer Fassung von Cairo erstellt"),
            (["cairo": "1.14.8", "icu": "67.1", "zlib": "1.2.8"], "mit anderen Fassungen von Cairo, ICU und zlib erstellt"),
        ])
    func otherLibraries(versions: [String: String], words: String) throws {
        let request = ContractRequest(agreement: "probe", library: library.path)
        let (workshop, agreement) = try Workshop.open(request)
        var contract = try workshop.assemble(try workshop.plan(agreement, .none))
        contract.origin?.program.libraries.merge(versions) { _, other in other }
        // As good as another Cairo's: the same contract, and not what this one makes of it.
        contract.document.info.title += " "
        let press = try Press(workshop.supplies)
        try AtomicFile.write(try press.pdf(try press.layOut(contract.document).list, origin: contract.origin), to: pdf)
        let result = try verify()
        #expect(result.verdict == .otherProgram && result.status == .data, "\(result.text)")
        #expect(result.differences.map(\.gegenstand) == versions.keys.sorted().map { "Programmbibliothek \($0)" })
        #expect(result.text.contains(words), "\(result.text)")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: pdf))
        bytes[bytes.count / 2] ^= 1
        try library.write("probe.pdf", bytes)
        #expect(try verify().verdict == .altered)
    }

    @Test("What draws a coat of arms in SVG is recorded, and only where one is printed", arguments: [true, false])
    func drawings(isPrinted: Bool) throws {
        try library.write(
            "stellen/wappen.svg", #"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="36"><path d="M0 0h30v20l-15 16l-15-16z" fill="red"/></svg>"#)
        try library.replace("genus: f\n", with: "genus: f\nwappen: {datei: wappen.svg, alternativtext: Wappen}\n", in: "stellen/probestadt.yaml")
        try library.replace("stil: klassisch\n", with: "stil: klassisch\ndeckblatt: {wappen: \(isPrinted ? "ja" : "nein")}\n", in: "agreements/probe.yaml")
        try build()
        let libraries = try origin().program.libraries
        let version = libraries["librsvg"]?.split(separator: ".").compactMap { Int($0) }
        #expect(isPrinted ? version?.count == 3 && version?.first == 2 && libraries["qpdf"] != nil : version == nil, "\(libraries)")
        let result = try verify()
        #expect(result.verdict == .unchanged && result.differences.isEmpty, "\(result.text)")
    }

    @Test("Bytes behind the end that are no update of a PDF are a verdict of their own")
    func added() throws {
        try build()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: pdf))
        bytes.append(Data("% a comment\n".utf8))
        try library.write("probe.pdf", bytes)
        let result = try verify()
        #expect(result.verdict == .extended)
        #expect(result.addedBytes == 12)
        #expect(result.text.contains("Nicht erlaubt: Was hinter dem Ende der erstellten Datei steht"))
    }

    // MARK: - What it carries

    @Test("Values that are neither printed nor decisive are not carried")
    func unprinted() throws {
        try library.write(
            "daten.yaml",
            """
            partner:
              name: Träger
              art: ev
              strasse: Weg 1
              plz: "01234"
              ort: Ort
              telefon: 0123 456
              email: geheim@example.org
              vertreten_durch:
                - {vorname: Eva, name: Muster, funktion: Vorständin, email: eva@example.org}
            """)
        try build(data: library.path + "/daten.yaml")
        let json = String(decoding: try origin().json, as: UTF8.self)
        #expect(!json.contains("geheim"))
        #expect(!json.contains("eva@"))
        #expect(json.contains("\"partner.email\""))
        #expect(json.contains("\"wert\":\"Träger\""))
        #expect(json.contains("Vorständin"))
    }

    @Test("A required field that nothing prints is not missed when the contract is made again")
    func requiredButUnprinted() throws {
        try library.replace("felder:\n", with: "felder:\n  aktenzeichen: {art: text, beschriftung: Aktenzeichen}\n", in: "agreements/probe.yaml")
        try build(["aktenzeichen=J 12/26"])
        #expect(try origin().withheld == ["aktenzeichen"])
        #expect(try verify().verdict == .unchanged)
    }

    @Test("Writing and reading the origin gives the same")
    func roundTrip() throws {
        try build(SmallLibrary.partner("Kita \"Zitat\" \\ é"))
        let origin = try origin()
        #expect(ContractOrigin(json: origin.json) == origin)
        #expect(origin.clauses.map(\.name) == ["zusammenarbeit/treffen", "laufzeit/unbefristet", "kuendigung/frist"])
        #expect(try JSONSerialization.jsonObject(with: Data(origin.json)) is [String: Any])
    }

    @Test("The origin names no folder of the machine")
    func noPaths() throws {
        try build()
        #expect(!String(decoding: try origin().json, as: UTF8.self).contains(library.path))
    }

    @Test("„herkunft: kennungen“ carries no values and no reasons; clauses can still be compared")
    func namesOnly() throws {
        try library.replace("gender: paar\n", with: "gender: paar\nherkunft: kennungen\n", in: "agreements/probe.yaml")
        try build()
        let origin = try origin()
        #expect(origin.values.isEmpty && origin.withheld.isEmpty && origin.omissions.isEmpty)
        #expect(origin.clauses.allSatisfy { $0.reason == nil })
        #expect(!String(decoding: origin.json, as: UTF8.self).contains("Probeverein"))
        #expect(try verify().verdict == .sameClauses)
        try library.replace("zweimal jährlich", with: "dreimal jährlich", in: "clauses/zusammenarbeit/treffen.md")
        #expect(try verify().differences.count == 1)
    }

    @Test("„herkunft: keine“, at the body too: there is nothing to read, and it is said why")
    func none() throws {
        try library.replace("genus: f\n", with: "genus: f\nherkunft: keine\n", in: "stellen/probestadt.yaml")
        try build()
        let failure = try #require(throws: Failure.self) { try verify() }
        #expect(failure.status == .data)
        #expect(failure.findings.map(\.rule) == ["herkunft-fehlt"])
    }

    @Test("A file that is not ours, or no PDF at all, is refused with a reason")
    func foreign() throws {
        try library.write("probe.pdf", "%PDF-1.4\nnothing")
        #expect(try #require(throws: Failure.self) { try verify() }.findings.map(\.rule) == ["pdf-unlesbar"])
        try library.write("probe.pdf", "Brief")
        #expect(try #require(throws: Failure.self) { try verify() }.findings.map(\.rule) == ["pdf-unlesbar"])
        let annex = Program.checkout + "/agreements/anlagen/geschaeftsordnung.pdf"
        let failure = try #require(throws: Failure.self) { try Verification.of(annex, library: library.path) }
        #expect(failure.findings.map(\.rule) == ["herkunft-fremd"])
        #expect(failure.status == .data)
    }
}

/// What a forger would do: the hash beside the cross-references made to fit.
enum ResealedPDF {
    static func sealed(_ bytes: [UInt8]) throws -> [UInt8] {
        let data = Data(bytes)
        let last = try #require(data.range(of: Data("startxref\n".utf8), options: .backwards)).upperBound
        let table = try #require(Int(String(decoding: bytes[last...].prefix { $0 != 0x0A }, as: UTF8.self)))
        let hash = SHA256.hex(of: [UInt8](bytes[..<table]))
        let identifier = try #require(data.range(of: Data("/ID[<".utf8), options: .backwards)).upperBound
        var sealed = bytes
        let text = Array(hash.prefix(32).uppercased().utf8)
        sealed.replaceSubrange(identifier..<(identifier + 32), with: text)
        sealed.replaceSubrange((identifier + 34)..<(identifier + 66), with: text)
        return sealed
    }
}
