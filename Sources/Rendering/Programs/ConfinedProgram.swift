import Findings
import Glibc

/// Another program that reads a hostile file for us, in a process of its own with bounds on memory and time: whatever such a
/// file does there, it does not happen here.
///
/// What the file does to the program is a result, the same on every machine; that the program cannot run here is an error, or the same
/// input would give other bytes.
package enum ConfinedProgram {
    /// Of address space.
    private static let memory = 3 << 30
    /// Seconds of processor.
    package static let processorTime = 60
    /// Seconds of waiting: for machines that have ten times as much to do.
    private static let patience = 600
    private static let outputLimit = 512 << 20

    /// The program could not be run as it has to be.
    package struct Obstacle: TellableError, Sendable, Hashable {
        package let program: String
        /// A German clause.
        package let reason: String

        package var finding: Finding {
            Finding(
                .fehler, "hilfsprogramm", "Das Hilfsprogramm „\(program)“ lässt sich nicht ausführen: \(reason).",
                remedy:
                    "Bitten Sie Ihre Systembetreuung zu prüfen, ob es eingerichtet ist („make setup“) und ob Arbeitsspeicher, Prozesse, Rechenzeit und der Ordner für vorläufige Dateien reichen (ulimit -a)."
            )
        }
    }

    /// What it writes to standard output; `nil` if the file makes it fail, compute too long, or write without end.
    ///
    /// - Parameters:
    ///   - input: What it finds on standard input, where it may seek.
    ///   - seconds: Of processor time, at most.
    package static func output(_ program: String, _ arguments: [String], input: [UInt8], seconds: Int = processorTime) throws(Obstacle) -> [UInt8]? {
        let file = try namelessFile(input, program)
        defer { close(file) }
        let isTight = isTightlyLimited
        // util-linux is essential to Debian. The softer limit sends SIGXCPU, which tells it from the system's own SIGKILL.
        let bounds = [
            "prlimit", "--as=\(bound(RLIMIT_AS, memory))", "--cpu=\(bound(RLIMIT_CPU, min(seconds, processorTime))):\(bound(RLIMIT_CPU, min(seconds, processorTime) + 10))",
            "--core=0",
            program,
        ]
        let ended = try run(bounds + arguments, program, input: file, of: STDOUT_FILENO)
        switch ended.status {
        case .exited(0): return ended.bytes
        // Of prlimit: the program is not there, or may not be run.
        case .exited(126), .exited(127): throw Obstacle(program: program, reason: "es fehlt oder ist nicht ausführbar")
        case .killed(SIGKILL) where !ended.isOurs: throw Obstacle(program: program, reason: "das System hat es beendet, wohl weil der Arbeitsspeicher nicht reicht")
        case .exited, .killed:
            if isTight, !ended.isOurs { throw Obstacle(program: program, reason: tightLimits) }
            return nil
        }
    }

    /// The last word of the first line that it writes to standard error when asked by `-v`, as Poppler's programs do.
    package static func version(_ program: String) -> HelperVersion {
        guard isInstalled(program) else { return .absent }
        do throws(Obstacle) {
            let file = try namelessFile([], program)
            defer { close(file) }
            let ended = try run([program, "-v"], program, input: file, of: STDERR_FILENO)
            let word = ended.status == .exited(0) ? ended.bytes?.prefix { $0 != 0x0A }.split(separator: 0x20).last : nil
            return word.map { .known(String(decoding: $0, as: UTF8.self)) } ?? notTold(program)
        } catch { return .unknown(error) }
    }

    /// What a program is that is there and does not say its version.
    static func notTold(_ program: String) -> HelperVersion { isTightlyLimited ? .unknown(Obstacle(program: program, reason: tightLimits)) : .absent }

    /// Whether a program of the name stands where programs are looked for.
    static func isInstalled(_ program: String) -> Bool {
        if program.utf8.contains(UInt8(ascii: "/")) { return access(program, X_OK) == 0 }
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    private static let tightLimits = "die Grenzen dieser Sitzung (ulimit) sind zu eng"

    private enum Status: Equatable {
        case exited(Int32)
        case killed(Int32)
    }

    private struct Ended {
        let status: Status
        /// `nil`: it wrote without end.
        let bytes: [UInt8]?
        /// Whether it was ended from here.
        let isOurs: Bool
    }

    /// - Parameter stream: What is read of it; the other one of standard output and error is lost.
    private static func run(_ arguments: [String], _ program: String, input: Int32, of stream: Int32) throws(Obstacle) -> Ended {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { throw obstacle(program, errno) }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(pipe[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe[1], stream)
        posix_spawn_file_actions_addopen(&actions, stream == STDOUT_FILENO ? STDERR_FILENO : STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What we ignore a program of its own must not.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let status = posix_spawnp(&process, arguments[0], &actions, &attributes, &words, environ)
        close(pipe[1])
        guard status == 0 else { throw obstacle(program, status) }
        let read = read(pipe[0])
        if read.isLate || read.bytes == nil { kill(process, SIGKILL) }
        var result: Int32 = 0
        while waitpid(process, &result, 0) < 0, errno == EINTR {}
        if read.isLate { throw Obstacle(program: program, reason: "es ist nach \(patience / 60) Minuten nicht fertig geworden; der Rechner ist überlastet") }
        let signal = result & 0x7F
        return Ended(status: signal == 0 ? .exited(result >> 8 & 0xFF) : .killed(signal), bytes: read.bytes, isOurs: read.bytes == nil)
    }

    private static func obstacle(_ program: String, _ code: Int32) -> Obstacle {
        switch code {
        case ENOENT, EACCES, ENOEXEC: Obstacle(program: program, reason: "es fehlt oder ist nicht ausführbar")
        case EAGAIN: Obstacle(program: program, reason: "es laufen zu viele Prozesse")
        case ENOMEM: Obstacle(program: program, reason: "der Arbeitsspeicher reicht nicht")
        case EMFILE, ENFILE: Obstacle(program: program, reason: "es sind zu viele Dateien geöffnet")
        default: Obstacle(program: program, reason: SystemMessage.text(code))
        }
    }

    /// A temporary file without a name, at its beginning.
    private static func namelessFile(_ bytes: [UInt8], _ program: String) throws(Obstacle) -> Int32 {
        do throws(TemporaryFiles.Failure) {
            let file = try TemporaryFiles.nameless()
            let code = TemporaryFiles.write(bytes, to: file)
            if code == 0 { return file }
            close(file)
            throw TemporaryFiles.Failure(code: code)
        } catch { throw Obstacle(program: program, reason: error.reason) }
    }

    /// Reads until the other side closes, but never beyond the bounds. The clock is one that nobody sets.
    private static func read(_ descriptor: Int32) -> (bytes: [UInt8]?, isLate: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let end = seconds() + Double(patience)
        while bytes.count < outputLimit {
            let left = end - seconds()
            guard left > 0 else { return (nil, true) }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&request, 1, Int32(left * 1000) + 1)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return (nil, ready == 0) }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count == 0 { return (bytes, false) }
            guard count > 0 else { return (nil, false) }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        return (nil, false)
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: - Limits of this process, which its children inherit

    /// Our bound, or the one that holds already where that is lower: it could not be raised.
    private static func bound(_ resource: __rlimit_resource, _ ours: Int) -> Int { limit(resource, \.rlim_max).map { min($0, ours) } ?? ours }

    /// Whether limits of this session may make a program fail that our own would let through.
    private static var isTightlyLimited: Bool {
        func isBelow(_ resource: __rlimit_resource, _ least: Int) -> Bool { limit(resource, \.rlim_cur).map { $0 < least } ?? false }
        return isBelow(RLIMIT_AS, memory) || isBelow(RLIMIT_DATA, memory) || isBelow(RLIMIT_CPU, processorTime) || isBelow(RLIMIT_NOFILE, 64)
            || isBelow(RLIMIT_STACK, 1 << 20) || isBelow(RLIMIT_FSIZE, outputLimit) || isBelow(__RLIMIT_NPROC, 64)
    }

    /// `nil`: none.
    private static func limit(_ resource: __rlimit_resource, _ member: KeyPath<rlimit, rlim_t>) -> Int? {
        var limits = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0, limits[keyPath: member] < rlim_t(Int.max) else { return nil }
        return Int(limits[keyPath: member])
    }
}
