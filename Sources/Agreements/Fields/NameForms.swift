/// What is said of a body's name: it holds for the name that it was given with and for no other.
package enum NameForms {
    package static let members: Set<String> = ["kurz", "genus", "numerus", "formen"]

    /// Whether a path is that of such a member, or of a part of it.
    ///
    /// - Parameter owner: path of the body.
    package static func contain(_ path: String, of owner: String) -> Bool {
        guard path.hasPrefix(owner + ".") else { return false }
        return members.contains(String(path.dropFirst(owner.count + 1).prefix { $0 != "." }))
    }
}
