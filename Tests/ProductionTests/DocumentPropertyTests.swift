import ChildProcess
import Foundation
import Layout
import Testing

@testable import Production

/// What a PDF says about itself, as poppler and qpdf tell it.
@Suite("Eigenschaften der Datei")
struct DocumentPropertyTests {
    private func output(_ program: String, _ arguments: [String]) throws -> String { try ChildProcess.run(program, arguments).output }

    @Test("Title, body, language, dates and both standards stand in the XMP, the program's own properties with their schema", arguments: AgreementTests.names)
    func metadata(name: String) throws {
        let made = try AgreementTests.Made(name)
        let info = made.document.info
        let packet = try output("pdfinfo", ["-meta", made.path])
        /// The texts of all elements of that name, what stands around them within left out.
        func texts(_ name: String) -> [String] {
            packet.components(separatedBy: "<\(name)>").dropFirst().map {
                let content = $0.components(separatedBy: "</\(name)>")[0]
                return content.split(separator: "<").map { $0.split(separator: ">", omittingEmptySubsequences: false).last ?? "" }.joined()
            }
        }
        #expect(texts("dc:title") == [info.title])
        #expect(texts("dc:creator") == [info.author])
        #expect(texts("dc:language") == ["de-DE"])
        for date in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] { #expect(texts(date) == ["\(info.date.isoText)T00:00:00Z"]) }
        #expect(texts("pdfaid:part") + texts("pdfaid:conformance") + texts("pdfuaid:part") == ["3", "A", "1"])
        #expect(texts("klauselwerk:vereinbarung") + texts("klauselwerk:status") == [name, info.status.rawValue])
        #expect(texts("pdfaSchema:prefix") == ["pdfuaid", "klauselwerk"])
        #expect(texts("pdfaProperty:name") == ["part", "vereinbarung", "status"])
        let told = try output("pdfinfo", [made.path])
        for line in ["Title:           \(info.title)\n", "Author:          \(info.author)\n", "Tagged:          yes", "PDF version:     1.7"] {
            #expect(told.contains(line), "\(told)")
        }
    }

    private struct Outlook: Decodable {
        let outlines: [Bookmark]
    }

    private struct Bookmark: Decodable {
        let title: String
        let destpageposfrom1: Int?
        let kids: [Bookmark]

        var all: [Bookmark] { [self] + kids.flatMap(\.all) }
    }

    @Test("Bookmarks lead to all sections, the signatures and the annexes; viewers show the pages' own numbers", arguments: AgreementTests.names)
    func bookmarks(name: String) throws {
        let made = try AgreementTests.Made(name)
        let outlook = try JSONDecoder().decode(
            Outlook.self, from: Data(try output("qpdf", ["--json=1", "--json-key=outlines", made.path]).utf8))
        let bookmarks = outlook.outlines.flatMap(\.all)
        let tree = try #require(try TaggedElement.read([made.path]).first)
        let titles = Set(bookmarks.map(\.title))
        // The title of the agreement is the only heading without one, besides those within foreign pages, which our layout knows nothing of.
        let headings = made.list.structure.elements.count { ["H2", "H3", "H4", "H5", "H6"].contains($0.role.rawValue) }
        #expect(bookmarks.count - (titles.contains("Unterschriften") ? 1 : 0) >= headings)
        #expect(tree.all.count { $0.headingLevel ?? 0 > 1 } >= headings)
        #expect(bookmarks.allSatisfy { $0.destpageposfrom1 != nil && !$0.title.unicodeScalars.contains { $0.properties.generalCategory == .format } })
        #expect(titles.contains("Unterschriften") == !made.document.body.signatureUnits.isEmpty)
        for annex in made.document.annexes { #expect(bookmarks.contains { $0.title.hasPrefix(annex.label) }, "\(annex.label)") }

        #expect(try OwnChecks.pageLabels(in: made.path) == made.list.pages.map(\.label))
    }

    @Test("Viewers show the title and print on both sides; the language is German")
    func viewing() throws {
        let made = try AgreementTests.Made("fruehe-hilfen")
        let trailer = try output("qpdf", ["--show-object=trailer", made.path])
        let root = try #require(trailer.components(separatedBy: "/Root ").last?.prefix { $0.isNumber })
        let catalog = try output("qpdf", ["--show-object=\(root)", made.path])
        for entry in ["/DisplayDocTitle true", "/Duplex /DuplexFlipLongEdge", "/Lang (de-DE)", "/Marked true", "/S /GTS_PDFA1"] {
            #expect(catalog.contains(entry), "\(catalog)")
        }
    }

    @Test("Head, foot, rules and the watermark of a draft are artifacts that say what they are")
    func artifacts() throws {
        let made = try AgreementTests.Made("kinderschutz", settings: ["status=entwurf"])
        let content = try output("qpdf", ["--qdf", "--object-streams=disable", made.path, "-"]).replacing(" ", with: "")
        for kind in ["/Type/Pagination/Subtype/Header", "/Type/Pagination/Subtype/Footer", "/Type/Pagination/Subtype/Watermark", "/Type/Layout"] {
            #expect(content.contains("/Artifact<<\(kind)>>BDC"), "\(kind)")
        }
    }
}
