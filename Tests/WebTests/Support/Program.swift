import ChildProcess
import Foundation

/// The built programs: beside the tests.
enum Program {
    static func path(_ name: String) -> String { BuiltProgram.path(name) }

    /// What `klauselwerk build` makes of values in a data file.
    static func build(_ agreement: String, _ values: [String: String], library: String) throws -> [UInt8] {
        let folder = NSTemporaryDirectory() + "klauselwerk-build-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var tree: [String: Any] = [:]
        for (path, value) in values { insert(value, at: path.split(separator: ".").map(String.init)[...], into: &tree) }
        try JSONSerialization.data(withJSONObject: tree).write(to: URL(filePath: folder + "/werte.json"))
        let run = try ChildProcess.run(
            path("klauselwerk"), ["build", agreement, "--library", library, "--data", folder + "/werte.json", "-o", folder + "/vertrag.pdf", "--quiet"])
        guard run.status == 0 else { throw Failed(text: run.errors) }
        return Array(try Data(contentsOf: URL(filePath: folder + "/vertrag.pdf")))
    }

    struct Failed: Error { let text: String }

    private static func insert(_ value: String, at path: ArraySlice<String>, into tree: inout [String: Any]) {
        guard let first = path.first else { return }
        if path.count == 1 {
            tree[first] = value
        } else {
            var inner = tree[first] as? [String: Any] ?? [:]
            insert(value, at: path.dropFirst(), into: &inner)
            tree[first] = inner
        }
    }
}
