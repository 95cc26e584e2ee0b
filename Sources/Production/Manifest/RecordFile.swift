import Foundation

/// A file of which single lines are read: a journal or a manifest. Memory does not grow with its length.
final class RecordFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// `nil` where there is none.
    init?(_ path: String) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Where a line stands, without its end and the comma before it.
    struct Line: Sendable, Hashable {
        var offset: Int
        var length: Int
    }

    /// Longer lines are no records.
    private static let longestLine = 1 << 24

    /// Goes through all lines that have an end. Returns the length of the file up to the end of the last of them.
    @discardableResult
    func forEachLine(_ body: (Line, [UInt8]) -> Void) -> Int {
        var chunk = [UInt8](repeating: 0, count: 1 << 17)
        var pending: [UInt8] = []
        var start = 0
        var position = 0
        while true {
            let count = chunk.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(position)) }
            guard count > 0 else { return start }
            var begin = 0
            while let end = chunk[begin..<count].firstIndex(of: 0x0A) {
                pending += chunk[begin..<end]
                var length = pending.count
                if pending.last == UInt8(ascii: ",") {
                    length -= 1
                    pending.removeLast()
                }
                body(Line(offset: start, length: length), pending)
                pending.removeAll(keepingCapacity: true)
                begin = end + 1
                start = position + begin
            }
            pending += chunk[begin..<count]
            if pending.count > Self.longestLine { return start }
            position += count
        }
    }

    func read(_ line: Line) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: line.length)
        var filled = 0
        while filled < line.length {
            let count = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { pread(descriptor, $0 + filled, line.length - filled, off_t(line.offset + filled)) } ?? 0
            }
            guard count > 0 else { return [] }
            filled += count
        }
        return bytes
    }
}
