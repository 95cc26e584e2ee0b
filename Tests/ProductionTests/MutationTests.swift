import ChildProcess
import DocumentModel
import Foundation
import TestDocuments
import TestScale
import Testing

@testable import Production

/// The negative proof of docs/standards: what is written because a clause asks for it is undone (scripts/mutations.py), and somebody has to notice.
@Suite("Mutationen")
struct MutationTests {
    private struct Mutation: Decodable {
        let name: String
        let file: String
        let standard: String
        /// Of veraPDF, or of ours (`OwnChecks`); `nil` for a file that is only written anew.
        let rule: String?
    }

    private static let script = RandomFiles.checkout + "/scripts/mutations.py"

    /// Rules that each file breaks, by the file's path.
    private func judged(_ files: [String], _ standard: String) throws -> [String: Set<String>] {
        let output = try ChildProcess.run(RandomFiles.checkout + "/scripts/verapdf", ["--standards", standard] + files).output
        var broken: [String: Set<String>] = [:]
        var current: String?
        for line in output.split(separator: "\n") {
            if line.hasPrefix("PASS ") || line.hasPrefix("FAIL ") {
                current = files.first { line.contains(" \($0) ") }
                if let current { broken[current] = line.hasPrefix("FAIL ") ? broken[current] ?? [] : [] }
            } else if let current, line.hasPrefix("   "), !line.hasPrefix("    "), let rule = line.firstRange(of: #/, \d+ times: /#) {
                broken[current, default: []].insert(String(line[..<rule.lowerBound].dropFirst(3)))
            }
        }
        return broken
    }

    @Test("Whatever is undone is noticed by the rule that asks for it; written anew and otherwise the same, the files conform")
    func mutations() throws {
        let agreement = try AgreementTests.Made("fruehe-hilfen", settings: ["pdf=archiv-2", "formular=ja"])
        let everything = try Self.everything()
        // Text fields have a font of their own.
        let form = try AgreementTests.Made("kinderschutz", settings: ["pdf=archiv-2", "formular=ja", "status=entwurf"])
        let folder = try TemporaryPlace()
        let made = try ChildProcess.run(
            "/usr/bin/python3", [Self.script, "--every", TestScale.isFull ? "1" : "4", folder.path, agreement.path, everything.path, form.path])
        try #require(made.status == 0, "\(made.errors)")
        let mutations = try JSONDecoder().decode([Mutation].self, from: Data(made.output.utf8))
        #expect(mutations.count > (TestScale.isFull ? 100 : 25))
        for mutation in mutations where mutation.standard == "eigene" {
            let faults = try OwnChecks.faults(of: agreement, in: mutation.file)
            let rule = try #require(mutation.rule)
            #expect(faults[rule]?.isEmpty == false, "\(mutation.name)")
        }
        let unspoilt = try #require(mutations.first { $0.rule == nil })
        #expect(try OwnChecks.faults(of: agreement, in: unspoilt.file).values.allSatisfy(\.isEmpty))
        for (standard, group) in Dictionary(grouping: mutations.filter { $0.standard != "eigene" }, by: \.standard) {
            let broken = try judged(group.map(\.file), standard)
            for mutation in group {
                let found = broken[mutation.file]
                if let rule = mutation.rule {
                    #expect(found?.contains(rule) == true, "\(mutation.name), \(standard) \(rule): \(found ?? [])")
                } else {
                    #expect(found == [], "\(mutation.name), \(standard): \(found ?? [])")
                }
            }
        }
    }

    @Test("The tables of docs/standards name every mutation, and none that does not exist")
    func ledger() throws {
        let names = Set(try ChildProcess.run("/usr/bin/python3", [Self.script, "--list"]).output.split(separator: "\n").map(String.init))
        var told: Set<String> = []
        for file in ["pdfa-4f", "pdfua-2", "wtpdf"] {
            let text = try String(contentsOf: URL(filePath: "\(RandomFiles.checkout)/docs/standards/\(file).md"), encoding: .utf8)
            let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
            for row in rows {
                let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
                #expect(cells.count == 6 && ["enforced", "never written", "user", "unclear"].contains(cells[3]), "\(file): \(row)")
                let proofs = cells[4].matches(of: /`([^`]+)`/).map { String($0.output.1) }
                // The negative proof: each line that is enforced has something that is noticed when it is undone.
                if cells[3] == "enforced" { #expect(!names.isDisjoint(with: proofs), "\(file): \(row)") }
                // Names in small letters with hyphens are mutations or cases of foreign files; all others are types and tests.
                told.formUnion(proofs.filter { $0.wholeMatch(of: /[a-z]+(-[a-z0-9]+)*/) != nil && !$0.hasPrefix("pk-") && !$0.hasPrefix("case-") && $0 != "verify" })
            }
        }
        #expect(told == names, "\(told.symmetricDifference(names).sorted())")
    }

    /// A document with everything that an element of the structure can be.
    private static func everything() throws -> (path: String, folder: TemporaryPlace) {
        let builder = DocumentBuilder()
        let arms = RandomFiles.checkout + "/stellen/wappen/musterau.png"
        let contents = builder.block { _ in .tableOfContents(heading: [.text("Inhalt")]) }
        let sections = (1...2).map { number in
            builder.section("§ \(number)", "Abschnitt \(number)") {
                let link = Inline.link(url: "https://beispiel\(number).invalid", content: [.text("Seite im Netz")])
                let text = builder.paragraph([.text("Das gilt"), builder.footnote("\(number)", "Wortlaut."), .text(", siehe "), link, .text(".")])
                let list = builder.list(.ordered, [("a)", { [builder.paragraph("erstens")] }), ("b)", { [builder.paragraph("zweitens")] })])
                let table = builder.block {
                    .table(
                        Table(
                            columns: [TableColumn(), TableColumn()], header: [$0.row(["Ort", "Zeit"])],
                            rows: [$0.row(["Musterstadt", "montags"]), $0.row(["Beispielhausen", "freitags"])]))
                }
                return [text, list, table, builder.block { .quotation([$0.paragraph("Wortlaut \(number).")]) }]
            }
        }
        let figure = builder.block { _ in
            .figure(Figure(file: arms, width: 30, height: 30, alternativeText: "Wappen", caption: [.text("Das Wappen")]))
        }
        var document = builder.document([contents] + sections + [figure, builder.signatures(.sideBySide, units: 2)])
        document.info.profile = .archiv2
        let folder = try TemporaryPlace()
        let press = try Press(Supplies(try Workspace.locate(agreement: nil, library: RandomFiles.checkout)))
        let path = folder.path + "/alles.pdf"
        try AtomicFile.write(try press.pdf(try press.layOut(document).list, origin: nil), to: path)
        return (path, folder)
    }
}
