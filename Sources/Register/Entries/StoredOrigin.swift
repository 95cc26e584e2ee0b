import Checksum
import Foundation
import Production

/// A contract's origin in two parts: what many contracts share, kept once, and the values that were given for this one.
struct StoredOrigin: Sendable, Hashable {
    /// The origin with nothing in place of the given values, as JSON.
    let common: [UInt8]
    /// The given values in their order, as JSON; behind them what marks the contract's pages, where they bear marks.
    let values: String

    init(_ origin: ContractOrigin) {
        var common = origin
        var given: [RecordedText] = []
        for index in common.values.indices where common.values[index].source.isGiven {
            given.append(RecordedText(common.values[index].content))
            common.values[index].content = .nothing
        }
        if let mark = common.settings.mark {
            given.append(.text(mark))
            common.settings.mark = nil
        }
        self.common = common.json
        values = StoredOrigin.json(given)
    }

    init(common: [UInt8], values: String) {
        self.common = common
        self.values = values
    }

    /// As the PDF carries it; `nil` where the parts do not fit each other.
    var origin: ContractOrigin? {
        guard var origin = ContractOrigin(json: common), let given = try? JSONDecoder().decode([RecordedText].self, from: Data(values.utf8)) else { return nil }
        let places = origin.values.indices.filter { origin.values[$0].source.isGiven }
        guard given.count == places.count || given.count == places.count + 1 else { return nil }
        if given.count > places.count, case .text(let mark) = given[places.count] { origin.settings.mark = mark }
        for (index, value) in zip(places, given) { origin.values[index].content = value.content }
        return origin
    }

    private static func json(_ values: [RecordedText]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}
