/// Whether a file does more than show itself: scripts, programs to launch, forms that calculate or send. Looks at every object
/// that can be reached, since actions hide in many places.
struct ActiveContent {
    private(set) var isFound = false
    private(set) var hasAttachments = false
    private var visited: Set<Int> = []

    /// More than to lead to a place (ISO 32000-1, 12.6.4).
    private static let actions: Set<String> = [
        "JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "Movie", "Sound", "Rendition", "GoToE", "RichMediaExecute",
    ]
    private static let limit = 500_000
    private static let nestingLimit = 400

    init(_ root: QPDFObject) {
        // A list instead of recursion: hostile files nest without end.
        var waiting: [(object: QPDFObject, depth: Int)] = [(root, 0)]
        var seen = 0
        while let (object, depth) = waiting.popLast() {
            seen += 1
            // What nobody can look through may hold anything.
            guard seen < Self.limit, depth < Self.nestingLimit else {
                isFound = true
                return
            }
            let number = object.number
            if number > 0, !visited.insert(number).inserted { continue }
            switch object.kind {
            case .array:
                waiting += object.items.map { ($0, depth + 1) }
            case .dictionary, .stream:
                for key in object.keys {
                    let value = object[key]
                    look(at: key, value)
                    waiting.append((value, depth + 1))
                }
            default:
                break
            }
        }
    }

    private mutating func look(at key: String, _ value: QPDFObject) {
        switch key {
        case "/AA": if !value.keys.isEmpty { isFound = true }
        case "/JS", "/JavaScript", "/XFA", "/RichMediaContent": if value.kind != .null { isFound = true }
        case "/S": if let name = value.name, Self.actions.contains(name) { isFound = true }
        case "/EmbeddedFiles", "/EF": if value.kind != .null { hasAttachments = true }
        default: break
        }
    }
}
