import Glibc
import Keeping
import Rendering

/// Objects that go into one stream (ISO 32000-1, 7.5.7).
struct ObjectPack {
    /// Of the objects, in their order.
    private(set) var numbers: [Int] = []
    /// Where in the content each begins.
    fileprivate var starts: [Int] = []
    var content = PDFBytes()

    /// What changes from one contract to the next shall not cost all that stays; a stream with few objects compresses worse, though.
    private static let limit = 200

    var isEmpty: Bool { numbers.isEmpty }
    var isFull: Bool { numbers.count >= Self.limit }

    mutating func begin(_ object: PDFReference) {
        numbers.append(object.number)
        starts.append(content.count)
    }

    mutating func end() { content.text("\n") }

    mutating func removeAll() {
        numbers.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        content.removeAll()
    }
}

/// Makes object streams, and cross-reference streams. Belongs to one worker.
///
/// The structure of a contract is a third of its bytes where every object stands for itself, and an eighth where objects are compressed together. In a series most
/// streams are those of an earlier contract, number by number: then nothing is compressed.
final class ObjectPacker {
    private let deflater = Deflater(.quick)
    /// By bytes.
    private var known = RecentValues<Key, [UInt8]>(limit: 1 << 20, hardLimit: 4 << 20)

    private struct Key: Hashable {
        let bytes: [UInt8]

        /// Byte by byte, as arrays are hashed and compared, would cost more than it spares.
        func hash(into hasher: inout Hasher) {
            var fold = Fold()
            bytes.withUnsafeBytes { fold.add(bytes: $0) }
            hasher.combine(fold.value)
        }

        static func == (a: Key, b: Key) -> Bool {
            guard a.bytes.count == b.bytes.count else { return false }
            return a.bytes.withUnsafeBytes { first in
                b.bytes.withUnsafeBytes { second in
                    guard let first = first.baseAddress, let second = second.baseAddress else { return true }
                    return memcmp(first, second, a.bytes.count) == 0
                }
            }
        }
    }

    /// - Returns: how many objects there are, where the first begins, and all of it compressed.
    func packed(_ pack: ObjectPack) -> (count: Int, first: Int, data: [UInt8]) {
        var text = PDFBytes()
        text.reserveCapacity(pack.content.count + 14 * pack.numbers.count)
        for (number, start) in zip(pack.numbers, pack.starts) {
            text.together { out in
                out.int(number)
                out.text(" ")
                out.int(start)
                out.text(" ")
            }
        }
        let first = text.count
        text.raw(pack.content.bytes)
        return (pack.numbers.count, first, compressed(text.bytes))
    }

    /// Only that a file was made of the same objects decides about the bytes, never what was made before.
    private func compressed(_ bytes: [UInt8]) -> [UInt8] {
        let key = Key(bytes: bytes)
        if let data = known.value(for: key) { return data }
        let data = deflater.compress(bytes)
        known.insert(data, for: key, weight: bytes.count + data.count)
        return data
    }

    /// What comes once.
    func compressedAnew(_ bytes: [UInt8]) -> [UInt8] { deflater.compress(bytes) }

    /// Between two documents.
    func endDocument() { known.endDocument() }
}
