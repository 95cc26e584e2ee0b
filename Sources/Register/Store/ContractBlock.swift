import Foundation

/// Contracts by their numbers, 4,096 of them: as a list while they are few, else a bit each. So whoever asks which contracts have a passage reads some
/// kilobytes, however many have it.
struct ContractBlock: Sendable, Hashable {
    /// Numbers of a block.
    static let size: Int64 = 4096
    /// The most that a list holds: with more the bits are shorter.
    private static let mostListed = 255

    /// A bit each, the lowest of a byte first.
    private(set) var bits = [UInt8](repeating: 0, count: byteCount)
    private static let byteCount = Int(size) / 8

    init() {}

    /// - Returns: `nil` where the bytes are neither.
    init?(_ data: Data) {
        if data.count == Self.byteCount {
            bits = Array(data)
        } else {
            guard data.count.isMultiple(of: 2), data.count < Self.byteCount else { return nil }
            let bytes = Array(data)
            for index in stride(from: 0, to: bytes.count, by: 2) {
                let place = Int64(bytes[index]) | Int64(bytes[index + 1]) << 8
                guard place < Self.size else { return nil }
                set(place, to: true)
            }
        }
    }

    /// Two bytes a number, the lower first, or all bits.
    var data: Data {
        guard count <= Self.mostListed else { return Data(bits) }
        var list = Data(capacity: 2 * count)
        for place in 0..<Self.size where contains(place) {
            list.append(UInt8(truncatingIfNeeded: place))
            list.append(UInt8(truncatingIfNeeded: place >> 8))
        }
        return list
    }

    var count: Int { bits.reduce(0) { $0 + $1.nonzeroBitCount } }

    static func number(of contract: Int64) -> Int64 { contract / size }

    func contains(_ contract: Int64) -> Bool { bits[Self.byte(contract)] & Self.mask(contract) != 0 }

    mutating func set(_ contract: Int64, to isIn: Bool) {
        if isIn { bits[Self.byte(contract)] |= Self.mask(contract) } else { bits[Self.byte(contract)] &= ~Self.mask(contract) }
    }

    private static func byte(_ contract: Int64) -> Int { Int(contract & (size - 1)) >> 3 }
    private static func mask(_ contract: Int64) -> UInt8 { 1 << UInt8(contract & 7) }
}
