import Findings
import Foundation

/// Files that appear together or not at all: each is written beside its place and synced; only when all are there do they get their
/// names. If one cannot, those before it are taken back.
package final class StagedFiles {
    private var files: [(temporary: String, path: String)] = []

    package init() {}

    /// Writes a file beside its place.
    ///
    /// - Throws: ``Failure`` with status 73 where it cannot be created, 74 where writing fails.
    package func add(_ parts: [[UInt8]], as path: String) throws(Failure) {
        let folder = path.parentPath
        try AtomicFile.makeFolder(folder.isEmpty ? "." : folder, for: path)
        let temporary = AtomicFile.temporaryPath(for: path)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw AtomicFile.cannotCreate(path, errno) }
        files.append((temporary, path))
        var code = AtomicFile.writeAll(parts, to: descriptor)
        if code == 0, fsync(descriptor) != 0 { code = errno }
        if close(descriptor) != 0, code == 0 { code = errno }
        if code != 0 { throw AtomicFile.notWritten(path, code) }
    }

    /// Takes charge of a file that was written already, beside its place.
    func adopt(_ temporary: String, as path: String) { files.append((temporary, path)) }

    /// Gives all files their names.
    ///
    /// - Throws: ``Failure`` with status 73 or 74; everything is as it was then.
    package func commit() throws(Failure) {
        var done: [(path: String, saved: String?)] = []
        for file in files {
            do throws(Failure) {
                // The last one needs no way back.
                let saved = done.count + 1 < files.count ? try StagedFiles.saved(file.path) : nil
                done.append((file.path, saved))
                if rename(file.temporary, file.path) != 0 {
                    let code = errno
                    done.removeLast()
                    if let saved { rename(saved, file.path) }
                    throw FileLook.isFolder(file.path) ? AtomicFile.isAFolder(file.path) : AtomicFile.notWritten(file.path, code)
                }
            } catch {
                for (path, saved) in done.reversed() {
                    if let saved { rename(saved, path) } else { unlink(path) }
                }
                throw error
            }
        }
        for case (_, let saved?) in done { unlink(saved) }
        files = []
    }

    /// The file that is at a path, under a second name until all is done; `nil` where there is none.
    private static func saved(_ path: String) throws(Failure) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        let name = AtomicFile.temporaryPath(for: path)
        if link(path, name) == 0 { return name }
        // A file system without second names.
        guard rename(path, name) == 0 else { throw AtomicFile.notWritten(path, errno) }
        return name
    }

    deinit {
        for file in files { unlink(file.temporary) }
    }
}
