import Foundation

/// The characters and sequences of DIN 91379 (din91379.txt).
public enum DIN91379 {
    public struct Group: Sendable {
        /// The standard's own short name: `bll` for Latin letters.
        public var name: String
        public var texts: [String]
    }

    public static func groups() throws -> [Group] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "din91379.txt")
        var groups: [Group] = []
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            var items = line.split(separator: " ")
            if let name = items.first, name.hasSuffix(":") {
                groups.append(Group(name: String(name.dropLast()), texts: []))
                items.removeFirst()
            }
            for item in items where !groups.isEmpty { groups[groups.count - 1].texts += texts(item) }
        }
        return groups
    }

    /// `0041-005A`, `0041+030B`.
    private static func texts(_ item: Substring) -> [String] {
        let ends = item.split(separator: "-").compactMap { UInt32($0, radix: 16) }
        if let first = ends.first, let last = ends.last, !item.contains("+") {
            return (first...last).compactMap(Unicode.Scalar.init).map { String(Character($0)) }
        }
        var text = String.UnicodeScalarView()
        for code in item.split(separator: "+") { if let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) { text.append(scalar) } }
        return [String(text)]
    }
}
