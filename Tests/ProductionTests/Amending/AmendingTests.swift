import DocumentModel
import Testing
import TestScale

@testable import Production

/// Instructions of amendments: found, said, and applied.
@Suite("Amending")
struct AmendingTests {
    @Test("All amendments of a chain, applied to the signed text, give the wording exactly", arguments: 0..<UInt64(TestScale.count(sample: 20, full: 500)))
    func chains(seed: UInt64) throws {
        var random = RandomProvisions(seed: seed)
        let signed = random.contract()
        var (agreed, read) = (signed, signed)
        for number in 1...4 {
            let next = random.changed(agreed)
            let instructions = InstructionFinder.instructions(from: agreed, to: next)
            read = try read.amended(by: instructions) { "Nr. \($0 + 1) des \(number). Nachtrags" }
            try #require(read == next, "seed \(seed), amendment \(number): \(instructions)")
            #expect(read.checksum == next.checksum)
            #expect((agreed == next) == instructions.isEmpty)
            // What is printed says as much: every sentence ends, every wording that is announced is there.
            for printed in InstructionText(old: agreed).printed(instructions) {
                #expect(printed.sentence.hasSuffix(printed.wording.isEmpty ? "." : ":"), "\(printed.sentence)")
                #expect(!printed.sentence.contains("  ") && !printed.sentence.hasPrefix(" "), "\(printed.sentence)")
            }
            agreed = next
        }
    }

    @Test("Each provision is cited by words that no other one has", arguments: 0..<UInt64(TestScale.count(sample: 20, full: 500)))
    func citations(seed: UInt64) throws {
        var random = RandomProvisions(seed: seed)
        let contract = random.contract()
        var found: [String: ProvisionPlace] = [:]
        func walk(_ provision: ContractPart, _ place: ProvisionPlace) throws {
            for (step, part) in zip(provision.steps, provision.parts) {
                let inner = place.appending(step)
                #expect(contract[inner] == part)
                // A paragraph that is the only one is cited as what it stands in.
                if ProvisionName(step, in: provision).noun != .text {
                    let citation = contract.citation(of: inner)
                    #expect(found[citation] == nil, "\(citation)")
                    found[citation] = inner
                }
                try walk(part, inner)
            }
        }
        try walk(contract, .contract)
    }

    @Test("An instruction for a provision that is not there is refused")
    func refused() {
        let contract = Self.contract([ContractPart(.section, label: "§ 1", heading: [.text("Ziel")], parts: [ContractPart(.text, content: [.text("Ein Wort.")])])])
        let elsewhere = ProvisionPlace(steps: [.init(kind: .section, label: "§ 2", ordinal: 1)])
        let text = ProvisionPlace(steps: [.init(kind: .section, label: "§ 1", ordinal: 1), .init(kind: .text, label: "", ordinal: 1)])
        #expect(throws: UnfittingInstruction.self) { try contract.amended(by: [.delete(elsewhere)]) }
        #expect(throws: UnfittingInstruction.self) { try contract.amended(by: [.words(text, old: "Satz", new: "Wort")]) }
        #expect(throws: UnfittingInstruction.self) { try contract.amended(by: [.insert(into: .contract, after: elsewhere.steps[0], [])]) }
    }

    // MARK: - As it is said

    private static func contract(_ sections: [ContractPart]) -> ContractPart { ContractPart(.contract, parts: sections) }

    private static func absatz(_ number: Int, _ text: String) -> ContractPart { ContractPart(.absatz, label: "(\(number))", content: [.text(text)]) }

    private static func section(_ number: Int, _ key: String, _ texts: [String]) -> ContractPart {
        ContractPart(
            .section, label: "§ \(number)", heading: [.text("Über \(key)")], key: key + "/x",
            parts: texts.count == 1 ? [ContractPart(.text, content: [.text(texts[0])])] : texts.enumerated().map { absatz($0.offset + 1, $0.element) })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var old: [ContractPart]
        var new: [ContractPart]
        var said: [String]
    }

    private static let notice = [
        "Jede Partei kann mit einer Frist von drei Monaten kündigen.", "Die Kündigung bedarf der Schriftform.", "Sie ist zu begründen, wenn eine Partei es verlangt.",
    ]

