import Assembler
import DocumentModel
import Findings

/// Answers of a draft as the engine takes them.
struct Answers: Sendable {
    private let given: [String: String]
    /// Fields that take a list of texts.
    private let listed: Set<String>

    /// - Parameter catalogue: of the draft's agreement.
    init(_ given: [String: String], _ catalogue: FieldCatalogue) {
        self.given = given
        listed = Set(
            catalogue.entries.filter { entry in
                if case .list(let element) = entry.declaration.kind { element.members.isEmpty } else { false }
            }.map(\.path.rawValue))
    }

    /// - Parameter dropped: paths to leave out, with all below them.
    func data(without dropped: Set<String>, examples: ExampleUse) throws(FindingList) -> AgreementData {
        var answers: [FieldPath: RecordedContent] = [:]
        for (path, text) in given where !dropped.contains(path) && !dropped.contains(where: { path.hasPrefix($0 + ".") }) {
            answers[FieldPath(path)] = listed.contains(path) ? .list(text.split(whereSeparator: \.isNewline).map { .text(String($0)) }) : .text(text)
        }
        var data = try AgreementData(answers: answers)
        data.examples = examples
        return data
    }
}
