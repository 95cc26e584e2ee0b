import Checksum
import Findings
import Foundation
import HTTPTypes
import Hummingbird
import Production

/// Style sheet, scripts and fonts: read once at the start, known by the names they had then. No path ever comes from the browser.
struct Assets: Sendable {
    private struct File: Sendable {
        let type: String
        let bytes: [UInt8]
        let tag: String
    }

    private let files: [String: File]

    private static let types = [".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"]
    /// Of the catalogue; the page is set in the faces of the contracts.
    private static let fonts = ["LinLibertine_R.otf", "LinLibertine_RB.otf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf"]

    /// - Parameters:
    ///   - folder: the program's `web`.
    ///   - resources: has `fonts/files`.
    init(folder: String, resources: String) throws(Failure) {
        var files: [String: File] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let type = Assets.types.first(where: { name.hasSuffix($0.key) })?.value, let bytes = Assets.read("\(folder)/\(name)") else { continue }
            files[name] = File(type: type, bytes: bytes, tag: SHA256.hex(of: bytes))
        }
        guard files["stil.css"] != nil else { throw Templates.broken(folder) }
        for name in Assets.fonts {
            guard let bytes = Assets.read("\(resources)/fonts/files/\(name)") else { continue }
            files[name] = File(type: name.hasSuffix(".otf") ? "font/otf" : "font/ttf", bytes: bytes, tag: SHA256.hex(of: bytes))
        }
        self.files = files
    }

    /// - Throws: ``Problem`` 404 for any other name.
    func answer(_ request: Request, _ name: String) throws(Problem) -> Response {
        guard let file = files[name] else { throw .notFound }
        let tag = "\"\(file.tag.prefix(32))\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .init(code: 304), headers: headers)
        }
        return PageFrame.answer(200, file.type, file.bytes, headers)
    }

    private static func read(_ path: String) -> [UInt8]? { (try? Data(contentsOf: URL(filePath: path))).map(Array.init) }
}
