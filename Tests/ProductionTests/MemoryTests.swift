import Agreements
import Assembler
import Composition
import DocumentModel
import Findings
import Foundation
import Layout
import TestScale
import Testing
import Typeface

@testable import Production

/// What is kept from one partner to the next may never show: every document is the one that would be made alone.
@Suite("Memory of a batch")
struct MemoryTests {
    private static let kinds = ["ev", "ggmbh", "kirche_ev", "kirche_kath", "schule", "stiftung", "einzelperson", "gmbh"]
    private static let lands = ["SN", "BY", "NW", "BE", "HH"]
    private static let names = ["Familienzentrum Löwenzahn e. V.", "Kita Arche gGmbH", "Grundschule am Mühlenbach", "Łucja Przykład"]

    /// Settings of one partner; most change little from one to the next, as in a table.
    private static func settings(_ number: Int, _ agreement: AgreementFile) -> [String] {
        var result = ["partner.name=\(names[number % names.count]) \(number / 3)", "partner.art=\(kinds[number / 2 % kinds.count])"]
        if number % 5 == 1 { result.append("land=\(lands[number / 5 % lands.count])") }
        if number % 4 == 3 { result.append("status=entwurf") }
        if number % 7 == 2 { result.append("gender=paar") }
        if number % 3 == 0 { result.append("leistungserbringer=nein") }
        // Not every agreement has a partner of its own.
        let known = Set(agreement.fields.map(\.name) + ["land", "status", "gender"])
        return result.filter { setting in known.contains(String(setting.prefix { $0 != "." && $0 != "=" })) }
    }

    @Test("Documents and pages are those made without memory", arguments: AgreementTests.names)
    func equal(agreement name: String) throws {
        let request = ContractRequest(agreement: name, library: RandomFiles.checkout)
        let (workshop, agreement) = try Workshop.open(request)
        let facts = Facts(folder: workshop.workspace.folder(of: "facts"))
        let annexes = workshop.supplies.annexes
        let sources = Composer.Sources(foreign: { try annexes.file($0).document })
        let style = try workshop.supplies.style(agreement.style?.value ?? Supplies.standardStyle)
        let setter = try ParagraphSetter(fonts: FontLibrary(workshop.supplies.catalogue()), hyphenator: workshop.supplies.hyphenator())
        let engine = LayoutEngine(setter: setter, style: style)
        var made = 0
        for number in 0..<TestScale.count(sample: 24, full: 400) {
            let plan: AssemblyPlan
            do {
                var request = ContractRequest(agreement: name, settings: Self.settings(number, agreement))
                request.examples = .always
                plan = try workshop.plan(agreement, workshop.data(request))
            } catch { continue }
            let kept = Result { () throws(Failure) in try workshop.compose(plan) }
            let alone = Result { () throws(FindingList) in try Composer(facts: facts).compose(plan, sources) }
            guard case .success(let document) = kept.map(\.document), case .success(let expected) = alone.map(\.document) else {
                #expect((try? kept.get()) == nil && (try? alone.get()) == nil, "\(number)")
                continue
            }
            #expect(document == expected, "\(number)")
            let pages = try engine.layout(document)
            #expect(try LayoutEngine(setter: setter, style: style).layout(document) == pages, "\(number)")
            made += 1
        }
        #expect(made > 8, "Zu wenige Fälle: \(made)")
    }

