import Synchronization

/// Carries the result of a task to the thread that waits for it.
final class ResultBox<Value: Sendable>: Sendable {
    private let content = Mutex<Result<Value, any Error>?>(nil)

    func set(_ result: Result<Value, any Error>) { content.withLock { $0 = result } }

    func get() -> Result<Value, any Error>? { content.withLock { $0 } }
}
