import ChildProcess
import Foundation

/// Large annexes, with and without structure of their own: processor time and memory have to grow as their pages do.
struct AnnexPages: Benchmark {
    let name = "annexes"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let contract = try setting.contract()
        let text = try String(contentsOfFile: contract, encoding: .utf8)
        var rows: [Measurement] = []
        for (kind, what) in [("", "tagged"), ("plain", "untagged")] {
            var seconds: [Int: Double] = [:]
            for pages in [20, 250, 500, 1_000] {
                let file = "\(setting.folder)/anlage-\(pages)\(kind).pdf"
                let made = try ChildProcess.run(
                    "/usr/bin/python3", [setting.checkout + "/scripts/tagged-files.py", "pages", file, String(pages)] + (kind.isEmpty ? [] : [kind]))
                guard made.status == 0 else { throw BenchmarkError(made.errors) }
                let path = "\(setting.folder)/anlage-\(pages)\(kind).yaml"
                try text.replacing("    art: text\n    datei: geschaeftsordnung.md\n", with: "    art: pdf\n    datei: anlage-\(pages)\(kind).pdf\n")
                    .write(toFile: path, atomically: true, encoding: .utf8)
                let child = try setting.build(path).child
                seconds[pages] = child.cpuSeconds
                rows.append(Measurement("annex of \(pages) pages, \(what), CPU", child.cpuSeconds * 1_000, "ms"))
                rows.append(Measurement("annex of \(pages) pages, \(what), peak memory", Double(child.peakMemory) / 1_048_576, "MiB"))
            }
            // Twice the pages take twice as long, with some room for a busy machine.
            let growth = (seconds[1_000] ?? .infinity) / (seconds[500] ?? .infinity)
            rows.append(Measurement("annex of 1,000 pages to one of 500, \(what), CPU", growth, "×", .atMost(2.3)))
        }
        return rows
    }
}
