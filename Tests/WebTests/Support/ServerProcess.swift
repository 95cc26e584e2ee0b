import ApprovedLibrary
import Foundation
import Testing

/// The program itself, to be killed.
final class ServerProcess {
    let server: TestServer
    private let process: Process

    /// - Parameter fileBytes: no file may grow beyond: a disk that is full.
    init(data: String, fileBytes: Int? = nil) async throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let output = data + "/ausgabe-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        process = Process()
        // prlimit becomes the program: its number is the program's.
        process.executableURL = URL(filePath: "/usr/bin/prlimit")
        process.arguments = (fileBytes.map { ["--fsize=\($0)"] } ?? []) + [Program.path("klauselwerk-web"), "--data", data, "--library", try ApprovedLibrary.path(), "--port", "0"]
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = FileHandle.nullDevice
        try process.run()
        var address: String?
        for _ in 0..<600 where address == nil {
            try await Task.sleep(for: .milliseconds(100))
            address = try String(contentsOfFile: output, encoding: .utf8).firstMatch(of: /http:\/\/\S+kennung=\S+/).map { String($0.0) }
        }
        server = try TestServer(at: try #require(address), data: data)
    }

    /// Without a word.
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    deinit { kill() }
}
