import Foundation
import VectorPicture

/// Size of a picture, read from the head of its file.
package enum PictureHeader {
    package struct Unreadable: Error {
        /// A German clause; `nil` where the file is missing or of another kind.
        package var reason: String?
        package init(_ reason: String? = nil) { self.reason = reason }
    }

    /// Width and height of a PNG or JPEG in pixels, of an SVG in points.
    package static func size(of path: String) throws -> (width: Double, height: Double) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Unreadable() }
        defer { try? file.close() }
        guard let data = try file.read(upToCount: SVGInspection.sizeLimit + 1) else { throw Unreadable("die Datei ist leer") }
        let bytes = [UInt8](data)
        if let size = png(bytes) ?? jpeg(bytes) { return size }
        guard SVGInspection.looksLikeSVG(bytes) else { throw Unreadable() }
        do throws(SVGDefect) {
            let inspection = try SVGInspection(bytes)
            return (inspection.width, inspection.height)
        } catch { throw Unreadable(error.reason) }
    }

    /// PNG specification, 11.2.2 IHDR.
    private static func png(_ bytes: [UInt8]) -> (width: Double, height: Double)? {
        guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        return (number(bytes[16..<20]), number(bytes[20..<24]))
    }

    /// The frame header (ITU-T T.81, B.2.2); what stands before it is passed over by its length.
    private static func jpeg(_ bytes: [UInt8]) -> (width: Double, height: Double)? {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var at = 2
        while at + 9 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            // All SOFn but DHT, JPG and DAC, which lie among them.
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return (number(bytes[at + 7..<at + 9]), number(bytes[at + 5..<at + 7]))
            }
            at += 2 + max(2, Int(number(bytes[at + 2..<at + 4])))
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Double { bytes.reduce(0) { $0 * 256 + Double($1) } }
}
