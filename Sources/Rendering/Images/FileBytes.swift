import Glibc

/// Reads files without Foundation, whose start-up time a short run would feel.
package enum FileBytes {
    /// - Returns: `nil` if the file is missing, unreadable, no regular file, or larger than the limit.
    package static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
        return read(descriptor, limit: limit)
    }

    /// Whether the file is a regular one and begins so.
    package static func begins(_ path: String, with text: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        var buffer = [UInt8](repeating: 0, count: text.utf8.count)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        return count == buffer.count && buffer == Array(text.utf8)
    }

    /// Reads to the end.
    package static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            var status = 0
            // Not filled with zeros first, which cost more than reading the small files of a library.
            let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                repeat { status = Glibc.read(descriptor, buffer.baseAddress, buffer.count) } while status < 0 && errno == EINTR
                count = max(status, 0)
            }
            guard status >= 0 else { return nil }
            if part.isEmpty { return bytes }
            if bytes.isEmpty { bytes = part } else { bytes.append(contentsOf: part) }
            guard bytes.count <= limit else { return nil }
        }
    }
}
