import Foundation

/// A program run to its end. Not by Foundation's `Process`: on Linux its `waitUntilExit` can miss the end of a child when
/// several threads run children at once, and a test then waits for ever.
public struct ChildProcess: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
    /// User and system time.
    public let cpuSeconds: Double
    /// The most memory it held at once, bytes; at least what this process held when it started the child.
    public let peakMemory: Int

    public struct NotStarted: Error { public let program: String, code: Int32 }

    /// - Parameters:
    ///   - program: a path, or a name looked up in PATH.
    ///   - folder: where it runs; `nil`: here.
    ///   - environment: laid over this process's own.
    public static func run(
        _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> ChildProcess {
        // Files instead of pipes: nothing blocks, and no other child can hold an end open.
        let place = NSTemporaryDirectory() + "klauselwerk-child-" + UUID().uuidString
        let (output, errors) = (place + ".out", place + ".err")
        defer { for file in [output, errors] { unlink(file) } }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        // posix_spawn has no portable way to change the folder; env(1) of the coreutils has.
        let command = (folder.map { ["env", "-C", $0] } ?? []) + [program] + arguments

        var words = command.map { strdup($0) } + [nil]
        let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var variables = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }

        var child = pid_t()
        let code = posix_spawnp(&child, command[0], &actions, nil, &words, &variables)
        guard code == 0 else { throw NotStarted(program: program, code: code) }
        var ended: Int32 = 0
        var usage = rusage()
        while wait4(child, &ended, 0, &usage) < 0 {
            guard errno == EINTR else { throw NotStarted(program: program, code: errno) }
        }
        // WEXITSTATUS; a signal counts as 128 and its number, as shells say it.
        let status = ended & 0x7F == 0 ? (ended >> 8) & 0xFF : 128 + (ended & 0x7F)
        func text(_ file: String) throws -> String { String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self) }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return ChildProcess(
            status: status, output: try text(output), errors: try text(errors),
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMemory: usage.ru_maxrss * 1_024)
    }
}
