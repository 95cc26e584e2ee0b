import Findings
import Finishing
import Foundation
import Rendering

/// What a file is that lies where a PDF of ours is to go.
enum FileStanding: Sendable, Hashable {
    case absent
    /// Ours, as it was written.
    case intact
    /// Ours, and signed since.
    case signed
    /// Ours, and filled in or annotated since.
    case supplemented
    /// Ours, and changed since.
    case altered
    /// Not ours, or no regular file.
    case foreign

    /// - Parameter bytes: of the file; `nil` where there is nothing that can be read.
    static func of(_ path: String) -> FileStanding {
        switch PathKind.of(path) {
        case .nothing: .absent
        case .file: FileBytes.read(path, limit: CarriedOrigin.sizeLimit).map { of($0, path: path) } ?? .foreign
        case .folder, .link, .device: .foreign
        }
    }

    static func of(_ bytes: [UInt8], path: String) -> FileStanding {
        if let revision = OriginalRevision.find(in: bytes), revision.isIntact, revision.length == bytes.count { return .intact }
        guard let carried = try? CarriedOrigin(bytes, path: path) else { return .foreign }
        if !carried.isIntact { return .altered }
        return carried.signedFields.isEmpty ? .supplemented : .signed
    }

    /// „unterschrieben“; `nil` where nothing keeps the file from being replaced.
    var reason: String? {
        switch self {
        case .absent, .intact: nil
        case .signed: "ist unterschrieben"
        case .supplemented: "ist ausgefüllt oder ergänzt"
        case .altered: "ist nach der Erstellung verändert"
        case .foreign: "ist nicht von Klauselwerk"
        }
    }
}

/// What is at a path, links not followed.
enum PathKind: Sendable, Hashable {
    case nothing, file, folder, link, device

    static func of(_ path: String) -> PathKind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .nothing }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .device
        }
    }
}

/// Which file a path leads to, whatever its name.
struct FileIdentity: Sendable, Hashable {
    private let device: UInt64
    private let number: UInt64

    /// `nil` where there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
