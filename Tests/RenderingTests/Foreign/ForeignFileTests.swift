import Findings
import Finishing
import Foundation
import TestFonts
import TestScale
import Testing
import Typeface

/// Files that other programs have made (scripts/foreign-files.py), each with what must become of it (cases.csv).
@Suite("Foreign files of every kind")
struct ForeignFileTests {
    /// One line of cases.csv.
    struct Case {
        var file: String
        var generator: String
        /// `v` for a page taken over as it is, `r` for one drawn as a picture, `20v` for twenty; `-`: refused; `*`: whatever the
        /// damage leaves, as long as it conforms.
        var pages: String
        /// Rules of the findings besides the one that says whether it can be read aloud, or of the error.
        var rules: [String]
        /// What becomes of it where the libraries and programs of a newer Debian make or mend it otherwise: behind `or` in both cells.
        var otherwise: (pages: String, rules: [String])?

        init?(_ line: Substring) {
            let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 4 else { return nil }
            let outcomes = cells[2].components(separatedBy: " or ")
            let findings = cells[3].components(separatedBy: " or ").map { $0.split(separator: " ").map(String.init) }
            guard outcomes.count == findings.count else { return nil }
            (file, generator, pages, rules) = (cells[0], cells[1], outcomes[0], findings[0])
            if outcomes.count == 2 { otherwise = (outcomes[1], findings[1]) }
        }
    }

    /// Whether it can be read aloud: what other tests are about.
    private static let readingAloud: Set<String> = [
        "anlage-nicht-als-text", "anlage-mit-gliederung", "anlage-gliederung-erschlossen", "anlage-seiten-nicht-als-text", "anlage-text-erkannt",
    ]

    private static let quick = ["reportlab", "pillow", "img2pdf", "pikepdf", "cases", "ghostscript", "poppler", "weasyprint"]
    /// Large programs: only where all is tested.
    private static let slow = ["tex", "libreoffice", "chromium", "typst"]

    private static let generators = quick + (TestScale.isFull ? slow : [])

    private func cases() throws -> [Case] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "cases.csv")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
        return try lines.map { try #require(Case($0), "\($0)") }.filter { Self.generators.contains($0.generator) }
    }

    @Test("become what is written down for them, and what is made of them conforms")
    func outcomes() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try Tools.run("/usr/bin/python3", [Tools.root.appending(path: "scripts/foreign-files.py").path, folder.path] + Self.generators)
        try #require(made.status == 0, "\(made.output)")
        let cases = try cases()
        #expect(cases.count >= 60)

        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        var results: [String] = []
        var pictured = 0
        for (number, known) in cases.enumerated() {
            let path = folder.appending(path: known.file).path
            do {
                let annex = try AnnexFile(path: path)
                expect(annex, toBe: known)
                // Pages drawn at 300 dpi take long in a debug build, and are all alike.
                if !annex.picturedPages.isEmpty {
                    pictured += 1
                    if pictured > TestScale.count(sample: 6, full: .max) { continue }
                }
                let list = try SheetBuilder.agreement(with: annex.document)
                let result = folder.appending(path: "result-\(number).pdf")
                try Data(renderer.pdf(list)).write(to: result)
                results.append(result.path)
                // What PDF 2.0 wants otherwise in what is taken over.
                guard TestScale.isFull || number.isMultiple(of: 6) || known.file.contains("inline") || known.file.contains("bullet") else { continue }
                let second = folder.appending(path: "result-\(number)-2.pdf")
                try Data(renderer.pdf(list, options: FinishingOptions(profile: .archiv2))).write(to: second)
                results.append(second.path)
            } catch let error as FindingList {
                let isExpected = known.pages == "*" || (known.pages == "-" && error.all.map(\.rule) == known.rules)
                #expect(isExpected, "\(known.file): \(error.all.map(\.rule))")
            }
        }
        for result in results {
            let syntax = try Tools.run("qpdf", ["--check", result])
            #expect(syntax.status == 0, "\(syntax.output)")
        }
        let conformity = try Tools.run(Tools.root.appending(path: "scripts/verapdf").path, results)
        #expect(conformity.status == 0, "\(conformity.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") })")
    }

    private func expect(_ annex: AnnexFile, toBe written: Case) {
        guard written.pages != "*" else { return }
        var known = written
        let rules = annex.findings().map(\.rule).filter { !Self.readingAloud.contains($0) }
        if rules.sorted() != known.rules.sorted(), let otherwise = known.otherwise { (known.pages, known.rules) = otherwise }
        let pictured = Set(annex.picturedPages)
        let pages = annex.document.pages.map { pictured.contains($0.number) ? "r" : "v" }.joined()
        let expected = Int(known.pages.dropLast()).map { String(repeating: "v", count: $0) } ?? known.pages
        #expect(pages == expected, "\(known.file): \(annex.findings().map(\.message))")
        #expect(rules.sorted() == known.rules.sorted(), "\(known.file)")
    }
}
