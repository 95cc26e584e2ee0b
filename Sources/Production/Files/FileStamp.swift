import Glibc

/// What tells a file or folder from one that took its place or was written anew, at the cost of one call of the system.
struct FileStamp: Sendable, Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    /// Of the content and of the entry, in seconds and nanoseconds.
    private let times: [Int]

    /// `nil` where there is none, or none that may be looked at.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        times = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }

    /// Seconds since the entry was written last, by the system's clock; negative where that is behind the file's.
    var age: Double {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Double(now.tv_sec - times[2]) + Double(now.tv_nsec - times[3]) / 1e9
    }
}
