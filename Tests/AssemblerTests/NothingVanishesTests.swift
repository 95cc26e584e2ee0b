import DocumentModel
import Findings
import TestScale
import Testing

@testable import Assembler
@testable import Composition

/// Random clauses of all constructs: every word of the source stands in the assembled text, or a finding names the loss.
@Suite("Every word of a clause is printed or told")
struct NothingVanishesTests {
    @Test("Generated clauses lose no word")
    func generated() throws {
        let count = TestScale.count(sample: 1_500, full: 60_000)
        var composed = 0
        var told: [String: Int] = [:]
        for seed in 0..<count {
            var generator = ClauseGenerator(seed: UInt64(seed))
            let clause = generator.clause()
            let sample = CompositionSample(conditions: ["ja": true, "nein": false])
            do {
                let specification = try sample.clause("probe", clause.text)
                let found = specification.template.findings
                let section = SectionSpecification(heading: nil, isNumbered: false, content: .clause(specification), origin: .none)
                let document = try sample.compose([section]).document
                composed += 1
                guard found.isEmpty else { continue }
                let printed = Printed(document)
                for word in clause.words where !printed.text.contains(word) {
                    Issue.record("seed \(seed): „\(word)“ is lost in\n\(clause.text)\n--- printed:\n\(printed.text)")
                }
            } catch let error as FindingList {
                #expect(error.all.contains { $0.place != nil && $0.remedy != nil }, "seed \(seed): \(error.all)")
                for finding in error.all { told[finding.rule, default: 0] += 1 }
            }
        }
        #expect(composed > count / 4, "the generator writes mostly sound clauses: \(composed) of \(count), \(told)")
        #expect(told.count >= 6, "and mistakes of many kinds: \(told)")
    }
}

/// All text of a document, footnotes too, blanks alike.
private struct Printed {
    private(set) var text = ""

    init(_ document: Document) {
        add(document.plainText)
        // Footnotes are no part of the plain text: every string of the tree counts.
        collect(Mirror(reflecting: document))
    }

    private mutating func add(_ string: String) {
        text += String(String.UnicodeScalarView(string.unicodeScalars.compactMap { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 == "\u{2060}" ? nil : $0 })) + "\n"
    }

    private mutating func collect(_ mirror: Mirror) {
        for child in mirror.children {
            if let string = child.value as? String { add(string) } else { collect(Mirror(reflecting: child.value)) }
        }
    }
}

/// Writes clauses as people do and as they should not.
private struct ClauseGenerator {
    struct Clause {
        var text: String
        /// Each has to be printed.
        var words: [String]
    }

    private var state: UInt64
    private var serial = 0
    private var words: [String] = []
    private var footnotes: [String] = []
    /// Every other clause is written as one should.
    private let isCareful: Bool

    init(seed: UInt64) {
        isCareful = seed % 2 == 0
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03
    }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

    /// A word that is nowhere else.
    private mutating func word() -> String {
        serial += 1
        var number = serial
        var letters = ""
        repeat {
            letters += String(UnicodeScalar(UInt8(97 + number % 26)))
            number /= 26
        } while number > 0
        let word = "Q\(letters)wort"
        words.append(word)
        return word
    }

    private mutating func expect(_ text: String) -> String {
        words.append(text)
        return text
    }

    mutating func clause() -> Clause {
        var blocks: [String] = []
        for _ in 0..<(1 + next(5)) { blocks.append(block(depth: 0)) }
        blocks += footnotes
        return Clause(text: blocks.joined(separator: "\n\n") + "\n", words: words)
    }

