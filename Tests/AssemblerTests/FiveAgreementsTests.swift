import DocumentModel
import Findings
import Foundation
import Testing

@testable import Agreements
@testable import Assembler

/// The library of this repository.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let planner = AssemblyPlanner(library: ClauseLibrary(root: root))
    // swift-format-ignore: NeverForceUnwrap
    static let today = CalendarDate(year: 2026, month: 9, day: 16)!
}

@Suite("The library of the repository")
struct FiveAgreementsTests {
    @Test("Every clause can be read", arguments: Repository.planner.library.familyNames)
    func clauses(family: String) throws {
        let library = Repository.planner.library
        let found = try #require(library.family(family))
        #expect(!found.variants.isEmpty)
        for variant in found.variants {
            for file in variant.files {
                do throws(FindingList) { _ = try library.source(file, family: family, variant: variant.name) } catch { report(error) }
            }
        }
    }

    @Test("Every agreement is planned with its example", arguments: LibraryLocation.agreements(in: Repository.root))
    func plans(name: String) throws {
        do throws(FindingList) {
            let agreement = try Repository.planner.agreement(at: "\(Repository.root)/agreements/\(name).yaml")
            let plan = try Repository.planner.plan(agreement, today: Repository.today)
            #expect(!plan.clauses.isEmpty)
            for finding in plan.findings { print("\(name): \(finding.severity.rawValue) \(finding.place?.description ?? "") \(finding.message)") }
        } catch {
            // A PDF annex is made by the set-up.
            report(FindingList(error.all.filter { $0.rule != "anlage-datei-fehlt" }))
        }
    }

    @Test("Every row of a partner table is planned", arguments: LibraryLocation.agreements(in: Repository.root))
    func rows(name: String) throws {
        let path = "\(Repository.root)/agreements/partner/\(name).csv"
        guard FileManager.default.fileExists(atPath: path) else { return }
        let agreement = try Repository.planner.agreement(at: "\(Repository.root)/agreements/\(name).yaml")
        let table = try PartnerTable(contentsOf: path)
        for row in table.rows {
            #expect(row.findings == [])
            do throws(FindingList) {
                _ = try Repository.planner.plan(agreement, data: AgreementData(row: row), today: Repository.today)
            } catch {
                report(FindingList(error.all.filter { $0.rule != "anlage-datei-fehlt" }))
            }
        }
    }

    private func report(_ findings: FindingList) {
        for finding in findings.all where finding.severity == .fehler {
            Issue.record("\(finding.place?.description ?? ""): \(finding.rule): \(finding.message) \(finding.remedy ?? "")")
        }
    }
}
