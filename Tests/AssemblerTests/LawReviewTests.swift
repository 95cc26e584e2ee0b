import DocumentModel
import Findings
import Foundation
import Settings
import Testing

@testable import Agreements
@testable import Assembler

/// Provisions that somebody has reported as changed, and the clauses that cite them, until somebody has looked.
@Suite("Changes of the law")
struct LawReviewTests {
    private static let watch = Result { try LawWatch(Facts(folder: "\(Repository.root)/facts")) }
    private static let sources = ClauseLibrary(root: Repository.root).currentSources

    private static func parse(_ text: String) throws -> LawReviews { try .parse(SourceFile(path: "clauses/rechtsaenderungen.txt", text: text), try watch.get()) }

    @Test("Each clause that cites the provision is to be looked at until it is confirmed; the file reads back as it was written")
    func life() throws {
        let watch = try Self.watch.get()
        let day = try #require(CalendarDate(written: "2026-11-29"))
        var reviews = try Self.parse("")
        #expect(reviews.open(among: Self.sources, watch).isEmpty)
        let number = try reviews.report("§ 72a SGB VIII", reason: "Neu gefasst | zum\n1. Januar 2027", by: "anna", on: day, watch)
        let open = reviews.open(among: Self.sources, watch)
        let expected = watch.clauses(citing: try #require(watch.provision("§ 72a SGB VIII")), among: Self.sources).map(\.clause.name)
        #expect(number == 1 && open.map(\.clause.name) == expected && expected.count > 3)
        #expect(reviews.findings(among: Self.sources, watch).map(\.rule) == expected.map { _ in "recht-nachsehen" })
        reviews.confirm(1, open[0].clause, remark: "Stimmt noch", by: "ben", on: day)
        #expect(reviews.open(among: Self.sources, watch).map(\.clause.name) == Array(expected.dropFirst()))
        let again = try Self.parse(reviews.added)
        #expect(again.changes == reviews.changes && again.reviews == reviews.reviews)
        #expect(again.changes[0].reason == "Neu gefasst / zum 1. Januar 2027")
    }

    @Test("What is no provision is not reported")
    func unreadable() throws {
        var reviews = try Self.parse("")
        let error = #expect(throws: FindingList.self) {
            _ = try reviews.report("72a", reason: "x", by: "anna", on: try #require(CalendarDate(written: "2026-11-29")), try Self.watch.get())
        }
        #expect(error?.all.map(\.rule) == ["vorschrift-unlesbar"])
    }

    @Test(
        "A line that somebody has broken is named",
        arguments: [
            "geaendert | 1 | 2026-11-29 | anna | § 72a SGB VIII", "geaendert | 2 | 2026-11-29 | anna | § 72a SGB VIII | Grund",
            "geaendert | 1 | gestern | anna | § 72a SGB VIII | Grund",
            "geaendert | 1 | 2026-11-29 | anna | irgendwas | Grund", "angesehen | 1 | 2026-11-29 | ben | schutzauftrag/basis 1.0 | ja", "gesehen | 1 | 2026-11-29 | ben | a | b",
        ])
    func broken(line: String) throws {
        let error = #expect(throws: FindingList.self) { _ = try Self.parse("# Kopf\n\(line)\n") }
        #expect(error?.all.map(\.rule) == ["rechtsaenderung-unlesbar"])
        #expect(error?.all.first?.place == .file("clauses/rechtsaenderungen.txt", line: 2, column: 1))
    }

    @Test("All citations are listed by law and number, each with its clauses; bases come before mentions")
    func list() throws {
        let laws = try Self.watch.get().laws(citedBy: Self.sources)
        let book = try #require(laws.first { $0.law == "SGB VIII" })
        #expect(laws.map(\.law) == laws.map(\.law).sorted())
        let texts = book.provisions.map(\.text)
        #expect(Set(texts).count == texts.count && texts.allSatisfy { $0.hasSuffix("SGB VIII") })
        let numbers = texts.compactMap { $0.firstMatch(of: /[0-9]+/).flatMap { Int($0.output) } }
        #expect(numbers == numbers.sorted())
        // Counted anew: whoever says it among the bases is there.
        for source in Self.sources {
            for basis in source.frontMatter.legalBasis where basis.value.hasSuffix(" SGB VIII") {
                #expect(book.provisions.contains { provision in provision.clauses.contains { $0.name == source.name && $0.isBasis } }, "\(source.name): \(basis.value)")
            }
        }
    }
}
