import Agreements
import Assembler
import Composition
import DocumentModel
import Findings

/// Makes the amendment that leads a contract from one wording to the next, as an agreement of its own.
struct AmendmentMaker {
    /// Of the contract that is amended.
    let reassembly: Reassembly
    /// Its checksum as it was made.
    let contract: String

    struct Made {
        var contract: AssembledContract
        var instructions: [AmendingInstruction]
        /// Wording before and after.
        var before: ContractPart
        var after: ContractPart
    }

    /// The amendment again, as its origin says.
    static func assemble(_ reassembly: Reassembly, _ amendment: ContractOrigin.Amendment) throws(Failure) -> AssembledContract {
        try AmendmentMaker(reassembly: reassembly, contract: amendment.contract).make(amendment.steps, frame: amendment.frame, status: amendment.status).contract
    }

    /// - Parameters:
    ///   - steps: all amendments of the contract; the last is the one that is made.
    ///   - frame: clauses around the changes; empty: those of its day.
    ///   - status: `nil`: final if all that it brings is approved.
    ///   - marksPages: whether its pages bear marks although the contract's do not.
    func make(
        _ steps: [ContractOrigin.AmendmentStep], frame: [ContractOrigin.Clause] = [], status: String? = nil, marksPages: Bool = false
    ) throws(Failure) -> Made {
        guard var step = steps.last else { throw Failure(.data, []) }
        let earlier = Array(steps.dropLast())
        let old = try reassembly.amended(by: earlier)
        let new = try reassembly.amended(by: steps)
        let (before, after) = (ContractPart(old.document), ContractPart(new.document))
        let instructions = InstructionFinder.instructions(from: before, to: after)
        try Self.prove(instructions, before, after)
        step.wording = after.checksum
        let said = values(of: step, earlier, old.document)
        var settled = status ?? reassembly.origin.settings.status
        var plan = try self.plan(steps, said, frame, settled, marksPages)
        let chosen = plan.namedClauses
        var findings: [Finding] = []
        if status == nil {
            let reasons = try draftReasons(step, chosen, opened: new.document.openings.subtracting(old.document.openings))
            if !reasons.isEmpty, settled == DocumentStatus.endfassung.rawValue {
                settled = DocumentStatus.entwurf.rawValue
                plan = try self.plan(steps, said, chosen, settled, marksPages)
                findings = [Self.told(reasons)]
            }
        }
        var assembled = try reassembly.workshop.assemble(plan)
        assembled.document = Self.spliced(assembled.document, InstructionText(old: before).printed(instructions))
        // The mark names what is printed: the changes, too.
        if assembled.document.furniture.pageMark != nil { assembled.document.furniture.pageMark = CopyIdentity(contract: assembled.document.contractMark) }
        assembled.findings += findings
        var origin = try origin(chosen, earlier + [step], settled)
        origin.settings.mark = assembled.document.furniture.pageMark?.contract
        origin.program = DrawnMatter(origin).program
        assembled.origin = origin
        return Made(contract: assembled, instructions: instructions, before: before, after: after)
    }

    private func plan(
        _ steps: [ContractOrigin.AmendmentStep], _ said: [String: String], _ frame: [ContractOrigin.Clause], _ status: String, _ marksPages: Bool
    ) throws(Failure) -> AssemblyPlan {
        let name = "\(steps.last?.number ?? 1). Nachtrag"
        var data = reassembly.frameData(after: steps, saying: said, frame: frame, status: status)
        if marksPages { data.reproduction?.hasPageMarks = true }
        return try reassembly.workshop.plan(reassembly.agreement.amendment(called: name), data)
    }

    /// The contract's origin as it would be recorded now, with what this amendment adds: so that a library that has moved on shows itself.
    private func origin(_ frame: [ContractOrigin.Clause], _ steps: [ContractOrigin.AmendmentStep], _ status: String) throws(Failure) -> ContractOrigin {
        var origin = try reassembly.assemble().origin ?? reassembly.origin
        origin.amendment = nil
        var steps = steps
        for (place, step) in steps.enumerated() {
            for (index, clause) in step.clauses.enumerated() { steps[place].clauses[index].sha256 = try reassembly.source(clause).sha256 }
        }
        origin.amendment = ContractOrigin.Amendment(contract: contract, status: status, frame: frame, steps: steps)
        return origin
    }

    /// What is printed is what makes the new wording: no amendment gets out that does not.
    private static func prove(_ instructions: [AmendingInstruction], _ before: ContractPart, _ after: ContractPart) throws(Failure) {
        if let result = try? before.amended(by: instructions), result == after { return }
        throw Failure(
            .data,
            Finding(
                .fehler, "nachtrag-beweis", "Die Änderungen ergäben, auf den Vertrag angewandt, nicht genau den neuen Wortlaut; deshalb entsteht kein Nachtrag.",
                remedy: "Bitte melden Sie dies mit der Vereinbarung und den geänderten Werten."))
    }

