import Foundation

@testable import Web

extension TestBrowser {
    static let boundary = "----grenze7d9"

    /// A form with a file as browsers send it: the fields in their order, the file last.
    static func form(_ fields: [(String, String)], file: (name: String, bytes: [UInt8])?) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields { body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8) }
        if let file {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n".utf8)
            body += file.bytes + [13, 10]
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    /// The head of such a request.
    func head(_ path: String, length: Int) -> String {
        let cookies = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
        return "POST \(path) HTTP/1.1\r\nHost: \(server.host)\r\nOrigin: http://\(server.host)\r\nAccept: text/html\r\nConnection: close\r\nCookie: \(cookies)\r\n"
            + headers.map { "\($0): \($1)\r\n" }.joined()
            + "Content-Type: multipart/form-data; boundary=\(Self.boundary)\r\nContent-Length: \(length)\r\n\r\n"
    }

    @discardableResult
    func upload(_ path: String, _ bytes: [UInt8], named name: String = "Liste.xlsx") async throws -> Wire.Answer {
        let body = Self.form([("_kennung", try await token())], file: (name, bytes))
        return try Wire.parse(try await Wire.send(Array(head(path, length: body.count).utf8) + body, to: server.port))
    }

    /// The series' page, once it is in one of these states.
    func wait(for path: String, _ texts: [String], seconds: Int = 300) async throws -> String {
        for _ in 0..<(seconds * 5) {
            let page = try await get(path).text
            if texts.contains(where: { page.contains($0) }) { return page }
            try await Task.sleep(for: .milliseconds(200))
        }
        return try await get(path).text
    }
}

extension TestServer {
    /// What lies in the folder where files arrive, and what series there are.
    var arrived: [String] { (try? FileManager.default.contentsOfDirectory(atPath: data + "/eingang")) ?? [] }
    var series: [String] { (try? FileManager.default.contentsOfDirectory(atPath: data + "/serien")) ?? [] }
}
