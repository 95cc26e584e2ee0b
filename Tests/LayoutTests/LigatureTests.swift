import Foundation
import TestFonts
import Testing
import Typeface

@testable import Layout

/// No ligature across the seam of a word (Cases/ligatures.txt).
@Suite struct LigatureTests {
    static let cases: [String] = {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/ligatures.txt")
        let file = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return file.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }()

    @Test(arguments: cases) func seamsAreKnown(expected: String) throws {
        let word = Array(expected.filter { $0 != "|" }.utf8)
        var shown = word
        let seams = try word.withUnsafeBufferPointer { try TestFonts.hyphenator.get().ligatureSeams(in: $0) }
        for seam in seams.reversed() { shown.insert(UInt8(ascii: "|"), at: seam) }
        #expect(String(decoding: shown, as: UTF8.self) == expected)
    }

    @Test(arguments: ["Auflage", "Kaufleute", "Stofffetzen", "Auffindung", "Schifffahrt", "Auftrag", "Mitteilung"])
    func lettersStandApartAndTheTextStays(word: String) throws {
        let setter = try TestFonts.setter()
        let id = try setter.shaper.style(ShapingStyle(family: TestFonts.serif))
        let bytes = Array(word.utf8)
        let shaped = try bytes.withUnsafeBufferPointer { (bytes) throws(FontError) in try setter.shaper.shape(bytes, id) }
        // The seam's letter begins a cluster of its own.
        let seams = try bytes.withUnsafeBufferPointer { try TestFonts.hyphenator.get().ligatureSeams(in: $0) }
        #expect(!seams.isEmpty && seams.allSatisfy { seam in shaped.glyphs.contains { Int($0.cluster) == seam } })
        #expect(shaped.glyphs.map(\.cluster) == shaped.glyphs.map(\.cluster).sorted())
        let set = try setter.set(TestFonts.text(word), ParagraphFormat(alignment: .left, measure: 400))
        #expect(set.lines.map(\.text) == [word])
    }

    @Test func ligaturesStayWhereTheyBelong() throws {
        let setter = try TestFonts.setter()
        let id = try setter.shaper.style(ShapingStyle(family: TestFonts.serif))
        for (word, glyphs) in [("Auffindung", 9), ("treffen", 6), ("finden", 5), ("Stofffetzen", 10)] {
            let bytes = Array(word.utf8)
            let shaped = try bytes.withUnsafeBufferPointer { (bytes) throws(FontError) in try setter.shaper.shape(bytes, id) }
            #expect(shaped.glyphs.count == glyphs, "\(word)")
        }
    }

    @Test func onlyGermanWordsAreTakenApart() throws {
        let setter = try TestFonts.setter()
        let bytes = Array("Auflage".utf8)
        let english = try setter.shaper.style(ShapingStyle(family: TestFonts.serif, language: "en"))
        let word = try bytes.withUnsafeBufferPointer { (bytes) throws(FontError) in try setter.shaper.shape(bytes, english) }
        #expect(word.glyphs.count == 6)
    }
}
