/// A few versions of one thing, the latest used first: what comes again from document to document, where only some of them differ.
///
/// Compiled where it is used: not knowing what it keeps, it would copy an element to look at it.
public struct Shelf<Element> {
    @usableFromInline var elements: [Element] = []
    @usableFromInline var misses = 0
    @usableFromInline var hits = 0

    /// Kinds of partners that a thing usually differs by.
    @usableFromInline static var depth: Int { 6 }
    /// So many in vain, and it differs with every partner.
    @usableFromInline static var patience: Int { 24 }

    @inlinable
    public init() {}

    /// It is another one every time: keeping it is no use.
    @inlinable
    public var isHopeless: Bool { hits == 0 && misses > Self.patience }

    @inlinable
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
    @inlinable
    public func find(where isWanted: (Element) -> Bool) -> (element: Element, isNoted: Bool)? {
        elements.firstIndex(where: isWanted).map { (elements[$0], $0 == 0 && hits > 0) }
    }

    @inlinable
    public mutating func insert(_ element: Element) {
        elements.insert(element, at: 0)
        if elements.count > Self.depth { elements.removeLast() }
    }
}

extension Shelf: Sendable where Element: Sendable {}
