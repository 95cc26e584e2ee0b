/// What belongs to each of many elements, in order. Most have one thing or none: an array for each would be more work than what is in it.
struct Chains<Item> {
    private var items: [Item] = []
    /// Of each item the one that comes after it; below 0: none.
    private var next: [Int32] = []
    private var ends: [(first: Int32, last: Int32)]

    init(count: Int) { ends = Array(repeating: (-1, -1), count: count) }

    /// - Parameter index: of the element; nothing happens where there is none.
    mutating func add(_ item: Item, to index: Int) {
        guard ends.indices.contains(index) else { return }
        let number = Int32(clamping: items.count)
        items.append(item)
        next.append(-1)
        if ends[index].first < 0 { ends[index].first = number } else { next[Int(ends[index].last)] = number }
        ends[index].last = number
    }

    func has(_ index: Int) -> Bool { ends[index].first >= 0 }

    func first(_ index: Int) -> Item? { has(index) ? items[Int(ends[index].first)] : nil }

    func forEach(_ index: Int, _ body: (Item) -> Void) {
        var number = ends[index].first
        while number >= 0 {
            body(items[Int(number)])
            number = next[Int(number)]
        }
    }
}
