import DocumentModel
import Findings

/// Numbers the nodes of a document in reading order, numbers its footnotes, and settles its references.
struct DocumentFinisher {
    let targets: ReferenceTargets
    let annexes: AnnexTargets
    let pending: [PendingReference]

    /// Body and annexes as they are printed, with the findings of references that lead nowhere.
    func finish(body: [Block], annexes: [Annex]) -> (body: [Block], annexes: [Annex], findings: [Finding]) {
        var settler = Settler(finisher: self)
        let settled = (body: settler.rewrite(body), annexes: annexes.map { settler.rewrite($0) })
        var numberer = Numberer()
        let numbered = (body: numberer.rewrite(settled.body), annexes: settled.annexes.map { numberer.rewrite($0) })
        // A target may lie behind its reference, so references follow only now.
        var retargeter = Retargeter(map: numberer.map)
        return (retargeter.rewrite(numbered.body), numbered.annexes.map { retargeter.rewrite($0) }, settler.findings)
    }

    // MARK: - The three walks

    /// References get their text, while the builder's identifiers still stand.
    private struct Settler: DocumentRewriting {
        let finisher: DocumentFinisher
        var findings: [Finding] = []
        private var sections: [NodeID] = []

        init(finisher: DocumentFinisher) { self.finisher = finisher }

        mutating func id(_ old: NodeID) -> NodeID { old }
        mutating func footnoteLabel(_ old: String) -> String { old }
        mutating func enterSection(_ id: NodeID) { sections.append(id) }
        mutating func leaveSection() { _ = sections.popLast() }

        mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
            guard target.rawValue < 0, finisher.pending.indices.contains(Int(-target.rawValue) - 1) else {
                return [.reference(target: target, content: rewrite(content))]
            }
            let pending = finisher.pending[Int(-target.rawValue) - 1]
            switch finisher.settle(pending, section: sections.last) {
            case .success(let found):
                return [.reference(target: found.target, content: [.text(found.text)])]
            case .failure(let finding):
                findings.append(finding)
                return []
            }
        }
    }

    private struct Numberer: DocumentRewriting {
        private var ids = NodeNumbering()
        private var footnotes = 0
        private(set) var map: [NodeID: NodeID] = [:]
        private var origins: [Origin] = []

        /// A block without origin of its own (the text of a table's cell) has that of the block around it.
        mutating func enterBlock(_ origin: Origin) -> Origin {
            let found = origin == .none ? origins.last ?? .none : origin
            origins.append(found)
            return found
        }

        mutating func leaveBlock() { _ = origins.popLast() }

        mutating func id(_ old: NodeID) -> NodeID {
            let new = ids.next()
            if old != .unnumbered { map[old] = new }
            return new
        }

        mutating func footnoteLabel(_ old: String) -> String {
            footnotes += 1
            return "\(footnotes)"
        }

        mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
            [.reference(target: target, content: content)]
        }
    }

    private struct Retargeter: DocumentRewriting {
        let map: [NodeID: NodeID]

        mutating func id(_ old: NodeID) -> NodeID { old }
        mutating func footnoteLabel(_ old: String) -> String { old }
        mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
            [.reference(target: map[target] ?? target, content: content)]
        }
    }

    // MARK: - Settling one reference

    private func settle(_ reference: PendingReference, section: NodeID?) -> Result<(target: NodeID, text: String), Finding> {
        switch reference.target {
        case .annex(let key): return annexes.settle(key, reference)
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
                        ?? "Die Klausel unter „klauseln:“ aufnehmen oder den Verweis mit „{{wenn …}}“ umgeben."))
        }
        if own == nil, found.count > 1 {
            let names = found.map { "\($0.family)/\($0.variant)" }.joined(separator: ", ")
            return .failure(
                reference.finding(
                    "verweis-mehrdeutig", "Der Verweis „\(name)“ ist mehrdeutig; in der Vereinbarung stehen: \(names).",
                    remedy: "Die Variante nennen, zum Beispiel „{{ref:\(clause.family)/\(clause.variant)}}“."))
        }
        var target = clause.target
        if let mark {
            guard let marked = targets.target(mark: mark, of: clause.instance) else {
                let names = targets.markNames(of: clause.instance)
                return .failure(
                    reference.finding(
                        "marke-fehlt", "In der Klausel „\(clause.family)/\(clause.variant)“ gibt es keine Marke „\(mark)“, oder ihr Absatz ist entfallen.",
                        remedy: Suggestion.remedy(for: mark, among: names)
                            ?? (names.isEmpty ? "„{#\(mark)}“ an das Ende des Absatzes setzen." : "Vorhanden sind: \(names.joined(separator: ", ")).")))
            }
            target = marked
        }
        return .success((target.id, CitationText.text(target.part, isSameSection: target.section == section && target.id != section)))
    }
}

extension PendingReference {
    func finding(_ rule: String, _ message: String, remedy: String) -> Finding {
        Finding(.fehler, rule, at: place, message, remedy: remedy)
    }
}

/// The annexes of the agreement by their `kennung`.
struct AnnexTargets: Sendable {
    /// Those that apply: key, identifier of the builder, „Anlage 2“.
    var applying: [(key: String, id: NodeID, label: String)]
    /// Those whose condition does not hold.
    var dropped: [String]

    init(applying: [(key: String, id: NodeID, label: String)] = [], dropped: [String] = []) {
        self.applying = applying
        self.dropped = dropped
    }

    func settle(_ key: String, _ reference: PendingReference) -> Result<(target: NodeID, text: String), Finding> {
        if let found = applying.first(where: { $0.key == key }) { return .success((found.id, found.label)) }
        if dropped.contains(key) {
            return .failure(
                reference.finding(
                    "anlage-entfallen", "Der Text verweist auf die Anlage „\(key)“, deren Bedingung hier nicht erfüllt ist.",
                    remedy: "Den Verweis mit derselben Bedingung umgeben wie die Anlage („wenn“)."))
        }
        return .failure(
            reference.finding(
                "anlage-unbekannt", "Eine Anlage mit der Kennung „\(key)“ gibt es in dieser Vereinbarung nicht.",
                remedy: Suggestion.remedy(for: key, among: applying.map(\.key)) ?? "Die Anlage unter „anlagen:“ mit „kennung: \(key)“ eintragen."))
    }
}
