import Production

/// What all screens stand on.
struct Office: Sendable {
    let library: WarmLibrary
    let presses: PressPool
    let previews: Previews
    let frame: PageFrame
    let drafts: Drafts
    let series: SeriesShelf
    let checks: SeriesChecks
    let runner: SeriesRunner
    /// Reading and writing of tables.
    let tables = SideWork("tabellen", together: true)
    /// Proving sets contracts anew: one after the other.
    let proofs = SideWork("nachweise")

    var interviews: InterviewReader { InterviewReader(library: library) }
}
