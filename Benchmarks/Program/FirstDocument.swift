import ChildProcess
import Foundation

/// From the start of the process to its end, one document. Warm file cache, least of ten.
struct FirstDocument: Benchmark {
    let name = "first"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let contract = try setting.contract()
        var least = Double.infinity
        for _ in 0..<10 {
            least = min(least, try setting.build(contract).wall)
        }
        return [Measurement("first document, from process start to its end", least * 1_000, "ms", .atMost(100))]
    }
}
