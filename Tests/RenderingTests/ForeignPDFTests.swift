import TestFonts
import DocumentModel
import Findings
import Finishing
import Foundation
import Layout
import Testing
import Typeface

@Suite("Pages of foreign PDF files")
struct ForeignPDFTests {
    private func renderer() throws -> DocumentRenderer { try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)) }

    /// A tagged PDF with links, fields and text that looks like operators.
    private func source() throws -> [UInt8] {
        var sheet = try SheetBuilder()
        try sheet.add("/NonStruct << /MCID 0 >> BDC (EMC) BI ID EI Q", sheet.element(.heading1))
        try sheet.add(SampleDocuments.prose, sheet.element(.paragraph))
        let link = sheet.element(.link, in: sheet.element(.paragraph))
        try sheet.add([("https://www.example.org/", link)])
        sheet.link(.url("https://www.example.org/"), link, "Internetseite")
        return try renderer().pdf(sheet.list())
    }

    private func agreement(_ path: String) throws -> DisplayList {
        try SheetBuilder.agreement(with: AnnexFile(path: path).document)
    }

    private func expectConformity(_ bytes: [UInt8], _ name: String) throws {
        try Tools.withFile(bytes, name) { path in
            let syntax = try Tools.run("qpdf", ["--check", path])
            #expect(syntax.status == 0, "\(syntax.output)")
            let conformity = try Tools.veraPDF(path)
            #expect(conformity.status == 0, "\(conformity.output)")
        }
    }

    @Test("are taken over as text and vectors, conforming, with the original as an associated file")
    func vectors() throws {
        try Tools.withFile(source(), "anlage.pdf") { path in
            let bytes = try renderer().pdf(agreement(path))
            try expectConformity(bytes, "annex.pdf")
            try Tools.withFile(bytes) { result in
                let text = try Tools.text(result)
                #expect(text.contains("(EMC) BI ID EI Q"))
                // A soft hyphen at the end of a line does not part the word.
                #expect(text.replacing("\u{AD}\n", with: "").contains("Jugendhilfeplanung"))
                #expect(try Tools.run("pdfdetach", ["-list", result]).output.contains("anlage.pdf"))
            }
        }
    }

    @Test("come out upright and in their seen proportions, however the file turns them", arguments: [90, 180, 270])
    func rotation(_ angle: Int) throws {
        try Tools.withFile(source(), "upright.pdf") { upright in
            let turned = upright + ".turned.pdf"
            _ = try Tools.run("qpdf", ["--rotate=+\(angle)", upright, turned])
            let page = try #require(try AnnexFile(path: turned).document.pages.first)
            #expect((page.width > page.height) == (angle % 180 != 0))
            // What we show must be what Poppler shows of the source.
            let list = try agreement(turned)
            let own = try renderer().png(list, page: 1, dpi: 40)
            let finished = try renderer().pdf(list)
            try Tools.withFile(finished, "turned-\(angle).pdf") { result in
                let preview = try #require(try Tools.withFile(own, "preview.png") { Picture(png: $0) })
                let drawn = try #require(try Tools.picture(of: result, page: 2, dpi: 40))
                #expect(preview.difference(from: drawn) < 0.03)
            }
            try expectConformity(finished, "turned-\(angle).pdf")
        }
    }

    @Test("become pictures where they could not be archived, and a finding says why")
    func unembeddedFonts() throws {
        try Tools.withFile(HandmadePDF.withoutFont(text: "Ohne Schrift"), "plain.pdf") { path in
            let findings = try AnnexFile(path: path).findings()
            #expect(findings.contains { $0.rule == "anlage-als-bild" && $0.message.contains("Helvetica") })
            try expectConformity(renderer().pdf(agreement(path)), "raster.pdf")
        }
    }

    @Test(
        "bring nothing along that runs, nor does the copy of their file that travels with them",
        arguments: [
            "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "/AA<</WC<</S/JavaScript/JS(x)>>>>", "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>",
            "/AcroForm<</Fields[]/XFA(x)>>", "/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Launch/F(x.exe)>><</S/SubmitForm/F(http://x)>>]>>",
            "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(x.js)/EF<</F 4 0 R>>>>]>>/JavaScript<</Names[]>>>>",
        ])
    func activeContent(catalog: String) throws {
        try Tools.withFile(HandmadePDF.withoutFont(text: "Skript", catalog: catalog), "aktiv.pdf") { path in
            let annex = try AnnexFile(path: path)
            #expect(annex.findings().contains { $0.rule == "anlage-aktiv" })
            let bytes = try renderer().pdf(agreement(path))
            try Tools.withFile(bytes, "vertrag.pdf") { contract in
                let copy = contract + ".anlage.pdf"
                #expect(try Tools.run("pdfdetach", ["-savefile", "aktiv.pdf", "-o", copy, contract]).status == 0)
                for file in [contract, copy] {
                    // By another program: the page is a picture now, and its samples are megabytes.
                    let plain = file + ".qdf"
                    #expect(try Tools.run("qpdf", ["--qdf", "--object-streams=disable", file, plain]).status == 0)
                    let found = try Tools.run("grep", ["--text", "--extended-regexp", "/(JavaScript|JS|AA|XFA|Launch|SubmitForm)( |$)", plain])
                    #expect(found.status == 1, "\(found.output)")
                }
                #expect(try !Tools.run("pdfdetach", ["-list", copy]).output.contains("x.js"))
                // As an annex the copy gives the same contract: what travels along proves it.
                let again = try AnnexFile(path: copy)
                #expect(!again.findings().contains { $0.rule == "anlage-aktiv" })
                #expect(again.document.sha256 == annex.document.sha256)
                #expect(try Tools.text(copy).contains("Skript"))
            }
            try expectConformity(bytes, "active.pdf")
        }
    }

    @Test("are refused with a reason when the file cannot be used")
    func refused() throws {
        let good = try source()
        let cases: [(bytes: [UInt8], rule: String)] = [
            ([], "anlage-leer"), (Array("Hallo".utf8), "anlage-kein-pdf"), (Array("%PDF-1.7\n%%EOF".utf8), "anlage-beschaedigt"),
            (Array(good.prefix(300)), "anlage-beschaedigt"),
        ]
        for (bytes, rule) in cases {
            try Tools.withFile(bytes) { path in
                let error = #expect(throws: FindingList.self) { try AnnexFile(path: path) }
                #expect(error?.all.map(\.rule) == [rule])
            }
        }
        try Tools.withFile(good) { path in
            let locked = path + ".locked.pdf"
            _ = try Tools.run("qpdf", ["--encrypt", "geheim", "geheim", "256", "--", path, locked])
            let error = #expect(throws: FindingList.self) { try AnnexFile(path: locked) }
            #expect(error?.all.map(\.rule) == ["anlage-verschluesselt"])
            let missing = #expect(throws: FindingList.self) { try AnnexFile(path: path + ".nirgends") }
            #expect(missing?.all.map(\.rule) == ["anlage-unlesbar"])
        }
    }

    @Test("never crash, whatever bytes of the file are changed")
    func mutations() throws {
        let good = try source()
        var random = SplitMix(seed: 7)
        for _ in 0..<60 {
            var bytes = good
            for _ in 0..<20 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            try Tools.withFile(bytes) { path in
                guard let file = try? AnnexFile(path: path) else { return }
                #expect(!file.findings().isEmpty)
            }
        }
    }
}
