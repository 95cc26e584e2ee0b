import Findings

/// A value with the place it was written at.
public struct Located<Content: Sendable & Hashable>: Sendable, Hashable {
    public var value: Content
    public var place: Place

    public init(_ value: Content, at place: Place) {
        self.value = value
        self.place = place
    }
}
