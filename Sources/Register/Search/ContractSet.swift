/// Contracts by their numbers in the database, a bit each: sets of 100,000 are united and cut in microseconds.
struct ContractSet {
    private var words: [UInt64]

    /// - Parameter size: numbers from 0 to below it.
    init(size: Int) { words = [UInt64](repeating: 0, count: (max(0, size) + 63) / 64) }

    mutating func insert(_ id: Int64) {
        let place = Int(truncatingIfNeeded: id >> 6)
        if words.indices.contains(place) { words[place] |= 1 << UInt64(id & 63) }
    }

    /// - Parameter number: of the block.
    mutating func formUnion(_ block: ContractBlock, number: Int64) {
        for (index, byte) in block.bits.enumerated() where byte != 0 {
            let place = Int(truncatingIfNeeded: (number &* ContractBlock.size) >> 6) + (index >> 3)
            if words.indices.contains(place) { words[place] |= UInt64(byte) << UInt64((index & 7) * 8) }
        }
    }

    func contains(_ id: Int64) -> Bool {
        let place = Int(truncatingIfNeeded: id >> 6)
        return words.indices.contains(place) && words[place] >> UInt64(id & 63) & 1 == 1
    }

    mutating func formIntersection(_ other: ContractSet) { for index in words.indices { words[index] &= other.words[index] } }

    mutating func subtract(_ other: ContractSet) { for index in words.indices { words[index] &= ~other.words[index] } }

    /// - Parameter other: of the same size.
    func isSubset(of other: ContractSet) -> Bool { zip(words, other.words).allSatisfy { $0 & ~$1 == 0 } }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Ascending.
    var ids: [Int64] {
        var ids: [Int64] = []
        ids.reserveCapacity(count)
        for (place, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                ids.append(Int64(place) << 6 | Int64(rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return ids
    }
}
