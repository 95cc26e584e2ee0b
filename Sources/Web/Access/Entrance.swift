import Synchronization

/// The one-time word in the printed address: whoever can read the terminal is let in, nobody else. Once used, there is a new one.
final class Entrance: Sendable {
    private let word = Mutex(Secret.make())
    private let isUsed: @Sendable (String) -> Void

    /// - Parameter isUsed: is told the next word.
    init(isUsed: @escaping @Sendable (String) -> Void) { self.isUsed = isUsed }

    var current: String { word.withLock { $0 } }

    func take(_ given: String) -> Bool {
        let next = word.withLock { word -> String? in
            guard Secret.equal(given, word) else { return nil }
            word = Secret.make()
            return word
        }
        guard let next else { return false }
        isUsed(next)
        return true
    }
}
