import Agreements
import ApprovedLibrary
import Assembler
import DocumentModel
import Findings
import Foundation
import Testing

@testable import Production

/// A library on the disk that a test may change: a copy of the shipped one, its clauses approved; fonts are linked.
private struct ChangingLibrary {
    let root: String
    private let place: TemporaryPlace

    init() throws {
        place = try TemporaryPlace()
        root = place.path + "/bibliothek"
        let (files, shipped) = (FileManager.default, try ApprovedLibrary.path())
        try files.createDirectory(atPath: root, withIntermediateDirectories: true)
        for name in ["clauses", "agreements", "stellen", "rules"] { try files.copyItem(atPath: "\(shipped)/\(name)", toPath: "\(root)/\(name)") }
        for name in ["facts", "styles"] { try files.copyItem(atPath: "\(ApprovedLibrary.checkout)/\(name)", toPath: "\(root)/\(name)") }
        try files.createSymbolicLink(atPath: root + "/fonts", withDestinationPath: ApprovedLibrary.checkout + "/fonts")
    }

    func text(_ path: String) throws -> String { try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8) }

    /// Written in place, so that the folder's own time says nothing.
    func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/\(path)"))
    }

    func replace(_ path: String, _ old: String, _ new: String) throws {
        let before = try text(path)
        try #require(before.contains(old), "\(path) does not contain \(old)")
        try write(path, before.replacing(old, with: new))
    }

    func workspace() throws -> Workspace { try Workspace.locate(agreement: nil, library: root) }

    /// What a workshop of its own makes: the bytes, or what it tells instead.
    func cold(_ agreement: String, _ data: AgreementData) throws -> Result<[UInt8], Failure> {
        let workspace = try workspace()
        return Result { () throws(Failure) in
            let workshop = try Workshop(workspace)
            let contract = try workshop.assemble(try workshop.plan(try workshop.agreement(at: workspace.path(ofAgreement: agreement)), data))
            let press = try Press(workshop.supplies)
            return try press.pdf(try press.layOut(contract.document).list, origin: contract.origin)
        }
    }
}

private func answers(_ name: String = "Familienzentrum Regenbogen e. V.", _ more: [String: String] = [:]) throws -> AgreementData {
    let given = [
        "partner.name": name, "partner.art": "ev", "partner.strasse": "Beispielweg 12", "partner.plz": "00002", "partner.ort": "Musterstadt",
        "partner.vertreten_durch": "Jale Öztürk-Mustermann, Vorstand",
    ].merging(more) { $1 }
    var data = try AgreementData(answers: Dictionary(uniqueKeysWithValues: given.map { (FieldPath($0.key), .text($0.value)) }))
    data.examples = .inDrafts
    return data
}

@Suite("A library kept ready")
struct WarmLibraryTests {
    private static let agreement = "fruehe-hilfen"

