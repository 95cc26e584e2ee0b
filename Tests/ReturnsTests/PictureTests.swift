import Foundation
import Rendering
import Testing

@testable import Returns

/// Measuring in pictures that are made by hand.
@Suite("Ink and places in scans")
struct PictureTests {
    /// A page at 150 dpi with lines of „print“; what `ink` draws is not printed.
    private static func page(_ ink: (inout [UInt8]) -> Void = { _ in }) throws -> BitPicture {
        let (width, height) = (1240, 1754)
        var grey = [UInt8](repeating: 255, count: width * height)
        var seed: UInt64 = 7
        for line in 0..<32 {
            for x in 150..<1090 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Words of strokes, three of eight pixels wide.
                guard (x / 4 + line * 13) % 11 != 0, seed >> 60 < 6 else { continue }
                for y in 0..<14 where (y + x) % 5 != 0 { grey[(150 + line * 40 + y) * width + x] = 0 }
            }
        }
        ink(&grey)
        return try #require(BitPicture(grey: grey, width: width, height: height, threshold: 128))
    }

    /// A page as it lies on the glass.
    private static func scan(_ page: BitPicture, turned degrees: Double, x: Double, y: Double, stretched: Double = 1) throws -> (picture: BitPicture, map: PlaneMap) {
        let angle = degrees * .pi / 180
        let map = PlaneMap(stretched * cos(angle), stretched * sin(angle), -stretched * sin(angle), stretched * cos(angle), x, y)
        let back = try #require(map.inverse)
        var grey = [UInt8](repeating: 255, count: page.width * page.height)
        for row in 0..<page.height {
            for column in 0..<page.width {
                let from = back(Double(column) + 0.5, Double(row) + 0.5)
                if page[x: Int(from.x.rounded(.down)), y: Int(from.y.rounded(.down))] { grey[row * page.width + column] = 0 }
            }
        }
        return (try #require(BitPicture(grey: grey, width: page.width, height: page.height, threshold: 128)), map)
    }

    private static func stroke(_ grey: inout [UInt8], x: Range<Int>, y: Int) {
        for column in x { for row in y..<y + 3 { grey[(row + (column / 3) % 30) * 1240 + column] = 0 } }
    }

    /// Points of the field, which lies beneath the print.
    private static let field = [72.0, 60, 260, 100]

    @Test("Print and scan are laid upon each other to a pixel or two, though the start is three millimetres off", arguments: [(0.0, 1.0), (2.0, 1.0), (-3.0, 1.0), (1.0, 0.985)])
    func alignment(degrees: Double, stretched: Double) throws {
        let print = try Self.page()
        let (scan, map) = try Self.scan(print, turned: degrees, x: 40, y: -20, stretched: stretched)
        let start = PlaneMap(map.a, map.b, map.c, map.d, map.e + 12, map.f - 14)
        let alignment = try #require(PrintAlignment(print, scan, start: start))
        for (x, y) in [(150.0, 150.0), (1000, 200), (200, 1400), (1050, 1400), (620, 1600)] {
            let (found, expected) = (alignment.scanOfPrint(x, y), map(x, y))
            #expect(abs(found.x - expected.x) < 2.5 && abs(found.y - expected.y) < 2.5, "\(x) \(y): \(found) \(expected)")
        }
    }

    @Test("Ink is what was not printed: a line of a pen is, a speck is not, and print never is")
    func ink() throws {
        let print = try Self.page { grey in for x in 150..<540 { grey[1560 * 1240 + x] = 0 } }
        for (name, draw, verdict) in [
            ("nothing", { _ in }, .none),
            ("a signature", { Self.stroke(&$0, x: 200..<480, y: 1570) }, .ink),
            ("a dot", { Self.stroke(&$0, x: 200..<206, y: 1570) }, .none),
            ("a stroke", { Self.stroke(&$0, x: 200..<225, y: 1570) }, .doubtful),
            ("a streak of the glass", { for y in 1500..<1754 { for x in 300..<306 { $0[y * 1240 + x] = 0 } } }, .doubtful),
        ] as [(String, (inout [UInt8]) -> Void, InkMeasure.Verdict)] {
            let signed = try Self.page { grey in
                for x in 150..<540 { grey[1560 * 1240 + x] = 0 }
                draw(&grey)
            }
            let (scan, map) = try Self.scan(signed, turned: 1.5, x: 10, y: -12)
            let alignment = try #require(PrintAlignment(print, scan, start: map))
            let measure = InkMeasure(Self.field, print, scan, alignment)
            #expect(measure.verdict == verdict, "\(name): \(measure)")
        }
    }

    @Test("A scan without this print is not taken for it")
    func foreignPrint() throws {
        let blank = try #require(BitPicture(grey: [UInt8](repeating: 255, count: 1240 * 1754), width: 1240, height: 1754, threshold: 128))
        #expect(PrintAlignment(try Self.page(), blank, start: PlaneMap()) == nil)
    }

    @Test("Blank is blank whatever lies at the edges; a few words are not")
    func blank() throws {
        var grey = [UInt8](repeating: 255, count: 1240 * 1754)
        for y in 0..<1754 { for x in 0..<40 { grey[y * 1240 + x] = 0 } }
        let scale = (x: 150 / 25.4, y: 150 / 25.4)
        let empty = try #require(BitPicture(grey: grey, width: 1240, height: 1754, threshold: 128))
        #expect(BlackCells(empty, scale: scale).isBlank)
        Self.stroke(&grey, x: 600..<900, y: 800)
        let written = try #require(BitPicture(grey: grey, width: 1240, height: 1754, threshold: 128))
        #expect(!BlackCells(written, scale: scale).isBlank)
        // Text is nowhere black by half: nothing of it goes to libdmtx.
        #expect(BlackCells(written, scale: scale).dense(side: 10, most: 8).isEmpty)
    }

    @Test("Maps of the plane follow each other and can be undone")
    func maps() throws {
        let map = PlaneMap(0.9, 0.1, -0.2, 1.1, 30, -7)
        let back = try #require(map.inverse)
        let there = map.then(back)(12, 34)
        #expect(abs(there.x - 12) < 1e-9 && abs(there.y - 34) < 1e-9)
        #expect(PlaneMap(1, 2, 2, 4, 0, 0).inverse == nil)
    }
}
