import Foundation
import Production
import Synchronization

/// Where a session has narrow limits (ulimit), the work is done by a child of ours: what such a limit does to a process – no memory, no
/// stack, no processor time left – comes as a signal that the process itself cannot answer. So there is a message and an exit code all
/// the same. Without such limits nothing is done here.
enum Supervision {
    private static let mark = "KLAUSELWERK_BEAUFSICHTIGT"
    private static let watched = Atomic<pid_t>(0)
    /// What most systems give a process's stack.
    private static let usualStack = 8 << 20
    /// Below it the program may run out of it anywhere.
    private static let leastStack = 1 << 20

    /// Does not return in the process that watches.
    static func begin() {
        guard getenv(mark) == nil, isLimited else { return }
        setenv(mark, "1", 1)
        // What the limit did is told here; a trace of the stack would take longer than the run.
        setenv("SWIFT_BACKTRACE", "enable=no", 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        guard posix_spawn(&child, "/proc/self/exe", nil, nil, &arguments, environ) == 0 else {
            // Where there is no room for a second process, this one does the work itself; not on a stack on which it would end without a word.
            if isBelow(RLIMIT_STACK, leastStack), let reason = reason(SIGSEGV) { refuse(reason) }
            return
        }
        for number in [SIGINT, SIGTERM, SIGHUP] { forward(number, to: child) }
        var result: Int32 = 0
        while waitpid(child, &result, 0) < 0 {
            if errno != EINTR { exit(ExitStatus.inputOutput.rawValue) }
        }
        let signal = result & 0x7F
        if signal == 0 { exit(result >> 8 & 0xFF) }
        if let reason = reason(signal) { refuse(reason) }
        exit(128 + signal)
    }

    private static func refuse(_ reason: String) -> Never {
        Terminal.printError(
            "Fehler: Das Programm ist abgebrochen worden: \(reason).\n    → Bitten Sie Ihre Systembetreuung, die Grenzen dieser Sitzung zu erhöhen (ulimit -a zeigt sie), und starten Sie noch einmal; eine Serie setzen Sie mit --resume fort."
        )
        exit(ExitStatus.inputOutput.rawValue)
    }

    private static func reason(_ signal: Int32) -> String? {
        switch signal {
        case SIGXCPU: "Die Rechenzeit, die das System ihm lässt, ist verbraucht"
        case SIGKILL: "Das System hat es beendet, wohl weil Arbeitsspeicher oder Rechenzeit nicht reichen"
        case SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGSYS: "Arbeitsspeicher oder Stapel, die das System ihm lässt, reichen nicht"
        default: nil
        }
    }

    private static var isLimited: Bool { isBelow(RLIMIT_AS, nil) || isBelow(RLIMIT_DATA, nil) || isBelow(RLIMIT_CPU, nil) || isBelow(RLIMIT_STACK, usualStack) }

    private static func isBelow(_ resource: __rlimit_resource, _ least: Int?) -> Bool {
        var limits = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0 else { return false }
        return limits.rlim_cur < rlim_t(least ?? Int.max)
    }

    /// What somebody sends to us is meant for the child; Ctrl-C reaches both without our help.
    private static func forward(_ number: Int32, to child: pid_t) {
        watched.store(child, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_sigaction = { number, info, _ in
            guard let info, info.pointee.si_code <= 0 else { return }
            kill(Supervision.watched.load(ordering: .relaxed), number)
        }
        action.sa_flags = SA_SIGINFO | SA_RESTART
        sigaction(number, &action, nil)
    }
}
