import Agreements
import ApprovedLibrary
import Foundation
import Production
import TestScale
import Testing

@testable import Stewardship

/// Random scripts – open, change, save, undo, rename – over real clauses in all the ways in which files can lie on a disk.
@Suite("Random edit scripts")
struct EditScriptTests {
    /// Bodies and heads of shipped clauses.
    private static let texts: [String] = ClauseLibrary(root: ApprovedLibrary.checkout).currentSources.compactMap { try? String(contentsOfFile: $0.path, encoding: .utf8) }

    @Test("What a script does not touch keeps its bytes", arguments: 0..<TestScale.count(sample: 40, full: 200))
    func script(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(seed) &* 7919 &+ 1)
        let text = try #require(Self.texts.randomElement(using: &numbers))
        let status = ["entwurf", "entwurf", "vorschlag"].randomElement(using: &numbers) ?? "entwurf"
        let house = try SmallHouse([:])
        var name = "probe/eins"
        try house.write("clauses/\(name).md", Self.disguised(text.replacing("\nstatus: vorschlag\n", with: "\nstatus: \(status)\n"), &numbers))
        for step in 0..<8 {
            let desk = try house.desk(nil)
            let opened = try desk.open(name)
            let before = try #require(house.bytes("clauses/\(name).md"))
            let kept = house.files
            var edit = opened.edit
            let what = Int.random(in: 0..<5, using: &numbers)
            if what == 4 {
                // Typed and taken back again: nothing is left of it.
                edit.setBody(edit.body + "\n\nEin Satz, der wieder geht.")
                edit = opened.edit
                edit.setBody(opened.edit.body)
                guard case .unchanged = try desk.save(name, edit.bytes, from: opened.sha256) else {
                    Issue.record("an undone change has been saved")
                    return
                }
                #expect(house.bytes("clauses/\(name).md") == before)
            } else if what == 3, house.files.count(where: { $0.hasSuffix(".md") }) == 1 {
                let new = "probe/n\(step)"
                _ = try desk.rename(name, to: "n\(step)")
                name = new
                #expect(house.bytes("clauses/\(name).md") == before)
            } else {
                let touched = what == 0 ? try Self.changeSetting(&edit, before, step, &numbers) : Self.changeBody(&edit, before, step, &numbers)
                guard case .saved(let version, let keptAs) = try desk.save(name, edit.bytes, from: opened.sha256) else {
                    Issue.record("not saved")
                    return
                }
                let after = try #require(house.bytes("clauses/\(name).md"))
                var expected = [touched]
                if let keptAs {
                    // The old file lies beside it, byte for byte; the new one has another number and is a draft.
                    #expect(FileManager.default.contents(atPath: keptAs).map { Array($0) } == before)
                    expected += Self.lines(before).filter { $0.text.hasPrefix("fassung:") || $0.text.hasPrefix("status:") }.map(\.range)
                    #expect(version != opened.source?.version.version)
                }
                Self.expectUntouched(before, after, expected)
                #expect(kept.allSatisfy { house.files.contains($0) })
            }
        }
        #expect(try house.audit() == [])
    }

    /// The same text as an editor somewhere might have stored it.
    private static func disguised(_ text: String, _ numbers: inout SeededNumbers) -> [UInt8] {
        let kind = Int.random(in: 0..<5, using: &numbers)
        var bytes: [UInt8] = kind == 1 ? [0xEF, 0xBB, 0xBF] : []
        let content = kind == 2 ? text.decomposedStringWithCanonicalMapping : text
        let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            bytes += Array(line.utf8)
            if index + 1 == lines.count { break }
            if index > 0, line.hasPrefix("fassung:"), Bool.random(using: &numbers) { bytes += Array("   # Nummer".utf8) }
            let end: [UInt8] = kind == 3 ? [13, 10] : kind == 4 ? ([[10], [13, 10]].randomElement(using: &numbers) ?? [10]) : [10]
            bytes += end
        }
        if Bool.random(using: &numbers), bytes.last == 10 { bytes.removeLast(bytes.dropLast().last == 13 ? 2 : 1) }
        return bytes
    }

    private struct RawLine {
        var range: Range<Int>
        var text: String
    }

    /// Counted anew here: the test does not believe the program.
    private static func lines(_ bytes: [UInt8]) -> [RawLine] {
        var found: [RawLine] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 10 {
            found.append(RawLine(range: start..<index + 1, text: String(decoding: bytes[start..<index].filter { $0 != 13 }, as: UTF8.self)))
            start = index + 1
        }
        if start < bytes.count { found.append(RawLine(range: start..<bytes.count, text: String(decoding: bytes[start...], as: UTF8.self))) }
        return found
    }

    /// One line of the text gets other words, goes, or gets a neighbour.
    private static func changeBody(_ edit: inout ClauseEdit, _ bytes: [UInt8], _ step: Int, _ numbers: inout SeededNumbers) -> Range<Int> {
        let all = lines(bytes)
        let fence = all.indices.filter { all[$0].text.replacing("\u{FEFF}", with: "").trimmingCharacters(in: .whitespaces) == "---" }[1]
        let body = all[(fence + 1)...].filter { line in
            line.text.contains { !$0.isWhitespace } && all.count { $0.text == line.text } == 1
        }
        let line = body.randomElement(using: &numbers) ?? all[all.count - 1]
        let shown = line.text.precomposedStringWithCanonicalMapping
        var texts = edit.body.components(separatedBy: "\n")
        let place = texts.firstIndex(of: shown) ?? 0
        switch Int.random(in: 0..<2, using: &numbers) {
        case 0: texts[place] += " Zusatz \(step)."
        default: texts[place] = "Ersatz \(step) für eine Zeile."
        }
        edit.setBody(texts.joined(separator: Bool.random(using: &numbers) ? "\n" : "\r\n"))
        return line.range
    }

    private static func changeSetting(_ edit: inout ClauseEdit, _ bytes: [UInt8], _ step: Int, _ numbers: inout SeededNumbers) throws -> Range<Int> {
        let all = lines(bytes)
        let key =
            ["ueberschrift", "zusammenfassung"].filter { key in
                // All of it in one line.
                all.indices.dropLast().contains { all[$0].text.hasPrefix("\(key):") && !all[$0 + 1].text.hasPrefix(" ") }
            }.randomElement(using: &numbers) ?? "ueberschrift"
        try edit.set(key, to: .text("Schritt \(step): anders"))
        return all.first { $0.text.hasPrefix("\(key):") }?.range ?? 0..<0
    }

    /// All bytes outside of the ranges are in the new file, in their order, from its beginning to its end.
    private static func expectUntouched(_ before: [UInt8], _ after: [UInt8], _ touched: [Range<Int>]) {
        var rest = after[...]
        var start = 0
        for range in touched.sorted(by: { $0.lowerBound < $1.lowerBound }) + [before.count..<before.count] {
            let piece = Array(before[min(start, range.lowerBound)..<range.lowerBound])
            guard !piece.isEmpty else {
                start = range.upperBound
                continue
            }
            if range.lowerBound == before.count {
                #expect(rest.count >= piece.count && Array(rest.suffix(piece.count)) == piece, "the end is not what it was")
                return
            }
            guard let found = start == 0 ? (rest.starts(with: piece) ? rest.startIndex..<rest.startIndex + piece.count : nil) : rest.firstRange(of: piece) else {
                Issue.record("\(String(decoding: piece, as: UTF8.self)) is not there any more")
                return
            }
            rest = rest[found.upperBound...]
            start = range.upperBound
        }
    }
}
