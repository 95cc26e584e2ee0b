import ApprovedLibrary
import Assembler
import Findings
import Foundation
import TableSamples
import Testing

@testable import Production

/// Odd and hostile tables, a file a case (`Tabellen/`): what is found, at which place, and which rows can be made all the same.
@Suite("Odd tables")
struct OddTableTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path

    static let samples: [TableSample] = {
        do { return try TableSample.all(in: folder + "/Tabellen") } catch {
            Issue.record(error)
            return []
        }
    }()

    @Test("There are at least 80 of them")
    func count() { #expect(OddTableTests.samples.count >= 80) }

    @Test("What is wrong is told, with place and remedy; the sound rows are known", arguments: samples.map(\.file))
    func check(file: String) throws {
        let sample = try #require(Self.samples.first { $0.file == file })
        for name in sample.names {
            let place = try TemporaryPlace()
            let path = try sample.write(name, to: place.path)
            let (findings, sound) = try Self.check(path)
            // Names of these tables have no gender; what follows from that is tested with the roles.
            let told = findings.filter { !$0.rule.hasPrefix("genus-") }.map { "\($0.severity.rawValue) \($0.rule)\(Self.place($0, in: path))" }.sorted()
            #expect(told == sample.expected, "\(sample.title) (\(name)): \(findings.map(\.message))")
            #expect(sound == sample.sound, "\(sample.title) (\(name))")
            for finding in findings {
                #expect(finding.remedy != nil, "\(finding.message)")
                #expect(finding.message.hasSuffix(".") || finding.message.hasSuffix(")"), "\(finding.message)")
                #expect(!FindingReport(usesColour: false).text([finding]).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            }
        }
    }

    /// Findings and the `nr` of sound rows.
    private static func check(_ path: String) throws -> ([Finding], [String]) {
        let agreement = folder + "/Tabellen/vereinbarung.yaml"
        let (workshop, file) = try Workshop.open(ContractRequest(agreement: agreement, library: ApprovedLibrary.path()))
        do throws(FindingList) {
            let table = try PartnerTable(contentsOf: path)
            let check = TableCheck(
                of: table, rows: RowSelection(of: table.rows.count), annexes: RowAnnexes(file, .none, folder: nil), workshop: workshop, workers: 2
            ) { FileName.slug($0.key) }
            return (check.findings, check.sound.map { table.rows[$0].key })
        } catch { return (error.all, []) }
    }

    /// „: Zeile 2, Spalte E „partner.plz““, without the file's name.
    private static func place(_ finding: Finding, in path: String) -> String {
        guard let place = finding.place?.description else { return "" }
        let rest = place.hasPrefix(path) ? String(place.dropFirst(path.count)) : place
        let trimmed = rest.hasPrefix(", ") ? String(rest.dropFirst(2)) : rest.hasPrefix(":") ? "Textzeile \(rest.dropFirst())" : rest
        return trimmed.isEmpty ? "" : ": \(trimmed)"
    }
}