    private mutating func block(depth: Int) -> String {
        switch next(depth > 1 ? 4 : 13) {
        case 0, 1, 2: return paragraph()
        case 3: return pick(["31. Dezember 2026", "1. Januar 2027", "2. Halbjahr", "3. Oktober"]).expected(&words) + " " + sentence()
        case 4, 5: return list(depth: depth, signs: (1...(1 + next(4))).map { "\($0)." })
        case 6: return list(depth: depth, signs: Array(repeating: pick(["-", "*", "-", isCareful ? "-" : "+"]), count: 1 + next(4)))
        case 7 where !isCareful: return list(depth: depth, signs: (0..<(1 + next(3))).map { _ in "\(1 + next(9))\(pick([".", ")"]))" })
        case 8 where depth == 0: return table()
        case 9: return sentence().split(separator: "\n").map { "> " + $0 }.joined(separator: "\n")
        case 10: return "## " + word() + " " + word()
        case 11: return "{{wenn ja}}\n\n" + block(depth: depth + 1) + "\n\n{{ende}}"
        default: return isCareful ? paragraph() : odd()
        }
    }

    /// What a clause must not hold, or what looks like it.
    private mutating func odd() -> String {
        switch next(6) {
        case 0: return "[\(word())]: \(word())"
        case 1: return "[\(word())\n\(word())]: \(word())"
        case 2: return "    \(word())"
        case 3: return "<div>\(word())</div>"
        case 4: return "\(word())\n---"
        default: return "***"
        }
    }

    private mutating func paragraph() -> String {
        var lines = [sentence()]
        for _ in 0..<next(4) {
            let start =
                isCareful
                ? pick(["", "31. Dezember ", "1. Mai "])
                : pick(["", "", "", "- ", "+ ", "* ", "1. ", "2. ", "31. Dezember ", "1. Mai ", "> ", "# ", "| ", "12) ", "3. Halbjahr ", "= ", "~~~ "])
            if start.contains("Dezember") || start.contains("Mai") || start.contains("Halbjahr") { words.append(String(start.dropLast())) }
            lines.append(start + sentence())
        }
        return lines.joined(separator: "\n")
    }

    private mutating func sentence() -> String {
        var parts: [String] = []
        for _ in 0..<(1 + next(6)) { parts.append(inline()) }
        return parts.joined(separator: " ") + pick(isCareful ? [".", ",", ";"] : [".", "", ":", ",", " am", " -"])
    }

    private mutating func inline() -> String {
        let kind = next(24)
        if isCareful, [4, 6, 7, 8, 13, 14, 15, 18].contains(kind) { return word() }
        switch kind {
        case 0: return "*\(word())*"
        case 1: return "**\(word()) \(word())**"
        case 2: return "[\(word())](https://example.org)"
        case 3: return "[\(word())]"
        case 4: return "[\(word())][\(word())]"
        case 5: return "\(word())&auml;\(word())"
        case 6: return "\(word())&#x\(pick(["20AC", "202E", "1b", "F0000", "A0"]));"
        case 7: return "<\(word())>"
        case 8: return "`\(word())`"
        case 9: return "{{wenn ja}}\(word()){{sonst}}x{{ende}}"
        case 10: return "{{definiert:\(word())}}"
        case 11: return "\\[\(word())\\]"
        case 12: return "\"\(word()) {{definiert:\(word())}}\""
        case 13, 14: return footnote()
        case 15: return "- \(word()) -"
        case 16: return "\(word())*innen"
        case 17: return "<https://example.org/\(next(9))>"
        case 18: return "[\(word())](https://example.org \"\(word())\")"
        default: return word()
        }
    }

    private mutating func footnote() -> String {
        let name = "n\(next(4))"
        if next(3) > 0 {
            let note = next(6) == 0 ? "[^n\(next(4))] " : ""
            footnotes.append("[^\(name)]: " + note + pick(["", "3. Oktober ", "1. Mai "]).expected(&words) + word())
        }
        return "\(word())[^\(name)]"
    }

    private mutating func list(depth: Int, signs: [String]) -> String {
        signs.map { sign in
            let indent = String(repeating: " ", count: sign.utf8.count + 1)
            var content = pick(["", "", "31. Dezember 2026 ", "1. Januar 2027 "]).expected(&words) + sentence()
            if next(5) == 0 { content += "\n" + pick(isCareful ? [""] : ["", "31. Mai ", "2. "]) + word() }
            if depth < 3, next(3) == 0 { content += (isCareful ? "\n\n" : pick(["\n", "\n\n"])) + block(depth: depth + 2) }
            return sign + " " + content.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + indent)
        }.joined(separator: pick(["\n", "\n\n"]))
    }

    private mutating func table() -> String {
        let columns = 1 + next(3)
        var rows = ["| " + (0..<columns).map { _ in word() }.joined(separator: " | ") + " |"]
        rows.append("|" + String(repeating: "---|", count: !isCareful && next(8) == 0 ? columns + 1 : columns))
        for _ in 0..<(1 + next(3)) {
            let count = !isCareful && next(6) == 0 ? columns + 1 : columns
            rows.append("| " + (0..<count).map { _ in inline() }.joined(separator: " | ") + " |")
        }
        return (next(6) == 0 ? [word()] : []).joined() + (rows.joined(separator: "\n"))
    }
}

extension String {
    /// The same, noted as to be printed where it says anything.
    fileprivate func expected(_ words: inout [String]) -> String {
        let trimmed = self.trimmed
        if !trimmed.isEmpty { words.append(trimmed) }
        return self
    }
}