    // MARK: - Draft or final

    private func draftReasons(_ step: ContractOrigin.AmendmentStep, _ frame: [ContractOrigin.Clause], opened: Set<String>) throws(Failure) -> [String] {
        let record = try failing(reassembly.workshop.planner.library.approvals())
        var reasons = opened.sorted().map { "Für den neuen Wortlaut fehlt: \($0)." }
        for clause in step.clauses + frame {
            let source = try reassembly.source(clause)
            if case .approved = record.standing(of: source) { continue }
            reasons.append("Die Klausel „\(source.name)“ hat in der Fassung \(source.version.version) niemand freigegeben.")
        }
        return reasons
    }

    private static func told(_ reasons: [String]) -> Finding {
        Finding(
            .warnung, "wird-entwurf", "Der Nachtrag wird ein Entwurf mit Wasserzeichen. \(reasons.joined(separator: " "))",
            remedy: "Geben Sie die Klauseln frei (klauselwerk approve), und setzen Sie, was fehlt (--set feld=wert).")
    }

    // MARK: - The frame

    /// The frame's fields, and the day that it is made on.
    private func values(of step: ContractOrigin.AmendmentStep, _ earlier: [ContractOrigin.AmendmentStep], _ old: Document) -> [String: String] {
        let prefix = "klauseln.\(AgreementFile.amendmentFamily)."
        var values = [
            "datum": step.date, "stichtag": step.date, prefix + "titel": old.info.title, prefix + "vom": reassembly.origin.settings.date,
        ]
        if let last = earlier.last { values.merge([prefix + "frueher": "\(last.number)", prefix + "frueher_vom": last.date]) { _, new in new } }
        if let effective = step.effective { values[prefix + "ab"] = effective }
        return values
    }

    /// The printed instructions, put below the sentence that announces them.
    private static func spliced(_ document: Document, _ instructions: [PrintedInstruction]) -> Document {
        var document = document
        var writer = ProvisionBlocks(.behindDocument, hasSections: false)
        let items = instructions.enumerated().map { index, instruction in writer.item(instruction, label: "\(index + 1).") }
        let list = Block(id: writer.nextID(), .list(List(kind: .ordered, level: 1, items: items)))
        for index in document.body.indices {
            guard case .section(var section) = document.body[index].content,
                document.body[index].origin.clause?.name == "\(AgreementFile.amendmentFamily)/\(AgreementFile.amendmentClauses[0])"
            else { continue }
            section.blocks.append(list)
            document.body[index].content = .section(section)
        }
        return document.renumbered
    }
}

extension ProvisionBlocks {
    /// An instruction with the wording that it brings.
    mutating func item(_ instruction: PrintedInstruction, label: String) -> ListItem {
        let id = nextID()
        let sentence = Block(id: nextID(), .paragraph(Paragraph(instruction.wording.isEmpty ? .body : .listLead, [.text(instruction.sentence)])))
        guard !instruction.wording.isEmpty else { return ListItem(id: id, label: label, blocks: [sentence]) }
        let quotation = nextID()
        return ListItem(id: id, label: label, blocks: [sentence, Block(id: quotation, .quotation(blocks(of: instruction.wording.quoted)))])
    }
}

extension Document {
    /// Names of what is still to be filled in.
    fileprivate var openings: Set<String> {
        Set(
            body.flatMap(\.openings)
                + annexes.flatMap { annex in
                    if case .blocks(let blocks) = annex.content { blocks.flatMap(\.openings) } else { [String]() }
                })
    }
}

extension Block {
    fileprivate var openings: [String] {
        switch content {
        case .section(let section): (section.heading?.text.openings ?? []) + section.blocks.flatMap(\.openings)
        case .paragraph(let paragraph): paragraph.content.openings
        case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.openings) }
        case .quotation(let blocks), .unit(let blocks): blocks.flatMap(\.openings)
        case .table(let table): (table.header + table.rows).flatMap { $0.cells.flatMap { $0.blocks.flatMap(\.openings) } }
        case .parties(let parties): parties.parties.flatMap { $0.lines.flatMap(\.openings) }
        default: []
        }
    }
}

extension [Inline] {
    fileprivate var openings: [String] {
        flatMap { inline -> [String] in
            switch inline {
            case .blank(let blank): [blank.field?.rawValue ?? blank.label]
            case .span(let span):
                if case .placeholder(let field) = span.role { [field?.rawValue ?? span.content.plainText] } else { span.content.openings }
            case .reference(_, let content), .link(_, let content): content.openings
            default: []
            }
        }
    }
}
