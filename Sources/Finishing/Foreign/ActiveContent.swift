/// Whether a file does more than show itself: scripts, programs to launch, forms that calculate or send. Looks at every object
/// that can be reached, since actions hide in many places.
struct ActiveContent {
    private(set) var isFound = false
    private(set) var hasAttachments = false

    /// More than to lead to a place (ISO 32000-1, 12.6.4).
    private static let actions: Set<String> = [
        "JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "Movie", "Sound", "Rendition", "GoToE", "RichMediaExecute",
    ]
    /// What holds something that runs.
    private static let scripts: Set<String> = ["/JS", "/JavaScript", "/XFA", "/RichMediaContent"]
    private static let attachments: Set<String> = ["/EmbeddedFiles", "/EF", "/AF"]
    private static let limit = 500_000
    private static let nestingLimit = 400

    init(_ root: QPDFObject) {
        let isWhole = Self.walk(root) { object in
            for key in object.keys {
                let value = object[key]
                if Self.runs(key, value) { isFound = true }
                if Self.attachments.contains(key), value.kind != .null { hasAttachments = true }
            }
        }
        // What nobody can look through may hold anything.
        if !isWhole { isFound = true }
    }

    private static func runs(_ key: String, _ value: QPDFObject) -> Bool {
        if key == "/AA" { return !value.keys.isEmpty }
        if key == "/S" { return value.name.map(actions.contains) ?? false }
        return scripts.contains(key) && value.kind != .null
    }

    /// Takes out what runs, and what is attached: nobody looks into that.
    /// - Returns: `false` where not all objects could be looked at.
    fileprivate static func remove(from root: QPDFObject) -> Bool {
        walk(root) { object in
            // Of an action nothing stays, so that it is none.
            let isAction = runs("/S", object["/S"])
            for key in object.keys where isAction || attachments.contains(key) || runs(key, object[key]) { object.remove(key) }
        }
    }

    /// Visits every dictionary and stream before what it holds.
    /// - Returns: `false` where there are too many, or they nest too deeply.
    private static func walk(_ root: QPDFObject, _ visit: (QPDFObject) -> Void) -> Bool {
        var visited: Set<Int> = []
        // A list instead of recursion: hostile files nest without end.
        var waiting: [(object: QPDFObject, depth: Int)] = [(root, 0)]
        var seen = 0
        while let (object, depth) = waiting.popLast() {
            seen += 1
            guard seen < limit, depth < nestingLimit else { return false }
            let number = object.number
            if number > 0, !visited.insert(number).inserted { continue }
            switch object.kind {
            case .array:
                waiting += object.items.map { ($0, depth + 1) }
            case .dictionary, .stream:
                visit(object)
                waiting += object.keys.map { (object[$0], depth + 1) }
            default:
                break
            }
        }
        return true
    }
}

extension QPDFFile {
    /// The file without anything that runs and without attachments; `nil` where that cannot be made sure of. This one is changed.
    func withoutActiveContent() -> QPDFFile? {
        guard ActiveContent.remove(from: root), let bytes = written(), let copy = try? QPDFFile(bytes, path: path),
            !ActiveContent(copy.root).isFound
        else { return nil }
        return copy
    }
}
