import Glibc

/// What tells a file or folder from one that took its place or was written anew, at the cost of one call of the system.
struct FileStamp: Sendable, Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let contentTime: Moment
    private let entryTime: Moment

    /// No array of numbers: a run takes such stamps of all its inputs before it keeps anything.
    private struct Moment: Sendable, Hashable {
        var seconds: Int
        var nanoseconds: Int

        init(_ time: timespec) {
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }
    }

    /// `nil` where there is none, or none that may be looked at.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        contentTime = Moment(status.st_mtim)
        entryTime = Moment(status.st_ctim)
    }

    /// Seconds since the entry was written last, by the system's clock; negative where that is behind the file's.
    var age: Double {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Double(now.tv_sec - entryTime.seconds) + Double(now.tv_nsec - entryTime.nanoseconds) / 1e9
    }
}
