import Checksum
import Foundation
import Rendering

/// Folders and files as a look around meets them. Links are followed, as readers do.
enum FileLook {
    /// Deeper folders are not looked into: links may lead in a circle.
    static let depthLimit = 16
    private static let sizeLimit = 1 << 30

    /// In one order on every machine; none where the folder cannot be read.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// `nil` where it cannot be read.
    static func sha256(_ path: String) -> String? { FileBytes.read(path, limit: sizeLimit).map { SHA256.hex(of: $0) } }

    /// The first bytes; fewer where it has no more, none where it cannot be read.
    static func head(_ path: String, _ count: Int) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: count) else { return [] }
        return Array(data)
    }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
