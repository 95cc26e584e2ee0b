import Foundation
import Production
import Synchronization

/// Ctrl-C and the system's request to end let a batch finish what it has begun; a second one ends it at once.
///
/// By plain handlers: Dispatch would need a thread for them, and waits for ever where the system gives none.
enum StopSignals {
    private static let isAsked = Atomic(false)
    private static let isQuiet = Atomic(false)
    private static let message: StaticString = "\nDer Lauf wird angehalten; was begonnen ist, wird noch fertig.\n"

    static func listen(isQuiet quiet: Bool) {
        isQuiet.store(quiet, ordering: .relaxed)
        // Whoever starts the program from a thread that takes no signals hands that down.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            sigaddset(&signals, number)
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                // Only what is safe in a handler (signal-safety(7)).
                StopSignals.isAsked.store(true, ordering: .relaxed)
                if !StopSignals.isQuiet.load(ordering: .relaxed) {
                    _ = Foundation.write(STDERR_FILENO, StopSignals.message.utf8Start, StopSignals.message.utf8CodeUnitCount)
                }
            }
            // The second one finds the system's own handling.
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
            sigaction(number, &action, nil)
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    static var isStopping: Bool { isAsked.load(ordering: .relaxed) }
}
