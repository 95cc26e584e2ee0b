import DocumentModel
import Findings
import Synchronization

/// What depends on the fields that a text can see but not on their values: conditions with names resolved and types checked, and
/// what is wrong in a text. Done once for an agreement, however many partners it has.
final class ConditionStore: Sendable {
    /// Whose fields are seen: those of an agreement, and of a clause in it.
    struct View: Sendable, Hashable {
        fileprivate let agreement: Int
        fileprivate let clause: ClauseSource?

        func of(_ clause: ClauseSource) -> View { View(agreement: agreement, clause: clause) }
    }

    struct Checked: Sendable {
        let proposition: Proposition
        /// The fields it asks for, each once, sorted.
        let fields: [FieldPath]
    }

    /// A text of an agreement.
    enum Text: Sendable, Hashable {
        case body
        case line(SourceText)
        case file(String)
    }

    private struct Agreement: Hashable {
        let path: String
        let fields: [FieldDeclaration]
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
        var agreements: [Agreement: Int] = [:]
        var conditions: [ConditionKey: Result<Checked, Findings>] = [:]
        var texts: [TextKey: [Finding]] = [:]
    }

    private let state = Mutex(State())

    /// The fields of an agreement: another one of the same path with other fields is another view.
    func view(of agreement: AgreementFile) -> View {
        let key = Agreement(path: agreement.path, fields: agreement.fields)
        return state.withLock { state in
            let number = state.agreements[key] ?? state.agreements.count
            state.agreements[key] = number
            return View(agreement: number, clause: nil)
        }
    }

    /// - Parameter scope: the declared fields of the view; asked for on the first call only.
    func checked(_ condition: ExpressionSyntax, in view: View, scope: () -> FieldScope) throws(Findings) -> Checked {
        let key = ConditionKey(view: view, condition: condition.source)
        if let known = state.withLock({ $0.conditions[key] }) { return try known.get() }
        let result: Result<Checked, Findings>
        do throws(Findings) {
            let proposition = try condition.checked(in: scope())
            result = .success(Checked(proposition: proposition, fields: proposition.fields))
        } catch {
            result = .failure(error)
        }
        state.withLock { $0.conditions[key] = result }
        return try result.get()
    }

    /// What is wrong in a text whatever the values.
    func findings(of text: Text, in view: View, check: () -> [Finding]) -> [Finding] {
        let key = TextKey(view: view, text: text)
        if let known = state.withLock({ $0.texts[key] }) { return known }
        let findings = check()
        state.withLock { $0.texts[key] = findings }
        return findings
    }
}
