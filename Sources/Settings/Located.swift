import Findings

/// A value with the place it was written at.
package struct Located<Content: Sendable & Hashable>: Sendable, Hashable {
    package var value: Content
    package var place: Place

    package init(_ value: Content, at place: Place) {
        self.value = value
        self.place = place
    }
}
