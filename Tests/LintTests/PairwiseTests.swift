import Agreements
import Assembler
import Composition
import DocumentModel
import Findings
import Lint
import Testing

/// Every gender form with every numbering scheme, spread over the agreements so that each agreement meets each of both.
@Suite("Agreements in every form")
struct PairwiseTests {
    private static let root = SeededDefect.root
    /// A city in a Land that forbids nothing.
    private static let body = "musterstadt"

    @Test("Assembled and without an error or warning of the rules of text")
    func areClean() throws {
        let planner = AssemblyPlanner(library: ClauseLibrary(root: Self.root))
        let composer = try Composer(facts: Facts(folder: Self.root + "/facts"))
        let linter = try TestLinter.make()
        let names = LibraryLocation.agreements(in: Self.root)
        #expect(names.count >= 5)
        let day = try #require(CalendarDate(year: 2026, month: 9, day: 16))
        let sources = Composer.Sources(foreign: { ForeignDocument(path: $0, sha256: "", pages: [ForeignPage(width: 595, height: 842)]) })
        var met: Set<[String]> = []
        let (genders, schemes) = (GenderSetting.allCases, SectionNumbering.allCases)
        // Each agreement meets each gender form and each numbering, and these each other.
        for (k, name) in names.enumerated() {
            for t in 0..<max(genders.count, schemes.count) {
                let (gender, scheme) = (genders[t % genders.count], schemes[(t + k) % schemes.count])
                var agreement = try planner.agreement(at: "\(Self.root)/agreements/\(name).yaml")
                agreement.numbering.section = scheme
                let data = try AgreementData(options: ["gender=\(gender.rawValue)", "stelle=\(Self.body)"])
                let label = "\(name), \(gender.rawValue), \(scheme.rawValue)"
                do throws(FindingList) {
                    let plan = try planner.plan(agreement, data: data, today: day)
                    let (document, findings) = try composer.compose(plan, sources)
                    let text = linter.check(LintText(document: document, file: agreement.path))
                    for finding in findings + text where finding.severity > .hinweis && finding.rule != "vertretung-fehlt" {
                        Issue.record("\(label): \(finding.rule) \(finding.place?.description ?? ""): \(finding.message)")
                    }
                } catch {
                    for finding in error.all { Issue.record("\(label): \(finding.rule) \(finding.place?.description ?? ""): \(finding.message)") }
                }
                met.formUnion([[name, gender.rawValue], [name, scheme.rawValue]])
            }
        }
        #expect(met.count == names.count * (GenderSetting.allCases.count + SectionNumbering.allCases.count))
    }
}
