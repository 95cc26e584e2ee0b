import Agreements
import DocumentModel
import Findings
import Settings

/// A rule of the library, one file of `rules/`: what may not stand in an agreement together, or must.
///
/// Its condition describes the contradiction, in the language of all conditions, over the fields of the agreement and over
/// what was selected: `merkmale enthaelt "unbefristet" und merkmale enthaelt "verlaengerung"`.
package struct ClauseRule: Sendable {
    package var card: RuleCard
    /// What is wrong: one German sentence.
    package var message: String
    /// The condition is asked in the place of each clause that has this mark, and sees its fields; `nil`: once, for the agreement.
    package var focus: Located<String>?
    /// When it holds, the rule is broken.
    package var condition: ExpressionSyntax
    var path: String

    /// Marks of clauses that it names.
    package var traits: [Located<String>] { (focus.map { [$0] } ?? []) + condition.elements(ofList: RuleFields.traits) }
}

/// What conditions of rules see besides fields.
package enum RuleFields {
    /// Marks of all clauses of the agreement.
    package static let traits = "merkmale"
    /// Keys of its annexes.
    package static let annexes = "anlagen"
    /// `datenschutzrecht` of its parties.
    package static let regimes = "datenschutzrechte"

    package static let declarations = [traits, annexes, regimes].map { FieldDeclaration($0, .list(of: .text), isRequired: false) }
}

extension ClauseRule {
    static let keys = KeySet("der Regel", ["schwere", "erklaerung", "meldung", "abhilfe", "bei_merkmal", "wenn"])

    static func read(_ path: String) throws(FindingList) -> ClauseRule {
        let log = FindingLog()
        let file = try listing(FileReading.text(of: path))
        guard let root = YAMLReading.root(file.text, of: file, log: log), let reader = MappingReader(root, keys, log: log) else { throw FindingList(log.all) }
        let severity = reader.choice("schwere", RuleSeverity.self)
        if reader.node("schwere") == nil { reader.missing("schwere", remedy: "Schreiben Sie schwere: fehler, warnung oder hinweis.") }
        let explanation = reader.name("erklaerung")
        let message = reader.name("meldung")
        let remedy = reader.name("abhilfe")
        if reader.node("wenn") == nil { reader.missing("wenn", remedy: "Schreiben Sie unter „wenn“, wann die Regel verletzt ist.") }
        let condition = reader.expression("wenn")
        try log.throwIfErrors()
        guard let condition, let severity else { throw FindingList(log.all) }
        return ClauseRule(
            card: RuleCard(AgreementReader.name(of: path), severity.value.severity, explanation, remedy: remedy), message: message,
            focus: reader.located("bei_merkmal"), condition: condition, path: path)
    }
}

private enum RuleSeverity: String, Sendable, Hashable, CaseIterable {
    case fehler, warnung, hinweis

    var severity: Severity {
        switch self {
        case .fehler: .fehler
        case .warnung: .warnung
        case .hinweis: .hinweis
        }
    }
}

extension ExpressionSyntax {
    /// The texts that the condition looks for in a list field, with their places.
    func elements(ofList name: String) -> [Located<String>] {
        var found: [Located<String>] = []
        func walk(_ node: Node) {
            switch node {
            case .any(let parts), .all(let parts): parts.forEach(walk)
            case .not(let inner): walk(inner)
            case .contains(let list, let element, _):
                guard case .path(FieldPath(name)) = list.content, case .literal(.text(let text)) = element.content else { return }
                found.append(Located(text, at: source.place(at: element.offset)))
            case .present, .bare, .compare, .isIn: break
            }
        }
        walk(root)
        return found
    }
}