    static let cases = [
        Case(
            testDescription: "a value", old: [section(1, "ziel", ["Wir treffen uns."]), section(2, "frist", notice)],
            new: [section(1, "ziel", ["Wir treffen uns."]), section(2, "frist", [notice[0].replacing("drei", with: "sechs")] + notice.dropFirst())],
            said: ["In §\u{A0}2 Absatz\u{A0}1 wird das Wort „drei“ durch das Wort „sechs“ ersetzt."]),
        Case(
            testDescription: "figures", old: [section(1, "ziel", ["Wir treffen uns am 1. März 2027 zum ersten Mal im Rathaus."])],
            new: [section(1, "ziel", ["Wir treffen uns am 2. April 2028 zum ersten Mal im Rathaus."])],
            said: ["In §\u{A0}1 wird die Angabe „1. März 2027“ durch die Angabe „2. April 2028“ ersetzt."]),
        Case(
            testDescription: "an Absatz anew", old: [section(1, "frist", notice)],
            new: [section(1, "frist", [notice[0], "Ganz andere Worte stehen von nun an hier.", notice[2]])],
            said: ["§\u{A0}1 Absatz\u{A0}2 erhält folgende Fassung:"]),
        Case(
            testDescription: "an Absatz in between", old: [section(1, "frist", notice)],
            new: [section(1, "frist", [notice[0], "Neu ist dieser Gedanke."] + notice.dropFirst())],
            said: [
                "Nach §\u{A0}1 Absatz\u{A0}1 wird folgender Absatz\u{A0}2 eingefügt:",
                "In §\u{A0}1 werden die bisherigen Absätze\u{A0}2 und 3 die Absätze\u{A0}3 und 4.",
            ]),
        Case(
            testDescription: "an Absatz at the end", old: [section(1, "frist", notice)], new: [section(1, "frist", notice + ["Neu ist dieser Gedanke."])],
            said: ["Am Ende von §\u{A0}1 wird folgender Absatz\u{A0}4 angefügt:"]),
        Case(
            testDescription: "an Absatz less", old: [section(1, "frist", notice)], new: [section(1, "frist", Array(notice.dropFirst()))],
            said: ["§\u{A0}1 Absatz\u{A0}1 wird gestrichen.", "In §\u{A0}1 werden die bisherigen Absätze\u{A0}2 und 3 die Absätze\u{A0}1 und 2."]),
        Case(
            testDescription: "a section in between", old: [section(1, "ziel", ["Wir treffen uns."]), section(2, "frist", notice), section(3, "ende", ["Schluss damit."])],
            new: [section(1, "ziel", ["Wir treffen uns."]), section(2, "neu", ["Etwas Neues."]), section(3, "frist", notice), section(4, "ende", ["Schluss damit."])],
            said: ["Nach §\u{A0}1 wird folgender §\u{A0}2 eingefügt:", "Die bisherigen §§\u{A0}2 und 3 werden die §§\u{A0}3 und 4."]),
        Case(
            testDescription: "a section less", old: [section(1, "ziel", ["Wir treffen uns."]), section(2, "frist", notice), section(3, "ende", ["Schluss damit."])],
            new: [section(1, "ziel", ["Wir treffen uns."]), section(2, "ende", ["Schluss damit."])],
            said: ["§\u{A0}2 wird gestrichen.", "Der bisherige §\u{A0}3 wird §\u{A0}2."]),
        Case(
            testDescription: "all of a section", old: [section(1, "frist", notice)], new: [section(1, "frist", ["Nur noch dies.", "Und das dazu."])],
            said: ["§\u{A0}1 erhält folgende Fassung:"]),
    ]

    @Test("What changes is said as amending acts say it", arguments: cases)
    func said(example: Case) throws {
        let (old, new) = (Self.contract(example.old), Self.contract(example.new))
        let instructions = InstructionFinder.instructions(from: old, to: new)
        #expect(InstructionText(old: old).printed(instructions).map(\.sentence) == example.said)
        #expect(try old.amended(by: instructions) == new)
    }

    @Test("A wording stands in quotation marks, number and all")
    func quoted() {
        let quoted = [Self.absatz(2, "Neu."), Self.absatz(3, "Auch neu.")].quoted
        #expect(quoted.map(\.label) == ["„(2)", "(3)"])
        #expect(quoted.map { $0.content.plainText } == ["Neu.", "Auch neu.“"])
    }
}
