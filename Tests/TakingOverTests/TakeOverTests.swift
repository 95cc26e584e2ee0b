import Agreements
import ApprovedLibrary
import ChildProcess
import Findings
import Foundation
import Production
import TestScale
import Testing

@testable import TakingOver

/// Old contracts, typed in two styles, taken apart and made again.
@Suite struct `Taking over an old contract` {
    /// The agreements that the library began with; ten others as offices have them.
    static let source = ["fruehe-hilfen", "kinderschutz", "laender-abkommen", "pflegekinderhilfe", "netzwerk-muster"]
    static let others = [
        "fahrdienst", "ferienfreizeit", "geheimhaltung", "hausaufgaben", "mittagstisch", "patenschaften", "praktikum", "raumnutzung", "sprachmittlung", "supervision",
    ]

    /// Paragraphs that read otherwise afterwards, each named by the report: the parties, where a representative is missing or a designation is
    /// introduced otherwise; „Anlage 1“ that is the only one; „Nummer 2 Abs. 1“ within Nummer 2.
    static let typedDeviations = [
        "fruehe-hilfen": 0, "laender-abkommen": 0, "pflegekinderhilfe": 0, "hausaufgaben": 0, "fahrdienst": 1, "ferienfreizeit": 1, "geheimhaltung": 1, "patenschaften": 1,
        "praktikum": 1, "sprachmittlung": 1, "supervision": 1, "mittagstisch": 2,
    ]

    static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-uebernahme-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Shares of paragraphs in the right section and depth; the report; what stayed of the text.
    private func takeOver(_ contract: TypedContract, _ style: TypedContract.Style) throws -> (share: Double, misplaced: [TypedContract.Place], report: TakeOverReport) {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try contract.file(style, in: folder)
        let report = try TakeOver.run(TakeOver.Request(files: [path], folder: folder + "/neu", library: ApprovedLibrary.path(), land: "NW"))
        var found: [TypedContract.Place: Int] = [:]
        for place in report.entries[0].contract.places { found[place, default: 0] += 1 }
        var misplaced: [TypedContract.Place] = []
        for place in contract.places { if let count = found[place], count > 0 { found[place] = count - 1 } else { misplaced.append(place) } }
        return (1 - Double(misplaced.count) / Double(max(1, contract.places.count)), misplaced, report)
    }

    @Test(arguments: source, TypedContract.Style.allCases)
    func `finds sections and levels of the library's agreements typed as files`(_ name: String, _ style: TypedContract.Style) throws {
        let contract = try TypedContract(agreement: name, library: ApprovedLibrary.path())
        let (share, misplaced, report) = try takeOver(contract, style)
        #expect(share >= 0.95, "\(share): \(misplaced)")
        #expect(report.entries[0].isBuildable, "\(report.checked.filter { $0.severity == .fehler }.map(\.message))")
        #expect(report.entries[0].deviations.count <= Self.typedDeviations[name, default: 4], "\(report.entries[0].deviations)")
    }

    @Test(arguments: others, TypedContract.Style.allCases)
    func `finds sections and levels of other contracts`(_ name: String, _ style: TypedContract.Style) throws {
        let contract = try TypedContract(named: name)
        let (share, misplaced, report) = try takeOver(contract, style)
        #expect(share >= 0.95, "\(share): \(misplaced)")
        #expect(report.entries[0].isBuildable, "\(report.checked.filter { $0.severity == .fehler }.map(\.message))")
        #expect(report.entries[0].deviations.count <= Self.typedDeviations[name, default: 4], "\(report.entries[0].deviations)")
    }

    // MARK: - There and back

