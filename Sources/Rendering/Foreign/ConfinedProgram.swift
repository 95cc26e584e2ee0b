import Glibc

/// Another program that reads a hostile file for us, in a process of its own with bounds on memory and time: whatever such a
/// file does there, it does not happen here.
package enum ConfinedProgram {
    /// Of address space.
    private static let memory = 3 << 30
    /// Seconds, of processor and of waiting.
    package static let patience = 60
    private static let outputLimit = 512 << 20

    /// What it writes to standard output; `nil` if it fails, takes too long, or writes without end.
    ///
    /// - Parameter input: What it finds on standard input, where it may seek.
    /// - Parameter seconds: Of processor time, at most.
    package static func output(_ program: String, _ arguments: [String], input: [UInt8], seconds: Int = patience) -> [UInt8]? {
        guard let file = namelessFile(input) else { return nil }
        defer { close(file) }
        // util-linux is essential to Debian.
        let bounds = ["prlimit", "--as=\(memory)", "--cpu=\(min(seconds, patience))", "--core=0", program]
        return run(bounds + arguments, input: file, of: STDOUT_FILENO)
    }

    /// The last word of the first line that it writes to standard error when asked by `-v`, as Poppler's programs do.
    package static func version(_ program: String) -> String? {
        guard let file = namelessFile([]) else { return nil }
        defer { close(file) }
        let line = run([program, "-v"], input: file, of: STDERR_FILENO)?.prefix { $0 != 0x0A }
        return line?.split(separator: 0x20).last.map { String(decoding: $0, as: UTF8.self) }
    }

    /// - Parameter stream: What is read of it; the other one of standard output and error is lost.
    private static func run(_ arguments: [String], input: Int32, of stream: Int32) -> [UInt8]? {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { return nil }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe[1], stream)
        posix_spawn_file_actions_addopen(&actions, stream == STDOUT_FILENO ? STDERR_FILENO : STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let status = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
        close(pipe[1])
        defer { close(pipe[0]) }
        guard status == 0 else { return nil }
        let bytes = read(pipe[0])
        if bytes == nil { kill(process, SIGKILL) }
        var result: Int32 = 0
        while waitpid(process, &result, 0) < 0, errno == EINTR {}
        return result == 0 ? bytes : nil
    }

    /// A temporary file without a name, at its beginning.
    private static func namelessFile(_ bytes: [UInt8]) -> Int32? {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // mkstemp(3) wants six X at the end and puts a name that is free in their place.
        var template = Array((folder + "/klauselwerk-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { return nil }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        unlink(template)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress?.advanced(by: written), bytes.count - written, off_t(written)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                close(file)
                return nil
            }
            written += count
        }
        return file
    }

    /// Reads until the other side closes, but never beyond the bounds.
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let end = time(nil) + patience
        while bytes.count < outputLimit {
            let left = end - time(nil)
            guard left > 0 else { return nil }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&request, 1, Int32(left) * 1000)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return nil }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        return nil
    }
}
