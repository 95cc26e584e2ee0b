/// The scalar at a byte of well-formed UTF-8, and its length.
package func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
    let byte = UInt32(text[index])
    func trail(_ offset: Int) -> UInt32 { index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0 }
    if byte < 0x80 { return (byte, 1) }
    if byte < 0xE0 { return ((byte & 0x1F) << 6 | trail(1), min(2, text.count - index)) }
    if byte < 0xF0 { return ((byte & 0x0F) << 12 | trail(1) << 6 | trail(2), min(3, text.count - index)) }
    return ((byte & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), min(4, text.count - index))
}
