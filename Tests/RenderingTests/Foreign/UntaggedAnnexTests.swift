import DocumentModel
import Findings
import Finishing
import Foundation
import Layout
import TestFonts
import TestScale
import Testing
import Typeface

/// Foreign files without structure: what is read is made of what they show. What people read in ten files of ten programs was written down by hand
/// (scripts/untagged-files.py).
@Suite("Annexes without structure that can be read aloud")
struct UntaggedAnnexTests {
    private static let profiles = PDFProfile.allCases
    private static let script = Tools.root.appending(path: "scripts/untagged-files.py").path
    /// By tools that `make test` has anyway; then all.
    private static let names = ["weasyprint-spalten", "cairo-brief", "reportlab-quer", "typst-ziele"]
    private static let others = [
        "groff-liste", "libreoffice-tabelle", "pdftex-spalten", "pdftex-listen", "qt-tabelle", "chromium-merkblatt",
    ]

    private func renderer() throws -> DocumentRenderer { try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)) }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func results(_ list: DisplayList, _ source: String, _ renderer: DocumentRenderer) throws -> [String] {
        try Self.profiles.enumerated().map { number, profile in
            let path = source + "-result-\(number).pdf"
            try Data(renderer.pdf(list, options: FinishingOptions(profile: profile))).write(to: URL(filePath: path))
            return path
        }
    }

    private func python(_ arguments: [String]) throws -> String {
        let run = try Tools.run("/usr/bin/python3", [Self.script] + arguments)
        try #require(run.status == 0, "\(run.output)")
        return run.output
    }

    private func expectConformity(_ files: [String]) throws {
        let conformity = try Tools.run(Tools.root.appending(path: "scripts/verapdf").path, files)
        #expect(conformity.status == 0, "\(conformity.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") })")
    }

    @Test("Headings, paragraphs, lists, ruled tables and columns come out as people read them, in both profiles")
    func expected() throws {
        try withFolder { folder in
            let renderer = try renderer()
            let names = Self.names + (TestScale.isFull ? Self.others : [])
            _ = try python(["make", folder.path] + names)
            var files: [String] = []
            for name in names {
                let source = folder.appending(path: "\(name).pdf").path
                let annex = try AnnexFile(path: source)
                #expect(annex.findings().contains { $0.rule == "anlage-gliederung-erschlossen" }, "\(name): \(annex.findings().map(\.message))")
                let results = try results(SheetBuilder.agreement(with: annex.document, isWhole: true), source, renderer)
                let difference = try python(["judge", name] + results)
                #expect(difference.isEmpty, "\(difference)")
                files += results
            }
            try expectConformity(files)
        }
    }

    @Test("Blocks side by side are said to be uncertain; the same input makes the same bytes")
    func uncertain() throws {
        try withFolder { folder in
            _ = try python(["make", folder.path, "cairo-brief", "weasyprint-spalten"])
            let letter = try AnnexFile(path: folder.path + "/cairo-brief.pdf")
            #expect(letter.findings().contains { $0.message.contains("Auf Seite 1 stehen Texte nebeneinander") }, "\(letter.findings().map(\.message))")
            let columns = try AnnexFile(path: folder.path + "/weasyprint-spalten.pdf")
            #expect(!columns.findings().contains { $0.message.contains("nicht sicher") })
            let list = try SheetBuilder.agreement(with: letter.document)
            #expect(try renderer().pdf(list) == renderer().pdf(list))
        }
    }

    @Test("Pages of which nothing can be made stay pictures, between others that are read")
    func mixed() throws {
        try withFolder { folder in
            _ = try python(["make", folder.path, "weasyprint-spalten"])
            let source = folder.path + "/weasyprint-spalten.pdf"
            let mixed = folder.path + "/gemischt.pdf"
            // An empty page between two that say something.
            let made = try Tools.run("qpdf", ["--empty", "--pages", source, "1", Tools.emptyPage(in: folder), "1", source, "2", "--", mixed])
            try #require(made.status == 0, "\(made.output)")
            let annex = try AnnexFile(path: mixed)
            #expect(annex.findings().contains { $0.rule == "anlage-seiten-nicht-als-text" && $0.message.contains("Seite 2") }, "\(annex.findings().map(\.message))")
            let results = try results(SheetBuilder.agreement(with: annex.document, isWhole: true), mixed, renderer())
            let outline = try python(["outline", results[0]]).split(separator: "\n")
            let picture = try #require(outline.firstIndex(of: "[Anlage 1, Seite 2]"))
            #expect(picture > 2 && picture == outline.count - 2, "\(outline)")
            try expectConformity(results)
        }
    }

    @Test("Of files of many kinds nothing is lost, and all of them conform")
    func many() throws {
        // Tests/Full/annexes-read-aloud has 200 of them.
        let generators = ["weasyprint", "typst"] + (TestScale.isFull ? ["libreoffice", "chromium", "word", "qt", "groff", "pdftex"] : [])
        try withFolder { folder in
            let renderer = try renderer()
            var files: [String] = []
            var (letters, lost, read) = (0, 0, 0)
            for generator in generators {
                let count = TestScale.count(sample: 2, full: 8)
                _ = try python(["many", folder.path, generator, "\(count)"])
                for number in 0..<count {
                    let source = folder.appending(path: "\(generator)-\(number).pdf").path
                    let annex = try AnnexFile(path: source)
                    if annex.findings().contains(where: { $0.rule == "anlage-gliederung-erschlossen" }) { read += 1 }
                    let results = try results(SheetBuilder.agreement(with: annex.document, isWhole: true), source, renderer)
                    let told = try python(["words", source, results[0]])
                    let numbers = told.split(separator: " ").compactMap { Int($0) }
                    letters += numbers.first ?? 0
                    lost += numbers.dropFirst().first ?? 0
                    #expect(numbers.count >= 2 && numbers[1] == 0, "\(told)")
                    files += results
                }
            }
            print("untagged: \(files.count / 2) files, \(read) read, \(letters) letters, \(lost) lost")
            try expectConformity(files)
        }
    }
}

extension Tools {
    /// A PDF file of one page on which nothing stands.
    fileprivate static func emptyPage(in folder: URL) throws -> String {
        let path = folder.path + "/leer.pdf"
        let code = "import pikepdf; f = pikepdf.new(); f.add_blank_page(page_size=(595, 842)); f.save('\(path)', static_id=True)"
        let made = try run("/usr/bin/python3", ["-c", code])
        try #require(made.status == 0, "\(made.output)")
        return path
    }
}
