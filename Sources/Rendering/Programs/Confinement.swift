/// What bubblewrap (bwrap(1)) is told before the words of a program that reads hostile files: it sees the programs, fonts and settings of the system,
/// readable only, no network, no file of anybody, and a disk in memory that goes with it.
package enum Confinement {
    package static let program = "bwrap"

    /// - Parameters:
    ///   - readable: what else the program reads, where it is there.
    ///   - environment: besides a home and a path of its own.
    ///   - room: bytes of the disk.
    package static func words(readable: [String] = [], environment: [(name: String, value: String)] = [], room: Int) -> [String] {
        var words = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
        for (name, value) in [("HOME", "/tmp"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")] + environment { words += ["--setenv", name, value] }
        words += ["--ro-bind", "/usr", "/usr"]
        for name in ["bin", "lib", "lib64", "sbin"] { words += ["--symlink", "usr/\(name)", "/\(name)"] }
        for path in ["/etc/alternatives", "/etc/ld.so.cache"] + readable { words += ["--ro-bind-try", path, path] }
        return words + ["--proc", "/proc", "--dev", "/dev", "--size", "\(room)", "--tmpfs", "/tmp", "--chdir", "/tmp"]
    }
}
