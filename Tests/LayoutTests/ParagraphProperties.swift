import Styles
import TestFonts
import DocumentModel
import Layout
import Testing
import Typeface

/// What must hold for any text in any measure.
@Suite struct ParagraphProperties {
    private let setter: ParagraphSetter
    init() throws { setter = try TestFonts.setter() }

    @Test(arguments: 0..<60) func nothingIsLostAndNothingStandsOut(seed: UInt64) throws {
        var random = SplitMix(seed)
        let text = Self.text(&random)
        let measure = [30, 45, 75, 120, 180, 250, 340, 453.5][Int(random.next() % 8)]
        let format = ParagraphFormat(
            alignment: [Alignment.justified, .justified, .left, .centre, .right][Int(random.next() % 5)], measure: measure,
            firstIndent: [0, 0, 15, -15][Int(random.next() % 4)], hyphenates: random.next() % 4 != 0,
            hyphenLimit: Int(random.next() % 4), protrudes: false)
        for looseness in [0, 1, -1] {
            let set = try setter.set(text, format, looseness: looseness)
            // A single W of 14 points is the widest thing that may not fit 30 points less an indent.
            for line in set.lines { #expect(line.width <= measure + 0.51, "\(line.text)") }
            #expect(recovered(set) == plain(text))
            for run in set.lines.flatMap(\.runs) { try check(run) }
        }
    }

    @Test(arguments: 0..<10) func theSameTextIsSetTheSameWay(seed: UInt64) throws {
        var random = SplitMix(seed)
        let text = Self.text(&random)
        let format = ParagraphFormat(measure: 220)
        let other = try TestFonts.setter()
        // Another history: other words and styles have been shaped before.
        _ = try other.set(Self.text(&random), format)
        #expect(try setter.set(text, format) == other.set(text, format))
        #expect(try setter.set(text, format) == setter.set(text, format))
    }

    @Test(arguments: 0..<10) func whatGlyphsBelongToDoesNotMoveThem(seed: UInt64) throws {
        var random = SplitMix(seed)
        let text = Self.text(&random)
        var moved = text
        for index in moved.runs.indices {
            moved.runs[index].attributes.node = NodeID(rawValue: 77)
            moved.runs[index].attributes.structure = moved.runs[index].attributes.structure.map {
                StructureID(rawValue: $0.rawValue + 100)
            }
        }
        let format = ParagraphFormat(measure: 220)
        let here = try setter.set(text, format)
        let there = try setter.set(moved, format)
        #expect(there == (try TestFonts.setter().set(moved, format)))
        #expect(here.lines.map(\.runs) == there.lines.map(\.runs))
        for (a, b) in zip(here.lines.flatMap(\.items), there.lines.flatMap(\.items)) {
            #expect(a.structure.map { $0.rawValue + 100 } == b.structure?.rawValue)
        }
    }

    @Test func clustersAreOneCharacterUnlessTheFontJoinsThem() throws {
        let set = try setter.set(TestFonts.text("Auffällige Öffentlichkeit"), ParagraphFormat(measure: 300))
        let run = try #require(set.lines.first?.runs.first)
        let starts = Set(run.glyphs.map { Int($0.cluster) } + [run.text.utf8.count]).sorted()
        let clusters = zip(starts, starts.dropFirst()).map { String(decoding: Array(run.text.utf8)[$0..<$1], as: UTF8.self) }
        #expect(clusters.joined() == run.text)
        #expect(clusters.allSatisfy { $0.count == 1 || ["ff", "fi", "fl", "ffi", "ffl", "fä"].contains($0) })
    }

    @Test func longTextIsNoTrap() throws {
        let long = Array(repeating: ParagraphTests.sample, count: 60).joined(separator: " ")
        let set = try setter.set(TestFonts.text(long), ParagraphFormat(measure: 300))
        #expect(set.lines.count > 400)
        let solid = String(repeating: "abcdefghij", count: 3_000)
        let cut = try setter.set(TestFonts.text(solid), ParagraphFormat(measure: 300))
        #expect(cut.lines.map(\.text).joined() == solid)
        #expect(cut.issues.count == 1)
        let empty = try setter.set(TestFonts.text(String(repeating: "\n", count: 5_000)), ParagraphFormat(measure: 300))
        #expect(empty.lines.count == 5_000)
        let narrow = try setter.set(TestFonts.text(long), ParagraphFormat(measure: 20))
        #expect(narrow.lines.count > 5_000)
        #expect(narrow.issues.allSatisfy { if case .forcedBreak = $0.kind { true } else { false } })
    }

    // MARK: Checks

    /// Lines joined: at a soft hyphen without it, else as they are, since broken spaces stand at line ends.
    private func recovered(_ set: SetParagraph) -> String {
        var result = ""
        for line in set.lines {
            var text = line.runs.map(\.text).joined()
            if text.unicodeScalars.last == "\u{AD}" { text.unicodeScalars.removeLast() }
            result += text
        }
        return result
    }

    /// The text as it can be printed: without characters that never show.
    private func plain(_ text: StyledText) -> String {
        var scalars = String(decoding: text.utf8, as: UTF8.self).unicodeScalars
        scalars.removeAll { ["\u{AD}", "\u{200B}", "\u{2060}", "\u{200C}"].contains($0) }
        return String(scalars)
    }

    private func check(_ run: TextRun) throws {
        let utf8 = Array(run.text.utf8)
        #expect(!run.glyphs.isEmpty)
        var last: UInt32 = 0
        for glyph in run.glyphs {
            #expect(glyph.id != 0)
            #expect(Int(glyph.cluster) < utf8.count)
            #expect(glyph.cluster >= last)
            if Int(glyph.cluster) < utf8.count { #expect(utf8[Int(glyph.cluster)] & 0xC0 != 0x80) }
            last = glyph.cluster
        }
        #expect(run.glyphs.first?.cluster == 0)
    }

    // MARK: Random texts

    private static let vocabulary =
        ParagraphTests.sample.split(separator: " ").map(String.init) + [
            "§\u{A0}8a\u{A0}Abs.\u{A0}4 SGB\u{A0}VIII", "z.\u{202F}B.", "Kooperationspartner:innen", "0–3", "20.000\u{A0}€",
            "Eltern-Kind-Gruppe", "https://www.musterstadt.de/jugendhilfe/netzwerk?seite=1", "info@jugendamt-musterstadt.de",
            "Kindeswohlgefährdungseinschätzungsverfahren", "Ver\u{AD}ein\u{AD}ba\u{AD}rung", "Auf\u{200C}lage", "„Netzwerk“",
            "–", "Σωκράτης", "Дмитрий", "ẞ", "Đặng", "Çelik", "A\u{30A}", "und/oder", "(", "…", "Ab\u{2060}satz", "x\u{200B}y",
            "1", "W",
        ]

    private static func text(_ random: inout SplitMix) -> StyledText {
        var text = StyledText()
        var attributes = TestFonts.attributes([8, 11, 14][Int(random.next() % 3)])
        for index in 0..<Int(1 + random.next() % 80) {
            if random.next() % 9 == 0 {
                attributes.style = FontStyle(bold: random.next() % 2 == 0, italic: random.next() % 3 == 0)
                attributes.unbreakable = random.next() % 5 == 0
                attributes.unhyphenated = random.next() % 5 == 0
                attributes.structure = StructureID(rawValue: Int32(random.next() % 3))
            }
            if index > 0, random.next() % 12 != 0 { text.append(" ", attributes) }
            text.append(vocabulary[Int(random.next() % UInt64(vocabulary.count))], attributes)
        }
        return text
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): random and the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
