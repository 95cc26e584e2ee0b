import Dispatch
import Foundation
import Production

/// Ctrl-C and the system's request to end let a batch finish what it has begun; a second Ctrl-C ends it at once.
final class StopSignals {
    private var sources: [any DispatchSourceSignal] = []

    init(_ control: RunControl, isQuiet: Bool) {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
            source.setEventHandler {
                control.stop()
                signal(number, SIG_DFL)
                if !isQuiet { Terminal.printError("\nDer Lauf wird angehalten; was begonnen ist, wird noch fertig.") }
            }
            source.resume()
            sources.append(source)
        }
    }

    deinit { for source in sources { source.cancel() } }
}
