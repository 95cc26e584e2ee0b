import DocumentModel

/// The fields that a document prints or asks for in a condition: gathered while it is composed.
///
/// A document carries the values of these and no others (data protection). Clause fields stand as `klauseln.FAMILY.FIELD`, as in
/// ``AssemblyPlan/values``.
public final class FieldUse {
    public private(set) var paths: Set<FieldPath>

    /// - Parameter decisive: what the plan's own conditions asked for.
    public init(decisive: Set<FieldPath> = []) { paths = decisive }

    /// Whether the value at `path`, or a whole of which it is part, is used.
    public func covers(_ path: FieldPath) -> Bool {
        var name = Substring(path.rawValue)
        while true {
            if paths.contains(FieldPath(String(name))) { return true }
            guard let dot = name.lastIndex(of: ".") else { return false }
            name = name[..<dot]
        }
    }

    func note(_ path: FieldPath, in environment: Environment, of family: String?) {
        for path in FieldUse.parts(of: path, in: environment) {
            guard let first = path.parts.first.map(String.init), let local = environment.local[first], let family else {
                paths.insert(path)
                continue
            }
            paths.insert(FieldPath("klauseln.\(family).\(path)"))
            // A clause's field without a value of its own has the agreement's.
            if let value = local.value, value == environment.shared[first]?.value { paths.insert(path) }
        }
    }

    /// A record as a whole shows few of its members (``ValueText/oneLine(_:)``).
    private static func parts(of path: FieldPath, in environment: Environment) -> [FieldPath] {
        guard case .record(let record)? = environment.value(path) else { return [path] }
        let shown = (RecordShape.namesOnOneLine + RecordShape.addressOnOneLine).filter { record[$0] != nil }
        return shown.isEmpty ? [path] : shown.map { path.appending($0) }
    }
}

extension RecordShape {
    static let namesOnOneLine = ["anrede", "titel", "vorname", "name"]
    static let addressOnOneLine = ["strasse", "plz", "ort"]
}
