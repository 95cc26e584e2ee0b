/// A picture in black and white: eight pixels a byte, the leftmost in the highest bit, rows from the top at byte boundaries; 1 is black.
package struct BitPicture: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    /// Of a row.
    package var stride: Int { (width + 7) / 8 }

    /// - Returns: `nil` where the bytes do not fill the picture.
    package init?(width: Int, height: Int, bytes: [UInt8]) {
        guard (1...30_000).contains(width), (1...30_000).contains(height), bytes.count >= (width + 7) / 8 * height else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// - Parameters:
    ///   - grey: A byte a pixel, without gaps.
    ///   - threshold: What is darker is black.
    package init?(grey: [UInt8], width: Int, height: Int, threshold: UInt8) {
        guard (1...30_000).contains(width), (1...30_000).contains(height), grey.count >= width * height else { return nil }
        let stride = (width + 7) / 8
        let bytes = [UInt8](unsafeUninitializedCapacity: stride * height) { target, count in
            grey.withUnsafeBufferPointer { grey in
                for y in 0..<height {
                    for column in 0..<stride {
                        var byte: UInt8 = 0
                        let start = y * width + column * 8
                        for bit in 0..<min(8, width - column * 8) where grey[start + bit] < threshold { byte |= 0x80 >> UInt8(bit) }
                        target[y * stride + column] = byte
                    }
                }
            }
            count = stride * height
        }
        self.init(width: width, height: height, bytes: bytes)
    }

    /// Whether a pixel is black; beyond the edges is white.
    package subscript(x x: Int, y y: Int) -> Bool {
        guard x >= 0, y >= 0, x < width, y < height else { return false }
        return bytes[y * stride + x >> 3] & (0x80 >> UInt8(x & 7)) != 0
    }

    package var inverted: BitPicture { BitPicture(width: width, height: height, bytes: bytes.map { ~$0 }) ?? self }

    /// What parts dark from light best (Otsu 1979), never so near to either end that paper or a solid area falls apart.
    package static func threshold(of grey: [UInt8]) -> UInt8 {
        var histogram = [Int](repeating: 0, count: 256)
        // Every third pixel says as much.
        grey.withUnsafeBufferPointer { for index in Swift.stride(from: 0, to: $0.count, by: 3) { histogram[Int($0[index])] += 1 } }
        let count = histogram.reduce(0, +)
        let sum = histogram.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        var (dark, darkSum, best, found) = (0, 0, -1.0, 128)
        for level in 0..<255 {
            dark += histogram[level]
            darkSum += level * histogram[level]
            guard dark > 0, dark < count else { continue }
            let difference = Double(darkSum) / Double(dark) - Double(sum - darkSum) / Double(count - dark)
            let variance = Double(dark) * Double(count - dark) * difference * difference
            if variance > best { (best, found) = (variance, level + 1) }
        }
        return UInt8(min(max(found, 60), 215))
    }
}
