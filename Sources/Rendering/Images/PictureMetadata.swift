/// What a picture file says about its size on paper and which side is up.
struct PictureMetadata {
    /// Pixels per inch.
    var resolution: (x: Double, y: Double)?
    var orientation = PictureOrientation.upright

    /// Of a PNG (11.3.4.3 pHYs) or a JPEG (JFIF 1.02, APP0; Exif 2.3, APP1).
    init(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes: bytes, isBigEndian: true)
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { readPNG(reader) } else { readJPEG(reader) }
        if let found = resolution, !(found.x >= 10 && found.y >= 10 && found.x <= 10_000 && found.y <= 10_000) { resolution = nil }
    }

    private mutating func readPNG(_ reader: ByteReader) {
        var at = 8
        while let length = reader.number(at, bytes: 4), let kind = reader.number(at + 4, bytes: 4) {
            // „pHYs“, pixels a metre; it stands before „IDAT“.
            if kind == 0x7048_5973, let x = reader.number(at + 8, bytes: 4), let y = reader.number(at + 12, bytes: 4),
                reader.number(at + 16, bytes: 1) == 1
            {
                resolution = (Double(x) * 0.0254, Double(y) * 0.0254)
            }
            if kind == 0x4944_4154 { return }
            at += length + 12
        }
    }

    private mutating func readJPEG(_ reader: ByteReader) {
        var at = 2
        while reader.number(at, bytes: 1) == 0xFF, let marker = reader.number(at + 1, bytes: 1),
            let length = reader.number(at + 2, bytes: 2), marker != 0xDA, length >= 2
        {
            if marker == 0xE0, reader.number(at + 4, bytes: 4) == 0x4A46_4946, let unit = reader.number(at + 11, bytes: 1),
                let x = reader.number(at + 12, bytes: 2), let y = reader.number(at + 14, bytes: 2), unit == 1 || unit == 2
            {
                let factor = unit == 2 ? 2.54 : 1
                resolution = (Double(x) * factor, Double(y) * factor)
            }
            if marker == 0xE1, reader.number(at + 4, bytes: 4) == 0x4578_6966 { readExif(reader, from: at + 10) }
            at += length + 2
        }
    }

    private mutating func readExif(_ reader: ByteReader, from start: Int) {
        var reader = reader
        reader.isBigEndian = reader.number(start, bytes: 1) == 0x4D
        guard let offset = reader.number(start + 4, bytes: 4), offset < 1 << 20,
            let count = reader.number(start + offset, bytes: 2), count < 1000
        else { return }
        for entry in 0..<count {
            let at = start + offset + 2 + entry * 12
            if reader.number(at, bytes: 2) == 274, let value = reader.number(at + 8, bytes: 2),
                let known = PictureOrientation(rawValue: value)
            {
                orientation = known
            }
        }
    }
}

/// Numbers in hostile bytes.
private struct ByteReader {
    let bytes: [UInt8]
    var isBigEndian: Bool

    /// `nil` beyond the end.
    func number(_ at: Int, bytes count: Int) -> Int? {
        guard at >= 0, at <= bytes.count - count else { return nil }
        let slice = bytes[at..<at + count]
        return isBigEndian ? slice.reduce(0) { $0 << 8 | Int($1) } : slice.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
