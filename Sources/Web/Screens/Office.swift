import Production

/// What all screens stand on.
struct Office: Sendable {
    let library: WarmLibrary
    let presses: PressPool
    let previews: Previews
    let frame: PageFrame
    let drafts: Drafts
    let annexes: AnnexShelf
    let supplements: Supplements
    let series: SeriesShelf
    let checks: SeriesChecks
    let runner: SeriesRunner
    let conversion: OfficeConversion?
    let returned: ReturnedFiles
    let looks: ReturnedLooks
    let taken: TakenShelf
    let takeOvers: TakeOverRunner
    /// The register, what comes next of its contracts, and work on it that takes long.
    let records: RecordRoom
    let outlook: RecordOutlook
    let orders: RecordOrders
    let recordRunner: RecordRunner
    /// Reading and writing of tables.
    let tables = SideWork("tabellen", together: true)
    /// Reading and converting somebody else's files.
    let looking = SideWork("anlagen", together: true)
    /// Files of office programs into PDF: one after the other, for that takes a processor for seconds.
    let converting = SideWork("umwandeln")
    /// Their pages as pictures: one after the other, for a scan takes much memory while it is drawn.
    let drawing = SideWork("bilder")
    /// Proving sets contracts anew: one after the other.
    let proofs = SideWork("nachweise")

    var interviews: InterviewReader { InterviewReader(library: library) }
}
