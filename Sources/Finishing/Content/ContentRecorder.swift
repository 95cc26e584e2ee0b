/// Takes note of what a page's content does while it is cleaned.
protocol ContentRecorder: AnyObject {
    /// An operator of marked content.
    /// - Parameter place: where it would stand in the cleaned content.
    func mark(_ operation: String, _ operands: ArraySlice<UInt8>, at place: Int)

    /// An operator that stays, from `place` to `end` in the cleaned content.
    func kept(_ operation: String, _ operands: ArraySlice<UInt8>, from place: Int, to end: Int)

    /// The content is at its end.
    func finish()

    /// The content is not the page's as it stands there.
    /// - Parameter reason: A German clause.
    func fail(_ reason: String)
}
