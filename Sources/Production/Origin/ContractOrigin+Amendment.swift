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
        /// SHA-256 of the contract's wording after it.
        public var wording: String

        public init(number: Int, date: String, effective: String? = nil, clauses: [Clause] = [], values: [ChangedValue] = [], wording: String = "") {
            (self.number, self.date, self.effective, self.clauses, self.values, self.wording) = (number, date, effective, clauses, values, wording)
        }
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
        for step in amendment.steps {
            for clause in step.clauses {
                guard let index = origin.clauses.firstIndex(where: { $0.name == clause.name }) else { continue }
                origin.clauses[index] = clause
            }
            for value in step.values {
                if let index = origin.values.firstIndex(where: { $0.path == value.path }) {
                    origin.values[index].content = .text(value.text)
                } else {
                    origin.values.append(Value(path: value.path, content: .text(value.text), source: .daten))
                }
            }
        }
        return origin
    }
}
