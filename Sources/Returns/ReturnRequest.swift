/// What `ruecklauf` is asked for.
public struct ReturnRequest: Sendable, Hashable {
    /// The copier's PDF files, in the order in which they are read.
    public var scans: [String]
    /// Folder of the run.
    public var output: String
    /// File of the register; `nil`: none.
    public var register: String?
    /// Folders with contracts, or their files.
    public var contracts: [String]
    /// ISO: when the sheets came back.
    public var day: String
    /// Whether the register notes contracts with ink in every place to sign as signed.
    public var notesSignatures: Bool
    /// Sheets that somebody has put to their pages.
    public var placements: [HandPlacement] = []

    public init(scans: [String], output: String, register: String?, contracts: [String], day: String, notesSignatures: Bool = false) {
        self.scans = scans
        self.output = output
        self.register = register
        self.contracts = contracts
        self.day = day
        self.notesSignatures = notesSignatures
    }
}
