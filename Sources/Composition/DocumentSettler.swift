import DocumentModel
import Findings

/// How far nodes and footnotes of a document are counted.
struct DocumentNumbering: Sendable, Hashable {
    var ids = NodeNumbering()
    var footnotes = 0
}

/// Numbers the nodes of a document in reading order, numbers its footnotes, and settles its references.
struct DocumentSettler {
    let targets: ClauseTargets
    let annexes: AnnexTargets
    let pending: [PendingReference]
    var citation = CitationText()
    /// `nil`: nothing is kept.
    var memory: SectionMemory?
    /// Stands for `targets` and `annexes` in the memory.
    var number: Int?

    /// Body and annexes as they are printed, with the findings of references that lead nowhere.
    func finish(body: [BuiltBlock], annexes: [Annex]) -> (body: [Block], annexes: [Annex], findings: [Finding]) {
        var settler = Settler(settler: self)
        var numberer = Numberer()
        let parts = body.map { built -> Part in
            let start = numberer.numbering
            guard let memory, let number, let serial = built.serial else { return .single(numberer.rewrite(settler.rewrite(built.block))) }
            let key = SectionMemory.FinishedKey(built: serial, targets: number, start: start)
            if let known = memory.finished(key) {
                numberer.take(known)
                return .known(known, built.block, key)
            }
            let (found, assigned) = (settler.findings.count, numberer.assigned.count)
            let block = numberer.rewrite(settler.rewrite(built.block))
            guard settler.findings.count == found else { return .single(block) }
            return .new(block, key, numbers: Array(numberer.assigned[assigned...]), end: numberer.numbering)
        }
        let bodyCount = numberer.assigned.count
        let numberedAnnexes = annexes.map { numberer.rewrite(settler.rewrite($0)) }
        // A target may lie behind its reference, so references follow only now.
        var retargeter = Retargeter(numberer.assigned)
        let arrangement = arrangement(parts, annexes: numberer.assigned[bodyCount...].map(\.new))
        let isSettled = arrangement.map { memory?.isSettled($0) ?? false } ?? false
        let finished = parts.map { finish($0, &retargeter, isSettled: isSettled) }
        if let arrangement, !isSettled { memory?.settle(arrangement) }
        return (finished, numberedAnnexes.map { retargeter.rewrite($0) }, settler.findings)
    }

    /// What decides about all numbers of the document; `nil` where a section is new.
    ///
    /// - Parameter annexes: numbers of the nodes in annexes that references can name.
    private func arrangement(_ parts: [Part], annexes: [NodeID]) -> SectionMemory.Arrangement? {
        var serials: [Int] = []
        for part in parts {
            switch part {
            case .single: break
            case .known(let known, _, _): serials.append(known.serial)
            case .new: return nil
            }
        }
        return number.map { SectionMemory.Arrangement(sections: serials, targets: $0, annexes: annexes) }
    }

    /// A numbered block, with what is needed to keep it or to take a kept one.
    private enum Part {
        /// It is not kept.
        case single(Block)
        /// With the section as it was built.
        case known(SectionMemory.Finished, Block, SectionMemory.FinishedKey)
        case new(Block, SectionMemory.FinishedKey, numbers: [(old: NodeID, new: NodeID)], end: DocumentNumbering)
    }

    /// - Parameter isSettled: the references of what is kept are known to lead where they did.
    private func finish(_ part: Part, _ retargeter: inout Retargeter, isSettled: Bool) -> Block {
        switch part {
        case .single(let block): return retargeter.rewrite(block)
        case .known(let known, let built, let key):
            if isSettled || known.references.allSatisfy({ retargeter.target(of: $0.old) == $0.new }) { return known.block }
            // Something before its targets is longer or shorter this time.
            var (settler, numberer) = (Settler(settler: self), Numberer(from: key.start))
            let block = numberer.rewrite(settler.rewrite(built))
            return keep(block, key, numbers: numberer.assigned, end: numberer.numbering, &retargeter)
        case .new(let block, let key, let numbers, let end): return keep(block, key, numbers: numbers, end: end, &retargeter)
        }
    }

