import Findings
import Finishing
import Foundation
import Layout
import TestFonts
import Testing
import Typeface

/// The small files of scripts/foreign_cases.py, each a kind that was once read wrongly: what is taken over as it is must look as
/// another reader shows the file.
@Suite("Foreign pages look as in a reader")
struct ForeignLookTests {
    /// What Poppler 22.12 itself does not show rightly.
    private static let otherwise = [
        "case-box-ticked-without-state.pdf": "the value ticks the box", "case-note-unknown-hidden.pdf": "flag 1 of ISO 32000-1, 12.5.3",
        "case-field-fresh-outdated.pdf": "Poppler makes looks anew and loses letters",
        "case-note-stamp-of-a-program.pdf": "Poppler takes a stamp that it does not know for a draft",
    ]

    @Test("where they stay vectors: every value, opacity, layer, flag and borrowed resource")
    func looks() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = Tools.root.appending(path: "scripts/foreign-files.py").path
        let made = try Tools.run("/usr/bin/python3", [script, folder.path, "reportlab", "img2pdf", "pikepdf", "cases"])
        try #require(made.status == 0, "\(made.output)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("case-") && $0.hasSuffix(".pdf") }.sorted()
        #expect(files.count >= 90)
        let renderer = try DocumentRenderer(fonts: FontLibrary(TestFonts.catalogue))
        var compared = 0
        for name in files where Self.otherwise[name] == nil {
            let path = folder.appending(path: name).path
            guard let annex = try? AnnexFile(path: path), annex.picturedPages.isEmpty else { continue }
            let result = path + ".result.pdf"
            try Data(renderer.pdf(SheetBuilder.bare(annex.document))).write(to: URL(filePath: result))
            for page in 1...annex.document.pages.count {
                let before = try #require(try Tools.picture(of: path, page: page, dpi: 72), "\(name)")
                let after = try #require(try Tools.picture(of: result, page: page, dpi: 72), "\(name)")
                #expect(before.share(beyond: 0.2, from: after) < 0.0005, "\(name), page \(page)")
                compared += 1
            }
        }
        #expect(compared >= 55)
    }
}

extension Picture {
    /// Of the pixels within the edge, those that are so much lighter or darker; 1 for pictures of other sizes.
    fileprivate func share(beyond limit: Double, from other: Picture) -> Double {
        guard width == other.width, height == other.height, width > 4, height > 4 else { return 1 }
        var found = 0
        for y in 2..<height - 2 {
            for x in 2..<width - 2 where abs(grey[y * width + x] - other.grey[y * width + x]) > limit { found += 1 }
        }
        return Double(found) / Double(width * height)
    }
}
