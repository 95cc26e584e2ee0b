import CTurboJPEG

/// What a JPEG picture's header says.
package struct JPEGSize: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// 1, 3, or 4 for printing inks.
    package let channels: Int

    /// - Returns: `nil` where it is damaged or too large.
    package init?(_ bytes: [UInt8]) {
        guard let file = JPEGFile(bytes) else { return nil }
        width = file.width
        height = file.height
        channels = file.isCMYK ? 4 : file.isGrey ? 1 : 3
    }
}