    /// One change after another, the way an office works; after each the contract is the one that a program started now would make.
    @Test("After every change of the disk the bytes are those of a fresh start")
    func changes() async throws {
        let library = try ChangingLibrary()
        let press = PreviewPress(WarmLibrary(try library.workspace()))
        let clause = "clauses/kuendigung/jederzeit.md"
        let original = try library.text(clause)
        let steps: [(what: String, change: () throws -> Void)] = [
            ("nothing", {}),
            ("a clause says something else", { try library.replace(clause, "1. ", "1. Die Beteiligten haben hierüber beraten. ") }),
            ("a clause in the same length", { try library.replace(clause, "hierüber beraten", "darüber gestritten".prefix(16).description) }),
            ("a clause is broken", { try library.write(clause, "---\nueberschrift: [\n---\n") }),
            ("a clause is as it was", { try library.write(clause, original) }),
            ("a clause is gone", { try FileManager.default.removeItem(atPath: "\(library.root)/\(clause)") }),
            ("it has come back", { try library.write(clause, original) }),
            (
                "an approval is withdrawn",
                {
                    let lines = try library.text("clauses/freigaben.txt").split(separator: "\n", omittingEmptySubsequences: false)
                    try library.write("clauses/freigaben.txt", lines.filter { !$0.hasPrefix("salvatorische-klausel/") }.joined(separator: "\n"))
                }
            ),
            ("a body has moved", { try library.replace("stellen/musterstadt.yaml", "ort: Musterstadt", "ort: Neumusterstadt") }),
            ("the agreement has another title", { try library.replace("agreements/fruehe-hilfen.yaml", "- Kooperationsvereinbarung\n", "- Vereinbarung\n") }),
            (
                "a rule is added",
                {
                    try library.write(
                        "rules/probe.yaml",
                        "schwere: warnung\nerklaerung: Probe.\nmeldung: Probe.\nabhilfe: Keine.\nwenn: \"leistungserbringer\"\n")
                }
            ),
            (
                "the style has another size",
                {
                    let style = try library.text("styles/klassisch.yaml")
                    try library.write("styles/klassisch.yaml", style + "\n# Ein Wort mehr\n")
                }
            ),
        ]
        for step in steps {
            try step.change()
            let data = try answers()
            let expected = try library.cold(Self.agreement, data)
            let made: Result<[UInt8], Failure>
            do throws(Failure) {
                made = .success(try await press.file(PreviewRequest(agreement: Self.agreement, data: data)).bytes)
            } catch { made = .failure(error) }
            switch (expected, made) {
            case (.success(let a), .success(let b)): #expect(a == b, "\(step.what)")
            case (.failure(let a), .failure(let b)): #expect(a == b, "\(step.what)")
            default: Issue.record("\(step.what): \(expected) – \(made)")
            }
        }
    }

    @Test("Changed values: the bytes of each are those made alone, whatever was typed before")
    func values() async throws {
        let library = try ChangingLibrary()
        let press = PreviewPress(WarmLibrary(try library.workspace()))
        let typed: [[String: String]] = [
            [:], ["alter_bis": "6"], ["leistungserbringer": "nein"], ["vertragsart": "privatrechtlich"], ["datum": "3.12.2026", "alter_bis": "6"],
            ["klauseln.netzwerktreffen.treffen": "6"], ["status": "entwurf"], [:],
        ]
        for more in typed {
            let data = try answers("Kita Löwenzahn gGmbH", more)
            let made = try await press.file(PreviewRequest(agreement: Self.agreement, data: data))
            #expect(try library.cold(Self.agreement, data).get() == made.bytes, "\(more)")
        }
    }

    @Test("A text laid over a file counts as if it were saved, and only for who laid it")
    func overlay() async throws {
        let library = try ChangingLibrary()
        let press = PreviewPress(WarmLibrary(try library.workspace()))
        let clause = "clauses/kuendigung/jederzeit.md"
        let changed = try library.text(clause).replacing("1. ", with: "1. Nach Beratung gilt: ", maxReplacements: 1)
        let data = try answers()
        let before = try await press.file(PreviewRequest(agreement: Self.agreement, data: data)).bytes
        let laid = try await press.file(PreviewRequest(agreement: Self.agreement, data: data, overlay: SourceOverlay([clause: changed]))).bytes
        #expect(laid != before)
        #expect(try await press.file(PreviewRequest(agreement: Self.agreement, data: data)).bytes == before)
        try library.write(clause, changed)
        #expect(try library.cold(Self.agreement, data).get() == laid)
        #expect(try await press.file(PreviewRequest(agreement: Self.agreement, data: data)).bytes == laid)
    }

