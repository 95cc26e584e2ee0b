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
        guard TextRecognition.version.text != nil else {
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

    /// The sample document as `druck.pdf`, and its first page as a picture, `blatt.pgm`.
    ///
    /// - Parameter resolution: dpi.
    private func sheet(_ renderer: DocumentRenderer, resolution: Int, in folder: String) throws -> String {
        let printed = folder + "/druck.pdf"
        try Data(renderer.pdf(SampleDocuments.complete().list)).write(to: URL(filePath: printed))
        let drawn = try Tools.run("pdftoppm", ["-gray", "-r", "\(resolution)", "-f", "1", "-l", "1", "-singlefile", printed, folder + "/blatt"])
        try #require(drawn.status == 0, "\(drawn.output)")
        return printed
    }

    @Test("Picture files are read as scans in PDF files are, whichever side is up; one without words stays a picture")
    func pictureFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        let printed = try sheet(renderer, resolution: 300, in: folder.path)
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
            let isRead = TextRecognition.version.text != nil && pages > 0
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

    /// The first printed page as scans that lie in every way; `lies`: turned in the copier, against the clock; `turns`: the file turns the page upright.
    private struct Lying: Sendable {
        var name: String
        var lies = 0
        var turns = 0
        var isJPEG2000 = false
        /// The scanner has put text that it recognised over the picture, invisibly, in a font that is not embedded.
        var hasOldText = false

        var words: [String] { ["\(lies)", "\(turns)", isJPEG2000 ? "jpx" : "jpeg", hasOldText ? "text" : "-"] }
    }

    private static let lying = [
        Lying(name: "turned by the file, 90", turns: 90), Lying(name: "JPEG 2000, recognised by the scanner, turned by the file", turns: 270, isJPEG2000: true, hasOldText: true),
        Lying(name: "upside down", lies: 180), Lying(name: "JPEG 2000", isJPEG2000: true), Lying(name: "turned by the file, 180", turns: 180),
        Lying(name: "turned by the file, 270", turns: 270), Lying(name: "on its left side", lies: 90), Lying(name: "on its right side", lies: 270),
        Lying(name: "JPEG 2000 on its side", lies: 90, isJPEG2000: true), Lying(name: "on its side, turned by the file upside down", lies: 270, turns: 90),
    ]

    /// Writes such pages into one file: the page as a picture of 200 dpi, where from, where to, then four words a page.
    private static let scanner = """
        import io, sys
        import pikepdf
        from PIL import Image
        page, pdf = Image.open(sys.argv[1]).convert("L"), pikepdf.new()
        name, dictionary = pikepdf.Name, pikepdf.Dictionary
        against = {0: None, 90: Image.ROTATE_90, 180: Image.ROTATE_180, 270: Image.ROTATE_270}
        words = sys.argv[3:]
        for lies, turns, code, text in zip(*(words[start::4] for start in range(4))):
            # What a reader turns with the clock is stored turned against it.
            way = against[(int(lies) + int(turns)) % 360]
            stored, data = page if way is None else page.transpose(way), io.BytesIO()
            if code == "jpx": stored.save(data, "JPEG2000", quality_mode="rates", quality_layers=[12])
            else: stored.save(data, "JPEG", quality=80)
            width, height = (length * 72 / 200 for length in stored.size)
            picture = pikepdf.Stream(pdf, data.getvalue())
            picture.stream_dict = dictionary(
                Type=name.XObject, Subtype=name.Image, Width=stored.width, Height=stored.height, BitsPerComponent=8, ColorSpace=name.DeviceGray,
                Filter=name.JPXDecode if code == "jpx" else name.DCTDecode)
            pdf.add_blank_page(page_size=(width, height))
            made = pdf.pages[-1].obj
            made.Resources = dictionary(XObject=dictionary(I=picture))
            content = b"q %f 0 0 %f 0 0 cm /I Do Q" % (width, height)
            if text == "text":
                made.Resources.Font = dictionary(F=dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica))
                content += b" BT 3 Tr /F 12 Tf 50 50 Td (Altes) Tj ET"
            made.Contents = pdf.make_stream(content)
            if turns != "0": made.Rotate = int(turns)
        pdf.save(sys.argv[2])
        """

    @Test("Whichever way a sheet lies and however its picture is coded: its words are where they are seen")
    func everyWay() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        let printed = try sheet(renderer, resolution: 200, in: folder.path)
        let cases = Self.lying.prefix(TestScale.count(sample: 3, full: Self.lying.count))
        let made = try Tools.run("/usr/bin/python3", ["-c", Self.scanner, folder.path + "/blatt.pgm", folder.path + "/scan.pdf"] + cases.flatMap(\.words))
        try #require(made.status == 0, "\(made.output)")

        let annex = try AnnexFile(path: folder.path + "/scan.pdf")
        #expect(annex.picturedPages == cases.indices.filter { cases[$0].isJPEG2000 }.map { $0 + 1 })
        let told = annex.findings().map(\.rule)
        guard TextRecognition.version.text != nil else {
            #expect(told.contains("anlage-nicht-als-text"))
            return
        }
        #expect(told.contains("anlage-text-erkannt") && !told.contains("anlage-seiten-nicht-als-text") && !told.contains("anlage-nicht-als-text"), "\(told)")
        var results: [String] = []
        for (number, profile) in [PDFProfile.archiv, .archiv2].enumerated() {
            let list = try SheetBuilder.agreement(with: annex.document, isWhole: true)
            results.append(folder.path + "/ergebnis-\(number).pdf")
            try Data(renderer.pdf(list, options: FinishingOptions(profile: profile))).write(to: URL(filePath: results[number]))
        }
        let conformity = try Tools.run(Tools.root.appending(path: "scripts/verapdf").path, results)
        #expect(conformity.status == 0, "\(conformity.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") })")

        // On sheets of their own size, so that places can be compared.
        let bare = folder.path + "/blatt.pdf"
        try Data(renderer.pdf(SheetBuilder.bare(annex.document))).write(to: URL(filePath: bare))
        let (width, height) = (595.3, 841.9)
        let expected = try places(in: printed, page: 1)
        for (number, lying) in cases.enumerated() {
            let found = try places(in: bare, page: number + 1)
            let common = expected.keys.filter { found[$0] != nil }
            #expect(common.count > expected.count * 3 / 4, "\(lying.name): \(common.count) of \(expected.count) words")
            let right = common.count { word in
                guard let upright = expected[word], let place = found[word] else { return false }
                let seen: (x: Double, y: Double) =
                    switch lying.lies {
                    case 90: (upright.y, width - upright.x)
                    case 180: (width - upright.x, height - upright.y)
                    case 270: (height - upright.y, upright.x)
                    default: upright
                    }
                return abs(place.x - seen.x) < 5 && abs(place.y - seen.y) < 5
            }
            #expect(right * 10 >= common.count * 9, "\(lying.name): \(right) of \(common.count) words are where they are seen")
        }
    }

    /// The middles of words that stand once on a page, in points from its upper left corner.
    private func places(in file: String, page: Int) throws -> [String: (x: Double, y: Double)] {
        var found: [String: (x: Double, y: Double)] = [:]
        var several: Set<String> = []
        for line in try Tools.run("pdftotext", ["-bbox", "-f", "\(page)", "-l", "\(page)", file, "-"]).output.split(separator: "\n") {
            guard line.hasSuffix("</word>"), let end = line.firstIndex(of: ">") else { continue }
            let numbers = line[..<end].split(separator: "\"").compactMap { Double($0) }
            let word = String(line[line.index(after: end)...].dropLast(7))
            guard numbers.count == 4, word.count > 3 else { continue }
            if found.updateValue(((numbers[0] + numbers[2]) / 2, (numbers[1] + numbers[3]) / 2), forKey: word) != nil { several.insert(word) }
        }
        return found.filter { !several.contains($0.key) }
    }
}
