/// How long the stages within a layout took: for `make bench`, which cannot tell them apart from outside.
package final class LayoutClock {
    /// Seconds since the last reset.
    package private(set) var shaping = 0.0
    package private(set) var paginating = 0.0
    private let now: () -> Double

    enum Stage {
        case shaping, paginating
    }

    /// - Parameter now: seconds on a clock that the benchmark trusts.
    package init(now: @escaping () -> Double) { self.now = now }

    package func reset() {
        shaping = 0
        paginating = 0
    }

    fileprivate func add(_ start: Double, to stage: Stage) {
        let seconds = now() - start
        switch stage {
        case .shaping: shaping += seconds
        case .paginating: paginating += seconds
        }
    }

    fileprivate func start() -> Double { now() }
}

extension LayoutClock? {
    /// Without a clock just the work.
    func measure<Value, E: Error>(_ stage: LayoutClock.Stage, _ work: () throws(E) -> Value) throws(E) -> Value {
        guard let clock = self else { return try work() }
        let start = clock.start()
        defer { clock.add(start, to: stage) }
        return try work()
    }
}
