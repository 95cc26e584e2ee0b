import Foundation

extension SeriesForecast {
    /// Fewer rows are made as soon as they are reckoned, and a disk that is full stops them without harm.
    static let leastRows = 1_000
    /// Contracts that are made for it, spread over the rows.
    static let samples = 8

    /// - Parameters:
    ///   - made: what an earlier run has made already.
    ///   - packing: what is put into archives, and lies twice on the disk meanwhile.
    ///   - blockSize: of the disk, bytes.
    /// - Returns: `nil` where there are few rows, nothing is left to be made, or none of the sample can be made.
    init?(
        _ source: some SeriesSource, made: Int, words: WordCopies?, spreads: Bool, packing: Packing?, workers: Int, blockSize: Int,
        samples: Int = SeriesForecast.samples
    ) throws(Failure) {
        let open = source.count - made
        guard source.count >= Self.leastRows, open > 0 else { return nil }
        let press = try Press(source.supplies)
        var (bytes, count) = (0, 0)
        var times: [Double] = []
        for number in 0..<samples {
            let begin = ContinuousClock.now
            // A row that fails fails again in its turn.
            guard let sizes = try? Self.sizes(source, source.count / samples * number, words, press) else { continue }
            times.append(Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1_000)
            count += 1
            bytes += sizes.reduce(0) { $0 + ($1 + blockSize - 1) / blockSize * blockSize }
        }
        guard count > 0 else { return nil }
        let each = words == nil ? 1 : 2
        let folders = spreads ? source.count / 1_000 + 1 : 0
        let pages = source.count > ReportPages.mostRowsOfOnePage ? source.count / 400 + 8 : 0
        contracts = open
        self.packing = bytes / count * (packing?.rows ?? 0)
        archives = packing?.archives ?? 0
        self.bytes = bytes / count * open + self.packing + Self.bytesToldOfARow * source.count + folders * blockSize
        files = each * min(open, packing?.rows ?? open) + archives + folders + pages + 8
        // The first ones read fonts and fill memories.
        seconds = (times.dropFirst(times.count / 2).min() ?? 0) * Double(open) / Double(max(1, workers))
    }

    /// What journal, manifest and report say of a row, findings included: measured 3.6 kB together, and all three are there at the end.
    static let bytesToldOfARow = 6_144

    private static func sizes(_ source: some SeriesSource, _ index: Int, _ words: WordCopies?, _ press: Press) throws(Failure) -> [Int] {
        let contract = try source.work(index).contract
        let laidOut = try press.layOut(contract.document)
        let file = try press.file(laidOut.list, origin: contract.origin)
        let copy = try words.map { words throws(Failure) in try words.bytes(contract.document, laidOut.list, contract.origin, press).count }
        return [file.parts.reduce(0) { $0 + $1.count }] + [copy].compactMap { $0 }
    }
}
