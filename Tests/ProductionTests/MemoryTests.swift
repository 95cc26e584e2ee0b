import Assembler
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
                plan = try workshop.plan(agreement, workshop.data(ContractRequest(agreement: name, settings: Self.settings(number, agreement))))
            } catch { continue }
            let kept = Result { () throws(Failure) in try workshop.compose(plan) }
            let alone = Result { () throws(Findings) in try Composer(facts: facts).compose(plan, sources) }
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
}
