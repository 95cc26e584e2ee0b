/// A ``WordTable`` for endless input: words that come again stay, names that came once are gone after a while, so that memory is the
/// same after a thousand documents as after a hundred thousand. Two generations, as in ``RecentValues``.
public struct RecentWords<Value> {
    @usableFromInline var young: WordTable<Value>
    @usableFromInline var old: WordTable<Value>
    @usableFromInline let limit: Int

    /// - Parameter limit: entries of one generation; a long contract has some 2,000 different words.
    @inlinable
    public init(limit: Int = 6_000) {
        self.limit = limit
        young = WordTable(limit: limit)
        old = WordTable(limit: limit)
    }

    public var count: Int { young.count + old.count }

    /// The value of a word, made by `make` where it is not known.
    @inlinable
    public mutating func value<E: Error>(
        _ word: UnsafeBufferPointer<UInt8>, _ key: UInt32, make: () throws(E) -> Value
    ) throws(E) -> Value {
        let hash = wordHash(word, key)
        if let found = young.find(word, key, hash) { return found }
        let value = if let known = old.find(word, key, hash) { known } else { try make() }
        if young.count >= limit {
            old = young
            young = WordTable(limit: limit)
        }
        young.insert(word, key, hash, value)
        return value
    }
}
