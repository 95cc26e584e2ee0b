import Production

/// What all screens stand on.
struct Office: Sendable {
    let library: WarmLibrary
    let presses: PressPool
    let previews: Previews
    let frame: PageFrame
    let drafts: Drafts

    var interviews: InterviewReader { InterviewReader(library: library) }
}
