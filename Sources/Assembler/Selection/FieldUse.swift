import Agreements
import DocumentModel

/// The fields that a document prints or asks for in a condition: gathered while it is composed.
///
/// A document carries the values of these and no others (data protection). Clause fields stand as `klauseln.FAMILY.FIELD`, as in
/// ``AssemblyPlan/values``.
package final class FieldUse {
    package private(set) var paths: Set<FieldPath>

    /// - Parameter decisive: what the plan's own conditions asked for.
    package init(decisive: Set<FieldPath> = []) { paths = decisive }

    /// Whether the value at `path`, or a whole of which it is part, is used.
    package func covers(_ path: FieldPath) -> Bool {
        if paths.contains(path) { return true }
        var name = Substring(path.rawValue)
        while let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) {
            name = name[..<dot]
            if paths.contains(FieldPath(String(name))) { return true }
        }
        return false
    }

    package func note(_ used: Set<FieldPath>) { paths.formUnion(used) }

    /// What counts as used where a path is asked for.
    ///
    /// - Parameter family: of the clause whose fields `environment` has as its own.
    package static func used(_ path: FieldPath, in environment: Environment, of family: String?) -> [FieldPath] {
        if let basis = basis(of: path) { return direct(path, in: environment, of: family) + basis.flatMap { direct($0, in: environment, of: family) } }
        return direct(path, in: environment, of: family)
    }

    /// Members of a body that another follows from where the data do not say it: who carries the one has to carry these.
    private static func basis(of path: FieldPath) -> [FieldPath]? {
        guard let dot = path.rawValue.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let members: [String]
        switch path.rawValue[path.rawValue.index(after: dot)...] {
        case "datenschutzrecht": members = ["art"]
        case "genus": members = ["name", "numerus", "formen", "art"]
        default: return nil
        }
        let owner = FieldPath(String(path.rawValue[..<dot]))
        return members.map { owner.appending($0) }
    }

    private static func direct(_ path: FieldPath, in environment: Environment, of family: String?) -> [FieldPath] {
        let first = path.head
        guard let local = environment.local[first], let family else { return parts(of: path, in: environment) }
        return parts(of: path, in: environment).flatMap { path -> [FieldPath] in
            let own = FieldPath("klauseln.\(family).\(path)")
            // A clause's field without a value of its own has the agreement's.
            if let value = local.value, value == environment.shared[first]?.value { return [own, path] }
            return [own]
        }
    }

    /// Whether the parties have one authority depends on all of them.
    private static func authorityBasis(in environment: Environment) -> [FieldPath] {
        environment.shared.values.filter { $0.declaration.kind == .body }.flatMap { state in
            (["art"] + PlanBuilder.authorityBasis).map { FieldPath("\(state.declaration.name).\($0)") }
        } + [FieldPath("land")]
    }

    /// A record as a whole shows few of its members (``ValueText/oneLine(_:)``).
    private static func parts(of path: FieldPath, in environment: Environment) -> [FieldPath] {
        if path.rawValue == PlanBuilder.sharedAuthority.name { return authorityBasis(in: environment) }
        let value: Value?
        if let dot = path.rawValue.utf8.firstIndex(of: UInt8(ascii: ".")) {
            let name = String(path.rawValue[..<dot])
            let whole = environment.state(name)?.value
            // Of a list of records every entry travels along.
            if case .list? = whole { return [FieldPath(name)] }
            value = whole.flatMap { Environment.member(path, in: $0, behind: dot) }
        } else {
            value = environment.state(path.rawValue)?.value
        }
        guard case .record(let record)? = value else { return [path] }
        let shown = (RecordShape.namesOnOneLine + RecordShape.addressOnOneLine).filter { record[$0] != nil }
        return shown.isEmpty ? [path] : shown.map { path.appending($0) }
    }
}

extension RecordShape {
    static let namesOnOneLine = ["anrede", "titel", "vorname", "name"]
    static let addressOnOneLine = ["strasse", "plz", "ort"]
}
