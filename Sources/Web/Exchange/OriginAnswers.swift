import Assembler
import Production

/// What a contract was made of, as answers of a draft's form.
struct OriginAnswers {
    private(set) var answers: [String: String] = [:]

    init(_ origin: ContractOrigin) {
        for value in origin.values where value.source.isGiven { add(value.content, value.path) }
    }

    private mutating func add(_ content: RecordedContent, _ path: String) {
        switch content {
        case .text(let text): answers[path] = text
        case .nothing: break
        case .group(let group): for (name, inner) in group { add(inner, "\(path).\(name)") }
        case .list(let list):
            // A list of texts is one field with an entry a line; one of records is a table.
            let texts = list.compactMap { if case .text(let text) = $0 { text } else { nil } }
            if texts.count == list.count {
                answers[path] = texts.joined(separator: "\n")
            } else {
                for (index, inner) in list.enumerated() { add(inner, "\(path).\(index + 1)") }
            }
        }
    }
}
