import TestScale
import Testing

@testable import Production

@Suite("Two texts word by word, with passages that have moved")
struct PassageDiffTests {
    private static let sentences = [
        "Die Parteien arbeiten vertrauensvoll zusammen und unterrichten einander.", "Jede Partei kann mit einer Frist von drei Monaten kündigen.",
        "Die Kündigung bedarf der Schriftform nach dem Bürgerlichen Gesetzbuch.", "Streitigkeiten klären die Parteien zuerst in einem gemeinsamen Gespräch.",
    ]

    private func sides(_ difference: PassageDiff) -> (old: String, new: String) {
        var (old, new) = ("", "")
        for part in difference.parts {
            switch part {
            case .same(let text): (old, new) = (old + text, new + text)
            case .removed(let text), .movedAway(let text, _): old += text
            case .added(let text), .movedHere(let text, _): new += text
            }
        }
        return (old, new)
    }

    private func moves(_ difference: PassageDiff) -> (away: [Int], here: [Int]) {
        (
            difference.parts.compactMap { if case .movedAway(_, let number) = $0 { number } else { nil } },
            difference.parts.compactMap { if case .movedHere(_, let number) = $0 { number } else { nil } }
        )
    }

    @Test("A sentence that stands elsewhere has moved, under one number on both sides")
    func moved() {
        let old = Self.sentences.joined(separator: " ")
        let new = ([Self.sentences[3]] + Self.sentences[0..<3]).joined(separator: " ")
        let difference = PassageDiff(from: old, to: new)
        #expect(moves(difference).away == [1] && moves(difference).here == [1])
        #expect(!difference.parts.contains { if case .removed(let text) = $0 { text.contains { $0.isLetter } } else { false } })
        #expect(difference.text.contains("{>1 Streitigkeiten") && difference.text.contains("[1> Streitigkeiten"))
    }

    @Test("Few words that happen to be the same have not moved")
    func short() {
        let difference = PassageDiff(from: "A die Frist beträgt B", to: "C B A die Frist lautet")
        #expect(moves(difference).away.isEmpty)
    }

    @Test("Both texts can be read out of the parts, whatever was mixed up; each number stands once on each side", arguments: 0..<TestScale.count(sample: 60, full: 2_000))
    func random(seed: Int) {
        var numbers = Numbers(state: UInt64(seed) &* 31 &+ 7)
        let words = Self.sentences.flatMap { $0.split(separator: " ").map(String.init) }
        func text() -> String {
            (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
                Bool.random(using: &numbers)
                    ? Self.sentences.randomElement(using: &numbers) ?? "" : (words.randomElement(using: &numbers) ?? "") + (Bool.random(using: &numbers) ? "\n\n" : "")
            }.joined(separator: " ")
        }
        let (old, new) = (text(), text())
        let difference = PassageDiff(from: old, to: new)
        #expect(sides(difference).old == old && sides(difference).new == new)
        let moves = moves(difference)
        #expect(Set(moves.away) == Set(moves.here) && Set(moves.away).count == moves.away.count && Set(moves.here).count == moves.here.count)
        #expect(difference.isEmpty == (old == new))
    }

    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        /// SplitMix64 (Steele, Lea and Flood 2014).
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
