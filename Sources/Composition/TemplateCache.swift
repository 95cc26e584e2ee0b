import Agreements
import Findings
import Settings
import Synchronization

/// Templates parsed once and kept for all partners of a batch, and for all threads.
package final class TemplateCache: Sendable {
    private enum Key: Hashable {
        case clause(ClauseSource)
        case line(SourceText)
        case file(String, text: String)
    }

    private let templates = Mutex<[Key: Result<Template, FindingList>]>([:])
    private let typography: Typography

    init(typography: Typography) { self.typography = typography }

    package func body(of clause: ClauseSource) throws(FindingList) -> Template {
        try template(.clause(clause)) { () throws(FindingList) in
            try Template.parse(clause.body.value, file: clause.path, firstLine: clause.bodyLine)
        }
    }

    /// A text of the agreement or of a front matter: inline content.
    func line(_ text: SourceText) throws(FindingList) -> Template {
        try template(.line(text)) { () throws(FindingList) in try Template.parseLine(text) }
    }

    /// A Markdown file that is no clause.
    func file(_ file: SourceFile) throws(FindingList) -> Template {
        try template(.file(file.path, text: file.text)) { () throws(FindingList) in try Template.parse(file.text, file: file.path) }
    }

    /// Two threads that miss at once parse twice and agree.
    private func template(_ key: Key, _ parse: () throws(FindingList) -> Template) throws(FindingList) -> Template {
        if let known = templates.withLock({ $0[key] }) { return try known.get() }
        let result: Result<Template, FindingList>
        do throws(FindingList) {
            result = .success(typography.normalise(try parse()))
        } catch {
            result = .failure(error)
        }
        templates.withLock { $0[key] = result }
        return try result.get()
    }
}