    @Test("A variant, a body and an agreement that are texts alone")
    func textsAlone() async throws {
        let library = try ChangingLibrary()
        let press = PreviewPress(WarmLibrary(try library.workspace()))
        let variant = try library.text("clauses/kuendigung/jederzeit.md").replacing("1. ", with: "1. Eigene Fassung: ", maxReplacements: 1)
        let agreement = try library.text("agreements/fruehe-hilfen.yaml").replacing("kuendigung/jederzeit", with: "kuendigung/eigene")
            .replacing("stelle: musterstadt", with: "stelle: neustadt")
        let texts = [
            "clauses/kuendigung/eigene.md": variant, "agreements/eigene.yaml": agreement,
            "stellen/neustadt.yaml": try library.text("stellen/musterstadt.yaml").replacing("Musterstadt", with: "Neustadt"),
        ]
        let request = PreviewRequest(agreement: "eigene", data: try answers(), overlay: SourceOverlay(texts))
        let pages = try await press.pages(request)
        var words: [PreviewWord] = []
        for page in pages.pages.indices { words += try await press.words(pages, page: page) }
        #expect(words.contains { $0.text == "Eigene" && $0.clause == "kuendigung/eigene" })
        #expect(words.contains { $0.text.contains("Neustadt") })
        // As a program of others asks for it.
        let outside = try PreviewRequest(agreement: "eigene", settings: ["status=entwurf"], texts: texts)
        #expect(try await press.pages(outside).pages.count > 1)
    }

    @Test("What a text laid over a file has wrong is told with the file's name")
    func broken() async throws {
        let library = try ChangingLibrary()
        let warm = WarmLibrary(try library.workspace())
        let overlay = SourceOverlay(["agreements/fruehe-hilfen.yaml": "titel: [\n"])
        #expect {
            try warm.agreement("fruehe-hilfen", overlay)
        } throws: { error in
            (error as? Failure)?.findings.contains { if case .file(let path, _, _)? = $0.place { path.hasSuffix("agreements/fruehe-hilfen.yaml") } else { false } } == true
        }
        #expect(throws: Never.self) { try warm.agreement("fruehe-hilfen") }
    }
}

@Suite("Answers of a form")
struct AnswerTests {
    @Test("Answers count as the same values in a data file do: same bytes")
    func file() throws {
        let library = try ChangingLibrary()
        let place = try TemporaryPlace()
        let path = place.path + "/werte.yaml"
        try Data(
            """
            partner: {name: "Kita Sonne e. V.", art: "ev", strasse: "Weg 1", plz: "00001", ort: "Musterstadt", vertreten_durch: "Jale Mustermann"}
            alter_bis: "6"
            datum: "1. Dezember 2026"
            """.utf8
        ).write(to: URL(filePath: path))
        var file = try AgreementData(file: path)
        file.examples = .inDrafts
        let form = try answers(
            "Kita Sonne e. V.", ["partner.strasse": "Weg 1", "partner.plz": "00001", "partner.vertreten_durch": "Jale Mustermann", "alter_bis": "6", "datum": "1. Dezember 2026"])
        #expect(try library.cold("fruehe-hilfen", file).get() == library.cold("fruehe-hilfen", form).get())
    }

    @Test("A finding about an answer leads to its field")
    func place() throws {
        let library = try ChangingLibrary()
        let data = try answers("Kita Sonne", ["alter_bis": "viele"])
        guard case .failure(let failure) = try library.cold("fruehe-hilfen", data) else {
            Issue.record("„viele“ is no number")
            return
        }
        #expect(failure.findings.contains { AgreementData.answeredPath($0.place) == FieldPath("alter_bis") })
    }

    @Test(
        "Fields that exclude one another, empty ones, line ends of browsers",
        arguments: [
            (["partner": "Kita", "partner.name": "Kita"], nil as String?),
            (["a": "  ", "b": "x\r\ny"], "form{1:b=q3:x\ny}"),
            (["a.2.name": "zwei", "a.1.name": "eins"], "form{1:a=[{4:name=q4:eins}{4:name=q4:zwei}]}"),
        ] as [([String: String], String?)])
    func tree(given: [String: String], expected: String?) {
        let answers = Dictionary(uniqueKeysWithValues: given.map { (FieldPath($0.key), RecordedContent.text($0.value)) })
        #expect((try? AgreementData(answers: answers))?.digestText == expected)
    }
}

