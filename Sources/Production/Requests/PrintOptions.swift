/// How a batch is printed for the copier.
public struct PrintOptions: Sendable, Hashable {
    /// Where the file goes; several volumes get numbers: `druck-1.pdf`.
    public var path: String
    /// Numbered copies of each contract, 1 to 99.
    public var copies: Int
    /// „das Jugendamt“: for whom the first, second … copy is; fewer than copies leave the rest unnamed.
    public var recipients: [String]
    /// A sheet before each partner that says whose contracts follow.
    public var slipSheets: Bool
    /// Dotted paths of fields; rows with equal values stay in the order of the table.
    public var order: [String]
    /// The most sheets of a volume; `nil`: one volume.
    public var sheets: Int?
    /// An agreement in form of a letter that comes before each partner's copies.
    public var coverLetter: String?

    public init(
        path: String, copies: Int = 1, recipients: [String] = [], slipSheets: Bool = false, order: [String] = [],
        sheets: Int? = nil, coverLetter: String? = nil
    ) {
        self.path = path
        self.copies = copies
        self.recipients = recipients
        self.slipSheets = slipSheets
        self.order = order
        self.sheets = sheets
        self.coverLetter = coverLetter
    }

    /// „Ausfertigung 2 von 3 – für das Jugendamt“; `nil` where there is but one copy that is nobody's in particular.
    ///
    /// - Parameter copy: from 1.
    func mark(_ copy: Int) -> String? {
        let recipient = recipients.indices.contains(copy - 1) ? " – für \(recipients[copy - 1])" : ""
        if copies == 1, recipient.isEmpty { return nil }
        return "Ausfertigung \(copy) von \(copies)\(recipient)"
    }
}

/// A file of a print run.
public struct PrintedVolume: Sendable, Hashable {
    public var path: String
    public var pages: Int

    /// Printed on both sides.
    public var sheets: Int { (pages + 1) / 2 }
}
