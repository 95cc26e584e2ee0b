import CZlib

/// The mark that pictures of pages carry, so that a later run may replace them and no others: a `tEXt` chunk with the keyword `Software`
/// (PNG, third edition, 11.3.3.3) right behind the header.
package enum PagePicture {
    /// Signature and `IHDR`.
    private static let headLength = 33

    private static let chunk: [UInt8] = {
        let content = Array("tEXt".utf8) + Array("Software".utf8) + [0] + Array("Klauselwerk".utf8)
        let sum = content.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt($0.count))) }
        return bigEndian(UInt32(content.count - 4)) + content + bigEndian(sum)
    }()

    static func marked(_ png: [UInt8]) -> [UInt8] {
        guard png.count > headLength else { return png }
        return png[..<headLength] + chunk + png[headLength...]
    }

    package static func isOurs(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.dropFirst(headLength).starts(with: chunk)
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
}
