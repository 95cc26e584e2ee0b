import Foundation
import Hummingbird
import NIOCore

/// Several files as one archive, written while it is sent: memory does not grow with them.
enum FolderAnswer {
    /// - Parameters:
    ///   - files: names in the archive, and where they lie.
    ///   - finished: is called when nothing is read any more, also after a transfer that broke off.
    static func zip(_ files: [(name: String, path: String)], named name: String, finished: @escaping @Sendable () -> Void = {}) -> Response {
        var response = PageFrame.download([], "application/zip", named: name)
        response.headers[.contentLength] = nil
        response.body = ResponseBody { writer in
            defer { finished() }
            var zip = ZipStream()
            for file in files {
                // An archive with a gap would be taken for whole.
                guard try await zip.add(file.name, at: file.path, { try await writer.write(ByteBuffer(bytes: $0)) }) else { throw CancellationError() }
            }
            try await zip.finish { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
        return response
    }

    /// All files below a folder, by their paths within it.
    static func files(below folder: String) -> [(name: String, path: String)] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { name in
            (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.type] as? FileAttributeType) == .typeRegular
        }.sorted().map { ($0, "\(folder)/\($0)") }
    }
}
