/// What `ruecklauf` is asked for.
package struct ReturnRequest: Sendable, Hashable {
    /// The copier's PDF files, in the order in which they are read.
    package var scans: [String]
    /// Folder of the run.
    package var output: String
    /// File of the register; `nil`: none.
    package var register: String?
    /// Folders with contracts, or their files.
    package var contracts: [String]
    /// ISO: when the sheets came back.
    package var day: String
    /// Whether the register notes contracts with ink in every place to sign as signed.
    package var notesSignatures: Bool
    /// Sheets that somebody has put to their pages.
    package var placements: [HandPlacement] = []

    package init(scans: [String], output: String, register: String?, contracts: [String], day: String, notesSignatures: Bool = false) {
        self.scans = scans
        self.output = output
        self.register = register
        self.contracts = contracts
        self.day = day
        self.notesSignatures = notesSignatures
    }
}
