import Findings
import Foundation
import Synchronization

/// Keeps a second run out of a folder: a file with an advisory lock (flock), which the system gives up when the process ends in
/// whatever way. So a dead run's file does no harm.
package final class FolderLock: Sendable {
    private let path: String
    private let descriptor: Int32
    private let isReleased = Atomic(false)

    package enum Mode {
        /// Nobody else.
        case alone
        /// Others that share it too.
        case shared
    }

    /// How often, and how many seconds apart, the lock is asked for. A run that was killed while it started another program has left a process that holds the lock
    /// until it has become that program (`O_CLOEXEC` closes at execve(2), not at fork(2)): on a busy machine some time after its death.
    private static let patience = (count: 100, pause: 0.02)

    /// - Parameter waits: asked again and again: as long as it says so, the lock is waited for however long another holds it.
    /// - Throws: ``Failure`` with status 73 where another run holds the folder or the file cannot be made.
    package init(_ path: String, _ mode: Mode, folder: String, waits: () -> Bool = { false }) throws(Failure) {
        self.path = path
        var tries = 0
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw AtomicFile.cannotCreate(path, errno) }
            if flock(descriptor, (mode == .alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
                let code = errno
                close(descriptor)
                if code == EINTR { continue }
                guard code == EWOULDBLOCK else { throw AtomicFile.cannotCreate(path, code) }
                tries = min(tries + 1, Self.patience.count + 1)
                if waits() || tries <= Self.patience.count {
                    Thread.sleep(forTimeInterval: Self.patience.pause)
                    continue
                }
                throw Failure(
                    .cannotCreate,
                    Finding(
                        .fehler, "ordner-belegt", at: .file(folder), "In diesem Ordner arbeitet gerade ein anderer Lauf.",
                        remedy: "Warten Sie, bis er fertig ist, oder wählen Sie mit -o einen anderen Ordner."))
            }
            // Between opening and locking the one before us may have removed the file.
            var opened = stat()
            var present = stat()
            if fstat(descriptor, &opened) == 0, stat(path, &present) == 0, opened.st_ino == present.st_ino {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    /// Gives up the lock and removes its file, unless others share it. Not left to `deinit`: a thread that is ending may hold the
    /// object longer than the process lives.
    package func release() {
        guard !isReleased.exchange(true, ordering: .relaxed) else { return }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
        close(descriptor)
    }

    deinit { release() }
}
