import ChildProcess
import Foundation

/// The same text set by typst (PDF/A-3a and PDF/UA-1 on, one compiler reused), WeasyPrint and LuaLaTeX, in the same run.
struct PeerDocuments: Benchmark {
    let name = "peers"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let python = setting.checkout + "/.build-tools/peers/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            FileHandle.standardError.write(Data("benchmark: the peers are not set up (scripts/peers); the table has none\n".utf8))
            return []
        }
        let text = setting.folder + "/vertrag.txt"
        _ = try setting.run(["build", try setting.contract(), "-o", setting.folder + "/vertrag.pdf", "--text", text, "--quiet"])
        let measured = try ChildProcess.run(
            python, [setting.checkout + "/Benchmarks/Peers/measure.py", text, setting.checkout + "/fonts/files"])
        guard measured.status == 0 else { throw BenchmarkError(String(measured.errors.suffix(2_000))) }
        let seconds = try JSONDecoder().decode([String: Double].self, from: Data(measured.output.utf8))
        let ours = earlier.first { $0.what == SeriesThroughput.perCore }?.value
        return seconds.sorted { $0.value < $1.value }.flatMap { peer, seconds in
            let target: Measurement.Target? = peer == "typst" ? .atLeast(15) : nil
            return [Measurement("\(peer), CPU a document", seconds * 1_000, "ms")]
                + (ours.map { [Measurement("our batch to \(peer), one core", $0 * seconds, "×", target)] } ?? [])
        }
    }
}
