import Rendering

/// Rows of a cross-reference stream (ISO 32000-1, 7.5.8.3): kind, 4 bytes, 2 bytes, all with PNG's filter Up, by which rows of one object stream become nearly equal.
enum CrossReferences {
    private static let width = 7

    static func filtered(_ addresses: [ObjectAddress]) -> [UInt8] {
        let length = addresses.count * (width + 1)
        return [UInt8](unsafeUninitializedCapacity: length) { room, count in
            var above: UInt64 = 0
            var at = 0
            for (number, address) in addresses.enumerated() {
                let row = number == 0 ? row(0, 0, 0xFFFF) : row(of: address)
                // PNG specification, 9.2: 2 is Up.
                room[at] = 2
                for place in 0..<width {
                    let shift = UInt64(8 * (width - 1 - place))
                    room[at + 1 + place] = UInt8(truncatingIfNeeded: row >> shift) &- UInt8(truncatingIfNeeded: above >> shift)
                }
                above = row
                at += width + 1
            }
            count = length
        }
    }

    private static func row(of address: ObjectAddress) -> UInt64 {
        switch address {
        case .none: row(0, 0, 0xFFFF)
        case .offset(let offset): row(1, offset, 0)
        case .packed(let stream, let index): row(2, stream, index)
        }
    }

    /// Files of ours are smaller than 4 GiB, and an object stream has some hundred objects.
    private static func row(_ kind: UInt64, _ second: Int, _ third: Int) -> UInt64 {
        kind << 48 | UInt64(UInt32(clamping: second)) << 16 | UInt64(UInt16(clamping: third))
    }

    /// - Parameters:
    ///   - data: the rows, compressed.
    ///   - count: of the objects that there have to be.
    /// - Returns: `nil` for what ``filtered(_:)`` does not write.
    static func addresses(in data: ArraySlice<UInt8>, count: Int) -> [ObjectAddress]? {
        // More than 1,000 to 1 deflate cannot compress.
        guard count > 0, count <= data.count * 1_100, let bytes = Flate.expand(data, limit: count * (width + 1)), bytes.count == count * (width + 1) else { return nil }
        var addresses: [ObjectAddress] = []
        addresses.reserveCapacity(count)
        var above = [UInt8](repeating: 0, count: width)
        for start in stride(from: 0, to: bytes.count, by: width + 1) {
            guard bytes[start] == 2 else { return nil }
            for place in 0..<width { above[place] &+= bytes[start + 1 + place] }
            let second = above[1...4].reduce(0) { $0 << 8 | Int($1) }
            let third = Int(above[5]) << 8 | Int(above[6])
            switch above[0] {
            case 0: addresses.append(.none)
            case 1: addresses.append(.offset(second))
            case 2: addresses.append(.packed(stream: second, index: third))
            default: return nil
            }
        }
        return addresses
    }
}
