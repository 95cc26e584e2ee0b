import ApprovedLibrary
import Assembler
import Findings
import Foundation
import TestScale
import Testing

@testable import Stewardship

/// Random scripts over the shipped agreements, bodies and styles: order, insert, remove, change, rename, undo – in all the ways in which files lie on a disk.
@Suite("Random edit scripts over agreements")
struct AgreementScriptTests {
    private static let texts: [(name: String, text: String)] = ["agreements", "stellen", "styles"].flatMap { folder in
        let path = "\(ApprovedLibrary.checkout)/\(folder)"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
        return names.compactMap { name in (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)).map { (name: "\(folder)/\(name)", text: $0) } }
    }

    @Test("What a script does not touch keeps its bytes", arguments: 0..<TestScale.count(sample: 60, full: 200))
    func script(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(seed) &* 104_729 &+ 17)
        let chosen = try #require(Self.texts.randomElement(using: &numbers))
        var bytes = Self.disguised(chosen.text, &numbers)
        for _ in 0..<8 {
            let before = try SettingTreeEdit(bytes, path: chosen.name)
            var edit = before
            let what = Int.random(in: 0..<6, using: &numbers)
            let lists = Self.lists(edit.tree)
            do {
                switch what {
                case 0: try Self.change(&edit, &numbers)
                case 1:
                    guard let list = lists.randomElement(using: &numbers) else { continue }
                    try edit.insert(.text("eingefügt/ä"), at: Int.random(in: 0...(edit.tree[list]?.elements.count ?? 0), using: &numbers), in: list)
                case 2:
                    guard let list = lists.randomElement(using: &numbers), let count = edit.tree[list]?.elements.count, count > 1 else { continue }
                    try edit.remove(Int.random(in: 0..<count, using: &numbers), in: list)
                case 3:
                    guard let list = lists.randomElement(using: &numbers), let count = edit.tree[list]?.elements.count, count > 1 else { continue }
                    let from = Int.random(in: 0..<count, using: &numbers)
                    let node = try #require(edit.tree[list + from])
                    let to = Int.random(in: 0...count, using: &numbers)
                    guard to != from else { continue }
                    try edit.move(list + from, to: list + to)
                    let now = try #require(edit.tree[list]?.elements)
                    #expect(now.count == count && now[to > from ? to - 1 : to].says(node))
                case 4:
                    // Typed as text, and moved about: what is a line of the file already keeps its bytes.
                    try edit.setText(edit.text + "# Bemerkung am Ende\n")
                    #expect(Self.contents(edit.bytes).starts(with: Self.contents(bytes)))
                default:
                    // Changed and taken back, over the file's bytes as the page does it: nothing is left of it.
                    try Self.change(&edit, &numbers)
                    var undone = before
                    try undone.setText(edit.text)
                    #expect(undone.tree.says(edit.tree))
                    undone = before
                    try undone.setText(before.text)
                    #expect(undone.bytes == bytes)
                    edit = before
                }
            } catch let found as FindingList {
                // What cannot be changed by itself is refused, and nothing has changed.
                #expect(found.all.allSatisfy { $0.rule == "angabe-unveraenderbar" } && edit.bytes == bytes, "\(chosen.name) \(what): \(found.all.map(\.message))")
                continue
            }
            Self.expectUntouched(before.bytes, edit.bytes, moved: what == 3, at: "\(chosen.name), seed \(seed), act \(what)")
            bytes = edit.bytes
            // What was saved says what the editor said.
            #expect(try SettingTreeEdit(bytes, path: chosen.name).tree.says(edit.tree))
        }
    }

    @Test("A comment goes with its clause; a clause goes into a section and comes out with its own bytes")
    func comments() throws {
        let text =
            "titel: T\nklauseln:\n  # zum Ersten\n  - eins/a   # so\n  - abschnitt: Zwei\n    absaetze:\n      - zwei/a\n      # zum Dritten\n      - klausel: drei/a\n        wenn: x\n  - vier/a\n# Ende\n"
        var edit = try SettingTreeEdit(Array(text.utf8), path: "probe.yaml")
        try edit.move(SettingPath("klauseln.0"), to: SettingPath("klauseln.1.absaetze.1"))
        #expect(
            edit.text
                == "titel: T\nklauseln:\n  - abschnitt: Zwei\n    absaetze:\n      - zwei/a\n      # zum Ersten\n      - eins/a   # so\n      # zum Dritten\n      - klausel: drei/a\n        wenn: x\n  - vier/a\n# Ende\n"
        )
        try edit.move(SettingPath("klauseln.0.absaetze.1"), to: SettingPath("klauseln.0"))
        #expect(edit.text == text)
        try edit.set(SettingPath("klauseln.0"), to: .group([SettingNode.Entry("klausel", .text("eins/a")), SettingNode.Entry("wenn", .text("x"))]))
        #expect(edit.text.contains("  # zum Ersten\n  - klausel: eins/a   # so\n    wenn: x\n"))
        try edit.remove(0, in: SettingPath("klauseln"))
        #expect(edit.text == text.replacing("  # zum Ersten\n  - eins/a   # so\n", with: ""))
    }

    @Test("Lists and groups in one line stay in one line")
    func flow() throws {
        var edit = try SettingTreeEdit(Array("a: [eins, \"zwei, drei\", vier]\nb: {c: 1, d: 'zwei'}  # b\n".utf8), path: "probe.yaml")
        try edit.move(SettingPath("a.2"), to: SettingPath("a.0"))
        try edit.insert(.text("mit: Doppelpunkt"), at: 3, in: SettingPath("a"))
        try edit.remove(1, in: SettingPath("a"))
        try edit.set(SettingPath("b.e"), to: .text("neu"))
        try edit.set(SettingPath("b.c"), to: nil)
        #expect(edit.text == "a: [vier, \"zwei, drei\", \"mit: Doppelpunkt\"]\nb: {d: 'zwei', e: neu}  # b\n")
    }

    @Test("Nothing goes into itself, and what is not there is not moved")
    func refusals() throws {
        var edit = try SettingTreeEdit(Array("k:\n  - abschnitt: A\n    absaetze: [x]\n".utf8), path: "probe.yaml")
        let before = edit.bytes
        #expect(throws: FindingList.self) { try edit.move(SettingPath("k.0"), to: SettingPath("k.0.absaetze.0")) }
        #expect(throws: FindingList.self) { try edit.move(SettingPath("k.7"), to: SettingPath("k.0")) }
        #expect(throws: FindingList.self) { try edit.remove(3, in: SettingPath("k")) }
        #expect(throws: FindingList.self) { try edit.setText("k: [\n") }
        #expect(edit.bytes == before)
    }

    // MARK: - Scripts

    private static func lists(_ node: SettingNode, _ place: SettingPath = SettingPath("")) -> [SettingPath] {
        switch node {
        case .list(let nodes): [place] + nodes.enumerated().flatMap { lists($1, place + $0) }
        case .group(let entries): entries.flatMap { lists($0.value, place + $0.key) }
        case .text, .empty: []
        }
    }

    private static func texts(_ node: SettingNode, _ place: SettingPath = SettingPath("")) -> [SettingPath] {
        switch node {
        case .text: [place]
        case .list(let nodes): nodes.enumerated().flatMap { texts($1, place + $0) }
        case .group(let entries): entries.flatMap { texts($0.value, place + $0.key) }
        case .empty: []
        }
    }

    /// A text gets other words, or another setting beside it, or goes.
    private static func change(_ edit: inout SettingTreeEdit, _ numbers: inout SeededNumbers) throws {
        guard let place = texts(edit.tree).filter({ $0.index == nil }).randomElement(using: &numbers) else { return }
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: try edit.set(place, to: .text(["Neues: Wort", "schlicht", "mit „Zeichen“ # und Raute", "00040", "- Strich"].randomElement(using: &numbers) ?? "x"))
        case 1: try edit.set(place.parent + "zusatz_\(Int.random(in: 0..<1000, using: &numbers))", to: .text("Ä"))
        default: if edit.tree[place.parent]?.entries.count ?? 0 > 1 { try edit.set(place, to: nil) }
        }
    }

    /// The same text as an editor somewhere might have stored it.
    private static func disguised(_ text: String, _ numbers: inout SeededNumbers) -> [UInt8] {
        let kind = Int.random(in: 0..<5, using: &numbers)
        var bytes: [UInt8] = kind == 1 ? [0xEF, 0xBB, 0xBF] : []
        let content = kind == 2 ? text.decomposedStringWithCanonicalMapping : text
        for line in content.split(separator: "\n", omittingEmptySubsequences: false) {
            if Int.random(in: 0..<12, using: &numbers) == 0, line.hasSuffix("ja") { bytes += Array("\(line)   # Bemerkung".utf8) } else { bytes += Array(line.utf8) }
            bytes += kind == 3 || (kind == 4 && Bool.random(using: &numbers)) ? [13, 10] : [10]
        }
        bytes.removeLast(kind == 3 ? 2 : bytes.dropLast().last == 13 ? 2 : 1)
        return bytes
    }

    /// Lines with their ends, counted anew here: the test does not believe the program.
    private static func contents(_ bytes: [UInt8]) -> [[UInt8]] {
        var (lines, line): ([[UInt8]], [UInt8]) = ([], [])
        for byte in bytes {
            line.append(byte)
            if byte == 10 {
                lines.append(line)
                line = []
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// What is left of the old lines is there byte for byte, in its order; of a whole file at most a few lines have changed.
    private static func expectUntouched(_ before: [UInt8], _ after: [UInt8], moved: Bool, at what: String) {
        let (old, new) = (contents(before), contents(after))
        let difference = new.difference(from: old)
        var (removed, inserted): ([[UInt8]], [[UInt8]]) = ([], [])
        for change in difference {
            switch change {
            case .remove(_, let line, _): removed.append(line)
            case .insert(_, let line, _): inserted.append(line)
            }
        }
        if moved {
            // A list in one line changes in it; lines that move are the same lines.
            let (a, b) = (removed.map(trimmed).sorted { $0.lexicographicallyPrecedes($1) }, inserted.map(trimmed).sorted { $0.lexicographicallyPrecedes($1) })
            if a != b {
                #expect(
                    removed.count <= 1 && inserted.count <= 1,
                    "\(what): \(removed.map { String(decoding: $0, as: UTF8.self) }) → \(inserted.map { String(decoding: $0, as: UTF8.self) })")
            }
        } else {
            let comments = removed.filter { line in line.first { $0 != 32 } == 35 }
            #expect(comments.isEmpty || inserted.isEmpty, "\(what): a comment is lost")
            #expect(min(removed.count, inserted.count) <= 2 || removed.count <= 14, "\(what): \(removed.count) lines gone, \(inserted.count) new")
        }
    }

    private static func trimmed(_ line: [UInt8]) -> [UInt8] { Array(line.drop { $0 == 32 }.filter { $0 != 13 && $0 != 10 }) }
}
