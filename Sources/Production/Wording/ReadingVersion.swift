import Assembler
import Composition
import DocumentModel
import Findings

/// The contract as it reads on a day: „Lesefassung“.
struct ReadingVersion {
    /// As signed, and after each amendment that has effect, with what each has changed noted at it.
    let wordings: [ContractPart]
    /// Of the last one.
    let document: Document
    let steps: [ContractOrigin.AmendmentStep]

    /// - Parameter day: ISO; amendments that take effect later do not count. `nil`: all.
    /// - Throws: ``Failure`` where the amendments' instructions, applied to the signed text one after the other, do not give what each amendment
    ///   says that comes out.
    init(_ chain: AmendmentChain, _ reassembly: Reassembly, on day: String?) throws(Failure) {
        steps = Array(chain.steps.prefix { step in day.map { (step.effective ?? step.date) <= $0 } ?? true })
        var made = try reassembly.amended(by: []).document
        var wordings = [ContractPart(made)]
        for count in steps.indices.map({ $0 + 1 }) {
            let step = steps[count - 1]
            let before = wordings[count - 1]
            made = try reassembly.amended(by: Array(steps.prefix(count))).document
            let instructions = InstructionFinder.instructions(from: before, to: ContractPart(made))
            let numbers = InstructionText(old: before).printed(instructions).enumerated().flatMap { [Int](repeating: $0.offset + 1, count: $0.element.count) }
            let after = try? before.amended(by: instructions) { index in
                Self.note(instructions[index], numbers.indices.contains(index) ? numbers[index] : 1, step, before)
            }
            guard let after, after == ContractPart(made), after.checksum == step.wording else { throw Self.unproved(chain, step) }
            wordings.append(after)
        }
        self.wordings = wordings
        document = made
    }

    private static func note(_ instruction: AmendingInstruction, _ number: Int, _ step: ContractOrigin.AmendmentStep, _ before: ContractPart) -> String {
        let source = "Nr.\u{A0}\(number) des \(step.number).\u{A0}Nachtrags vom \(CalendarDate(written: step.date)?.inGerman ?? step.date)"
        return switch instruction {
        case .insert: "Eingefügt durch \(source)."
        case .delete(let place): "\(before.citation(of: place, isFirst: true)): gestrichen durch \(source)."
        case .replace: "Neu gefasst durch \(source)."
        case .renumber: "Neue Zählung durch \(source)."
        case .heading: "Überschrift geändert durch \(source)."
        case .words, .content: "Geändert durch \(source)."
        }
    }

    private static func unproved(_ chain: AmendmentChain, _ step: ContractOrigin.AmendmentStep) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "lesefassung-beweis", at: .file(chain.path),
                "Der \(step.number). Nachtrag ergibt mit dieser Bibliothek einen anderen Wortlaut als bei seiner Unterzeichnung; deshalb entsteht keine Lesefassung.",
                remedy: "Nennen Sie die Bibliothek von damals (--library), oder legen Sie die älteren Fassungen der Klauseln zurück."))
    }

    /// The contract's own pages with a note at each changed passage, without places to sign.
    var annotated: Document {
        var document = document
        let last = wordings.last ?? ContractPart(.contract)
        var notes = NoteWriter(noted: last, read: ContractPart(document))
        document.body = notes.annotated(document.body.filter { !$0.isSignatures })
        document.annexes = document.annexes.map { notes.annotated($0) }
        let statement = notes.statement(steps, of: document.info)
        let place = document.body.lastIndex { $0.isHead }.map { $0 + 1 } ?? 0
        document.body.insert(contentsOf: statement, at: place)
        document.info.isSignable = false
        document.info.isForm = false
        document.info.title = "Lesefassung: \(document.info.title)"
        document.furniture.hasInitials = false
        document.furniture.headRight = [.text([.text("Lesefassung")])]
        document.furniture.firstPageWithoutHead = false
        return document.renumbered
    }
}

/// Puts notes behind what they are about.
private struct NoteWriter {
    private let notes: [NodeID: [String]]
    /// Of the contract as a whole: what was deleted outside of all sections.
    private let general: [String]
    private var ids = ProvisionBlocks.NodeIDs.behindDocument

    /// - Parameters:
    ///   - noted: the wording with its notes.
    ///   - read: the same wording with the places in the document.
    init(noted: ContractPart, read: ContractPart) {
        var notes: [NodeID: [String]] = [:]
        func walk(_ noted: ContractPart, _ read: ContractPart) {
            if let node = read.aside.node, !noted.aside.notes.isEmpty { notes[node] = noted.aside.notes }
            for (a, b) in zip(noted.parts, read.parts) { walk(a, b) }
        }
        walk(noted, read)
        self.notes = notes
        general = noted.aside.notes
    }

    private mutating func note(_ texts: [String]) -> [Block] {
        texts.map { Block(id: ids.next(), .paragraph(Paragraph(.note, [.span(Span(.emphasis, [.text("▸\u{A0}" + $0)]))]))) }
    }

    mutating func annotated(_ blocks: [Block]) -> [Block] { blocks.flatMap { annotated($0) } }

    mutating func annotated(_ annex: Annex) -> Annex {
        var annex = annex
        if case .blocks(let blocks) = annex.content { annex.content = .blocks(note(notes[annex.id] ?? []) + annotated(blocks)) }
        return annex
    }

    private mutating func annotated(_ block: Block) -> [Block] {
        var result = block
        let own = notes[block.id] ?? []
        switch block.content {
        case .section(var section):
            section.blocks = note(own) + annotated(section.blocks)
            result.content = .section(section)
            return [result]
        case .list(var list):
            list.items = list.items.map { item in
                var item = item
                item.blocks = annotated(item.blocks) + note(notes[item.id] ?? [])
                return item
            }
            result.content = .list(list)
            return [result]
        case .quotation(let inner): result.content = .quotation(annotated(inner))
        case .unit(let inner): result.content = .unit(annotated(inner))
        case .parties(let parties): return [result] + note(own + parties.parties.flatMap { notes[$0.id] ?? [] })
        default: break
        }
        return [result] + note(own)
    }

    /// What the paper is, and what it is not.
    mutating func statement(_ steps: [ContractOrigin.AmendmentStep], of info: DocumentInfo) -> [Block] {
        let amendments = steps.map {
            "\($0.number). Nachtrag vom \(CalendarDate(written: $0.date)?.inGerman ?? $0.date)\($0.effective.flatMap { CalendarDate(written: $0) }.map { ", in Kraft ab \($0.inGerman)" } ?? "")"
        }
        let text =
            amendments.isEmpty
            ? "Lesefassung. Die Vereinbarung vom \(info.date.inGerman) ist nicht geändert."
            : "Lesefassung der Vereinbarung vom \(info.date.inGerman) in der Fassung folgender Nachträge: \(amendments.joined(separator: "; "))."
        let words = text + " Maßgeblich sind die unterschriebenen Urkunden. Woher eine geänderte Stelle kommt, steht bei ihr (▸)."
        return [Block(id: ids.next(), .paragraph(Paragraph(.body, [.text(words)])))] + note(general)
    }
}

extension Block {
    fileprivate var isSignatures: Bool { if case .signatures = content { true } else { false } }

    /// Title, cover or head of a letter.
    fileprivate var isHead: Bool {
        switch content {
        case .title, .cover, .letterhead: true
        default: false
        }
    }
}
