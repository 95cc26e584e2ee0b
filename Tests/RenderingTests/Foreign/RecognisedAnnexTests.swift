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
        let pages = TestScale.count(sample: 1, full: 5)
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

    /// A scan as a picture file: a TIFF of two pages, a JPEG that a camera held sideways (Exif), a PNG without a word on it.
    private static let pictures = """
        import sys
        from PIL import Image
        page, folder = Image.open(sys.argv[1]).convert("L"), sys.argv[2]
        page.point(lambda value: 255 * (value > 140)).convert("1").save(f"{folder}/blatt.tiff", save_all=True, append_images=[page.convert("1")], compression="group4", dpi=(300, 300))
        exif = Image.Exif()
        exif[274] = 6
        page.transpose(Image.Transpose.ROTATE_90).save(f"{folder}/foto.jpg", exif=exif, dpi=(300, 300), quality=80)
        Image.linear_gradient("L").resize((900, 900)).save(f"{folder}/bild.png")
        """

    @Test("Picture files are read as scans in PDF files are, whichever side is up; one without words stays a picture")
    func pictureFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        let printed = folder.path + "/druck.pdf"
        try Data(renderer.pdf(SampleDocuments.complete().list)).write(to: URL(filePath: printed))
        let drawn = try Tools.run("pdftoppm", ["-gray", "-r", "300", "-f", "1", "-l", "1", "-singlefile", printed, folder.path + "/blatt"])
        try #require(drawn.status == 0, "\(drawn.output)")
        let made = try Tools.run("/usr/bin/python3", ["-c", Self.pictures, folder.path + "/blatt.pgm", folder.path])
        try #require(made.status == 0, "\(made.output)")
        var results: [String] = []
        for (name, pages) in [("blatt.tiff", 2), ("foto.jpg", 1), ("bild.png", 0)] {
            let annex = try AnnexFile(path: folder.path + "/" + name)
            let list = try SheetBuilder.agreement(with: annex.document, isWhole: true)
            let result = folder.path + "/\(name).pdf"
            try Data(renderer.pdf(list, options: FinishingOptions(profile: results.count == 1 ? .archiv : .archiv2))).write(to: URL(filePath: result))
            results.append(result)
            #expect(annex.picturedPages.isEmpty)
            let isRead = TextRecognition.version != nil && pages > 0
            #expect(annex.findings().contains { $0.rule == (isRead ? "anlage-text-erkannt" : "anlage-nicht-als-text") }, "\(name): \(annex.findings().map(\.message))")
            let outline = try Tools.run("/usr/bin/python3", [Tools.root.appending(path: "scripts/untagged-files.py").path, "outline", result]).output
            #expect(outline.components(separatedBy: "Fachkraft").count - 1 >= (isRead ? pages : 0), "\(name): \(outline.prefix(1000))")
            // Words lie where they are seen: as far from each other as on the page, which is placed 600 pt high.
            if isRead {
                let (seen, read) = (try distance(in: printed, page: 1), try distance(in: result, page: 2))
                #expect(abs(seen.x * 600 / 842 - read.x) < 6 && abs(seen.y * 600 / 842 - read.y) < 6, "\(name): \(seen), \(read)")
            }
        }
        let conformity = try Tools.run(Tools.root.appending(path: "scripts/verapdf").path, results)
        #expect(conformity.status == 0, "\(conformity.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") })")
    }

    /// From „Gegenstand“ to „Pflichten“, in points.
    private func distance(in file: String, page: Int) throws -> (x: Double, y: Double) {
        let words = try Tools.run("pdftotext", ["-bbox", "-f", "\(page)", "-l", "\(page)", file, "-"]).output.split(separator: "\n")
        let places = try ["Gegenstand", "Pflichten"].map { word in
            let line = try #require(words.first { $0.hasSuffix(">\(word)</word>") }, "\(file): \(word)")
            let numbers = line.split(separator: "\"").compactMap { Double($0) }
            try #require(numbers.count == 4)
            return (x: numbers[0], y: numbers[3])
        }
        return (places[1].x - places[0].x, places[1].y - places[0].y)
    }
}
