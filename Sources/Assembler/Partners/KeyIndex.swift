/// The `nr` of each row, one behind the other in one array: a million of them are no million texts.
struct KeyList: RandomAccessCollection, Sendable {
    private var bytes: [UInt8] = []
    /// Where each ends; tables have bounds below 4 GiB (`TableLimits`).
    private var ends: [UInt32] = []

    init(_ keys: some Sequence<String> = []) { for key in keys { append(key) } }

    mutating func append(_ key: String) {
        bytes += key.utf8
        ends.append(UInt32(clamping: bytes.count))
    }

    var startIndex: Int { 0 }
    var endIndex: Int { ends.count }
    subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

    func isBlank(_ index: Int) -> Bool { range(index).isEmpty }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }
}

/// Where rows are by their `nr`: a hash table of row numbers (open addressing, at most half full), which compares the keys themselves.
struct KeyIndex: Sendable {
    let keys: KeyList
    /// Number of a row, from 1; 0: free.
    private let places: [UInt32]
    /// Of keys that come again, by their first row; in a table in order there is none, so rows need no list each.
    private let further: [Int: [Int32]]

    init(_ keys: KeyList) {
        var size = 16
        while size < keys.count * 2, size < 1 << 32 { size *= 2 }
        var places = [UInt32](repeating: 0, count: size)
        var further: [Int: [Int32]] = [:]
        for index in keys.indices where !keys.isBlank(index) {
            let place = KeyIndex.place(of: keys[index], places, keys)
            if places[place] == 0 { places[place] = UInt32(clamping: index + 1) } else { further[Int(places[place]) - 1, default: []].append(Int32(clamping: index)) }
        }
        (self.keys, self.places, self.further) = (keys, places, further)
    }

    /// Where the key stands, or would stand.
    private static func place(of key: String, _ places: [UInt32], _ keys: KeyList) -> Int {
        // Seeded anew in every process: nobody can write a table whose keys all fall on one place.
        var hasher = Hasher()
        hasher.combine(key)
        var place = hasher.finalize() & (places.count - 1)
        while places[place] != 0, keys[Int(places[place]) - 1] != key { place = (place + 1) & (places.count - 1) }
        return place
    }

    subscript(key: String) -> [Int] {
        guard let first = first(key) else { return [] }
        return [first] + (further[first] ?? []).map(Int.init)
    }

    /// The first row of that key.
    func first(_ key: String) -> Int? {
        let row = places[KeyIndex.place(of: key, places, keys)]
        return row == 0 ? nil : Int(row) - 1
    }

    /// Whether a row has no key, or one that stands above already.
    var hasGap: Bool { !further.isEmpty || keys.indices.contains { keys.isBlank($0) } }
}
