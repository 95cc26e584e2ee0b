import Dispatch
import Synchronization

/// Threads that stay for several stages of a run, each with its own tools: what prints a series finds the memories full that making it has filled. Fonts and C objects never
/// cross threads, so the threads are what is kept.
///
/// One stage at a time, each begun by ``begin(_:)`` and waited for by ``wait()``; whoever has opened a room closes it.
final class WorkerRoom<Tools> {
    private final class Desk: Sendable {
        private struct State {
            var work: (@Sendable (Tools) -> Void)?
            var isClosed = false
        }

        private let state = Mutex(State())
        private let begun = DispatchSemaphore(value: 0)
        let finished = DispatchSemaphore(value: 0)

        func begin(_ work: @escaping @Sendable (Tools) -> Void, on threads: Int) {
            state.withLock { $0.work = work }
            for _ in 0..<threads { begun.signal() }
        }

        func close(_ threads: Int) {
            state.withLock { $0.isClosed = true }
            for _ in 0..<threads { begun.signal() }
        }

        /// Waits for the next stage; `nil` when there is none any more.
        func next() -> (@Sendable (Tools) -> Void)? {
            begun.wait()
            return state.withLock { $0.isClosed ? nil : $0.work }
        }

        func endStage() { state.withLock { $0.work = nil } }
    }

    private let desk = Desk()
    private let threads: WorkerThreads

    /// How many threads there are.
    var count: Int { threads.count }

    /// - Throws: ``Failure`` where the system gives no thread.
    init(_ count: Int, tools: @escaping @Sendable () -> Tools) throws(Failure) {
        threads = WorkerThreads(count) { [desk] in
            let own = tools()
            while let work = desk.next() {
                work(own)
                desk.finished.signal()
            }
        }
        if threads.count == 0 { throw WorkerThreads.none }
    }

    /// Begins a stage: every thread does the work once, or one of them twice where it is done before another has begun.
    func begin(_ work: @escaping @Sendable (Tools) -> Void) { desk.begin(work, on: threads.count) }

    /// Waits until the stage is done.
    func wait() {
        for _ in 0..<threads.count { desk.finished.wait() }
        desk.endStage()
    }

    /// Lets the threads go, with their tools, and waits for their end. No harm is done twice.
    func close() {
        desk.close(threads.count)
        threads.join()
    }
}
