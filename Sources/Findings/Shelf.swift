/// A few versions of one thing, the latest used first: what comes again from document to document, where only some of them differ.
public struct Shelf<Element> {
    private var elements: [Element] = []
    private var misses = 0
    private var hits = 0

    /// Kinds of partners that a thing usually differs by.
    private static var depth: Int { 6 }
    /// So many in vain, and it differs with every partner.
    private static var patience: Int { 24 }

    public init() {}

    /// It is another one every time: keeping it is no use.
    public var isHopeless: Bool { hits == 0 && misses > Self.patience }

    public mutating func first(where isWanted: (Element) -> Bool) -> Element? {
        guard !isHopeless else { return nil }
        guard let index = elements.firstIndex(where: isWanted) else {
            misses += 1
            if isHopeless { elements = [] }
            return nil
        }
        hits += 1
        if index > 0 { elements.swapAt(0, index) }
        return elements[0]
    }

    /// The element, without taking note that it was wanted; `isNoted`: that would change nothing.
    public func find(where isWanted: (Element) -> Bool) -> (element: Element, isNoted: Bool)? {
        elements.firstIndex(where: isWanted).map { (elements[$0], $0 == 0 && hits > 0) }
    }

    public mutating func insert(_ element: Element) {
        elements.insert(element, at: 0)
        if elements.count > Self.depth { elements.removeLast() }
    }
}

extension Shelf: Sendable where Element: Sendable {}
