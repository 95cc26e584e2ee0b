import Rendering

/// What printing inks without a profile of their own look like: four-colour offset on coated paper.
///
/// An archive asks for a profile (ISO 19005-3, 6.2.4.3). Between paper and full ink, colours mix evenly in CIELAB, which is what
/// profiles of such presses come close to (K 50 %: 63 against 62 here); so the sixteen overprints of full inks are all that this one
/// holds, and it has some hundred bytes.
enum PrintingInks {
    /// CIELAB of the overprints, K counting fastest, then Y, M, C: relative to the paper, as Ghostscript 10.00's `default_cmyk.icc`
    /// has them (relative colorimetric), lightness stretched so that all four inks together are black.
    private static let overprints: [(l: Double, a: Double, b: Double)] = [
        (100.0, 0.0, 0.0), (13.2, 1.1, 0.1), (94.5, -6.3, 90.4), (11.1, -2.3, 11.7),
        (48.5, 76.1, -6.6), (3.8, 15.9, -0.4), (48.1, 69.8, 45.2), (4.9, 11.6, 6.4),
        (59.3, -41.4, -48.3), (6.9, -8.0, -10.0), (54.0, -67.5, 27.1), (6.9, -13.5, 4.4),
        (22.7, 20.0, -48.4), (0.0, 7.7, -9.1), (20.6, 0.5, -1.4), (1.3, 0.8, 0.3),
    ]

    /// A colour space profile of ICC.1:2001-04 (version 2.4).
    static let profile: [UInt8] = {
        let tags: [(name: String, data: [UInt8])] = [
            ("desc", description("Offset, gestrichen")), ("cprt", text("text", "CC0")), ("wtpt", whitePoint),
            ("A2B0", toLab), ("B2A0", fromLab),
        ]
        var table = number(UInt32(tags.count))
        var body: [UInt8] = []
        let start = 128 + 4 + 12 * tags.count
        for tag in tags {
            table += Array(tag.name.utf8) + number(UInt32(start + body.count)) + number(UInt32(tag.data.count))
            body += tag.data + [UInt8](repeating: 0, count: (4 - tag.data.count % 4) % 4)
        }
        return header(size: start + body.count) + table + body
    }()

    /// 6.1.
    private static func header(size: Int) -> [UInt8] {
        var header = number(UInt32(size)) + number(0) + [2, 0x40, 0, 0] + Array("spacCMYKLab ".utf8)
        for part: UInt16 in [2026, 1, 1, 0, 0, 0] { header += short(part) }
        header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
        for part: UInt32 in [0xF6D6, 0x1_0000, 0xD32D] { header += number(part) }
        return header + [UInt8](repeating: 0, count: 128 - header.count)
    }

    private static let whitePoint = text("XYZ ", "") + number(0xF6D6) + number(0x1_0000) + number(0xD32D)

    private static func text(_ type: String, _ text: String) -> [UInt8] {
        Array(type.utf8) + number(0) + (text.isEmpty ? [] : Array(text.utf8) + [0])
    }

    /// 6.5.16: without its Unicode and Macintosh parts.
    private static func description(_ text: String) -> [UInt8] {
        Array("desc".utf8) + number(0) + number(UInt32(text.utf8.count + 1)) + Array(text.utf8) + [0]
            + [UInt8](repeating: 0, count: 4 + 4 + 2 + 1 + 67)
    }

    private static var toLab: [UInt8] {
        table(inputs: 4, outputs: 3, points: overprints.flatMap { lab($0.l, $0.a, $0.b) })
    }

    /// Nobody converts to these inks; asked for all the same (8.5): lightness as black.
    private static var fromLab: [UInt8] {
        table(inputs: 3, outputs: 4, points: (0..<8).flatMap { [0, 0, 0, $0 & 4 == 0 ? 0xFFFF : 0] })
    }

    /// 6.5.9, of sixteen bits, two points a channel, with straight curves.
    private static func table(inputs: UInt8, outputs: UInt8, points: [UInt16]) -> [UInt8] {
        var data = Array("mft2".utf8) + number(0) + [inputs, outputs, 2, 0]
        for index in 0..<9 { data += number(index % 4 == 0 ? 0x1_0000 : 0) }
        data += short(2) + short(2)
        for _ in 0..<inputs { data += short(0) + short(0xFFFF) }
        for point in points { data += short(point) }
        for _ in 0..<outputs { data += short(0) + short(0xFFFF) }
        return data
    }

    /// 6.3.4.2, table 12.
    private static func lab(_ l: Double, _ a: Double, _ b: Double) -> [UInt16] {
        [l * 652.8, (a + 128) * 256, (b + 128) * 256].map { UInt16(max(0, min(65_535, $0.rounded()))) }
    }

    private static func number(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    private static func short(_ value: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)] }
}
