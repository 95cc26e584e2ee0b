import ChildProcess
import Foundation
import KeptContracts

/// Other programs, as judges of what ours wrote.
enum Tools {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Result {
        var status: Int32
        var output: String
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Result {
        let child = try ChildProcess.run(program, arguments)
        return Result(status: child.status, output: child.output + child.errors)
    }

    /// Writes the bytes into a file for as long as `body` runs.
    static func withFile<Value>(_ bytes: [UInt8], _ name: String = "test.pdf", _ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klauselwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        KeptContracts.keep(bytes)
        return try body(file.path)
    }

    static func veraPDF(_ path: String) throws -> Result {
        try run(root.appending(path: "scripts/verapdf").path, [path])
    }

    static func text(_ path: String) throws -> String { try run("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"]).output }

    /// A page as Poppler draws it; `page` from 1.
    static func picture(of path: String, page: Int, dpi: Int) throws -> Picture? {
        let target = path + "-\(page)"
        _ = try run("pdftoppm", ["-png", "-singlefile", "-f", "\(page)", "-l", "\(page)", "-r", "\(dpi)", path, target])
        return Picture(png: target + ".png")
    }
}
