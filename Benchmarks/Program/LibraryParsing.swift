import Agreements

/// Reading the whole library from a warm file cache: every version of every clause, front matter and text.
struct LibraryParsing: Benchmark {
    let name = "library"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        var least = Double.infinity
        var count = 0
        for _ in 0..<5 {
            let start = Clock.cpu()
            count = try parse(setting.checkout)
            least = min(least, Clock.cpu() - start)
        }
        return [Measurement("library parsed, \(count) clause files", least * 1_000, "ms CPU", .atMost(60))]
    }

    private func parse(_ root: String) throws -> Int {
        let library = ClauseLibrary(root: root)
        var count = 0
        for name in library.familyNames {
            guard let family = library.family(name) else { continue }
            for variant in family.variants {
                for file in variant.files {
                    let source = try library.source(file, family: name, variant: variant.name)
                    _ = try Template.parse(source.body.value, file: source.path, firstLine: source.bodyLine)
                    count += 1
                }
            }
        }
        return count
    }
}
