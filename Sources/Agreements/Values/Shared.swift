/// The parts of a large value in one place of memory that all its copies share: a copy is one reference, however many parts there are.
///
/// The value behind it never changes; a changed value has a place of its own.
final class Shared<Parts: Sendable & Hashable>: Sendable {
    let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    func changed(_ change: (inout Parts) -> Void) -> Shared {
        var parts = parts
        change(&parts)
        return Shared(parts)
    }
}

extension Shared: Hashable {
    /// Mostly they are one.
    static func == (a: Shared, b: Shared) -> Bool { a === b || a.parts == b.parts }
    func hash(into hasher: inout Hasher) { parts.hash(into: &hasher) }
}
