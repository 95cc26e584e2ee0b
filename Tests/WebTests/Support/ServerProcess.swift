import ApprovedLibrary
import Foundation
import Testing

/// The program itself, to be killed.
final class ServerProcess {
    let server: TestServer
    private let process: Process

    init(data: String) async throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let output = data + "/ausgabe-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        process = Process()
        process.executableURL = URL(filePath: Program.path("klauselwerk-web"))
        process.arguments = ["--data", data, "--library", try ApprovedLibrary.path(), "--port", "0"]
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
