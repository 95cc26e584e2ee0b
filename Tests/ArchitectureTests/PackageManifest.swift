import Foundation

/// What `Package.swift` says of the targets, read as text.
struct PackageManifest {
    struct Target: Sendable, CustomStringConvertible {
        var name: String
        /// Below the package, without a slash at the end.
        var path: String
        /// Other targets of the package.
        var dependencies: Set<String>

        var description: String { name }
    }

    let targets: [Target]

    init() throws {
        let text = try String(contentsOfFile: SourceScan.root + "/Package.swift", encoding: .utf8).replacing(/\/\/[^\n]*/, with: "")
        var found: [Target] = []
        for match in text.matches(of: /\.(target|executableTarget|testTarget)\(/) {
            let body = PackageManifest.argument(of: text[match.range.upperBound...])
            guard let name = body.firstMatch(of: /name: "([\w-]+)"/)?.1 else { continue }
            let folder = body.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
            let list = body.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
            found.append(
                Target(
                    name: String(name), path: folder ?? (match.output.1 == "testTarget" ? "Tests/\(name)" : "Sources/\(name)"),
                    dependencies: Set(list.matches(of: /"([\w-]+)"/).map { String($0.1) })))
        }
        targets = found
    }

    /// The text up to the bracket that closes the one before it.
    private static func argument(of text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 } else if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }
}
