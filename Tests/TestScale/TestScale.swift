import Foundation

/// How many cases a test runs: a sample in `make test`, every count that was asked for in `make test-full`.
public enum TestScale {
    /// Whether this run is `make test-full` (environment variable `KLAUSELWERK_TEST_FULL`).
    public static let isFull = ProcessInfo.processInfo.environment["KLAUSELWERK_TEST_FULL"] == "1"

    /// The number of cases for this run.
    /// - Parameters:
    ///   - sample: for `make test`, which has to stay short.
    ///   - full: for `make test-full`.
    public static func count(sample: Int, full: Int) -> Int {
        isFull ? full : sample
    }
}
