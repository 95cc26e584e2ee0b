import DocumentModel
import Findings
import Finishing
import Foundation
import Layout
import TestFonts
import TestScale
import Testing
import Typeface

/// Foreign files that say what their content is: their structure goes into the contract. Poppler, pikepdf and veraPDF judge
/// (scripts/tagged-files.py).
@Suite("Annexes that can be read aloud")
struct TaggedAnnexTests {
    private static let profiles = PDFProfile.allCases
    private static let script = Tools.root.appending(path: "scripts/tagged-files.py").path

    private func renderer() throws -> DocumentRenderer { try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue)) }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// The document in both profiles, written next to the source.
    private func results(_ list: DisplayList, _ source: String, _ renderer: DocumentRenderer) throws -> [String] {
        try Self.profiles.enumerated().map { number, profile in
            let bytes = try renderer.pdf(list, options: FinishingOptions(profile: profile))
            let path = source + "-result-\(number).pdf"
            try Data(bytes).write(to: URL(filePath: path))
            return path
        }
    }

    private func expectConformity(_ files: [String]) throws {
        for file in files {
            let syntax = try Tools.run("qpdf", ["--check", file])
            #expect(syntax.status == 0, "\(syntax.output)")
        }
        let conformity = try Tools.run(Tools.root.appending(path: "scripts/verapdf").path, files)
        #expect(conformity.status == 0, "\(conformity.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") })")
    }

    private func expectSameReading(_ source: String, _ results: [String]) throws {
        let judged = try Tools.run("/usr/bin/python3", [Self.script, "judge", source] + results)
        #expect(judged.status == 0 && judged.output.isEmpty, "\(judged.output)")
    }

    private func rules(_ annex: AnnexFile) -> [String] { annex.findings().map(\.rule) }

    @Test("Of files of other programs nothing is lost: text, headings, tables with heads, items, described pictures, links")
    func generators() throws {
        // Tests/Full/annexes-read-aloud has 200 of them.
        let generators = ["weasyprint", "typst", "word"] + (TestScale.isFull ? ["libreoffice", "chromium", "latex"] : [])
        try withFolder { folder in
            let renderer = try renderer()
            var files: [String] = []
            for generator in generators {
                let count = TestScale.count(sample: 2, full: 8)
                let made = try Tools.run("/usr/bin/python3", [Self.script, "make", folder.path, generator, String(count)])
                try #require(made.status == 0, "\(made.output)")
                for number in 0..<count {
                    let source = folder.appending(path: "\(generator)-\(number).pdf").path
                    let annex = try AnnexFile(path: source)
                    #expect(rules(annex).contains("anlage-mit-gliederung"), "\(source): \(annex.findings().map(\.message))")
                    let results = try results(SheetBuilder.agreement(with: annex.document, isWhole: true), source, renderer)
                    try expectSameReading(source, results)
                    files += results
                }
            }
            try expectConformity(files)
        }
    }

    @Test("A contract of ours as annex keeps its structure; its signatures are drawn")
    func ownContract() throws {
        try withFolder { folder in
            let renderer = try renderer()
            let source = folder.appending(path: "vertrag.pdf").path
            try Data(renderer.pdf(SampleDocuments.complete().list)).write(to: URL(filePath: source))
            let annex = try AnnexFile(path: source)
            #expect(rules(annex).contains("anlage-mit-gliederung"), "\(annex.findings().map(\.message))")
            let list = try SheetBuilder.agreement(with: annex.document)
            let results = try results(list, source, renderer)
            try expectConformity(results)
            let said = try Tools.run("pdfinfo", ["-struct-text", results[0]]).output
            #expect(said.contains("TH") && said.contains("Fachberatung durch eine insoweit erfahrene Fachkraft"))
            #expect(!said.contains("Figure"))
            // The same input makes the same bytes.
            #expect(try renderer.pdf(list) == self.renderer().pdf(list))
        }
    }

    /// What files of a series have in common is kept, and put in with other numbers of objects.
    @Test("Contracts of a series bear the same annex as if each were the only one", arguments: profiles)
    func series(_ profile: PDFProfile) throws {
        try withFolder { folder in
            let source = folder.appending(path: "vertrag.pdf").path
            try Data(renderer().pdf(SampleDocuments.complete().list)).write(to: URL(filePath: source))
            let annex = try AnnexFile(path: source).document
            let first = try SheetBuilder.agreement(with: annex, isWhole: true)
            // More objects, more pages, other pages.
            var (ruled, longer) = (first, first)
            ruled.pages[0].furniture.append(
                PageItem(.artifact(.layout), .line(from: Point(x: 70, y: 400), to: Point(x: 510, y: 400), width: 0.5, .black)))
            longer.pages.append(Page(size: .a4, label: "\(longer.pages.count + 1)", items: []))
            let single = try SheetBuilder.agreement(with: annex, pages: [1, 0], isWhole: true)
            let (series, options) = (try renderer(), FinishingOptions(profile: profile))
            var files: [String] = []
            for (number, list) in [first, ruled, longer, single, ruled, first].enumerated() {
                let file = try series.file(list, options: options)
                #expect(try file.bytes == renderer().pdf(list, options: options), "number \(number)")
                files.append(folder.appending(path: "\(number).pdf").path)
                try Data(file.bytes).write(to: URL(filePath: files[number]))
            }
            try expectConformity(files)
        }
    }

    /// Of copies with one fault each (`tagged-files.py break`): what is said of it, or that nothing is.
    private static let faults: [(name: String, reason: String?)] = [
        ("forgotten", "markierter Inhalt kommt in der Gliederung nicht vor"), ("twice", "ein Inhalt kommt in der Gliederung zweimal vor"),
        ("circle", "ein Teil von ihr kommt zweimal vor"), ("crooked-table", "die Zeilen einer Tabelle haben verschieden viele Zellen"),
        ("suspect", "die Datei nennt sie selbst zweifelhaft"), ("outside", "Text steht außerhalb der Gliederung"),
        ("unended", "Markierungen enden nicht"), ("same-number", "zwei Inhalte tragen dieselbe Nummer"),
        // What leaves no doubt is put right.
        ("own-types", nil), ("items-without-body", nil), ("levels-skipped", nil),
    ]

    @Test("A faulty structure stays out, one is made of what the page shows, and a finding says what was wrong")
    func faults() throws {
        try withFolder { folder in
            let renderer = try renderer()
            let whole = folder.appending(path: "ganz.pdf").path
            try Data(renderer.pdf(Self.plain())).write(to: URL(filePath: whole))
            let made = try Tools.run("/usr/bin/python3", [Self.script, "break", whole, folder.path])
            try #require(made.status == 0, "\(made.output)")
            var files: [String] = []
            for (name, reason) in Self.faults {
                let source = folder.appending(path: "\(name).pdf").path
                let annex = try AnnexFile(path: source)
                let message = annex.findings().first { $0.rule == "anlage-gliederung-erschlossen" }?.message
                if let reason { #expect(message?.contains(reason) == true, "\(name): \(message ?? "–")") } else { #expect(message == nil, "\(name)") }
                let results = try results(SheetBuilder.agreement(with: annex.document), source, renderer)
                let said = try Tools.run("pdfinfo", ["-struct-text", results[0]]).output
                #expect(!said.contains("Figure") && said.contains("Abschnitt"), "\(name)")
                files += results
            }
            try expectConformity(files)
        }
    }

    /// Headings, text, a list and a table.
    private static func plain() throws -> DisplayList {
        var sheet = try SheetBuilder()
        for number in 1...3 {
            try sheet.add("\(number). Abschnitt", sheet.element(.heading1))
            try sheet.add(SampleDocuments.prose, sheet.element(.paragraph))
        }
        let list = sheet.element(StructureElement(role: .list, parent: StructureTree.root, attributes: [.listNumbering(.lowerAlpha)]))
        for (label, text) in [("a)", "erstens"), ("b)", "zweitens")] {
            let item = sheet.element(.listItem, in: list)
            try sheet.add([(label + " ", sheet.element(.label, in: item)), (text, sheet.element(.listBody, in: item))])
        }
        let table = sheet.element(.table)
        for (row, role) in [StructureRole.headerCell, .dataCell, .dataCell].enumerated() {
            let line = sheet.element(.tableRow, in: table)
            let attributes: [StructureAttribute] = row == 0 ? [.scope(.column)] : []
            try sheet.add(
                (1...2).map { column in
                    ("Zelle \(row) \(column) ", sheet.element(StructureElement(role: role, parent: line, attributes: attributes)))
                })
        }
        return try sheet.list()
    }

    @Test("Some pages of a file bring what is on them, and a page that comes twice is read twice")
    func selectedPages() throws {
        try withFolder { folder in
            let renderer = try renderer()
            let source = folder.appending(path: "vertrag.pdf").path
            try Data(renderer.pdf(SampleDocuments.complete().list)).write(to: URL(filePath: source))
            let document = try AnnexFile(path: source).document
            try #require(document.pages.count > 1)
            let second = try SheetBuilder.agreement(with: document, pages: [1])
            let twice = try SheetBuilder.agreement(with: document, pages: [0, 0])
            var files: [String] = []
            for (name, list) in [("zweite", second), ("doppelt", twice)] {
                files += try results(list, source + name, renderer)
            }
            try expectConformity(files)
            let said = try files.map { try Tools.run("pdfinfo", ["-struct-text", $0]).output }
            #expect(!said[0].contains("Fachberatung durch eine insoweit erfahrene Fachkraft") && !said[0].contains("Figure"))
            #expect(said[2].components(separatedBy: "Fachberatung durch eine insoweit erfahrene Fachkraft").count == 3)
        }
    }
}
