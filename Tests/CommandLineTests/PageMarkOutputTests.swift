import Foundation
import PageMarks
import Testing

/// `--kennung`: the mark on every page, as it comes out of the program.
@Suite("Marks in contracts")
struct PageMarkOutputTests {
    /// Grey pixels of a page as Poppler draws it, its lower left corner of 40 mm.
    static func corner(_ file: String, page: Int, dpi: Int, in folder: TemporaryFolder) throws -> (pixels: [UInt8], width: Int, height: Int) {
        let side = 400 * dpi / 254
        let whole = Int((297.0 / 25.4 * Double(dpi)).rounded())
        let outcome = try Program.shell(
            "pdftoppm -gray -r \(dpi) -f \(page) -l \(page) -x 0 -y \(whole - side) -W \(side) -H \(side) '\(file)' > ecke.pgm", in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/ecke.pgm")))
        let heading = Array("P5\n\(side) \(side)\n255\n".utf8)
        try #require(bytes.starts(with: heading))
        return (Array(bytes.dropFirst(heading.count)), side, side)
    }

    /// Where the mark lies in such a corner, pixels and radians; `nil` where there is none.
    static func place(_ corner: (pixels: [UInt8], width: Int, height: Int)) -> (x: Double, y: Double, turn: Double)? {
        guard let found = MarkReader.read(corner.pixels, width: corner.width, height: corner.height, module: 6.5) else { return nil }
        return (found.origin.x, found.origin.y, atan2(found.right.y - found.origin.y, found.right.x - found.origin.x))
    }

    private static func pages(_ file: String, in folder: TemporaryFolder) throws -> Int {
        let info = try Program.shell("pdfinfo '\(file)' | sed -n 's/^Pages: *//p'", in: folder.path)
        return try #require(Int(info.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test("Every page says contract, page and count to machines and to people, the same each time, and verify proves the file")
    func buildAndVerify() throws {
        let folder = try SmallLibrary.make()
        for name in ["a.pdf", "b.pdf"] {
            let outcome = try Program.run(["build", "probe", "--kennung", "-o", name, "--quiet"], in: folder.path)
            #expect(outcome.status == 0, "\(outcome.all)")
        }
        let plain = try Program.run(["build", "probe", "-o", "ohne.pdf", "--quiet"], in: folder.path)
        #expect(plain.status == 0)
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/a.pdf")) == Data(contentsOf: URL(filePath: folder.path + "/b.pdf")))
        for name in ["a.pdf", "ohne.pdf"] {
            let verified = try Program.run(["verify", name], in: folder.path)
            #expect(verified.status == 0, "\(verified.all)")
        }
        let count = try Self.pages("a.pdf", in: folder)
        #expect(try Self.pages("ohne.pdf", in: folder) == count)
        let origin = try Program.run(["inspect", "--json", "a.pdf"], in: folder.path).output
        let told = try #require(origin.firstMatch(of: /"seitenkennung":"([0-9A-Z]{12})"/))
        for page in 1...count {
            let part = try Self.corner("a.pdf", page: page, dpi: 300, in: folder)
            let found = try #require(MarkReader.read(part.pixels, width: part.width, height: part.height, module: 6.5))
            #expect(found.mark.identity.contract == String(told.1))
            #expect(found.mark.identity.copy == 0)
            #expect(found.mark.page == page)
            #expect(found.mark.count == count)
            let text = try Program.shell("pdftotext -f \(page) -l \(page) a.pdf -", in: folder.path).output
            #expect(text.contains(found.mark.letters))
            let bare = try Self.corner("ohne.pdf", page: page, dpi: 300, in: folder)
            #expect(MarkReader.read(bare.pixels, width: bare.width, height: bare.height, module: 6.5) == nil)
        }
        #expect(try Program.shell("pdftotext ohne.pdf -", in: folder.path).output.contains("Kennung") == false)
    }

    @Test("A series has a mark for each contract, a print run one for each copy; the file is that of build")
    func seriesAndCopies() throws {
        let folder = try SmallLibrary.make()
        let batch = try Program.run(
            ["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--kennung", "--print", "druck.pdf", "--copies", "2", "--quiet"], in: folder.path)
        #expect(batch.status == 0, "\(batch.all)")
        let files = folder.files.filter { $0.hasPrefix("serie/") && $0.hasSuffix(".pdf") }
        var contracts: [String] = []
        for file in files {
            let part = try Self.corner(file, page: 1, dpi: 200, in: folder)
            contracts.append(try #require(MarkReader.read(part.pixels, width: part.width, height: part.height, module: 4.3)).mark.identity.contract)
            let verified = try Program.run(["verify", file], in: folder.path)
            #expect(verified.status == 0, "\(verified.all)")
        }
        #expect(contracts.count == 2 && Set(contracts).count == 2)
        var copies: Set<String> = []
        for page in 1...(try Self.pages("druck.pdf", in: folder)) {
            let part = try Self.corner("druck.pdf", page: page, dpi: 200, in: folder)
            if let mark = MarkReader.read(part.pixels, width: part.width, height: part.height, module: 4.3)?.mark, mark.page == 1 {
                copies.insert("\(mark.identity.contract) \(mark.identity.copy)")
            }
        }
        #expect(copies == Set(contracts.flatMap { ["\($0) 1", "\($0) 2"] }))
    }

    @Test("An agreement can ask for marks itself")
    func agreementKey() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("gender: paar\n", with: "gender: paar\nseitenkennung: ja\n", in: "agreements/probe.yaml")
        #expect(try Program.run(["build", "probe", "-o", "a.pdf", "--quiet"], in: folder.path).status == 0)
        #expect(try Program.shell("pdftotext a.pdf -", in: folder.path).output.contains("Kennung "))
        #expect(try Program.run(["build", "probe", "-o", "b.pdf", "--quiet", "--set", "seitenkennung=nein"], in: folder.path).status == 0)
        #expect(try Program.shell("pdftotext b.pdf -", in: folder.path).output.contains("Kennung ") == false)
    }

    @Test("A style without room for the mark is an error that says so, and nothing is written")
    func narrowMargin() throws {
        let folder = try SmallLibrary.make()
        try FileManager.default.removeItem(atPath: folder.path + "/styles")
        try FileManager.default.copyItem(atPath: Program.checkout + "/styles", toPath: folder.path + "/styles")
        try folder.replace("links: 25", with: "links: 20", in: "styles/klassisch.yaml")
        let outcome = try Program.run(["build", "probe", "-o", "a.pdf", "--kennung"], in: folder.path)
        #expect(outcome.status == 65, "\(outcome.all)")
        #expect(outcome.all.contains("links zu wenig Rand für die Kennung"))
        #expect(!folder.files.contains("a.pdf"))
        #expect(try Program.run(["build", "probe", "-o", "a.pdf", "--quiet"], in: folder.path).status == 0)
    }

    @Test("The register finds a contract by its mark as it is printed")
    func searchByMark() throws {
        let folder = try SmallLibrary.make()
        #expect(try Program.run(["build", "probe", "--kennung", "-o", "a.pdf", "--register", "register.sqlite", "--quiet"], in: folder.path).status == 0)
        let part = try Self.corner("a.pdf", page: 1, dpi: 300, in: folder)
        let mark = try #require(MarkReader.read(part.pixels, width: part.width, height: part.height, module: 6.5)).mark.identity.contract
        for (words, count) in [(PageMark.grouped(mark), 1), ("0000-0000-0000", 0)] {
            let found = try Program.run(["register", "suchen", "--json", words], in: folder.path)
            let lines = try #require(try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [[String: Any]])
            #expect(lines.count == count, "\(words): \(found.all)")
        }
    }
}
