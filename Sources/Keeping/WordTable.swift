/// A hash table from byte strings (with a small key beside them) to values. Looking up allocates nothing and hashes once:
/// Swift's `Dictionary` over `String` costs several times as much, and the layout asks twice for every word.
///
/// Open addressing with linear probing; it empties itself when it has grown beyond its limit, so that hostile or endless
/// input cannot fill the memory.
public struct WordTable<Value> {
    @usableFromInline
    struct Slot {
        @usableFromInline var hash: UInt64
        @usableFromInline var start: Int32
        /// -1: free.
        @usableFromInline var length: Int32
        @usableFromInline var key: UInt32
        @usableFromInline var value: Int32

        @inlinable
        init(hash: UInt64, start: Int32, length: Int32, key: UInt32, value: Int32) {
            self.hash = hash
            self.start = start
            self.length = length
            self.key = key
            self.value = value
        }
    }

    @usableFromInline var slots: [Slot]
    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline var values: [Value] = []
    @usableFromInline let limit: Int

    /// - Parameter limit: number of entries after which it starts afresh.
    @inlinable
    public init(limit: Int = 1 << 16) {
        self.limit = limit
        slots = Self.empty(1 << 10)
    }

    public var count: Int { values.count }

    /// The value of a word, made by `make` the first time.
    @inlinable
    public mutating func value<E: Error>(
        _ word: UnsafeBufferPointer<UInt8>, _ key: UInt32, make: () throws(E) -> Value
    ) throws(E) -> Value {
        let hash = wordHash(word, key)
        if let found = find(word, key, hash) { return found }
        let made = try make()
        insert(word, key, hash, made)
        return made
    }

    @inlinable
    func find(_ word: UnsafeBufferPointer<UInt8>, _ key: UInt32, _ hash: UInt64) -> Value? {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].length >= 0 {
            let slot = slots[index]
            if slot.hash == hash, slot.key == key, Int(slot.length) == word.count, matches(word, at: Int(slot.start)) {
                return values[Int(slot.value)]
            }
            index = (index + 1) & mask
        }
        return nil
    }

    @inlinable
    mutating func insert(_ word: UnsafeBufferPointer<UInt8>, _ key: UInt32, _ hash: UInt64, _ value: Value) {
        if values.count >= limit || bytes.count + word.count > Int(Int32.max) {
            slots = Self.empty(1 << 10)
            bytes.removeAll(keepingCapacity: true)
            values.removeAll(keepingCapacity: true)
        }
        if (values.count + 1) * 2 > slots.count { grow() }
        let slot = Slot(
            hash: hash, start: Int32(bytes.count), length: Int32(word.count), key: key, value: Int32(values.count))
        bytes.append(contentsOf: word)
        values.append(value)
        place(slot)
    }

    @inlinable
    func matches(_ word: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for index in 0..<word.count where bytes[start + index] != word[index] { return false }
        return true
    }

    @inlinable
    mutating func grow() {
        let old = slots
        slots = Self.empty(old.count * 2)
        for slot in old where slot.length >= 0 { place(slot) }
    }

    @inlinable
    mutating func place(_ slot: Slot) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: slot.hash) & mask
        while slots[index].length >= 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    @inlinable
    static func empty(_ count: Int) -> [Slot] {
        Array(repeating: Slot(hash: 0, start: 0, length: -1, key: 0, value: 0), count: count)
    }
}

/// Eight bytes at a time and a final mix: words are short, and this is asked for each of them. For this table alone; it may change.
@inlinable
func wordHash(_ word: UnsafeBufferPointer<UInt8>, _ key: UInt32) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(key)
    var index = 0
    while index + 8 <= word.count {
        var chunk: UInt64 = 0
        for offset in 0..<8 { chunk |= UInt64(word[index + offset]) << UInt64(8 * offset) }
        hash = (hash ^ chunk) &* 0x9e37_79b9_7f4a_7c15
        hash ^= hash >> 32
        index += 8
    }
    while index < word.count {
        hash = (hash ^ UInt64(word[index])) &* 0x0000_0100_0000_01b3
        index += 1
    }
    hash ^= hash >> 29
    hash = hash &* 0xbf58_476d_1ce4_e5b9
    return hash ^ hash >> 32
}
