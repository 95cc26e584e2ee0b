/// A contract in the making: what somebody has chosen and typed.
struct Draft: Sendable, Hashable {
    /// 32 hexadecimal digits.
    let id: String
    var owner: String
    /// Name of the agreement.
    var agreement: String
    /// What the clerk calls it.
    var name: String
    /// As typed, by the fields' paths; rows of tables as `kontakte.2.name`. Also of fields that the contract does not ask for at the moment.
    var answers: [String: String]
    /// What was decided about clauses for this contract alone, by their families.
    var choices: [String: ClauseChoice] = [:]
    /// Files behind it, in order.
    var annexes: [KeptAnnex] = []
    /// Clauses as they were when somebody last looked: checksums by names.
    var seen: [String: String] = [:]
    /// Grows with each change: who has seen another one is told.
    var version = 1
    /// Seconds since 1970.
    var created: Double
    var changed: Double
}

/// What stands in place of the clause that the agreement would take.
struct ClauseChoice: Sendable, Hashable, Codable {
    /// Another variant of the library, or the one that ``text`` was made from.
    var variant: String
    /// A wording for this contract alone; `nil`: the variant's own.
    var text: String?
}
