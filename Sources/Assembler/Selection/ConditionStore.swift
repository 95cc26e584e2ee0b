import Agreements
import DocumentModel
import Findings
import Settings
import Synchronization

/// What depends on the fields that a text can see but not on their values: conditions with names resolved and types checked, and
/// what is wrong in a text. Done once for an agreement, however many partners it has.
package final class ConditionStore: Sendable {
    /// Whose fields are seen: those of an agreement, and of a clause in it.
    package struct View: Sendable, Hashable {
        fileprivate let agreement: Int
        fileprivate let clause: ClauseSource?

        package func of(_ clause: ClauseSource) -> View { View(agreement: agreement, clause: clause) }
    }

    package struct Checked: Sendable {
        package let proposition: Proposition
        /// The fields it asks for, each once, sorted.
        package let fields: [FieldPath]
    }

    /// A text of an agreement.
    package enum Text: Sendable, Hashable {
        case body
        case line(SourceText)
        case file(String)
    }

    /// Fields of an agreement, under the number of its views.
    private struct Agreement {
        let fields: [FieldDeclaration]
        let number: Int
    }

    private struct ConditionKey: Hashable {
        let view: View
        let condition: SourceText
    }

    private struct TextKey: Hashable {
        let view: View
        let text: Text
    }

    private struct State {
        /// By the agreement's path.
        var agreements: [String: [Agreement]] = [:]
        var count = 0
        var conditions: [ConditionKey: Result<Checked, FindingList>] = [:]
        var texts: [TextKey: [Finding]] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The fields of an agreement: another one of the same path with other fields is another view.
    package func view(of agreement: AgreementFile) -> View {
        state.withLock { state in
            // Compared, not hashed: equal arrays are mostly the same one.
            if let known = state.agreements[agreement.path]?.first(where: { $0.fields == agreement.fields }) { return View(agreement: known.number, clause: nil) }
            state.count += 1
            state.agreements[agreement.path, default: []].append(Agreement(fields: agreement.fields, number: state.count))
            return View(agreement: state.count, clause: nil)
        }
    }

    /// - Parameter scope: the declared fields of the view; asked for on the first call only.
    package func checked(_ condition: ExpressionSyntax, in view: View, scope: () -> FieldScope) throws(FindingList) -> Checked {
        let key = ConditionKey(view: view, condition: condition.source)
        if let known = state.withLock({ $0.conditions[key] }) { return try known.get() }
        let result: Result<Checked, FindingList>
        do throws(FindingList) {
            let proposition = try condition.checked(in: scope())
            result = .success(Checked(proposition: proposition, fields: proposition.fields))
        } catch {
            result = .failure(error)
        }
        state.withLock { $0.conditions[key] = result }
        return try result.get()
    }

    /// What is wrong in a text whatever the values.
    package func findings(of text: Text, in view: View, check: () -> [Finding]) -> [Finding] {
        let key = TextKey(view: view, text: text)
        if let known = state.withLock({ $0.texts[key] }) { return known }
        let findings = check()
        state.withLock { $0.texts[key] = findings }
        return findings
    }
}
