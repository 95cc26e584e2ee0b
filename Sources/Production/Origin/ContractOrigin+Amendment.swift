extension ContractOrigin {
    /// Which contract an amendment amends, and how: the entry `nachtrag`.
    public struct Amendment: Sendable, Hashable {
        /// SHA-256 of the contract as it was made.
        public var contract: String
        /// Of the amendment itself: `endfassung`.
        public var status: String
        /// The clauses around the changes.
        public var frame: [Clause]
        /// All amendments of the contract so far, this one the last.
        public var steps: [AmendmentStep]

        /// All clauses that it is made of or brings.
        var changed: [Clause] { frame + steps.flatMap(\.clauses) }
    }

    /// What one amendment changes.
    public struct AmendmentStep: Sendable, Hashable {
        public var number: Int
        /// ISO; on its title page.
        public var date: String
        /// ISO; `nil`: with the last signature.
        public var effective: String?
        /// Clauses with their new versions.
        public var clauses: [Clause]
        public var values: [ChangedValue]
        /// Clauses that come or go, in this order; where one is moved, both.
        public var moves: [ClauseMove]
        /// SHA-256 of the contract's wording after it.
        public var wording: String

        public init(
            number: Int, date: String, effective: String? = nil, clauses: [Clause] = [], values: [ChangedValue] = [], moves: [ClauseMove] = [], wording: String = ""
        ) {
            (self.number, self.date, self.effective, self.clauses, self.values) = (number, date, effective, clauses, values)
            (self.moves, self.wording) = (moves, wording)
        }

        /// As they are applied: all numbers of rows are those before the amendment, so what is taken away goes last, from the back.
        var orderedValues: [ChangedValue] {
            func numbers(_ path: String) -> [String] {
                path.split(separator: ".").map { part in Int(part).map { number in String(repeating: "0", count: max(0, 10 - part.count)) + "\(number)" } ?? String(part) }
            }
            func takesRowAway(_ value: ChangedValue) -> Bool { value.text.isEmpty && value.path.split(separator: ".").last.map { Int($0) != nil } ?? false }
            let sorted = values.sorted { numbers($0.path).lexicographicallyPrecedes(numbers($1.path)) }
            return sorted.filter { !takesRowAway($0) } + sorted.filter(takesRowAway).reversed()
        }

        /// Whether it changes the same in the same way, whatever wording came out.
        func changesTheSame(as other: AmendmentStep) -> Bool {
            var (a, b) = (self, other)
            (a.wording, b.wording) = ("", "")
            return a == b
        }
    }

    /// A clause that comes or goes: the entry `gliederung`.
    public struct ClauseMove: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable {
            case insertion = "einfuegen"
            case removal = "streichen"
        }

        public var kind: Kind
        /// `datenschutz/ki`
        public var clause: String
        /// Behind which clause it comes; `nil`: before all others.
        public var after: String?

        public init(_ kind: Kind, _ clause: String, after: String? = nil) { (self.kind, self.clause, self.after) = (kind, clause, after) }
    }

    public struct ChangedValue: Sendable, Hashable {
        public var path: String
        /// As a data file would have it; empty: taken away.
        public var text: String

        public init(path: String, text: String) { (self.path, self.text) = (path, text) }
    }
}

extension ContractOrigin {
    /// What a list of contracts says that the file is made of: of an amendment its frame, and the versions that it brings.
    public var listedClauses: [Clause] { amendment.map { $0.frame + ($0.steps.last?.clauses ?? []) } ?? clauses }

    /// The contract as an amendment has it: its clauses and values from then on.
    public var amended: ContractOrigin {
        guard let amendment else { return self }
        var origin = self
        origin.amendment = nil
        origin.clauses = ClausesInForce(origin.clauses, after: amendment.steps).clauses
        let names = ChangedNames(origin, after: amendment.steps)
        origin.forget(formsOf: names)
        for value in names.changes {
            if let index = origin.values.firstIndex(where: { $0.path == value.path }) {
                origin.values[index].content = .text(value.text)
            } else if let index = origin.values.firstIndex(where: { value.path.hasPrefix($0.path + ".") }),
                let changed = origin.values[index].content.changing(value.path.dropFirst(origin.values[index].path.count + 1), to: value.text)
            {
                origin.values[index].content = changed
            } else {
                origin.values.append(Value(path: value.path, content: .text(value.text), source: .daten))
            }
        }
        return origin
    }
}

/// Which clauses a contract has after its amendments.
struct ClausesInForce {
    private(set) var clauses: [ContractOrigin.Clause]
    /// Variants in the place of others: new names by old ones.
    private(set) var exchanged: [String: String] = [:]

    init(_ signed: [ContractOrigin.Clause], after steps: [ContractOrigin.AmendmentStep]) {
        clauses = signed
        for step in steps {
            for move in step.moves where move.kind == .removal { clauses.removeAll { $0.name == move.clause } }
            let inserted = Set(step.moves.filter { $0.kind == .insertion }.map(\.clause))
            for clause in step.clauses { take(clause, isNew: inserted.contains(clause.name)) }
        }
    }

    private mutating func take(_ clause: ContractOrigin.Clause, isNew: Bool) {
        let family = clause.name.prefix { $0 != "/" } + "/"
        let own = clauses.indices.filter { clauses[$0].name.hasPrefix(family) }
        if let index = own.first(where: { clauses[$0].name == clause.name }) {
            clauses[index] = clause
        } else if !isNew, own.count == 1, let index = own.first {
            let old = clauses[index].name
            // What an earlier one has put there is replaced, too.
            for (name, new) in exchanged where new == old { exchanged[name] = clause.name }
            exchanged[old] = clause.name
            clauses[index] = clause
        } else {
            clauses.append(clause)
        }
    }
}
