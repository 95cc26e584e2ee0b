/// Pixels in the smallest form that loses nothing: black and white in one bit, grey in one byte, colour in three.
struct PackedSamples {
    let bits: Int
    let colorSpace: String
    let bytes: [UInt8]

    /// - Parameter rgb: Three bytes a pixel, rows of `width` pixels.
    init(width: Int, _ rgb: [UInt8]) {
        let (isGrey, isBilevel) = PackedSamples.kind(of: rgb)
        bits = isBilevel ? 1 : 8
        colorSpace = isGrey ? "DeviceGray" : "DeviceRGB"
        guard isGrey, width > 0 else {
            bytes = rgb
            return
        }
        let count = rgb.count / 3
        guard isBilevel else {
            bytes = (0..<count).map { rgb[$0 * 3] }
            return
        }
        // Rows begin at byte boundaries (ISO 32000-1, 8.9.3).
        let stride = (width + 7) / 8
        var packed = [UInt8](repeating: 0, count: stride * (count / width))
        for index in 0..<count where rgb[index * 3] != 0 {
            let (row, column) = (index / width, index % width)
            packed[row * stride + column / 8] |= 0x80 >> UInt8(column % 8)
        }
        bytes = packed
    }

    private static func kind(of rgb: [UInt8]) -> (isGrey: Bool, isBilevel: Bool) {
        rgb.withUnsafeBufferPointer { rgb in
            var isBilevel = true
            var index = 0
            while index + 2 < rgb.count {
                let sample = rgb[index]
                if sample != rgb[index + 1] || sample != rgb[index + 2] { return (false, false) }
                if sample != 0, sample != 255 { isBilevel = false }
                index += 3
            }
            return (true, isBilevel)
        }
    }
}
