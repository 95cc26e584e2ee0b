import Foundation

/// A PDF with nothing compressed, as qpdf writes it: who searches a contract's bytes for words finds none of those that stand in object streams, and a test that
/// a word is absent could not fail.
public enum PlainPDF {
    public struct Unreadable: Error { public let errors: String }

    /// Without blanks, so that it does not matter who wrote it.
    public static func text(_ bytes: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-plain-\(UUID().uuidString).pdf"
        defer { unlink(path) }
        try Data(bytes).write(to: URL(filePath: path))
        let run = try ChildProcess.run("qpdf", ["--qdf", "--object-streams=disable", "--stream-data=uncompress", path, "-"])
        guard run.status == 0 else { throw Unreadable(errors: run.errors) }
        return run.output.replacing(" ", with: "")
    }

    /// Each object on its own.
    public static func objects(_ bytes: [UInt8]) throws -> [String] { try text(bytes).components(separatedBy: "\nendobj\n") }
}
