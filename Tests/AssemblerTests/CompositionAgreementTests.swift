import DocumentModel
import Findings
import Foundation
import GermanText
import Settings
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

/// The agreements that the repository brings, from their files to the finished document.
@Suite("The agreements of the library")
struct CompositionAgreementTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let names = ["fruehe-hilfen", "kinderschutz", "netzwerk-brief", "netzwerk-muster", "pflegekinderhilfe"]

    private static let composer = Result { () throws(FindingList) in try Composer(facts: Facts(folder: "\(root)/facts")) }

    private static let sources = Composer.Sources(
        foreign: { ForeignDocument(path: $0, sha256: "00", pages: [ForeignPage(width: 595, height: 842)]) }, text: { try FileReading.text(of: $0) })

    /// The annexes that the set-up generates need not be there: nothing of them but their name is asked for.
    private func compose(_ name: String, options: [String] = []) throws -> (document: Document, findings: [Finding]) {
        let planner = AssemblyPlanner(library: ClauseLibrary(root: Self.root))
        var agreement = try planner.agreement(at: "\(Self.root)/agreements/\(name).yaml")
        agreement.annexes = agreement.annexes.map { annex in
            guard case .foreign(let file) = annex.content else { return annex }
            var annex = annex
            annex.content = .foreign(Located("../stellen/musterstadt.yaml", at: file.place))
            return annex
        }
        guard let today = CalendarDate(year: 2026, month: 1, day: 1) else { throw FindingList([]) }
        let plan = try planner.plan(agreement, data: AgreementData(options: options), today: today)
        return try Self.composer.get().compose(plan, Self.sources)
    }

    @Test("Every agreement becomes a document without errors", arguments: names)
    func composes(name: String) throws {
        do {
            let result = try compose(name)
            #expect(result.findings.filter { $0.severity > .hinweis }.isEmpty, "\(result.findings)")
            #expect(result.document.plainText.count > 3000)
            // A vanished value or condition leaves no trace.
            for trace in ["  ", " ,", " .", "{{", "}}", "\u{FFFD}", "\u{A0} "] { #expect(!result.document.plainText.contains(trace), "„\(trace)“") }
            #expect(try compose(name).document == result.document)
        } catch let error as FindingList {
            Issue.record("\(error.all.map { "\($0.place?.description ?? ""): \($0.message) \($0.remedy ?? "")" }.joined(separator: "\n"))")
        }
    }

    @Test("Identifiers ascend in reading order, and every reference has its target", arguments: names)
    func identifiers(name: String) throws {
        let document = try compose(name).document
        var collector = IdentifierCollector()
        _ = collector.rewrite(document.body)
        _ = document.annexes.map { collector.rewrite($0) }
        #expect(collector.ids == collector.ids.sorted())
        #expect(Set(collector.ids).count == collector.ids.count)
        #expect(collector.targets.isSubset(of: collector.ids))
        #expect(collector.withoutOrigin == 0)
    }

    @Test("A partner's name comes out literally, wherever the agreement prints it")
    func hostilePartner() throws {
        let name = "*Kita_Sonne* [GmbH] & Söhne {{x}} <b>#1</b>"
        let text = try compose("fruehe-hilfen", options: ["partner.name=\(name)"]).document.plainText
        let plain = String(text.map { $0 == "\u{A0}" ? " " : $0 })
        #expect(plain.components(separatedBy: name).count == 3)
    }

    static let excerpts: [(String, String)] = [
        ("pflegekinderhilfe", "Kooperationsvereinbarung\nErster Entwurf, Stand 01.12.2026\nzwischen dem Landkreis Musterland"),
        ("pflegekinderhilfe", "00021 Musterhausen, vertreten durch ihren Rat, wird die folgende Vereinbarung geschlossen:\nPräambel\n"),
        ("pflegekinderhilfe", "\n4 Beteiligung an fachlichen Gremien\n§ 78 SGB VIII (Arbeitsgemeinschaften)\n§ 80 SGB VIII (Jugendhilfeplanung)\n"),
        ("netzwerk-muster", "\n5 Kooperationsinhalte\n5.1 Information über Angebote und Aufgaben\n"),
        ("netzwerk-muster", "Alternative 1: im Landkreis Name Alternative 2: in der kreisfreien Stadt Name"),
        ("netzwerk-brief", "Kreis Musterau · Die Landrätin · 00040 Bad Musterau\n"),
        ("netzwerk-brief", "\nVereinbarung: Die Netzwerkpartnerinnen und Netzwerkpartner im Netzwerk"),
        ("fruehe-hilfen", "\nund\ndem Familienzentrum Regenbogen e. V.\nBeispielweg 12, 00002 Musterstadt\nvertreten durch Jale Öztürk-Mustermann, Vorstand\n"),
        ("fruehe-hilfen", "nach Nummer 9 Abs. 2 teilnehmen"),
        ("fruehe-hilfen", "(Anlage)"),
        ("kinderschutz", "nach § 4 KKG (Anlage 1) sowie"),
        ("kinderschutz", "\n§ 4 Aufgaben im Netzwerk\na) Akteur*innen des Netzwerks\n"),
        ("kinderschutz", "Für den Austritt gilt § 8 Abs. 2 dieser Vereinbarung."),
        ("kinderschutz", "• Anlage 2: Überblick zu § 9 Landeskinderschutzgesetz NRW\n"),
    ]

    @Test("The agreements show", arguments: excerpts)
    func excerpt(name: String, text: String) throws {
        let scalars = try compose(name).document.plainText.unicodeScalars.filter { $0 != "\u{2060}" }
        let plain = String(String.UnicodeScalarView(scalars.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }))
        #expect(plain.contains(text))
    }
}

/// Gathers what a walk in reading order meets.
private struct IdentifierCollector: DocumentRewriting {
    var ids: [NodeID] = []
    var targets: Set<NodeID> = []
    var withoutOrigin = 0

    mutating func id(_ old: NodeID) -> NodeID {
        ids.append(old)
        return old
    }

    mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
        targets.insert(target)
        return [.reference(target: target, content: content)]
    }

    mutating func footnoteLabel(_ old: String) -> String { old }

    mutating func enterBlock(_ origin: Origin) -> Origin {
        if origin == .none { withoutOrigin += 1 }
        return origin
    }
}
