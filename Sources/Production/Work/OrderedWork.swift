import Foundation
import Synchronization

/// Makes numbered things on several threads and hands them over in their order. Few are made ahead of the one that is waited for,
/// so memory does not grow with their number.
final class OrderedWork<Value: Sendable>: Sendable {
    private struct State {
        var made: [Int: Result<Value, Failure>] = [:]
        var isEnded = false
        /// That wait to be let go.
        var threads = 0
    }

    private let state = Mutex(State())
    private let next = Atomic(0)
    private let arrived = DispatchSemaphore(value: 0)
    /// Things that may still be begun. From nothing: a semaphore below the value it began with must not be let go of.
    private let room = DispatchSemaphore(value: 0)
    private let workers: Int
    private let count: Int

    init(count: Int, workers: Int) {
        self.count = count
        self.workers = max(1, min(workers, count))
        for _ in 0..<self.workers * 4 { room.signal() }
    }

    /// Starts the threads. Each makes its own tools: fonts and C objects never cross threads.
    ///
    /// - Throws: ``Failure`` where the system gives none.
    func start<Tools>(
        tools: @escaping @Sendable () throws(Failure) -> Tools, make: @escaping @Sendable (Int, Tools) throws(Failure) -> Value
    ) throws(Failure) -> WorkerThreads {
        let threads = WorkerThreads(workers) { [self] in
            var own: Result<Tools, Failure>?
            while let index = take() {
                if own == nil { own = Self.result { () throws(Failure) in try tools() } }
                if let own { put(index, Self.result { () throws(Failure) in try make(index, try own.get()) }) }
            }
        }
        if threads.count == 0 { throw WorkerThreads.none }
        state.withLock { $0.threads = threads.count }
        return threads
    }

    /// Has the threads of a room do it, as a stage of theirs.
    func begin<Tools>(in room: WorkerRoom<Tools>, make: @escaping @Sendable (Int, Tools) throws(Failure) -> Value) {
        state.withLock { $0.threads = room.count }
        room.begin { [self] tools in
            while let index = take() { put(index, Self.result { () throws(Failure) in try make(index, tools) }) }
        }
    }

    /// Waits for the thing of that number. Each is asked for once, in order.
    func value(_ index: Int) throws(Failure) -> Value {
        while true {
            if let made = state.withLock({ $0.made.removeValue(forKey: index) }) {
                room.signal()
                return try made.get()
            }
            arrived.wait()
        }
    }

    /// Lets the threads go, whatever is left.
    func end() {
        let threads = state.withLock { state in
            state.isEnded = true
            return state.threads
        }
        for _ in 0..<threads { room.signal() }
    }

    private func put(_ index: Int, _ made: Result<Value, Failure>) {
        state.withLock { $0.made[index] = made }
        arrived.signal()
    }

    private func take() -> Int? {
        room.wait()
        guard !state.withLock(\.isEnded) else { return nil }
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
    }

    private static func result<Made>(_ work: () throws(Failure) -> Made) -> Result<Made, Failure> {
        do throws(Failure) { return .success(try work()) } catch { return .failure(error) }
    }
}
