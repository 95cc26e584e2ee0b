import DocumentModel

/// A picture of the PNM family (netpbm: `P5` grey, `P6` colour), as Poppler writes it.
struct PortablePixmap {
    let width: Int
    let height: Int
    /// 1 or 3 bytes a pixel.
    let channels: Int
    let samples: ArraySlice<UInt8>

    init(width: Int, height: Int, channels: Int, samples: ArraySlice<UInt8>) {
        self.width = width
        self.height = height
        self.channels = channels
        self.samples = samples
    }

    /// All pictures, one after the other; `nil` if something else is among them.
    static func all(in bytes: [UInt8]) -> [PortablePixmap]? {
        var found: [PortablePixmap] = []
        var at = 0
        while at < bytes.count {
            guard let picture = PortablePixmap(bytes, from: &at) else { return nil }
            found.append(picture)
        }
        return found
    }

    private init?(_ bytes: [UInt8], from at: inout Int) {
        guard at + 2 < bytes.count, bytes[at] == UInt8(ascii: "P") else { return nil }
        switch bytes[at + 1] {
        case UInt8(ascii: "5"): channels = 1
        case UInt8(ascii: "6"): channels = 3
        default: return nil
        }
        at += 2
        var numbers: [Int] = []
        while numbers.count < 3 {
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
            var number = 0
            let start = at
            while at < bytes.count, (0x30...0x39).contains(bytes[at]), number < 1_000_000 {
                number = number * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            guard at > start else { return nil }
            numbers.append(number)
        }
        at += 1
        width = numbers[0]
        height = numbers[1]
        guard (1...20_000).contains(width), (1...20_000).contains(height), numbers[2] == 255,
            bytes.count - at >= width * height * channels
        else { return nil }
        samples = bytes[at..<at + width * height * channels]
        at += samples.count
    }

    var rgb: [UInt8] {
        guard channels == 1 else { return Array(samples) }
        return samples.flatMap { [$0, $0, $0] }
    }

    /// Turned with the clock.
    /// - Parameter degrees: 90, 180 or 270; anything else leaves it as it is.
    func turned(_ degrees: Int) -> PortablePixmap {
        guard [90, 180, 270].contains(degrees) else { return self }
        let isOnSide = degrees != 180
        let size = (width: isOnSide ? height : width, height: isOnSide ? width : height)
        let turned = [UInt8](unsafeUninitializedCapacity: samples.count) { target, count in
            samples.withUnsafeBufferPointer { source in
                for y in 0..<size.height {
                    for x in 0..<size.width {
                        let from =
                            switch degrees {
                            case 90: (height - 1 - x) * width + y
                            case 180: (height - 1 - y) * width + width - 1 - x
                            default: x * width + width - 1 - y
                            }
                        let to = (y * size.width + x) * channels
                        for channel in 0..<channels { target[to + channel] = source[from * channels + channel] }
                    }
                }
            }
            count = samples.count
        }
        return PortablePixmap(width: size.width, height: size.height, channels: channels, samples: turned[...])
    }

    /// As a file.
    var bytes: [UInt8] { Array("P\(channels == 1 ? 5 : 6)\n\(width) \(height)\n255\n".utf8) + samples }

    /// Nearly white is paper: the fringe of antialiased ink, the noise of scans.
    private static let paper: UInt8 = 250

    /// Whole pixels, so always on the safe side; a page without ink is all margin.
    func margins(of page: ForeignPage) -> PageMargins {
        var (left, right, top, bottom) = (width, -1, height, -1)
        samples.withUnsafeBufferPointer { samples in
            let row = width * channels
            for y in 0..<height {
                let start = y * row
                guard let first = (start..<start + row).first(where: { samples[$0] < Self.paper }),
                    let last = (start..<start + row).last(where: { samples[$0] < Self.paper })
                else { continue }
                top = min(top, y)
                bottom = y
                left = min(left, (first - start) / channels)
                right = max(right, (last - start) / channels)
            }
        }
        guard right >= 0 else { return PageMargins(top: page.height, right: page.width, bottom: page.height, left: page.width) }
        let (x, y) = (page.width / Double(width), page.height / Double(height))
        return PageMargins(
            top: Double(top) * y, right: Double(width - 1 - right) * x, bottom: Double(height - 1 - bottom) * y,
            left: Double(left) * x)
    }
}
