import Foundation

/// `make bench`: measures the program and prints one table. One file a benchmark; each is listed here.
///
/// Usage: `benchmark PROGRAM [NAME…]`; without names all are run. `benchmark PROGRAM instructions FOLDER` is called by `scripts/bench-check`.
@main
struct Main {
    static let benchmarks: [any Benchmark] = [
        SeriesThroughput(), FirstDocument(), AnnexPages(), LibraryParsing(), SeriesStages(), Assembly(), LayoutAlone(), WarmPages(), TypedContract(), PeerDocuments(),
    ]

    static func main() {
        do { try run() } catch {
            FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let program = arguments.first else {
            throw BenchmarkError("usage: benchmark PROGRAM [\(benchmarks.map(\.name).joined(separator: "|"))…]")
        }
        if arguments.count == 3, arguments.dropFirst().first == InstructionStages.name, let folder = arguments.last {
            return try InstructionStages.run(Setting(program: program, folder: folder))
        }
        let wanted = Set(arguments.dropFirst())
        let setting = try Setting(program: program)
        defer { setting.remove() }
        var table = ResultTable()
        for benchmark in benchmarks where wanted.isEmpty || wanted.contains(benchmark.name) {
            table.rows += try benchmark.run(setting, earlier: table.rows)
        }
        print(table.text)
    }
}
