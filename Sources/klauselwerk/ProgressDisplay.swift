import Foundation
import Production
import Synchronization

/// How far a batch is: a bar on a terminal, now and then a line in a log.
final class ProgressDisplay: Sendable {
    private struct State {
        var begin: Double
        var shownAt: Double
        var stage: BatchProgress.Stage?
        var stages: Set<BatchProgress.Stage> = []
        var width = 0
    }

    private let isTerminal: Bool
    private let state: Mutex<State>

    /// Seconds between two pictures of the bar, and between two lines in a log.
    private static let barPause = 0.1
    private static let logPause = 10.0

    init() {
        isTerminal = isatty(STDERR_FILENO) == 1
        let now = ProgressDisplay.now()
        state = Mutex(State(begin: now, shownAt: now))
    }

    func show(_ progress: BatchProgress) {
        state.withLock { state in
            let now = ProgressDisplay.now()
            // Threads may overtake one another; a stage that is over does not come back.
            if state.stage != progress.stage {
                guard state.stages.insert(progress.stage).inserted else { return }
                (state.stage, state.begin) = (progress.stage, now)
            }
            guard now - state.shownAt >= (isTerminal ? Self.barPause : Self.logPause) else { return }
            state.shownAt = now
            let text = ProgressDisplay.text(progress, seconds: now - state.begin)
            if isTerminal {
                let line = ProgressDisplay.bar(progress) + " " + text
                write("\r" + line + String(repeating: " ", count: max(0, state.width - line.count)))
                state.width = line.count
            } else {
                write(text + "\n")
            }
        }
    }

    /// Takes the bar away.
    func end() {
        state.withLock { state in
            if state.width > 0 { write("\r" + String(repeating: " ", count: state.width) + "\r") }
            state.width = 0
        }
    }

    /// „1200 von 20000 (6 %), 310 je Sekunde, noch etwa 1 min, 2 gescheitert“; „Prüfung: …“ and „Druckauflage: …“ before and after.
    /// - Parameter seconds: since the stage has begun.
    static func text(_ progress: BatchProgress, seconds: Double) -> String {
        let stage =
            switch progress.stage {
            case .checking: "Prüfung: "
            case .making: ""
            case .printing: "Druckauflage: "
            }
        var parts = ["\(stage)\(progress.done) von \(progress.total) (\(percent(progress)) %)"]
        // What was there already was not made at this rate.
        let made = progress.done - progress.kept
        if made > 0, seconds > 0 {
            let rate = Double(made) / seconds
            parts.append(rate >= 10 ? "\(Int(rate)) je Sekunde" : "\(Int(rate * 60)) je Minute")
            let rest = Double(progress.total - progress.done) / rate
            parts.append("noch etwa \(duration(rest))")
        }
        if progress.failed > 0 { parts.append("\(progress.failed) gescheitert") }
        return parts.joined(separator: ", ")
    }

    private static func bar(_ progress: BatchProgress) -> String {
        let full = progress.total > 0 ? progress.done * 20 / progress.total : 20
        return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: 20 - full) + "]"
    }

    private static func percent(_ progress: BatchProgress) -> Int {
        progress.total > 0 ? progress.done * 100 / progress.total : 100
    }

    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: "\(Int(seconds.rounded(.up))) s"
        case ..<3_600: "\(Int((seconds / 60).rounded(.up))) min"
        default: "\(Int(seconds / 3_600)) h \(Int(seconds / 60) % 60) min"
        }
    }

    private func write(_ text: String) { Terminal.show(text) }

    private static func now() -> Double { ProcessInfo.processInfo.systemUptime }
}
