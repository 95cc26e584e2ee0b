import Assembler
import Findings
import Production

/// A few presses over one library: as many contracts at a time as there are processors, each draft at the same press, which still knows its paragraphs.
struct PressPool: Sendable {
    private let presses: [PreviewPress]

    init(_ library: WarmLibrary, count: Int) { presses = (0..<max(1, count)).map { _ in PreviewPress(library) } }

    /// - Parameters:
    ///   - key: what belongs together.
    ///   - turn: another one beside it, for what can be done at the same time.
    func press(for key: String, turn: Int = 0) -> PreviewPress {
        let sum = key.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) }
        return presses[(Int(sum % UInt32(presses.count)) + turn % presses.count) % presses.count]
    }
}
