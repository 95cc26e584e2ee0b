import Keeping
import Testing

@Suite("What tells keys apart is folded into one number")
struct FoldTests {
    private func fold(_ bytes: [UInt8]) -> UInt64 {
        var fold = Fold()
        bytes.withUnsafeBytes { fold.add(bytes: $0) }
        return fold.value
    }

    @Test("Equal bytes fold alike wherever they lie", arguments: 0...40)
    func equalBytes(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        var fold = Fold()
        ([7] + bytes).withUnsafeBytes { fold.add(bytes: UnsafeRawBufferPointer(rebasing: $0.dropFirst())) }
        #expect(fold.value == self.fold(bytes))
    }

    @Test("A change of any one byte, or a byte more, folds differently", arguments: 1...24)
    func everyByteCounts(count: Int) {
        let bytes = [UInt8](repeating: 0x41, count: count)
        var seen: Set = [fold(bytes), fold(bytes + [0x41]), fold(bytes.dropLast())]
        for at in bytes.indices {
            var other = bytes
            other[at] = 0x42
            seen.insert(fold(other))
        }
        #expect(seen.count == count + 3)
    }

    @Test("Zero folds as its negative does, which is equal to it")
    func zeros() {
        var (a, b) = (Fold(), Fold())
        a.add(0.0)
        b.add(-0.0)
        #expect(a.value == b.value)
    }

    @Test("The order of numbers counts")
    func order() {
        var (a, b) = (Fold(), Fold())
        for number in [1, 2] { a.add(number) }
        for number in [2, 1] { b.add(number) }
        #expect(a.value != b.value)
    }
}
