import PageMarks

/// A sheet of a scan, and what was seen on it.
struct ReturnedSheet: Sendable, Hashable {
    /// Of all sheets of the run, from 0.
    let index: Int
    /// Of the scans, from 0.
    let scan: Int
    /// In its scan, from 1.
    let number: Int

    enum Kind: Sendable, Hashable {
        /// A page of a contract that is known.
        case page(PageMark, SheetPlacement, [SignedField])
        /// Its mark says a contract that nobody knows here, or one that has another number of pages.
        case stranger(PageMark)
        /// Two pages beside each other on a sheet of A3: parted they would be pictures that nobody has scanned.
        case several
        case unmarked
        case blank
        /// The scan's page cannot be drawn.
        case unreadable
    }

    let kind: Kind
    /// Who has put it to its page; `nil`: its mark has.
    var placedBy: String?

    /// A place to sign, and what is in it.
    struct SignedField: Sendable, Hashable {
        let name: String
        let ink: InkMeasure
    }
}
