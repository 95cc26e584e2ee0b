/// Folds what tells keys apart into one number, eight bytes at a time by multiplication (after Fowler, Noll and Vo).
///
/// For tables of one worker whose keys are long and are compared as a whole anyway: Hasher's SipHash, made for keys that an attacker chooses, takes twenty times
/// as long. Two keys that fold alike cost a comparison, never a wrong value.
public struct Fold: Sendable {
    public var value: UInt64

    /// - Parameter start: anything that tells keys apart, say how long they are.
    public init(_ start: Int = 0) { value = UInt64(truncatingIfNeeded: start) }

    public mutating func add(_ bits: UInt64) {
        value = (value ^ bits) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 32
    }

    public mutating func add(_ number: Int) { add(UInt64(truncatingIfNeeded: number)) }

    /// Zero and its negative are equal, so they fold alike.
    public mutating func add(_ number: Double) { add(number == 0 ? 0 : number.bitPattern) }

    /// The bytes and how many they are.
    public mutating func add(bytes: UnsafeRawBufferPointer) {
        add(bytes.count)
        for at in stride(from: 0, to: bytes.count - 7, by: 8) { add(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
        for byte in bytes.suffix(bytes.count % 8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// By its bytes: as a String it would be normalised first. Equal strings that differ in bytes may fold differently.
    public mutating func add(text: String) {
        var text = text
        text.withUTF8 { add(bytes: UnsafeRawBufferPointer($0)) }
    }
}
