import Glibc

/// Says whether anything may have been written in some folders since it was asked last: by inotify(7), so that asking costs one call of the system
/// however many files there are. What was written by a program of this machine before a question is told of in its answer.
///
/// It does not hear of what another machine writes to a network share, nor of what is written through a mapping, another name of the file or a link
/// out of the folders (inotify(7), „Limitations and caveats“): whoever asks looks for himself from time to time.
final class FolderWatch: Sendable {
    private let descriptor: Int32

    private static let events = UInt32(
        IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)

    /// `nil` where the system can watch no more (`ENOSPC`, `EMFILE`): then only looking helps.
    ///
    /// - Parameter folders: without those below them; one that is missing is announced by the folder around it.
    init?(_ folders: some Sequence<String>) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0, add(folders) else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Watches these, too. A folder that took another's name has to be added again.
    ///
    /// - Returns: whether all can be watched.
    func add(_ folders: some Sequence<String>) -> Bool {
        folders.allSatisfy { inotify_add_watch(descriptor, $0, FolderWatch.events) >= 0 || errno == ENOENT || errno == ENOTDIR }
    }

    /// Whether nothing was told since the last question.
    func isQuiet() -> Bool {
        var isQuiet = true
        // Room for some two hundred events, each with a name.
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count > 0 { isQuiet = false }
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                if count == 0 || errno != EAGAIN { isQuiet = false }
                return
            }
        }
        return isQuiet
    }
}
