/// A file that a browser has sent, under a name of ours; what it was called there is for showing only.
struct ReceivedFile: Sendable, Hashable {
    let path: String
    let name: String
    /// Bytes.
    let size: Int
}