    /// Word file of ours → taken over → Word again: the same text, but for what the report names.
    @Test(arguments: source) func `gives back the text of our own files`(_ name: String) throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let library = try ApprovedLibrary.path()
        let data = "\(library)/agreements/beispiele/\(name).yaml"
        let request = ContractRequest(agreement: name, library: library, data: FileManager.default.fileExists(atPath: data) ? data : nil)
        _ = try Contracts.word(request, output: folder + "/alt.docx")
        let report = try TakeOver.run(TakeOver.Request(files: [folder + "/alt.docx"], folder: folder + "/neu", library: library, land: "NW"))
        let entry = report.entries[0]
        #expect(entry.isBuildable, "\(report.checked.filter { $0.severity == .fehler }.map(\.message))")
        #expect(entry.deviations.count <= Self.deviations[name, default: 0], "\(entry.deviations)")
    }

    /// An annex whose pages are pictures: its text is not in the file, and the new one says so; besides it gets a title. Each is named by the report.
    static let deviations = ["fruehe-hilfen": 2, "kinderschutz": 2]

    // MARK: - The library, and several contracts

    @Test func `knows again what the library has, and says which words differ`() throws {
        let library = ClauseLibrary(root: try ApprovedLibrary.path())
        let known = KnownClauses(library)
        func section(_ text: String) -> OldSection { OldSection(heading: "Haftung", nodes: [OldNode(id: 1, kind: .paragraph, text: text)]) }
        let text = "Die Parteien haften einander nach den gesetzlichen Vorschriften. Für die Arbeit mit Familien bleibt jede Einrichtung selbst verantwortlich."
        let same = try #require(known.match(section(text)))
        #expect(same.clause == "haftung/gesetzlich 1.0")
        #expect(same.isSame)
        let near = try #require(known.match(section(text.replacing("gesetzlichen", with: "allgemeinen"))))
        #expect(!near.isSame)
        #expect(near.onlyHere == ["allgemeinen"])
        #expect(near.onlyThere == ["gesetzlichen"])
        #expect(known.match(section("Der Hausmeister öffnet das Tor um acht Uhr und schließt es um zehn.")) == nil)
    }

    @Test func `of several contracts says which clause occurs how often`() throws {
        let others = ["eins": "Der Schlüssel hängt im Flur.", "zwei": "Fotos werden vorher erbeten.", "drei": "Am Sonntag bleibt das Haus geschlossen."]
        func contract(_ name: String, _ text: String) -> OldContract {
            var contract = OldContract(path: name, name: name)
            contract.sections = [
                OldSection(heading: "Kündigung", nodes: [OldNode(id: 1, kind: .paragraph, text: text)]),
                OldSection(heading: name, nodes: [OldNode(id: 2, kind: .paragraph, text: others[name] ?? "")]),
            ]
            return contract
        }
        let clusters = ClauseClusters([
            contract("eins", "Jede Partei kann mit einer Frist von drei Monaten kündigen."), contract("zwei", "Jede Partei kann mit einer Frist von drei Monaten kündigen."),
            contract("drei", "Jede Partei kann mit einer Frist von sechs Monaten kündigen."),
        ]).all
        let first = try #require(clusters.first)
        #expect(first.heading == "Kündigung")
        #expect(first.contracts == ["drei", "eins", "zwei"])
        #expect(first.wordings.map(\.contracts) == [["eins", "zwei"], ["drei"]])
        #expect(clusters.dropFirst().allSatisfy { $0.contracts.count == 1 })
    }

    @Test func `lists clauses of one name in the order of the files, however often it is asked`() {
        let texts = ["Der Schlüssel hängt im Flur.", "Fotos werden vorher erbeten.", "Am Sonntag bleibt das Haus geschlossen.", "Wer kocht, räumt auf."]
        let contracts = texts.enumerated().map { number, text in
            var contract = OldContract(path: "\(number)", name: "\(number)")
            contract.sections = [OldSection(heading: "Ende", nodes: [OldNode(id: 1, kind: .paragraph, text: text)])]
            return contract
        }
        // Within a process the order of a dictionary may differ from one to the next.
        for _ in 0..<50 { #expect(ClauseClusters(contracts).all.map(\.contracts) == [["0"], ["1"], ["2"], ["3"]]) }
    }

    // MARK: - Nothing in silence

    @Test func `tells what it could not decide`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try TypedContract(named: "supervision").file(.hand, in: folder)
        let report = try TakeOver.run(TakeOver.Request(files: [path], folder: folder + "/neu", library: ApprovedLibrary.path()))
        let told = report.entries[0].findings.map { "\($0.rule): \($0.message)" }.joined(separator: "\n")
        for words in ["„§ 7 Abs. 1“", "„§§ 1 bis 3“ nennt mehrere Stellen", "uebernahme-feld", "uebernahme-land", "uebernahme-unterschriften"] {
            #expect(told.contains(words), "\(words) fehlt:\n\(told)")
        }
        #expect(report.entries[0].references == 1)
        #expect(report.entries[0].openReferences == 2)
        let clause = try String(contentsOfFile: folder + "/neu/clauses/honorar/supervision-hand.md", encoding: .utf8)
        #expect(clause.contains("{{ref:honorar#abs-1}}"))
        #expect(clause.contains("offen: true"))
        let page = try String(contentsOfFile: folder + "/neu/bericht.html", encoding: .utf8)
        #expect(page.contains("nennt mehrere Stellen"))
        #expect(!page.contains(folder))
    }

    @Test func `never writes where something lies`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = try TypedContract(named: "praktikum").file(.hand, in: folder)
        try FileManager.default.createDirectory(atPath: folder + "/neu", withIntermediateDirectories: true)
        try "mein".write(toFile: folder + "/neu/datei", atomically: true, encoding: .utf8)
        #expect(throws: Failure.self) { try TakeOver.run(TakeOver.Request(files: [path], folder: folder + "/neu", library: ApprovedLibrary.path(), land: "NW")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/neu") == ["datei"])
    }
}
