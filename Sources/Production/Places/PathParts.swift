/// Parts of a path. Not by Foundation: `NSString.deletingLastPathComponent` of Swift 6.3 traps where a path is a single character („-o a“).
extension String {
    /// The path up to its last name, without the slash between; empty where there is nothing but a name, „/“ at the root.
    package var parentPath: String {
        let path = withoutTrailingSlashes
        guard let slash = path.lastIndex(of: "/") else { return "" }
        let parent = path[..<slash]
        return parent.contains { $0 != "/" } ? String(parent).withoutTrailingSlashes : "/"
    }

    /// The last name of the path; „/“ for the root.
    package var lastPathName: String {
        let path = withoutTrailingSlashes
        guard let slash = path.lastIndex(of: "/"), path != "/" else { return path }
        return String(path[path.index(after: slash)...])
    }

    private var withoutTrailingSlashes: String {
        guard let last = lastIndex(where: { $0 != "/" }) else { return isEmpty ? "" : "/" }
        return String(self[...last])
    }
}
