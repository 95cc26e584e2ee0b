import CTIFF

/// Pictures coded as by fax machines: ITU-T T.6, which PDF calls CCITTFaxDecode with a negative K and copiers use for black and white.
package enum FaxPicture {
    /// Two sheets of A3 at 600 dpi.
    private static let mostPixels = 140_000_000

    /// Runs of black are 1.
    ///
    /// - Returns: `nil` where the data are damaged or not all there.
    package static func decode(_ data: [UInt8], width: Int, height: Int) -> BitPicture? {
        guard (1...30_000).contains(width), (1...30_000).contains(height), width * height <= mostPixels, !data.isEmpty, data.count < 1 << 30 else { return nil }
        let stride = (width + 7) / 8
        let file = heading(width: width, height: height, count: data.count) + data
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: stride * height) { target, count in
            guard let base = target.baseAddress else { return }
            isWhole = ctiff_read_strip(file, file.count, base, tmsize_t(stride * height)) != 0
            count = isWhole ? stride * height : 0
        }
        return isWhole ? BitPicture(width: width, height: height, bytes: bytes) : nil
    }

    /// A TIFF file's header and directory before its one strip (TIFF 6.0, section 2).
    private static func heading(width: Int, height: Int, count: Int) -> [UInt8] {
        func little(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        // Tag, type 4 (LONG), value: width, height, bits, compression T.6, white is 0, fill order, strip, samples, rows, bytes, options.
        let entries = [
            (256, width), (257, height), (258, 1), (259, 4), (262, 0), (266, 1), (273, 8 + 2 + 11 * 12 + 4), (277, 1), (278, height), (279, count), (293, 0),
        ]
        return [0x49, 0x49, 42, 0] + little(8, 4) + little(entries.count, 2)
            + entries.flatMap { little($0.0, 2) + little([258, 259, 262, 266, 277].contains($0.0) ? 3 : 4, 2) + little(1, 4) + little($0.1, 4) } + little(0, 4)
    }
}
