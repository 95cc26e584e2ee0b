import Foundation

/// The way back through what somebody has changed and not saved: it travels with the form, so it needs no place on the server and survives its end.
struct UndoSteps: Sendable, Hashable {
    /// Lines of the newer text that have taken the place of those.
    private struct Step: Codable, Sendable, Hashable {
        let start: Int
        let count: Int
        let lines: [String]
    }

    private var steps: [Step] = []
    private static let most = 60
    private static let mostBytes = 512 << 10

    /// What a form holds; what cannot be read is no way back.
    init(_ text: String?) {
        guard let text, text.utf8.count <= UndoSteps.mostBytes, let read = try? JSONDecoder().decode([Step].self, from: Data(text.utf8)) else { return }
        steps = read.suffix(UndoSteps.most)
    }

    var isEmpty: Bool { steps.isEmpty }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(steps)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    mutating func note(from old: String, to new: String) {
        guard old != new else { return }
        let (before, after) = (UndoSteps.lines(old), UndoSteps.lines(new))
        var head = 0
        while head < before.count, head < after.count, before[head] == after[head] { head += 1 }
        var tail = 0
        while tail < before.count - head, tail < after.count - head, before[before.count - 1 - tail] == after[after.count - 1 - tail] { tail += 1 }
        steps.append(Step(start: head, count: after.count - head - tail, lines: Array(before[head..<before.count - tail])))
        while steps.count > UndoSteps.most || text.utf8.count > UndoSteps.mostBytes, !steps.isEmpty { steps.removeFirst() }
    }

    /// The text before the last change; `nil` where there is none, or it does not belong to this text.
    mutating func back(from text: String) -> String? {
        guard let step = steps.popLast() else { return nil }
        var lines = UndoSteps.lines(text)
        guard step.start >= 0, step.count >= 0, step.start <= lines.count, step.count <= lines.count - step.start else { return nil }
        lines.replaceSubrange(step.start..<step.start + step.count, with: step.lines)
        return lines.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