@Suite("Pages to look at")
struct PreviewTests {
    @Test("Only pages that changed have another name, and each word knows its field and clause")
    func pages() async throws {
        let library = try ChangingLibrary()
        let press = PreviewPress(WarmLibrary(try library.workspace()))
        func pages(_ data: AgreementData) async throws -> PreviewPages { try await press.pages(PreviewRequest(agreement: "fruehe-hilfen", data: data)) }
        let first = try await pages(try answers())
        let again = try await pages(try answers())
        #expect(again.unknown(to: Set(first.pages.map(\.id))) == [])
        let other = try await pages(try answers("Familienzentrum Regenbogen e. V.", ["partner.strasse": "Beispielweg 13"]))
        let changed = other.unknown(to: Set(first.pages.map(\.id)))
        #expect(!changed.isEmpty && changed.count < other.pages.count)
        let words = try await press.words(other, page: changed[0])
        #expect(words.contains { $0.text == "Beispielweg" && $0.field == "partner.strasse" && !$0.isFurniture && $0.width > 20 })
        var all: [PreviewWord] = []
        for page in other.pages.indices { all += try await press.words(other, page: page) }
        #expect(all.contains { $0.clause == "kuendigung/jederzeit" && $0.field == "klauseln.kuendigung.annahme" && $0.text.hasPrefix("Netzwerkkoordination") })
        // The address is a value wherever it is printed, and nothing else is.
        for word in all where word.field == "partner.strasse" { #expect(["Beispielweg", "13", "13,"].contains(word.text), "\(word.text)") }
        let size = other.pages[changed[0]]
        #expect(all.allSatisfy { $0.x >= 0 && $0.y >= 0 && $0.x + $0.width <= size.width && $0.y + $0.height <= size.height })
    }

    @Test("A picture is drawn in the resolution asked for")
    func picture() async throws {
        let library = try ChangingLibrary()
        let press = PreviewPress(WarmLibrary(try library.workspace()))
        let pages = try await press.pages(PreviewRequest(agreement: "fruehe-hilfen", data: try answers()))
        let picture = try await press.picture(pages, page: 0, dpi: 72)
        // Width and height in IHDR: A4 in points.
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) && Array(picture[16..<24]) == [0, 0, 0x02, 0x53, 0, 0, 0x03, 0x4A])
        await #expect(throws: Failure.self) { try await press.picture(pages, page: 999, dpi: 72) }
    }
}

@Suite("Stamps of files")
struct FileStampTests {
    @Test("What is written, made, removed, replaced or touched between two looks")
    func looks() throws {
        let place = try TemporaryPlace()
        let files = FileManager.default
        func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: URL(filePath: "\(place.path)/\(name)")) }
        try files.createDirectory(atPath: place.path + "/unten", withIntermediateDirectories: true)
        try write("a.md", "eins")
        try write("unten/b.md", "eins")
        try write("c.csv", "eins")
        var stamps = FileStamps([place.path, place.path + "/spaeter"]) { !$0.hasSuffix(".csv") }
        let steps: [(what: String, change: () throws -> Void, expected: [String])] = [
            ("nothing", {}, []),
            ("same length, same tick", { try write("a.md", "zwei") }, ["a.md"]),
            ("the same again", { try write("a.md", "zwei") }, []),
            ("below", { try write("unten/b.md", "drei") }, ["unten/b.md"]),
            ("unwanted", { try write("c.csv", "drei") }, []),
            ("new", { try write("unten/d.md", "") }, ["unten/d.md"]),
            ("replaced", { try files.moveItem(atPath: place.path + "/unten/d.md", toPath: place.path + "/e.md") }, ["unten/d.md", "e.md"]),
            ("removed", { try files.removeItem(atPath: place.path + "/a.md") }, ["a.md"]),
            (
                "a folder that was missing",
                {
                    try files.createDirectory(atPath: place.path + "/spaeter", withIntermediateDirectories: true)
                    try write("spaeter/f.md", "eins")
                }, ["spaeter/f.md"]
            ),
            ("a folder gone", { try files.removeItem(atPath: place.path + "/unten") }, ["unten/b.md"]),
        ]
        for step in steps {
            try step.change()
            #expect(stamps.changes() == Set(step.expected.map { "\(place.path)/\($0)" }), "\(step.what)")
        }
    }
}

