import Foundation
import Production

extension BatchResult {
    /// What the shell is told.
    var exitStatus: Int32 {
        let isByRows = [.ok, .contractsKept, .rowsFailed].contains(status)
        // As shells say it of a program that Ctrl-C has ended: what the rows of before say, counts once all have had their turn.
        return wasStopped && !isFinished && isByRows ? 128 + SIGINT : status.rawValue
    }
}
