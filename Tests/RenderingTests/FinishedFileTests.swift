import TestFonts
import Finishing
import Foundation
import Layout
import Testing
import Typeface

@Suite("The finished file")
struct FinishedFileTests {
    private func renderer() throws -> DocumentRenderer { try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)) }

    @Test("conforms to PDF/A-3a and PDF/UA-1, and its syntax is clean, with and without fields", arguments: [true, false])
    func conformity(hasFields: Bool) throws {
        let attachment = Attachment(
            name: "vereinbarung.json", bytes: Array("{}".utf8), mediaType: "application/json", relationship: .source,
            description: "Herkunft")
        let options = FinishingOptions(signatureFields: hasFields, textFields: hasFields, attachments: [attachment])
        let bytes = try renderer().pdf(SampleDocuments.complete().list, options: options)
        try Tools.withFile(bytes, "complete.pdf") { path in
            let syntax = try Tools.run("qpdf", ["--check", path])
            #expect(syntax.status == 0, "\(syntax.output)")
            let conformity = try Tools.veraPDF(path)
            #expect(conformity.status == 0, "\(conformity.output)")
        }
    }

    @Test("gives back the text that went in, joined at soft hyphens, in reading order")
    func text() throws {
        let (list, text) = try SampleDocuments.complete()
        var bare = list
        for index in bare.pages.indices { bare.pages[index].furniture = [] }
        let bytes = try renderer().pdf(bare)
        let extracted = try Tools.withFile(bytes, "text.pdf", Tools.text)
        #expect(words(extracted.replacingOccurrences(of: "\u{AD}\n", with: "")) == words(text))
    }

    @Test("is the same on every run, and whatever was made before it")
    func reproducible() throws {
        let list = try SampleDocuments.complete().list
        let alone = try renderer().pdf(list)
        let later = try renderer()
        var foreign = try SheetBuilder()
        try foreign.add("Ελληνικά и кириллица ﬀ Ǿ", foreign.element(.paragraph))
        _ = try later.pdf(foreign.list())
        var bold = try SheetBuilder()
        try bold.add(SampleDocuments.prose, bold.element(.paragraph), style: .init(bold: true, italic: true))
        _ = try later.pdf(bold.list())
        #expect(try later.pdf(list) == alone)
        #expect(try later.pdf(list) == alone)
    }

    private func words(_ text: String) -> [Substring] {
        text.split { $0.isWhitespace || $0 == "\u{C}" }
    }
}
