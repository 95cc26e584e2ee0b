import Foundation
import KeptContracts
import Synchronization
import TestScale
import Testing

@testable import Production

/// Whatever a contract's making opens is an input: of resume, of verify.
@Suite("Eingaben")
struct InputTests {
    /// The small library with files of its own in place of links, a picture, and a coat of arms outside of it.
    private static func library() throws -> (folder: TemporaryFolder, outside: TemporaryFolder) {
        let folder = try SmallLibrary.make()
        let outside = try TemporaryFolder()
        for name in ["styles", "facts", "fonts"] {
            let path = folder.path + "/" + name
            try FileManager.default.removeItem(atPath: path)
            guard name == "fonts" else {
                try FileManager.default.copyItem(atPath: Program.checkout + "/" + name, toPath: path)
                continue
            }
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for file in ["catalogue.yaml", "trennung.txt", "ligaturen.txt"] {
                try FileManager.default.copyItem(atPath: "\(Program.checkout)/fonts/\(file)", toPath: "\(path)/\(file)")
            }
            try FileManager.default.createSymbolicLink(atPath: path + "/files", withDestinationPath: Program.checkout + "/fonts/files")
        }
        try folder.write("rules/eigene.yaml", "titel: Eigene\n")
        // A family that is a link to elsewhere.
        try outside.write("treffen.md", SmallLibrary.meetings)
        try FileManager.default.removeItem(atPath: folder.path + "/clauses/zusammenarbeit")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/clauses/zusammenarbeit", withDestinationPath: outside.path)
        return (folder, outside)
    }

    @Test("Every file of a library counts, also behind a link and outside of it")
    func everyFile() throws {
        let (folder, outside) = try Self.library()
        try outside.write("wappen.svg", "<svg/>")
        try folder.replace("genus: f\n", with: "genus: f\nwappen: {datei: \"\(outside.path)/wappen.svg\", alternativtext: Wappen}\n", in: "stellen/probestadt.yaml")
        try folder.replace("klauseln:\n", with: "anlagen:\n  - kennung: plan\n    datei: anlagen/plan.pdf\nklauseln:\n", in: "agreements/probe.yaml")
        try folder.write("agreements/anlagen/plan.pdf", "%PDF")
        let workspace = try Workspace.locate(agreement: "probe", library: folder.path)
        let agreement = folder.path + "/agreements/probe.yaml"
        let before = InputSnapshot(workspace, agreement: agreement)
        #expect(before.firstChanged() == nil)
        let own = folder.files.filter { !$0.hasPrefix("fonts/files") && $0 != "partner.csv" }.map { folder.path + "/" + $0 }
        let all = own + ["treffen.md", "wappen.svg"].map { outside.path + "/" + $0 }
        #expect(all.count > 20)
        var digests: Set<String> = [before.digestText]
        for path in all {
            let old = try Data(contentsOf: URL(fileURLWithPath: path))
            try (old + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
            #expect(before.firstChanged() != nil, "\(path)")
            #expect(digests.insert(InputSnapshot(workspace, agreement: agreement).digestText).inserted, "\(path) zählt nicht")
            try old.write(to: URL(fileURLWithPath: path))
        }
        // One that comes, one that goes.
        try folder.write("rules/neu.yaml", "titel: Neu\n")
        #expect(digests.insert(InputSnapshot(workspace, agreement: agreement).digestText).inserted)
        #expect(before.firstChanged() != nil)
    }

    @Test("After a change in any file of the library, verify proves the contract or names the file; it never accuses")
    func verifyAfterEachChange() throws {
        let (folder, outside) = try Self.library()
        defer { withExtendedLifetime(outside) {} }
        try FileManager.default.removeItem(atPath: folder.path + "/rules")
        let pdf = folder.path + "/vertrag.pdf"
        _ = try Contracts.build(ContractRequest(agreement: "probe", library: folder.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil)
        let names = folder.files.filter { !$0.hasPrefix("fonts/files") && !["partner.csv", "vertrag.pdf", "fonts/catalogue.yaml"].contains($0) }
        for name in names where TestScale.isFull || !name.hasPrefix("styles/") || name == "styles/klassisch.yaml" {
            let path = folder.path + "/" + name
            let old = try Data(contentsOf: URL(fileURLWithPath: path))
            let mark = name.hasSuffix(".md") ? "\nEin Satz mehr.\n" : "\n# Nachtrag\n"
            try (old + Data(mark.utf8)).write(to: URL(fileURLWithPath: path))
            let result = try Verification.of(pdf, library: folder.path)
            #expect([.unchanged, .libraryMovedOn].contains(result.verdict), "\(name): \(result.text)")
            try old.write(to: URL(fileURLWithPath: path))
        }
    }

    @Test(
        "Seams and ligatures that change the pages are named, not taken for forgery",
        arguments: [
            ("fonts/ligaturen.txt", "Kündi=gungsf=rist\nKündigungsf=rist\nSchrif=t=form\nauf=\nbedarf=\nf=rist\nSchrift=form\n"), ("fonts/trennung.txt", "Zu-sammen-arbeit\n"),
        ])
    func seams(name: String, text: String) throws {
        let (folder, outside) = try Self.library()
        defer { withExtendedLifetime(outside) {} }
        try FileManager.default.removeItem(atPath: folder.path + "/rules")
        let pdf = folder.path + "/vertrag.pdf"
        _ = try Contracts.build(ContractRequest(agreement: "probe", library: folder.path, settings: SmallLibrary.partner("Kita Mond e. V.")), output: pdf, text: nil)
        try folder.write(name, text)
        let result = try Verification.of(pdf, library: folder.path)
        #expect(result.verdict != .altered, "\(result.text)")
        #expect(result.differences.contains { $0.gegenstand == name }, "\(result.text)")
    }

    // MARK: - Resume

    private static let rowCount = 12

    private static func table() -> String {
        let rows = (1...rowCount).map { "\($0);Kita Nummer \($0) e. V.;ev;Musterweg \($0);00000;Probestadt;den Vorstand" }
        return (["nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch"] + rows).joined(separator: "\n") + "\n"
    }

    private static func run(_ library: TemporaryFolder, _ folder: String, resumes: Bool = false, control: RunControl = RunControl()) throws {
        let contract = ContractRequest(agreement: "probe", library: library.path, partners: library.path + "/partner.csv")
        _ = try Batch.run(BatchRequest(contract: contract, folder: library.path + "/" + folder, workers: 2, resumes: resumes, replaces: true), control: control)
    }

    private static func contracts(_ library: TemporaryFolder, _ folder: String) -> [String: Data] {
        Dictionary(
            uniqueKeysWithValues: library.files.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".pdf") }.compactMap { name in
                (try? Data(contentsOf: URL(fileURLWithPath: library.path + "/" + name))).map { (String(name.dropFirst(folder.count + 1)), $0) }
            })
    }

