/// What tells a copy from the others on paper.
package struct CopyLabel: Sendable, Hashable {
    /// In the middle above the head: „1. Ausfertigung“; `nil`: nothing stands there.
    package var mark: String?
    /// In the marks of the pages, from 1.
    package var number: Int

    package init(mark: String?, number: Int) {
        self.mark = mark
        self.number = number
    }
}
