import Agreements
import Findings
import Foundation

/// A rule of the program about a plan: a pure function, for what conditions over fields and marks cannot say. One file each.
protocol PlanRule: Sendable {
    static var card: RuleCard { get }
    /// A hint for `check`: not told whenever a contract is built.
    static var isHint: Bool { get }
    /// Whether the rule can be broken at all by a plan with these clauses and annexes, whatever its values: asked once for all
    /// partners with the same ones. Default: yes.
    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool
    /// - Parameter facts: `nil` where there are none.
    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding]
}

extension PlanRule {
    static var isHint: Bool { false }

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool { true }

    static func broken(at place: Place?, _ message: String, as severity: Severity? = nil) -> Finding {
        Finding(severity ?? card.severity, card.id, at: place, message, remedy: card.remedy)
    }
}

enum PlanRules {
    static let all: [any PlanRule.Type] = [
        AddresseeRule.self, AgeRule.self, AnnexOrderRule.self, CopiesRule.self, CutOffDayRule.self, FederalBodyRule.self, GenderRuleCheck.self,
        LegalEntityRule.self, MeetingRule.self, MissingLegalEntityRule.self, MunicipalCompanyRule.self,
        ObjectionPeriodRule.self, PartyRoleRule.self, RepresentativeRule.self, RetroactiveStartRule.self, SignatureFormRule.self,
        SignatureUnitsRule.self, SigningAuthorityRule.self, StateLawRule.self, TotalsRule.self,
    ]
}

extension AssemblyPlan {
    /// Whether a clause has one of these fields, with or without a value.
    func hasClauseField(_ names: String...) -> Bool {
        clauses.contains { $0.source.frontMatter.fields.contains { names.contains($0.name) } }
    }

    /// Indices of the clauses in which the field has a value.
    func clauses(withValueOf field: String) -> [Int] { clauses.indices.filter { clauses[$0].fields[field]?.value != nil } }

    /// Clauses with a mark.
    func clauses(marked trait: String) -> [PlannedClause] {
        clauses.filter { $0.source.frontMatter.traits.contains { $0.value == trait } }
    }

    /// Where the first of these fields of a clause that is not left to its default got its value, else where the agreement names the
    /// clause.
    func place(of fields: String..., in clause: PlannedClause) -> Place {
        for field in fields {
            switch source(of: field, in: clause) {
            case .clauseDefault?, nil: continue
            case .some(let source): return source.place ?? clause.place
            }
        }
        return clause.place
    }
}

extension PlannedClause {
    func number(_ field: String) -> Int? {
        guard case .number(let number)? = fields[field]?.value else { return nil }
        return Int(exactly: (number as NSDecimalNumber).doubleValue)
    }
}
