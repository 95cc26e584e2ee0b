import Checksum
import Foundation
import Layout
import Styles
import Typeface

/// Names pages by what they look like: a checksum of everything that is drawn on one, down to the places of the glyphs.
struct PageIdentity {
    private let fonts: [String]
    /// Pictures by path, size and time of their file, which is not read for it.
    private var files: [String: String] = [:]

    /// - Parameter fonts: checksums of the catalogue's faces, in their order.
    init(_ fonts: [String]) { self.fonts = fonts }

    /// 32 hexadecimal digits.
    mutating func of(_ page: Page) -> String {
        var words = Words()
        words.add(page.size.width, page.size.height)
        var named: Set<FontID> = []
        for item in page.items + page.furniture {
            switch item.drawing {
            case .text(let run):
                if named.insert(run.font).inserted {
                    let index = Int(run.font.rawValue)
                    words.add(fonts.indices.contains(index) ? fonts[index] : "")
                }
                words.addInteger(UInt64(run.font.rawValue), UInt64(run.glyphs.count))
                words.add(run.size, run.expansion, run.origin.x, run.origin.y, run.rotation)
                words.add(run.color)
                for glyph in run.glyphs {
                    words.addInteger(UInt64(glyph.id) << 32 | UInt64(glyph.x.bitPattern), UInt64(glyph.y.bitPattern))
                }
            case .rectangle(let rect, let color):
                words.addInteger(1, 4)
                words.add(rect)
                words.add(color)
            case .line(from: let from, to: let to, width: let width, let color):
                words.addInteger(2, 5)
                words.add(from.x, from.y, to.x, to.y, width)
                words.add(color)
            case .circle(centre: let centre, radius: let radius, width: let width, let color):
                words.addInteger(3, 4)
                words.add(centre.x, centre.y, radius, width)
                words.add(color)
            case .symbol(let text, let rect):
                words.addInteger(6, 5)
                words.add(text)
                words.add(rect)
            case .image(let file, let rect):
                words.addInteger(4, 4)
                words.add(name(file))
                words.add(rect)
            case .foreignPage(let file, let index, let rect):
                words.addInteger(5, UInt64(index))
                words.add(name(file))
                words.add(rect)
            }
        }
        return String(words.sha256.prefix(32))
    }

    private mutating func name(_ path: String) -> String {
        if let known = files[path] { return known }
        var status = stat()
        let found = stat(path, &status) == 0
        let name = found ? "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)" : path
        files[path] = name
        return name
    }

    private struct Words {
        private var words: [UInt64] = []

        init() { words.reserveCapacity(16_384) }

        mutating func addInteger(_ first: UInt64, _ second: UInt64) {
            words.append(first)
            words.append(second)
        }

        mutating func add(_ numbers: Double...) { for number in numbers { words.append(number.bitPattern) } }

        mutating func add(_ rect: Rect) { add(rect.x, rect.y, rect.width, rect.height) }

        mutating func add(_ color: Color) { add(color.red, color.green, color.blue) }

        mutating func add(_ text: String) {
            let bytes = Array(text.utf8)
            words.append(UInt64(bytes.count))
            for byte in bytes { words.append(UInt64(byte)) }
        }

        var sha256: String { words.withUnsafeBytes { SHA256.hex(of: $0) } }
    }
}
