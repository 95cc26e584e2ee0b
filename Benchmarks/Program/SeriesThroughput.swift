import ChildProcess
import Foundation

/// The batch as users run it, a whole process: documents a second with one worker and with one a core, memory, size of a file.
struct SeriesThroughput: Benchmark {
    let name = "series"
    static let perCore = "batch, one worker"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        // Enough that starting and ending count for little, as they do where a batch is worth its name.
        let rows = 2_000
        let contract = try setting.contract()
        let partners = try setting.partners(rows)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var seconds: [Int: Double] = [:]
        var memory = 0
        var cpu = Double.infinity
        // Interleaved, the least of two: other work on the machine only ever slows a run down. What was made stays until the end, for a
        // file system that has just lost thousands of files makes new ones more slowly.
        for round in 0..<2 {
            for workers in Set([1, 2, cores]).sorted() {
                let output = "\(setting.folder)/serie-\(round)-\(workers)"
                let (wall, child) = try setting.run([
                    "batch", contract, "--partners", partners, "-o", output, "--workers", String(workers), "--quiet",
                ])
                seconds[workers] = min(seconds[workers] ?? .infinity, wall)
                memory = max(memory, child.peakMemory)
                if workers == 1 { cpu = min(cpu, child.cpuSeconds) }
            }
        }
        let first = "\(setting.folder)/serie-0-1"
        let files = try FileManager.default.contentsOfDirectory(atPath: first).filter { $0.hasSuffix(".pdf") }.sorted()
        var bytes = 0
        for file in files {
            bytes += try FileManager.default.attributesOfItem(atPath: first + "/" + file)[.size] as? Int ?? 0
        }
        let pages = try ChildProcess.run("qpdf", ["--show-npages", first + "/" + (files.first ?? "")])
        let documents = Double(rows)
        let one = seconds[1] ?? .infinity
        return [
            Measurement("pages of a document", Double(pages.output.trimmingCharacters(in: .newlines)) ?? 0, "pages"),
            Measurement(Self.perCore, documents / one, "documents/s", .atLeast(200)),
            Measurement("batch, all \(cores) cores", documents / (seconds[cores] ?? .infinity), "documents/s"),
            Measurement("batch, two workers to one", one / (seconds[2] ?? .infinity), "×", .atLeast(1.8)),
            Measurement("batch, CPU a document, start included", cpu / documents * 1_000, "ms"),
            Measurement("batch, peak memory with \(cores) workers, \(rows) rows", Double(memory) / 1_048_576, "MiB", .atMost(150)),
            Measurement("size of a file", Double(bytes) / Double(max(files.count, 1)) / 1_024, "KiB"),
        ]
    }
}
