/// Settings as lines of YAML, in the way in which the library's files are written.
enum YAMLBlock {
    /// Lines of `key: …` at an indent.
    static func entry(_ key: String, _ node: SettingNode, indent: Int) -> [String] {
        let blanks = String(repeating: " ", count: indent)
        switch node {
        case .text, .empty: return ["\(blanks)\(YAMLScalar.written(key, .plain)): \(flow(node, inList: false))"]
        case .list(let nodes) where nodes.isEmpty: return ["\(blanks)\(key): []"]
        case .group(let entries) where entries.isEmpty: return ["\(blanks)\(key): {}"]
        case .list(let nodes): return ["\(blanks)\(YAMLScalar.written(key, .plain)):"] + nodes.flatMap { element($0, indent: indent + 2) }
        case .group(let entries):
            return ["\(blanks)\(YAMLScalar.written(key, .plain)):"] + entries.flatMap { entry($0.key, $0.value, indent: indent + 2) }
        }
    }

    /// Lines of `- …` at an indent.
    static func element(_ node: SettingNode, indent: Int) -> [String] {
        let blanks = String(repeating: " ", count: indent)
        switch node {
        case .text, .empty: return ["\(blanks)- \(flow(node, inList: false))"]
        case .list(let nodes):
            guard !nodes.isEmpty else { return ["\(blanks)- []"] }
            return dashed(nodes.flatMap { element($0, indent: indent + 2) }, indent)
        case .group(let entries):
            guard !entries.isEmpty else { return ["\(blanks)- {}"] }
            return dashed(entries.flatMap { entry($0.key, $0.value, indent: indent + 2) }, indent)
        }
    }

    /// Lines whose first begins behind a dash.
    private static func dashed(_ lines: [String], _ indent: Int) -> [String] {
        guard let first = lines.first else { return [] }
        return [String(repeating: " ", count: indent) + "- " + first.dropFirst(indent + 2)] + lines.dropFirst()
    }

    /// In one line.
    ///
    /// - Parameter inList: between brackets.
    static func flow(_ node: SettingNode, inList: Bool) -> String {
        switch node {
        case .empty: ""
        case .text(let text, let isQuoted): YAMLScalar.written(text, isQuoted == true || looksLikeNumber(text) ? .double : .plain, inList: inList)
        case .list(let nodes): "[" + nodes.map { flow($0, inList: true) }.joined(separator: ", ") + "]"
        case .group(let entries): "{" + entries.map { "\(YAMLScalar.written($0.key, .plain, inList: true)): \(flow($0.value, inList: true))" }.joined(separator: ", ") + "}"
        }
    }

    /// „1.0“ would be a number to other programs, „00040“ another one.
    private static func looksLikeNumber(_ text: String) -> Bool { text.first?.isNumber == true && (text.contains(".") || text.hasPrefix("0")) && !text.contains("-") }
}
