import CCairo
import Glibc

/// A page of a foreign PDF as a picture, by Poppler's `pdftoppm` in a process of its own: whatever a hostile file does there,
/// it does not happen here.
enum ForeignPagePicture {
    private static let program = "pdftoppm"
    private static let patience: Int32 = 20_000
    private static let limit = 256 << 20

    /// - Parameter index: From 0.
    static func render(_ path: String, page index: Int, dpi: Double) throws(DrawingError) -> CairoSurface {
        let page = String(index + 1)
        // `--` is unknown to pdftoppm; an absolute or dotted path cannot be taken for an option.
        let file = path.hasPrefix("/") ? path : "./" + path
        let arguments = [program, "-png", "-cropbox", "-f", page, "-l", page, "-r", String(Int(dpi.rounded())), file]
        guard let bytes = output(of: arguments), !bytes.isEmpty, let picture = try? PNGCoder.decode(bytes) else {
            throw .foreignPage(path: path, page: index + 1)
        }
        return picture
    }

    private static func output(of arguments: [String]) -> [UInt8]? {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { return nil }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let status = posix_spawnp(&process, program, &actions, nil, &words, environ)
        close(pipe[1])
        defer { close(pipe[0]) }
        guard status == 0 else { return nil }
        let bytes = read(pipe[0])
        if bytes == nil { kill(process, SIGKILL) }
        var result: Int32 = 0
        while waitpid(process, &result, 0) < 0, errno == EINTR {}
        return result == 0 ? bytes : nil
    }

    /// Reads until the other side closes, but never waits longer than patience allows.
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&request, 1, patience)
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

/// A page of a foreign PDF as an image, where it cannot be taken over as it is.
package enum ForeignPageRaster {
    /// - Parameter index: From 0.
    package static func object(_ path: String, page index: Int, dpi: Double) throws(DrawingError) -> PictureObject {
        let surface = try ForeignPagePicture.render(path, page: index, dpi: dpi)
        guard let picture = RasterPicture(surface) else { throw .foreignPage(path: path, page: index + 1) }
        return picture.object
    }
}