    private func keep(
        _ block: Block, _ key: SectionMemory.FinishedKey, numbers: [(old: NodeID, new: NodeID)], end: DocumentNumbering, _ retargeter: inout Retargeter
    ) -> Block {
        retargeter.found = []
        let result = retargeter.rewrite(block)
        memory?.keep(key) { SectionMemory.Finished(serial: $0, block: result, numbers: numbers, references: retargeter.found, end: end) }
        return result
    }

    // MARK: - The three walks

    /// References get their text, while the builder's identifiers still stand.
    private struct Settler: DocumentRewriting {
        let settler: DocumentSettler
        var findings: [Finding] = []
        private var sections: [NodeID] = []

        init(settler: DocumentSettler) { self.settler = settler }

        mutating func id(_ old: NodeID) -> NodeID { old }
        mutating func footnoteLabel(_ old: String) -> String { old }
        mutating func enterSection(_ id: NodeID) { sections.append(id) }
        mutating func leaveSection() { _ = sections.popLast() }

        mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
            guard let id = PendingReferenceID(target: target), settler.pending.indices.contains(id.index) else {
                return [.reference(target: target, content: rewrite(content))]
            }
            switch settler.settle(settler.pending[id.index], section: sections.last) {
            case .success(let found):
                return [.reference(target: found.target, content: [.text(found.text)])]
            case .failure(let finding):
                findings.append(finding)
                return []
            }
        }
    }

    private struct Numberer: DocumentRewriting {
        private(set) var numbering: DocumentNumbering
        /// Builder's number and the document's, in reading order.
        private(set) var assigned: [(old: NodeID, new: NodeID)] = []
        private var origins: [Origin] = []

        init(from numbering: DocumentNumbering = DocumentNumbering()) { self.numbering = numbering }

        /// Goes on behind a section that was numbered before.
        mutating func take(_ known: SectionMemory.Finished) {
            assigned += known.numbers
            numbering = known.end
        }

        /// A block without origin of its own (the text of a table's cell) has that of the block around it.
        mutating func enterBlock(_ origin: Origin) -> Origin {
            let found = origin == .none ? origins.last ?? .none : origin
            origins.append(found)
            return found
        }

        mutating func leaveBlock() { _ = origins.popLast() }

        mutating func id(_ old: NodeID) -> NodeID {
            let new = numbering.ids.next()
            if old != .unnumbered { assigned.append((old, new)) }
            return new
        }

        mutating func footnoteLabel(_ old: String) -> String {
            numbering.footnotes += 1
            return "\(numbering.footnotes)"
        }

        mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
            [.reference(target: target, content: content)]
        }
    }

    private struct Retargeter: DocumentRewriting {
        private let assigned: [(old: NodeID, new: NodeID)]
        /// Made when the first reference asks for it.
        private lazy var map = assigned.reduce(into: [NodeID: NodeID](minimumCapacity: assigned.count)) { $0[$1.old] = $1.new }
        /// What references named.
        var found: [(old: NodeID, new: NodeID)] = []

        init(_ assigned: [(old: NodeID, new: NodeID)]) { self.assigned = assigned }

        mutating func target(of old: NodeID) -> NodeID { map[old] ?? old }

        mutating func id(_ old: NodeID) -> NodeID { old }
        mutating func footnoteLabel(_ old: String) -> String { old }
        mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
            let new = self.target(of: target)
            found.append((target, new))
            return [.reference(target: new, content: content)]
        }
    }

    // MARK: - Settling one reference

    private func settle(_ reference: PendingReference, section: NodeID?) -> Result<(target: NodeID, text: String), Finding> {
        switch reference.target {
        case .annex(let key):
            return annexes.settle(key, reference).map { found in
                (found.target, reference.grammaticalCase.map { CitedWord.declined(found.text, $0) } ?? found.text)
            }
        case .clause(let name, let mark): return settle(name, mark, reference, section: section)
        }
    }

    private func settle(
        _ name: String, _ mark: String?, _ reference: PendingReference, section: NodeID?
    ) -> Result<(target: NodeID, text: String), Finding> {
        let found = targets.clauses(named: name)
        // A clause that refers to its own family means itself.
        let own = found.first { $0.instance == reference.instance }
        guard let clause = own ?? found.first else {
            return .failure(
                reference.finding(
                    "verweis-ins-leere", "Der Verweis „\(name)“ führt ins Leere: Diese Klausel gehört nicht zur Vereinbarung.",
                    remedy: Suggestion.remedy(for: name, among: targets.familyNames)
                        ?? "Nehmen Sie die Klausel unter „klauseln:“ auf, oder umgeben Sie den Verweis mit „{{wenn …}}“."))
        }
        if own == nil, found.count > 1 {
            let names = found.map { "\($0.family)/\($0.variant)" }.joined(separator: ", ")
            return .failure(
                reference.finding(
                    "verweis-mehrdeutig", "Der Verweis „\(name)“ ist mehrdeutig; in der Vereinbarung stehen: \(names).",
                    remedy: Set(found.map(\.variant)).count == found.count
                        ? "Nennen Sie die Variante, zum Beispiel „{{ref:\(clause.family)/\(clause.variant)}}“."
                        : "Geben Sie den Klauseln in der Vereinbarung verschiedene „id“, und nennen Sie sie: „{{ref:ID}}“."))
        }
        var target = clause.target
        if let mark {
            guard let marked = targets.target(mark: mark, of: clause.instance) else {
                let names = targets.markNames(of: clause.instance)
                return .failure(
                    reference.finding(
                        "marke-fehlt", "In der Klausel „\(clause.family)/\(clause.variant)“ gibt es keine Marke „\(mark)“, oder ihr Absatz ist entfallen.",
                        remedy: Suggestion.remedy(for: mark, among: names)
                            ?? (names.isEmpty ? "Setzen Sie „{#\(mark)}“ an das Ende des Absatzes, der gemeint ist." : "Vorhanden sind: \(names.joined(separator: ", ")).")))
            }
            target = marked
        }
        return .success((target.id, citation.text(target.part, isSameSection: target.section == section && target.id != section, reference.grammaticalCase)))
    }
}

