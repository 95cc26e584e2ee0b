import DocumentModel
import Foundation
import Styles
import TestDocuments
import TestFonts
import Testing

@testable import Layout

/// Names that are written from right to left, set in the shipped fonts: invented metrics know no directions.
@Suite struct RightToLeftNamesTests {
    private static var style: StyleSheet { StyleSheet(text: TextStyle(family: TestFonts.serif)) }

    @Test func inCellsAndUnderRulesStandWhereTheyStood() throws {
        try GoldenLayouts.check("names-right-to-left", RightToLeftNames.document(), Self.style, FontSetting(try TestFonts.setter()))
    }

    /// Glyphs are kept in the order of reading; what is read first stands furthest to the right.
    @Test(arguments: [RightToLeftNames.hebrew, RightToLeftNames.arabic]) func areWrittenFromRightToLeftEverywhere(name: String) throws {
        let list = try LayoutEngine(setter: try TestFonts.setter(), style: Self.style).layout(RightToLeftNames.document()).list
        let letters = Set(name.unicodeScalars.filter { $0 != " " })
        var places: [[Double]] = []
        for case .text(let run) in list.pages.flatMap(\.items).map(\.drawing) where run.text.unicodeScalars.contains(where: letters.contains) {
            let utf8 = Array(run.text.utf8)
            let own = run.glyphs.filter { glyph in
                let rest = String(decoding: utf8[Int(glyph.cluster)...], as: UTF8.self).unicodeScalars
                return rest.first.map(letters.contains) ?? false
            }
            places.append(own.map { run.origin.x + Double($0.x) })
        }
        // Cell, party, signature.
        #expect(places.count >= 3)
        for place in places { #expect(zip(place, place.dropFirst()).allSatisfy { $0 >= $1 }, "\(place)") }
    }

    /// „Frau שרה לוי (Leitung), 12 Kinder“: what follows the name in the text stands to the right of it, what comes before to the left.
    @Test func whatFollowsStandsBehindThem() throws {
        let list = try LayoutEngine(setter: try TestFonts.setter(), style: Self.style).layout(RightToLeftNames.document()).list
        let runs = list.pages.flatMap(\.items).compactMap { item in
            if case .text(let run) = item.drawing { run } else { nil }
        }
        func places(_ text: String) throws -> [Double] {
            for run in runs {
                guard let range = run.text.firstRange(of: text) else { continue }
                let bytes = run.text.utf8.distance(from: run.text.startIndex, to: range.lowerBound)..<run.text.utf8.distance(from: run.text.startIndex, to: range.upperBound)
                return run.glyphs.filter { bytes.contains(Int($0.cluster)) }.map { run.origin.x + Double($0.x) }
            }
            return try #require(nil, "\(text)")
        }
        for (before, name, behind) in RightToLeftNames.cells {
            let own = try places(name)
            let (least, most) = (try #require(own.min()), try #require(own.max()))
            let after = try places(behind.trimmingCharacters(in: .whitespaces))
            #expect(after.allSatisfy { $0 > most } && zip(after, after.dropFirst()).allSatisfy { $0 <= $1 })
            if !before.isEmpty { #expect(try places(before).allSatisfy { $0 < least }) }
        }
    }
}
