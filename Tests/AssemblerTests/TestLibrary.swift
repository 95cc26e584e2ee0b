import ApprovedLibrary
import DocumentModel
import Findings
import Foundation
import Testing

@testable import Agreements
@testable import Assembler

/// A small library in a folder of its own; files are changed per test.
final class TestLibrary {
    let root: String

    // swift-format-ignore: NeverForceUnwrap
    static let day = CalendarDate(year: 2026, month: 9, day: 16)!

    static let agreement = """
        titel: Vereinbarung mit {{partner.name}}
        stelle: musterstadt
        datum: 2026-10-01
        felder:
          partner: {art: stelle}
          laufzeit: {art: auswahl, werte: [befristet, unbefristet], vorgabe: unbefristet}
          alter: {art: zahl, vorgabe: 3, min: 1, max: 18}
          betrag: {art: betrag, pflicht: nein}
          beginn: {art: datum, pflicht: nein}
          siegel: {art: ja_nein, vorgabe: nein}
          orte: {art: liste, von: text, pflicht: nein}
          leitung: {art: person, pflicht: nein}
          kontakte: {art: tabelle, pflicht: nein, spalten: {name: {art: text}, ab: {art: datum}}}
        parteien:
          liste:
            - {stelle: stelle, bezeichnung: Jugendamt}
            - {stelle: partner, bezeichnung: Partner}
        klauseln:
          - gegenstand/kurz
          - laufzeit
          - klausel: kuendigung/frist
            felder: {frist: 6}
        beispiel:
          partner: {name: Kita Sonne e. V., art: ev, strasse: Weg 1, plz: "00001", ort: Musterstadt, vertreten_durch: Vorstand}

        """

    static let files: [String: String] = [
        "stellen/musterstadt.yaml": """
        name: Stadt Musterstadt
        art: gebietskoerperschaft
        strasse: Rathausplatz 1
        plz: "00001"
        ort: Musterstadt
        land: NW
        gender: doppelpunkt
        stil: klassisch
        vertretung:
          - {anrede: Frau, name: Mustermann, funktion: Oberbürgermeisterin}
        """,
        "clauses/gegenstand/kurz.md": clause("Gegenstand", "", "freigegeben", "1.0", "Kinder bis {{alter}} Jahre."),
        "clauses/laufzeit/unbefristet.md": clause("Laufzeit", "wenn: laufzeit == \"unbefristet\"\nerfordert: [kuendigung]"),
        "clauses/laufzeit/befristet.md": clause("Laufzeit", "wenn: sonst\nschliesst_aus: [kuendigung/frist]"),
        "clauses/kuendigung/frist.md": clause(
            "Kündigung", "felder:\n  frist: {art: zahl, vorgabe: 3, min: 1, max: 24}\n  form: {art: text, vorgabe: schriftlich}"),
        "clauses/kuendigung/jederzeit.md": clause("Kündigung"),
        "agreements/a.yaml": agreement,
    ]

    static func clause(_ heading: String, _ more: String = "", _ status: String = "freigegeben", _ fassung: String = "1.0", _ body: String = "Text.")
        -> String
    {
        "---\nueberschrift: \(heading)\nfassung: \"\(fassung)\"\nstatus: \(status)\n\(more.isEmpty ? "" : more + "\n")---\n\n\(body)\n"
    }

    init(_ changes: [String: String] = [:]) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)").path
        for (path, content) in Self.files.merging(changes, uniquingKeysWith: { _, new in new }) { try write(content, to: path) }
        // What heißt freigegeben is so, unless the test has a record of its own.
        if changes["clauses/freigaben.txt"] == nil { try ApprovedLibrary.approve(root) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ content: String, to path: String) throws { try write(Data(content.utf8), to: path) }

    func write(_ content: Data, to path: String) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: url)
    }

    /// With the shipped facts, which are read only where a rule or a postcode asks for them.
    var planner: AssemblyPlanner {
        AssemblyPlanner(library: ClauseLibrary(root: root), rules: RuleBook(folder: root + "/rules", facts: Facts(folder: Repository.root + "/facts")))
    }

    func plan(_ options: [String] = [], data: String? = nil, row: PartnerRow? = nil) throws(FindingList) -> AssemblyPlan {
        let planner = planner
        let agreement = try planner.agreement(at: "\(root)/agreements/a.yaml")
        return try planner.plan(agreement, data: AgreementData(options: options, file: data.map { "\(root)/\($0)" }, row: row), today: Self.day)
    }

    /// The findings of severity Fehler, paths relative to the library.
    func errors(_ options: [String] = [], data: String? = nil, row: PartnerRow? = nil) -> [Finding] {
        do throws(FindingList) {
            _ = try plan(options, data: data, row: row)
            return []
        } catch {
            return error.all.filter { $0.severity == .fehler }
        }
    }

    /// „agreements/a.yaml:3:1“
    func place(_ finding: Finding) -> String {
        (finding.place?.description ?? "").replacing(root + "/", with: "")
    }
}

extension AssemblyPlan {
    func value(_ path: String) -> Value? { environment.value(FieldPath(path)) }
}