extension PendingReference {
    func finding(_ rule: String, _ message: String, remedy: String) -> Finding {
        Finding(.fehler, rule, at: place, message, remedy: remedy)
    }
}

/// The annexes of the agreement by their `kennung`.
struct AnnexTargets: Sendable, Hashable {
    struct Applying: Sendable, Hashable {
        var key: String
        /// Of the builder.
        var id: NodeID
        /// „Anlage 2“
        var label: String
    }

    var applying: [Applying]
    /// Those whose condition does not hold.
    var dropped: [String]

    init(applying: [Applying] = [], dropped: [String] = []) {
        self.applying = applying
        self.dropped = dropped
    }

    func settle(_ key: String, _ reference: PendingReference) -> Result<(target: NodeID, text: String), Finding> {
        if let found = applying.first(where: { $0.key == key }) { return .success((found.id, found.label)) }
        if dropped.contains(key) {
            return .failure(
                reference.finding(
                    "anlage-entfallen", "Der Text verweist auf die Anlage „\(key)“, deren Bedingung hier nicht erfüllt ist.",
                    remedy: "Umgeben Sie den Verweis mit derselben Bedingung wie die Anlage („wenn“)."))
        }
        return .failure(
            reference.finding(
                "anlage-unbekannt", "Eine Anlage mit der Kennung „\(key)“ gibt es in dieser Vereinbarung nicht.",
                remedy: Suggestion.remedy(for: key, among: applying.map(\.key)) ?? "Tragen Sie die Anlage unter „anlagen:“ mit „kennung: \(key)“ ein."))
    }
}
