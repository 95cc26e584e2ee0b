/// Values that were made for earlier documents and may come again. What comes in every document stays; what one document alone
/// needed is gone after a while, so that memory does not grow with the number of documents.
///
/// Two generations: what is asked for moves to the young one; now and then the young becomes the old, and the old is dropped
/// (the second-chance idea of page replacement, after Corbató, „A Paging Experiment with the Multics System“, 1968).
public struct RecentValues<Key: Hashable, Value> {
    @usableFromInline var young: [Key: (value: Value, weight: Int)] = [:]
    @usableFromInline var old: [Key: (value: Value, weight: Int)] = [:]
    @usableFromInline var weight = 0
    @usableFromInline let limit: Int
    @usableFromInline let hardLimit: Int

    /// - Parameters:
    ///   - limit: weight of a generation, in the caller's unit; looked at between documents.
    ///   - hardLimit: weight of a generation within one document.
    @inlinable
    public init(limit: Int, hardLimit: Int) {
        self.limit = limit
        self.hardLimit = hardLimit
    }

    @inlinable
    public mutating func value(for key: Key) -> Value? {
        if let known = young[key] { return known.value }
        guard let known = old.removeValue(forKey: key) else { return nil }
        young[key] = known
        weight += known.weight
        return known.value
    }

    @inlinable
    public mutating func insert(_ value: Value, for key: Key, weight new: Int) {
        if weight > hardLimit { turn() }
        weight += new
        young[key] = (value, new)
    }

    /// Between two documents.
    @inlinable
    public mutating func endDocument() {
        if weight > limit { turn() }
    }

    @inlinable
    mutating func turn() {
        old = young
        young = [:]
        weight = 0
    }
}
