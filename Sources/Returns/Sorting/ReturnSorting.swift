import PageMarks

/// Sheets put together: what belongs to which copy of which contract, and what to none.
struct ReturnSorting: Sendable, Hashable {
    /// In the order of their first sheets; a further set behind the first.
    let copies: [ReturnedCopy]
    /// Marks that nobody knows here, each with its sheets, in the order of their first sheets.
    let strangers: [Stranger]
    let several: [ReturnedSheet]
    let unmarked: [ReturnedSheet]
    let blank: [ReturnedSheet]
    let unreadable: [ReturnedSheet]

    struct Stranger: Sendable, Hashable {
        let mark: String
        let sheets: [ReturnedSheet]
    }

    /// - Parameter contracts: by their marks: all that sheets of kind `page` name.
    init(_ sheets: [ReturnedSheet], contracts: [String: ShelvedContract]) {
        struct Key: Hashable {
            var mark: String
            var copy: Int
        }
        var order: [Key] = []
        var pages: [Key: [Int: [ReturnedSheet]]] = [:]
        var (strange, strangeOrder): ([String: [ReturnedSheet]], [String]) = ([:], [])
        var (several, unmarked, blank, unreadable): ([ReturnedSheet], [ReturnedSheet], [ReturnedSheet], [ReturnedSheet]) = ([], [], [], [])
        for sheet in sheets {
            switch sheet.kind {
            case .page(let mark, _, _):
                let key = Key(mark: mark.identity.contract, copy: mark.identity.copy)
                if pages[key] == nil { order.append(key) }
                pages[key, default: [:]][mark.page, default: []].append(sheet)
            case .stranger(let mark):
                if strange[mark.identity.contract] == nil { strangeOrder.append(mark.identity.contract) }
                strange[mark.identity.contract, default: []].append(sheet)
            case .several: several.append(sheet)
            case .unmarked: unmarked.append(sheet)
            case .blank: blank.append(sheet)
            case .unreadable: unreadable.append(sheet)
            }
        }
        copies = order.flatMap { key -> [ReturnedCopy] in
            guard let contract = contracts[key.mark], let found = pages[key] else { return [] }
            // The second sheet of a page belongs to a second set, and so on: so the first set has every page that came.
            let sets = found.values.map(\.count).max() ?? 0
            return (0..<sets).map { set in
                let own = found.compactMapValues { $0.indices.contains(set) ? $0[set] : nil }
                return ReturnSorting.copy(contract, key.copy, set + 1, own, all: sheets, ofCopy: Set(found.values.joined().map(\.index)))
            }
        }
        strangers = strangeOrder.map { Stranger(mark: $0, sheets: strange[$0] ?? []) }
        self.several = several
        self.unmarked = unmarked
        self.blank = blank
        self.unreadable = unreadable
    }

    private static func copy(
        _ contract: ShelvedContract, _ copy: Int, _ set: Int, _ own: [Int: ReturnedSheet], all: [ReturnedSheet], ofCopy: Set<Int>
    ) -> ReturnedCopy {
        let places = own.sorted { $0.key < $1.key }.map(\.value.index)
        let isAscending = zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
        // What was fed in later, in another scan or at another place, lies in no order.
        var between: [ReturnedSheet] = []
        if let first = places.min(), let last = places.max(), last > first {
            between = all[first...last].filter { !ofCopy.contains($0.index) && $0.kind != .blank }
        }
        // A page that came behind the rest parts nothing; what lies between the others does.
        let isApart = between.count > own.count * 2
        return ReturnedCopy(
            contract: contract, copy: copy, set: set, sheets: own, isDisordered: !isAscending || isApart, between: isApart ? [] : between)
    }
}
