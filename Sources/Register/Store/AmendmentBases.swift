import GRDB

/// Origins of amendments: by them amendments are told from contracts.
enum AmendmentBases {
    /// Of a row of `grundlage`: its origin names the contract that it amends.
    static let condition = #"instr(CAST(herkunft AS TEXT), '"nachtrag":{"vertrag":"') > 0"#
    /// The numbers of all of them.
    static let numbers = "SELECT id FROM grundlage WHERE \(condition)"
}