@Suite("Watched folders")
struct FolderWatchTests {
    @Test("Whatever is written, made, moved, removed or touched is told of once, and nothing else")
    func told() throws {
        let place = try TemporaryPlace()
        let files = FileManager.default
        let (inner, file) = (place.path + "/unten", place.path + "/unten/a.md")
        try files.createDirectory(atPath: inner, withIntermediateDirectories: true)
        try Data("eins".utf8).write(to: URL(filePath: file))
        let watch = try #require(FolderWatch([place.path, inner, place.path + "/fehlt"]))
        let steps: [(what: String, change: () throws -> Void)] = [
            ("written in place", { try Data("zwei".utf8).write(to: URL(filePath: file)) }),
            ("written by another name", { try Data("drei".utf8).write(to: URL(filePath: file), options: .atomic) }),
            ("made", { try Data().write(to: URL(filePath: inner + "/b.md")) }),
            ("touched", { try files.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: file) }),
            ("moved", { try files.moveItem(atPath: file, toPath: place.path + "/a.md") }),
            ("removed", { try files.removeItem(atPath: place.path + "/a.md") }),
            ("a folder that was missing", { try files.createDirectory(atPath: place.path + "/fehlt", withIntermediateDirectories: true) }),
        ]
        #expect(watch.isQuiet())
        for step in steps {
            try step.change()
            #expect(!watch.isQuiet(), "\(step.what)")
            #expect(watch.isQuiet(), "\(step.what)")
        }
        // Reading is no news.
        _ = try files.contentsOfDirectory(atPath: inner)
        _ = try Data(contentsOf: URL(filePath: inner + "/b.md"))
        #expect(watch.isQuiet())
        // A folder that came later is watched when it is added, more events than fit into one answer are one piece of news.
        #expect(watch.add([place.path + "/fehlt"]))
        for number in 0..<1_000 { try Data().write(to: URL(filePath: place.path + "/fehlt/\(number).md")) }
        #expect(!watch.isQuiet() && watch.isQuiet())
    }

    @Test("A change that nobody tells of, through a link out of the library, is noticed within the bound")
    func unannounced() async throws {
        let library = try ChangingLibrary()
        let outside = try TemporaryPlace()
        let clause = "clauses/kuendigung/jederzeit.md"
        let text = try library.text(clause)
        try Data(text.utf8).write(to: URL(filePath: outside.path + "/jederzeit.md"))
        try FileManager.default.removeItem(atPath: "\(library.root)/\(clause)")
        try FileManager.default.createSymbolicLink(atPath: "\(library.root)/\(clause)", withDestinationPath: outside.path + "/jederzeit.md")
        let warm = WarmLibrary(try library.workspace())
        func body() throws -> String? {
            try warm.workshop().planner.library.family("kuendigung")?.variant("jederzeit")?.files.first.map {
                try warm.workshop().planner.library.source($0, family: "kuendigung", variant: "jederzeit").body.value
            }
        }
        #expect(try body()?.contains("Nach Beratung") == false)
        try Data(text.replacing("1. ", with: "1. Nach Beratung: ", maxReplacements: 1).utf8).write(to: URL(filePath: outside.path + "/jederzeit.md"))
        try await Task.sleep(for: .milliseconds(1_100))
        #expect(try body()?.contains("Nach Beratung") == true)
    }
}
