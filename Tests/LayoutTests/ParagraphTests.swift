import Styles
import TestFonts
import DocumentModel
import Layout
import Testing
import Typeface

@Suite struct ParagraphTests {
    static let sample = """
        Die Netzwerkpartner verpflichten sich, bei gewichtigen Anhaltspunkten für die Gefährdung des Kindeswohls die \
        Gefährdungseinschätzung unter Hinzuziehung einer insoweit erfahrenen Fachkraft vorzunehmen und die Erziehungsberechtigten \
        sowie das Kind oder den Jugendlichen einzubeziehen, soweit der wirksame Schutz des Kindes nicht in Frage gestellt wird. \
        Die Kooperationsvereinbarung gilt auf unbestimmte Zeit und kann von jeder Partei mit einer Frist von drei Monaten zum \
        Ende eines Kalenderhalbjahres schriftlich gekündigt werden.
        """

    private let setter: ParagraphSetter
    init() throws { setter = try TestFonts.setter() }

    // MARK: Justifying

    @Test(arguments: [453.5, 340, 212]) func linesFillTheMeasure(measure: Double) throws {
        let set = try setter.set(TestFonts.text(Self.sample), ParagraphFormat(measure: measure, protrudes: false))
        #expect(set.issues.isEmpty)
        for line in set.lines.dropLast() { #expect(abs(line.width - measure) < 0.01) }
        #expect(try #require(set.lines.last).width <= measure)
    }

    @Test func marksHangIntoTheMargin() throws {
        let set = try setter.set(TestFonts.text(Self.sample), ParagraphFormat(measure: 212))
        let hyphenated = try #require(set.lines.first { $0.endsWithHyphen })
        #expect(hyphenated.width > 212.5 && hyphenated.width < 214.5)
        for line in set.lines.dropLast() { #expect(line.width > 211.9 && line.width < 215) }
    }

    @Test func glyphsFlexInNineStepsAndOnlySoFar() throws {
        var seen: Set<Double> = []
        for measure in stride(from: 150.0, through: 460, by: 7) {
            for line in try setter.set(TestFonts.text(Self.sample), ParagraphFormat(measure: measure)).lines {
                for run in line.runs { seen.insert((run.expansion * 1000).rounded()) }
                for run in line.runs { #expect(abs(run.expansion - 1) < 0.0201) }
            }
        }
        #expect(seen.count <= 9)
        #expect(seen.isSuperset(of: [980, 1000, 1020]))
    }

    @Test func firstLineIsIndentedOrHangs() throws {
        for indent in [20.0, -20] {
            let format = ParagraphFormat(measure: 300, firstIndent: indent, protrudes: false)
            let set = try setter.set(TestFonts.text(Self.sample), format)
            #expect(abs(try #require(set.lines[0].items.first).x - indent) < 0.01)
            #expect(abs(set.lines[0].width - 300) < 0.01)
            #expect(abs(try #require(set.lines[1].items.first).x) < 0.01)
        }
    }

    // MARK: Ragged

    @Test(arguments: [Alignment.left, .right, .centre]) func raggedLinesKeepTheirSpaces(alignment: Alignment) throws {
        let format = ParagraphFormat(alignment: alignment, measure: 200, protrudes: false)
        let set = try setter.set(TestFonts.text(Self.sample), format)
        for line in set.lines {
            let setting = try #require(line.setting)
            #expect(setting.gap.map { abs($0 - 0.25) < 0.001 } ?? true)
            let left = try #require(line.items.first).x
            #expect(left >= -0.01 && line.width <= 200.01)
            switch alignment {
            case .right: #expect(abs(line.width - 200) < 0.01)
            case .centre: #expect(abs(left - (200 - line.width)) < 0.01)
            case .left, .justified: #expect(abs(left) < 0.01)
            }
        }
    }

    @Test func headingsAreNotHyphenatedUnlessTheyMust() throws {
        let format = ParagraphFormat(alignment: .left, measure: 150, hyphenates: false)
        let set = try setter.set(TestFonts.text("Zusammenarbeit und Öffentlichkeitsarbeit der Beteiligten"), format)
        #expect(set.lines.allSatisfy { !$0.endsWithHyphen })
        let narrow = try setter.set(TestFonts.text("Öffentlichkeitsarbeit"), ParagraphFormat(measure: 70, hyphenates: false))
        #expect(narrow.lines.map(\.text) == ["Öffentlichkeits\u{AD}", "arbeit"])
        #expect(narrow.issues.isEmpty)
    }

    // MARK: Looseness

    @Test func loosenessAddsOrTakesALineWhereItCan() throws {
        let text = TestFonts.text(Self.sample)
        var reached: Set<Int> = []
        for measure in stride(from: 200.0, through: 450, by: 10) {
            let best = try setter.set(text, ParagraphFormat(measure: measure))
            for looseness in [-1, 1] {
                let other = try setter.set(text, ParagraphFormat(measure: measure), looseness: looseness)
                #expect(other.lines.count == best.lines.count + other.achievedLooseness)
                #expect([0, looseness].contains(other.achievedLooseness))
                if other.achievedLooseness != 0 { #expect(other.demerits >= best.demerits) }
                reached.insert(other.achievedLooseness)
            }
        }
        #expect(reached == [-1, 0, 1])
    }

    // MARK: Hyphens

    @Test func laddersEndAtTheLimit() throws {
        let text = TestFonts.text(Array(repeating: Self.sample, count: 3).joined(separator: " "))
        for measure in stride(from: 140.0, through: 240, by: 10) {
            var run = 0
            for line in try setter.set(text, ParagraphFormat(measure: measure, hyphenLimit: 2)).lines {
                run = line.endsWithHyphen ? run + 1 : 0
                #expect(run <= 2)
            }
        }
    }

    @Test func hyphensAtLineEndsCarryTheSoftHyphen() throws {
        let set = try setter.set(TestFonts.text(Self.sample), ParagraphFormat(measure: 180))
        let line = try #require(set.lines.first { $0.endsWithHyphen })
        let run = try #require(line.runs.last)
        #expect(run.text.unicodeScalars.last == "\u{AD}")
        let glyph = try #require(run.glyphs.last)
        #expect(Int(glyph.cluster) == run.text.utf8.count - 2)
        #expect(glyph.id == (try setter.fonts.face(run.font).glyph(for: 0x2010)))
    }

    @Test func namesAndUnbreakableTextStayWhole() throws {
        var attributes = TestFonts.attributes()
        attributes.unbreakable = true
        for measure in stride(from: 120.0, through: 300, by: 12) {
            var text = TestFonts.text("Die Zusammenarbeit richtet sich nach ")
            text.append("§ 8a Abs. 4 SGB VIII", attributes)
            text.append(" und den weiteren Vereinbarungen.", TestFonts.attributes())
            let lines = try setter.set(text, ParagraphFormat(measure: measure)).lines.map(\.text)
            #expect(lines.contains { $0.contains("§ 8a Abs. 4 SGB VIII") })
        }
        attributes.unbreakable = false
        attributes.unhyphenated = true
        for measure in stride(from: 120.0, through: 300, by: 12) {
            let text = TestFonts.text("Zwischen Bartholomäus Oberhuber-Kirchengruber", attributes)
            #expect(try setter.set(text, ParagraphFormat(measure: measure)).lines.allSatisfy { !$0.endsWithHyphen })
        }
    }

    // MARK: What does not fit

    @Test func wordsWiderThanTheMeasureAreCutAndTold() throws {
        var attributes = TestFonts.attributes()
        attributes.field = FieldPath("partner.name")
        let name = String(repeating: "W", count: 60)
        let set = try setter.set(TestFonts.text("Der \(name) e. V.", attributes), ParagraphFormat(measure: 100))
        #expect(set.lines.allSatisfy { $0.width <= 101 })
        let issue = try #require(set.issues.first)
        #expect(issue.kind == .forcedBreak(name))
        #expect(issue.field == FieldPath("partner.name"))
        #expect(issue.finding(at: nil).rule == "wort-zu-breit")
    }

    @Test func columnsNarrowerThanALetterAreTold() throws {
        let set = try setter.set(TestFonts.text("Wm"), ParagraphFormat(measure: 3))
        #expect(set.lines.map(\.text) == ["W", "m"])
        #expect(set.issues.contains { if case .columnTooNarrow = $0.kind { true } else { false } })
    }

    @Test func missingCharactersAreErrorsThatNameThem() throws {
        var attributes = TestFonts.attributes()
        attributes.field = FieldPath("partner.name")
        attributes.node = NodeID(rawValue: 7)
        let set = try setter.set(TestFonts.text("Verein 𓀀 e. V.", attributes), ParagraphFormat(measure: 300))
        #expect(set.issues == [TextIssue(.characterMissing("\u{13000}", family: TestFonts.serif), field: attributes.field, node: attributes.node)])
        let finding = set.issues[0].finding(at: .file("a.yaml", line: 3, column: 5))
        #expect(finding.severity == .fehler)
        #expect(finding.message.contains("U+13000, EGYPTIAN HIEROGLYPH A001"))
        #expect(finding.message.contains("partner.name"))
        for run in set.lines.flatMap(\.runs) { #expect(run.glyphs.allSatisfy { $0.id != 0 }) }
    }

    // MARK: Runs and objects

    @Test func runsSplitWhereStructureOrLinkChange() throws {
        var linked = TestFonts.attributes()
        linked.structure = StructureID(rawValue: 2)
        linked.link = .url("https://www.musterstadt.de/")
        var plain = TestFonts.attributes()
        plain.structure = StructureID(rawValue: 1)
        var valued = plain
        valued.field = FieldPath("partner.name")
        var text = TestFonts.text("siehe ", plain)
        text.append("dort", valued)
        text.append(" und ", plain)
        text.append("www.musterstadt.de", linked)
        let line = try setter.set(text, ParagraphFormat(measure: 300)).lines[0]
        #expect(line.runs.map(\.text) == ["siehe dort und ", "www.musterstadt.de"])
        #expect(line.items.map(\.structure) == [plain.structure, linked.structure])
        #expect(line.items[1].link == linked.link)
    }

    @Test func risenTextMakesTheLineHigher() throws {
        var mark = TestFonts.attributes(7)
        mark.rise = 6
        var text = TestFonts.text("Kinderschutz")
        text.append("1", mark)
        text.append(.footnoteAnchor(NoteIndex(rawValue: 9)), mark)
        text.append(" und Hilfe", TestFonts.attributes())
        let line = try setter.set(text, ParagraphFormat(measure: 300)).lines[0]
        let plain = try setter.set(TestFonts.text("Kinderschutz"), ParagraphFormat(measure: 300)).lines[0]
        #expect(line.text == "Kinderschutz1 und Hilfe")
        #expect(line.runs[1].origin.y == -6)
        #expect(line.footnotes == [NoteIndex(rawValue: 9)])
        #expect(line.ascent > plain.ascent)
    }

    @Test func footnotesAreReportedInTheLineOfTheirMark() throws {
        let words = Self.sample.split(separator: " ")
        var text = StyledText()
        for (index, word) in words.enumerated() {
            text.append("\(word)¹", TestFonts.attributes())
            text.append(.footnoteAnchor(NoteIndex(rawValue: Int32(index))), TestFonts.attributes())
            text.append(" ", TestFonts.attributes())
        }
        let set = try setter.set(text, ParagraphFormat(measure: 200))
        #expect(set.lines.flatMap(\.footnotes).map(\.rawValue) == Array(0..<Int32(words.count)))
        for line in set.lines { #expect(line.footnotes.count == line.text.filter { $0 == "¹" }.count) }
    }

    @Test func lineBreaksEndTheLineWithoutStretchingIt() throws {
        var text = TestFonts.text("Erste Zeile")
        text.append(.lineBreak, TestFonts.attributes())
        text.append(.lineBreak, TestFonts.attributes())
        text.append("Dritte\u{2028}Vierte", TestFonts.attributes())
        let set = try setter.set(text, ParagraphFormat(measure: 300))
        #expect(set.lines.map(\.text) == ["Erste Zeile", "", "Dritte", "Vierte"])
        #expect(set.lines[0].width < 100)
        #expect(set.lines[1].ascent > 0)
    }

    @Test func fillInRulesTakeTheirWidthOrTheRestOfTheLine() throws {
        let blank = FillInIndex(rawValue: 1)
        var text = TestFonts.text("Musterstadt, den ")
        text.append(.fillInToLineEnd(blank, minimum: 60), TestFonts.attributes())
        var line = try setter.set(text, ParagraphFormat(measure: 300)).lines[0]
        #expect(abs(line.width - 300) < 0.01)
        text.append(" (Datum)", TestFonts.attributes())
        line = try setter.set(text, ParagraphFormat(measure: 300, protrudes: false)).lines[0]
        #expect(abs(line.width - 300) < 0.01)
        let rule = try #require(line.items.first { $0.content == .fillIn(blank) })
        #expect(rule.width > 100)
        var fixed = TestFonts.text("Name: ")
        fixed.append(.fillIn(blank, width: 80), TestFonts.attributes())
        fixed.append(", Vorname", TestFonts.attributes())
        let items = try setter.set(fixed, ParagraphFormat(measure: 300)).lines[0].items
        #expect(items.map(\.width)[1] == 80)
    }

    @Test func leadersPushWhatFollowsToTheRight() throws {
        var firstDots: [Double] = []
        for title in ["Präambel", "Ziele der Zusammenarbeit"] {
            var text = TestFonts.text(title)
            text.append(.leader, TestFonts.attributes())
            text.append("7", TestFonts.attributes())
            let line = try setter.set(text, ParagraphFormat(alignment: .left, measure: 300, protrudes: false)).lines[0]
            #expect(abs(line.width - 300) < 0.01)
            #expect(line.items.count == 3)
            #expect(line.items[1].structure == nil)
            let run = line.runs[1]
            #expect(run.text.allSatisfy { $0 == "." })
            firstDots.append((300 - run.origin.x) / 5.5)
        }
        // On one grid.
        #expect(abs((firstDots[0] - firstDots[1]) - (firstDots[0] - firstDots[1]).rounded()) < 0.001)
    }

    // MARK: Widths for tables

    @Test func minimumWidthIsThatOfTheLongestSyllableOrWord() throws {
        let text = TestFonts.text("Ort und Öffentlichkeitsarbeit")
        let natural = try setter.naturalWidth(of: text)
        let whole = try setter.minimumWidth(of: text, hyphenates: false)
        let parts = try setter.minimumWidth(of: text)
        #expect(parts < whole && whole < natural)
        #expect(try setter.set(text, ParagraphFormat(alignment: .left, measure: natural + 0.01)).lines.count == 1)
        #expect(try setter.set(text, ParagraphFormat(alignment: .left, measure: parts + 0.01)).issues.isEmpty)
    }

    @Test func emptyTextHasNoLines() throws {
        #expect(try setter.set(StyledText(), ParagraphFormat(measure: 100)).lines.isEmpty)
        #expect(try setter.set(TestFonts.text("  "), ParagraphFormat(measure: 100)).lines.count == 1)
    }
}

extension SetLine {
    var runs: [TextRun] {
        items.compactMap { if case .text(let run) = $0.content { run } else { nil } }
    }

    /// Without the space at which the line was broken.
    var text: String {
        var text = runs.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }
}
