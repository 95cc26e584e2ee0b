import Findings
import Foundation
import Synchronization

/// Threads of their own for long work: they wait for the disk, which the tasks of Swift's pool must not. Not by Foundation's `Thread`,
/// which does not say that it could not start, nor by Dispatch, which waits for ever where the system gives no thread.
///
/// Whoever starts them waits for their end by ``join()``.
final class WorkerThreads {
    private var threads: [pthread_t] = []

    /// Texts may be nested as deep as their limits allow.
    static let stackSize = 8 << 20

    /// Starts as many as the system gives, at most `count`.
    init(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        for _ in 0..<max(1, count) {
            guard let thread = WorkerThreads.start(work) else { break }
            threads.append(thread)
        }
    }

    /// How many there are.
    var count: Int { threads.count }

    /// Waits until all have ended.
    func join() {
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }

    /// Runs `work` on so many threads, or on this one where the system gives none, and waits for all of them.
    static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let threads = WorkerThreads(count, work)
        if threads.count == 0 { work() }
        threads.join()
    }

    /// Work that may as well not be done; nobody waits for it.
    ///
    /// - Parameter isUrgent: else it leaves the processors to who wants them (on Linux, a thread has a nice value of its own: sched(7)).
    static func runAside(isUrgent: Bool, _ work: @escaping @Sendable () -> Void) {
        let thread = start {
            if !isUrgent { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.patience) }
            work()
        }
        if let thread { pthread_detach(thread) }
    }

    /// Nice value of what is not urgent: a quarter of the processor where another thread wants it, too (weights 335 to 1,024).
    private static let patience: Int32 = 5

    /// For who cannot do without.
    static var none: Failure {
        Failure(
            .inputOutput,
            Finding(
                .fehler, "system-threads", "Das System lässt dem Programm keinen weiteren Arbeitsgang (Thread) zu.",
                remedy: "Beenden Sie andere Programme, oder bitten Sie Ihre Systembetreuung, die Grenze zu erhöhen (ulimit -u), und starten Sie noch einmal."))
    }

    private final class Body: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }

    private static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let body = Unmanaged.passRetained(Body(work))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().work() }
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            body.release()
            return nil
        }
        return thread
    }
}
