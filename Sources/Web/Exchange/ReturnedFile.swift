/// A Word file of a draft that came back, and what the office says to its changes.
struct ReturnedFile: Sendable, Hashable {
    /// 32 hexadecimal digits.
    let id: String
    /// The draft that it is of.
    let draft: String
    /// What it was called where it came from, made safe; it lies under this name.
    let name: String
    var content: Content
    /// Grows with each change.
    var version = 1
    /// Seconds since 1970.
    let came: Double
    var changed: Double

    struct Content: Sendable, Hashable, Codable {
        /// What the draft had chosen and typed when the file came: what is carried over later must not change what it is compared with.
        let choices: [String: ClauseChoice]
        let answers: [String: String]
        /// By the keys of the changes (``ChangeKeys``): numbers may be others once the library has changed.
        var decisions: [String: Answer] = [:]
        /// What was carried over into the draft last, and what could not be: sentences.
        var carried: [String] = []
        /// Wordings that the draft has got from it, by families.
        var wordings: [String: ClauseChoice] = [:]
    }

    enum Answer: String, Sendable, Codable {
        case accept = "annehmen"
        case reject = "ablehnen"
    }
}
