import ChildProcess
import Foundation
import KeptContracts

/// The built program, run as users run it.
enum Program {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        var all: String { output + errors }
    }

    /// The checkout: fonts, styles and facts come from it.
    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let path = BuiltProgram.path("klauselwerk")

    static func run(_ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]) throws -> Outcome {
        let child = try ChildProcess.run(path, arguments, in: folder, environment: environment)
        // Where it may have written; the checkout itself is no such place.
        for place in Set([folder ?? ""] + arguments.filter { $0.hasPrefix("/") }.map { ($0 as NSString).deletingLastPathComponent })
        where place.hasPrefix(NSTemporaryDirectory() + TemporaryFolder.prefix) { KeptContracts.keep(in: place) }
        return Outcome(status: child.status, output: child.output, errors: child.errors)
    }

    /// A line of shell.
    static func shell(_ script: String, in folder: String) throws -> Outcome {
        let child = try ChildProcess.run("bash", ["-c", script], in: folder)
        return Outcome(status: child.status, output: child.output, errors: child.errors)
    }
}

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    static let prefix = "klauselwerk-"

    let path: String

    init() throws {
        path = NSTemporaryDirectory() + Self.prefix + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func replace(_ old: String, with new: String, in name: String) throws {
        let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
        guard text.contains(old) else { throw MissingPassage(text: old) }
        try write(name, text.replacingOccurrences(of: old, with: new))
    }

    struct MissingPassage: Error { let text: String }

    /// All files below, sorted, as paths relative to the folder.
    var files: [String] {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}
