import Assembler
import Findings
import ApprovedLibrary
import Foundation
import Production
import Testing

/// Seeded defects: every file of `Defects/` says what is changed in the small library `_grundlage`, and what `check` has to find.
///
///     # Title
///     erwartet: RULE PLACE              several lines are several findings; PLACE as `path:line` (or the path of a whole file)
///     === path                          the file's new content
///     === path ~                        a replacement: the old text, „==>“, the new text
@Suite("Seeded defects")
struct DefectTests {
    @Test("The small library has no defect")
    func clean() throws {
        #expect(try SeededLibrary([]).findings().filter { $0.severity > .hinweis } == [])
    }

    @Test("is found at its line", arguments: SeededDefect.all)
    func isFound(defect: SeededDefect) throws {
        let library = try SeededLibrary(defect.edits)
        let findings = try library.findings()
        for expected in defect.expected {
            let isFound = findings.contains { $0.rule == expected.rule && library.line(of: $0) == expected.place && $0.remedy != nil }
            let found = findings.map { "\($0.rule) \(library.line(of: $0))" }
            #expect(isFound, "\(expected.rule) \(expected.place) is not among \(found)")
        }
    }

    @Test("A check of one agreement sees changes of the approved clauses it uses")
    func seesChangesOfUsedClauses() throws {
        let defect = try #require(SeededDefect.all.first { $0.expected.contains { $0.rule == "freigabe-veraendert" } })
        let found = try SeededLibrary(defect.edits).findings(of: "probe").map(\.rule)
        #expect(found.contains("freigabe-veraendert") && !found.contains("freigabe-ohne-klausel"))
    }

    @Test("There are enough of them, and each rule of the library and the program has one")
    func coverage() throws {
        let seeded = Set(SeededDefect.all.flatMap(\.expected).map(\.rule))
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        let missing = RuleBook(folder: "\(root)/rules").cards.map(\.id).filter { !seeded.contains($0) }
        // A hint that depends on the Land's facts, not on the agreement.
        #expect(Set(missing).subtracting(["unterschrift-befugnis"]) == [])
    }
}

struct SeededDefect: Sendable, CustomTestStringConvertible {
    var title: String
    var expected: [(rule: String, place: String)]
    var edits: [SeededLibrary.Edit]

    var testDescription: String { title }

    /// All files, sorted by name.
    static let all: [SeededDefect] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: SeededLibrary.folder)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
            (try? String(contentsOfFile: "\(SeededLibrary.folder)/\(name)", encoding: .utf8)).map { SeededDefect(name: name, text: $0) }
        }
    }()

    private init(name: String, text: String) {
        title = name
        expected = []
        edits = []
        let parts = ("\n" + text).components(separatedBy: "\n=== ")
        for line in parts[0].split(separator: "\n") {
            if line.hasPrefix("# ") { title = String(line.dropFirst(2)) }
            guard line.hasPrefix("erwartet: ") else { continue }
            let words = line.dropFirst(10).split(separator: " ", maxSplits: 1).map(String.init)
            expected.append((words[0], words.count > 1 ? words[1] : ""))
        }
        for part in parts.dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let head = lines[0]
            let content = lines.count > 1 ? lines[1] : ""
            guard head.hasSuffix(" ~") else {
                edits.append(.init(path: head, old: nil, new: content.hasSuffix("\n") ? content : content + "\n"))
                continue
            }
            let sides = content.components(separatedBy: "\n==>\n")
            edits.append(.init(path: String(head.dropLast(2)), old: sides[0], new: sides.count > 1 ? sides[1].trimmingSuffix("\n") : ""))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}

/// A copy of the small library with some files changed.
final class SeededLibrary {
    struct Edit: Sendable {
        var path: String
        /// `nil`: the whole file is new.
        var old: String?
        var new: String
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Defects").path
    static let root = folder + "/_grundlage"

    private let copy: String

    init(_ edits: [Edit]) throws {
        copy = FileManager.default.temporaryDirectory.appending(path: "defect-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: Self.root, toPath: copy)
        for edit in edits {
            let path = "\(copy)/\(edit.path)"
            guard let old = edit.old else {
                let folder = URL(filePath: path).deletingLastPathComponent().path
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try edit.new.write(toFile: path, atomically: true, encoding: .utf8)
                continue
            }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            // What is replaced stands there once, or the seed itself is wrong.
            try #require(text.components(separatedBy: old).count == 2, "\(edit.path): \(old)")
            try text.replacing(old, with: edit.new).write(toFile: path, atomically: true, encoding: .utf8)
        }
        if !edits.contains(where: { $0.path == "clauses/freigaben.txt" }) { try ApprovedLibrary.approve(copy) }
    }

    deinit { try? FileManager.default.removeItem(atPath: copy) }

    func findings() throws -> [Finding] { try Check.run(agreements: [], library: copy).findings }

    func findings(of agreement: String) throws -> [Finding] {
        try Check.run(agreements: ["\(copy)/agreements/\(agreement).yaml"], library: copy).findings
    }

    /// „agreements/probe.yaml:14“
    func line(of finding: Finding) -> String {
        switch finding.place {
        case .file(let path, let line, _)?: path.replacing(copy + "/", with: "") + (line == 0 ? "" : ":\(line)")
        default: finding.place?.description ?? ""
        }
    }
}
