import Foundation

/// Size of a picture, read from the head of its file.
public enum PictureHeader {
    public struct Unreadable: Error {}

    /// Width and height of a PNG in pixels (PNG specification, 11.2.2 IHDR).
    public static func size(of path: String) throws -> (width: Double, height: Double) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Unreadable() }
        defer { try? file.close() }
        guard let head = try file.read(upToCount: 24), head.count == 24, head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw Unreadable()
        }
        let bytes = [UInt8](head)
        func number(at offset: Int) -> Double { bytes[offset..<offset + 4].reduce(0) { $0 * 256 + Double($1) } }
        return (number(at: 16), number(at: 20))
    }
}
