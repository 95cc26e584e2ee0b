import Assembler
import DocumentModel
import Findings

/// A letter of the commissioning body about one of its contracts.
public struct ContractLetter: Sendable {
    /// The contract and its amendments.
    public var paths: [String]
    public var library: String?
    /// „Kündigung“; the contract's title follows.
    public var subject: String
    /// `kuendigungsschreiben/ordentlich`
    public var clause: String
    /// Fields of that clause; title and date of the contract come by themselves.
    public var values: [String: String]
    /// ISO.
    public var date: String
    /// The clause of the contract that the letter rests on: its place there becomes the field `fundstelle`.
    public var basis: String?
    /// Of each letter; a number is put behind it where there are several recipients.
    public var output: String

    public init(
        paths: [String], library: String? = nil, subject: String, clause: String, values: [String: String], date: String, basis: String? = nil, output: String
    ) {
        (self.paths, self.library, self.subject, self.clause, self.values) = (paths, library, subject, clause, values)
        (self.date, self.basis, self.output) = (date, basis, output)
    }

    /// Writes the letter to each of the other parties.
    ///
    /// - Throws: ``Failure``; nothing has been written then.
    public func write() throws(Failure) -> [BuiltContract] {
        let chains = try AmendmentChain.read(paths)
        guard let chain = chains.first, chains.count == 1 else {
            throw Failure(
                .usage,
                Finding(.fehler, "option-falsch", at: .option("datei"), "Ein Brief gilt einem Vertrag.", remedy: "Nennen Sie einen Vertrag, mit seinen Nachträgen."))
        }
        let reassembly = try chain.reassembly(library: library)
        let state = try reassembly.amended(by: chain.steps)
        let recipients = recipients(state.plan)
        guard !recipients.isEmpty else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "brief-empfaenger", at: .file(chain.path), "Dieser Vertrag nennt keine andere Partei mit Anschrift; an wen der Brief geht, ist nicht bekannt.",
                    remedy: "Schreiben Sie den Brief mit einer eigenen Vereinbarung in Briefform (siehe „anschreiben“)."))
        }
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: library))
        for path in paths { inputs.add(path, as: "einer der Verträge") }
        var claims = OutputClaims(against: inputs)
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        var made: [BuiltContract] = []
        let press = try Press(reassembly.workshop.supplies)
        for (index, recipient) in recipients.enumerated() {
            let path = recipients.count == 1 ? output : output.hasSuffix(".pdf") ? "\(output.dropLast(4))-\(index + 1).pdf" : output
            let claimed = try claims.claim(path, .letter, option: "-o")
            let letter = try self.letter(to: recipient, reassembly, chain.steps, state)
            let layout = try press.layOut(letter.document)
            let bytes = try press.pdf(layout.list, origin: nil)
            contents.append((claimed, bytes))
            made.append(BuiltContract(path: path, pages: layout.list.pages.count, bytes: bytes.count, findings: letter.findings + layout.findings))
        }
        try claims.write(contents)
        return made
    }

    private func letter(
        to recipient: FieldPath, _ reassembly: Reassembly, _ steps: [ContractOrigin.AmendmentStep], _ state: (plan: AssemblyPlan, document: Document)
    ) throws(Failure) -> (document: Document, findings: [Finding]) {
        let parts = clause.split(separator: "/", maxSplits: 1).map(String.init)
        let name = (family: parts.first ?? "", variant: parts.count == 2 ? parts[1] : "")
        var said = ["datum": date, "stichtag": date]
        var own = values
        own["titel"] = state.document.info.title
        own["vom"] = reassembly.origin.settings.date
        if let place = basis.flatMap({ ContractPart(state.document).citation(ofClause: $0) }) { own["fundstelle"] = place }
        for (field, text) in own { said["klauseln.\(name.family).\(field)"] = text }
        let frame = reassembly.agreement.letter(about: "\(subject): \(state.document.info.title)", clause: name, to: recipient, from: state.plan.body)
        func plan(_ status: DocumentStatus) throws(Failure) -> AssemblyPlan {
            try reassembly.workshop.plan(frame, reassembly.frameData(after: steps, saying: said, frame: [], status: status.rawValue))
        }
        var made = try plan(.endfassung)
        var findings: [Finding] = []
        if let draft = try unapproved(made, reassembly) {
            made = try plan(.entwurf)
            findings = [draft]
        }
        let composed = try reassembly.workshop.compose(made)
        return (composed.document, findings + composed.findings.filter { $0.severity != .hinweis })
    }

    /// A letter with a text that nobody has approved is a draft.
    private func unapproved(_ plan: AssemblyPlan, _ reassembly: Reassembly) throws(Failure) -> Finding? {
        let record = try failing(reassembly.workshop.planner.library.approvals())
        let open = plan.allClauses.map(\.source).filter { if case .approved = record.standing(of: $0) { false } else { true } }
        guard let first = open.first else { return nil }
        return Finding(
            .warnung, "wird-entwurf", "Der Brief wird ein Entwurf mit Wasserzeichen: Die Klausel „\(first.name)“ hat niemand freigegeben.",
            remedy: "Geben Sie sie frei: klauselwerk approve \(first.name) --by „Ihre Rechtsstelle“.")
    }

    /// All parties but the body that writes; where the agreement lists none, whoever it has an address of.
    private func recipients(_ plan: AssemblyPlan) -> [FieldPath] {
        let parties = plan.parties.filter { $0.path.rawValue != "stelle" && $0.record != nil }.map(\.path)
        if !parties.isEmpty { return parties }
        return plan.agreement.bodyFields.map { FieldPath($0) }.filter { plan.environment.value($0) != nil }
    }
}

extension ContractPart {
    /// Where the text of a clause stands: „§ 9“; in a section of several clauses „§ 12 Absatz 2 bis 4“; `nil` where it cannot be told.
    func citation(ofClause name: String) -> String? {
        func find(_ provision: ContractPart, _ place: ProvisionPlace) -> [ProvisionPlace] {
            let parts = Array(zip(provision.steps, provision.parts))
            let own = parts.filter { $0.1.key == name || $0.1.aside.clause == name }
            if !own.isEmpty { return own.map { place.appending($0.0) } }
            return parts.lazy.map { find($0.1, place.appending($0.0)) }.first { !$0.isEmpty } ?? []
        }
        let places = find(self, .contract)
        guard let first = places.first else { return nil }
        let citation = citation(of: first, .dative)
        guard places.count > 1, let last = places.last?.steps.last, let whole = self[first.parent] else { return citation }
        let end = ProvisionName(last, in: whole)
        return end.number.isEmpty ? citation : "\(citation) bis \(end.number)"
    }
}
