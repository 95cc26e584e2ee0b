import DocumentModel
import Finishing
import Foundation
import Layout
import TestFonts
import TestScale
import Testing
import Typeface

@testable import Rendering

/// Scans as annexes: where Tesseract is installed, their text is recognised and lies invisibly over the picture.
@Suite("Scans that can be read aloud")
struct RecognisedAnnexTests {
    /// Pages of ours as a copier would send them (scripts/scan-like).
    private func scan(_ folder: URL, pages: Int) throws -> String {
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        let printed = folder.path + "/druck.pdf"
        try Data(renderer.pdf(SampleDocuments.complete().list)).write(to: URL(filePath: printed))
        let scan = folder.path + "/scan.pdf"
        let made = try Tools.run(
            "/usr/bin/python3",
            [
                Tools.root.appending(path: "scripts/scan-like").path, printed, "-o", scan, "--calm", "--colour", "both", "--turn", "0.6", "--repeat", "\(pages)", "--limit",
                "\(pages)",
            ])
        try #require(made.status == 0, "\(made.output)")
        return scan
    }

    @Test("The text of scans is recognised, with how sure that is, and both profiles hold; without Tesseract the finding says what is missing")
    func scans() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pages = TestScale.count(sample: 1, full: 50)
        let source = try scan(folder, pages: pages)
        let annex = try AnnexFile(path: source)
        let findings = annex.findings()
        let list = try SheetBuilder.agreement(with: annex.document, isWhole: true)
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        var results: [String] = []
        for (number, profile) in [PDFProfile.archiv, .archiv2].enumerated() {
            let path = source + "-result-\(number).pdf"
            try Data(renderer.pdf(list, options: FinishingOptions(profile: profile))).write(to: URL(filePath: path))
            results.append(path)
        }
        let conformity = try Tools.run(Tools.root.appending(path: "scripts/verapdf").path, results)
        #expect(conformity.status == 0, "\(conformity.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") })")
        let outline = try Tools.run("/usr/bin/python3", [Tools.root.appending(path: "scripts/untagged-files.py").path, "outline", results[1]]).output
        guard TextRecognition.version != nil else {
            let told = findings.first { $0.rule == "anlage-nicht-als-text" }
            #expect(told?.remedy?.contains("tesseract-ocr-deu") == true, "\(findings.map(\.message))")
            #expect(outline.contains("[Anlage 1, Seite 1]"))
            return
        }
        #expect(findings.contains { $0.rule == "anlage-text-erkannt" && $0.message.contains("% sicher") }, "\(findings.map(\.message))")
        let found = outline.components(separatedBy: "Fachkraft").count - 1
        #expect(found >= pages / 2, "\(outline.prefix(2000))")
        // What is read of the page is what is found on it.
        #expect(try Tools.text(results[0]).contains("Fachkraft"))
    }
}
