import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file as an answer, read while it is sent: memory does not grow with it.
enum FileAnswer {
    private static let chunk = 256 << 10

    /// - Parameter finished: is called when nothing is read any more, also after a transfer that broke off.
    static func download(_ path: String, _ type: String, named name: String, finished: @escaping @Sendable () -> Void = {}) -> Response {
        var response = PageFrame.download([], type, named: name)
        response.headers[.contentLength] = nil
        response.body = ResponseBody { writer in
            defer { finished() }
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { throw CancellationError() }
            defer { close(descriptor) }
            var buffer = [UInt8](repeating: 0, count: chunk)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                // Half a file would be taken for a whole one.
                guard count >= 0 else { throw CancellationError() }
                if count == 0 { break }
                try await writer.write(ByteBuffer(bytes: buffer[..<count]))
            }
            try await writer.finish(nil)
        }
        return response
    }
}