    /// What changes the pages, file by file.
    private static let changes: [(name: String, change: @Sendable (TemporaryFolder, TemporaryFolder) throws -> Void)] = [
        ("Klausel", { folder, _ in try folder.replace("Schriftform", with: "Textform", in: "clauses/kuendigung/frist.md") }),
        ("verlinkte Klausel", { _, outside in try outside.replace("zweimal jährlich", with: "dreimal jährlich", in: "treffen.md") }),
        ("Stelle", { folder, _ in try folder.replace("Rathausplatz 1", with: "Rathausplatz 2", in: "stellen/probestadt.yaml") }),
        ("Vereinbarung", { folder, _ in try folder.replace("titel: Kooperationsvereinbarung", with: "titel: Vereinbarung", in: "agreements/probe.yaml") }),
        ("Trennung", { folder, _ in try folder.write("fonts/trennung.txt", "Ver-ein-barung\nKündi-gung\n") }),
        ("Ligaturen", { folder, _ in try folder.write("fonts/ligaturen.txt", "be=f=f\n") }),
    ]

    @Test("After any change, what resume leaves is what a fresh run makes", arguments: changes.map(\.name))
    func resume(name: String) throws {
        let (folder, outside) = try Self.library()
        try FileManager.default.removeItem(atPath: folder.path + "/rules")
        try folder.write("partner.csv", Self.table())
        try Self.run(folder, "serie")
        try Self.changes.first { $0.name == name }?.change(folder, outside)
        try Self.run(folder, "serie", resumes: true)
        try Self.run(folder, "frisch")
        #expect(Self.contracts(folder, "serie") == Self.contracts(folder, "frisch"))
        #expect(Self.contracts(folder, "serie").count == Self.rowCount)
    }

    @Test("An input that is swapped while a batch runs leaves nothing old under a new hash", arguments: 0..<TestScale.count(sample: 5, full: 100))
    func swapped(moment: Int) throws {
        let (folder, outside) = try Self.library()
        try FileManager.default.removeItem(atPath: folder.path + "/rules")
        try folder.write("partner.csv", Self.table())
        let count = Mutex(0)
        // Checking and making each tell of every row.
        let wanted = 1 + moment * 2 * Self.rowCount / TestScale.count(sample: 5, full: 100)
        let change = Self.changes[moment % 4].change
        let control = RunControl(report: { _ in
            let now = count.withLock { value in
                value += 1
                return value
            }
            if now == wanted { try? change(folder, outside) }
        })
        try Self.run(folder, "serie", control: control)
        // Where the run told less often than that.
        if count.withLock({ $0 }) < wanted { try change(folder, outside) }
        try Self.run(folder, "serie", resumes: true)
        try Self.run(folder, "frisch")
        let (resumed, fresh) = (Self.contracts(folder, "serie"), Self.contracts(folder, "frisch"))
        #expect(resumed == fresh, "Augenblick \(wanted)")
    }
}