    /// Rows that differ in names, kinds, Länder, settings, open and missing values, and in fields of single clauses.
    private static func table(_ rows: Int, clauseFields: Bool) -> String {
        var lines = [
            "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.land;partner.vertreten_durch;leistungserbringer;land;datum;gender;status"
                + (clauseFields ? ";klauseln.kuendigung.annahme" : "")
        ]
        for number in 0..<rows {
            let cells = [
                "\(number + 1)", "\(names[number % names.count]) \(number / 3)", kinds[number / 2 % kinds.count], "Weg \(number % 2)", "0\(1000 + number)", "Musterstadt",
                number % 5 == 2 ? lands[number / 5 % lands.count] : "", number % 11 == 3 ? "" : "Jale Mustermann", number % 3 == 0 ? "nein" : "ja",
                number % 7 == 4 ? lands[number / 7 % lands.count] : "", number % 6 == 5 ? "0\(1 + number % 9).11.2026" : "", number % 8 == 6 ? "neutral" : "",
                number % 9 == 7 ? "entwurf" : number % 9 == 8 ? "muster" : "",
            ]
            lines.append((cells + (clauseFields ? [number % 4 == 0 ? "die Stelle \(number % 3)" : ""] : [])).joined(separator: ";"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("Plans, texts and origins of a table's rows are those of each row alone", arguments: [false, true])
    func rows(clauseFields: Bool) throws {
        try compare("fruehe-hilfen", Self.table(TestScale.count(sample: 30, full: 600), clauseFields: clauseFields))
    }

    @Test("A row that names another body has its letterhead")
    func bodies() throws {
        let rows = (1...8).map { "\($0);Kita \($0);ev;Weg 1;00001;Musterstadt;\(["musterau", "musterstadt", ""][$0 % 3])" }
        try compare("anschreiben", "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;stelle\n" + rows.joined(separator: "\n") + "\n")
    }

    private func compare(_ name: String, _ content: String) throws {
        let folder = try TemporaryPlace()
        let path = folder.path + "/partner.csv"
        try Data(content.utf8).write(to: URL(filePath: path))
        let table = try PartnerTable(contentsOf: path)
        let request = ContractRequest(agreement: name, library: RandomFiles.checkout)
        let (workshop, agreement) = try Workshop.open(request)
        let facts = Facts(folder: workshop.workspace.folder(of: "facts"))
        // One for all rows, as in a batch.
        let composer = try Composer(facts: facts)
        var made = 0
        for row in table.rows {
            let data = AgreementData.none.with(row)
            let planner = AssemblyPlanner(library: workshop.planner.library, rules: RuleBook(folder: workshop.workspace.folder(of: "rules"), facts: facts))
            let kept = outcome(workshop, workshop.planner, composer, agreement, data)
            let alone = outcome(workshop, planner, try Composer(facts: facts), agreement, data)
            for part in Set(kept.keys).union(alone.keys) { #expect(kept[part] == alone[part], "\(row.key): \(part)") }
            if kept["origin"] != nil { made += 1 }
        }
        #expect(made > table.rows.count / 2, "Zu wenige Verträge: \(made)")
    }

    /// Everything about a contract, by the name of the part.
    private func outcome(
        _ workshop: Workshop, _ planner: AssemblyPlanner, _ composer: Composer, _ agreement: AgreementFile, _ data: AgreementData
    ) -> [String: AnyHashable] {
        do throws(FindingList) {
            let plan = try planner.plan(agreement, data: data, today: workshop.today)
            let annexes = workshop.supplies.annexes
            let use = FieldUse(decisive: plan.decisive)
            let (document, findings) = try composer.compose(plan, Composer.Sources(foreign: { try annexes.file($0).document }), noting: use)
            let clauses = plan.allClauses.map { clause in
                let fields = clause.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(String(describing: $0.value))" }
                return "\(clause.source.name) \(clause.place) \(clause.reason) \(fields)"
            }
            return [
                "findings": "\(plan.findings + findings)", "clauses": clauses.joined(separator: "\n"), "settings": "\(plan.settings)", "open": "\(plan.openFields)",
                "omissions": "\(plan.omissions)", "values": "\(plan.values)", "decisive": "\(plan.decisive.sorted())", "annexes": "\(plan.annexes.map(\.key))",
                "document": document, "used": use.paths,
                "origin": try workshop.recorder.origin(of: plan, document, use),
            ]
        } catch {
            return ["errors": "\(error.all)"]
        }
    }
}
