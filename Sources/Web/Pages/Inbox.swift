import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Where files from browsers arrive. Whatever is not taken out of it goes again, also what a dead server has left.
struct Inbox: Sendable {
    private let folder: String

    private static let longestName = 120

    /// - Parameter data: the server's data folder.
    init(data: String) {
        folder = data + "/eingang"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] { unlink("\(folder)/\(name)") }
    }

    /// Takes a form with one file, `datei`. The token has to come first: before it nothing of a file is taken.
    ///
    /// - Parameters:
    ///   - bound: bytes of the file.
    ///   - token: of the session.
    /// - Returns: the form's fields and the file; `nil` for the file where none was chosen.
    /// - Throws: ``Problem``; nothing stays then.
    func receive(_ request: Request, upTo bound: Int, token: String) async throws -> (fields: FormFields, file: ReceivedFile?) {
        let (fields, files) = try await receive(request, upTo: bound, most: 1, token: token)
        return (fields, files.first)
    }

    /// The same with several files; the bound is that of all together.
    ///
    /// - Parameter most: how many files there may be.
    func receive(_ request: Request, upTo bound: Int, most: Int, token: String) async throws -> (fields: FormFields, files: [ReceivedFile]) {
        guard var parser = MultipartParser(contentType: request.headers[.contentType] ?? "") else { throw Problem.unreadable }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bound + Bounds.formAround { throw Problem.tooLarge(Self.said(bound)) }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let arrival = Arrival(folder: folder, bound: bound, most: most, token: token)
        do {
            for try await chunk in request.body { try parser.take(chunk.readableBytesView, arrival.take) }
            try parser.finish()
            return (arrival.fields, try arrival.finish())
        } catch {
            arrival.discard()
            if let problem = error as? Problem { throw problem }
            throw Problem.brokenOff
        }
    }

    func discard(_ file: ReceivedFile?) {
        if let file { unlink(file.path) }
    }

    static func said(_ bound: Int) -> String { "\(bound >> 20) MiB" }

    fileprivate static func name(_ text: String) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let clean = String(String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && $0.properties.generalCategory != .format }))
        return String(clean.prefix(longestName))
    }
}

/// One form on its way in.
private final class Arrival {
    private let folder: String
    private let bound: Int
    private let most: Int
    private let token: String
    private(set) var fields = FormFields.none
    private var isKnown = false
    private var descriptor: Int32 = -1
    private var files: [(path: String, name: String, size: Int)] = []
    /// Bytes of all of them.
    private var size = 0

    init(folder: String, bound: Int, most: Int, token: String) { (self.folder, self.bound, self.most, self.token) = (folder, bound, most, token) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .field(let name, let value):
            if name == Routes.tokenName, Secret.equal(value, token) { isKnown = true }
            guard isKnown else { throw Problem.wrongToken }
            fields.add(name, value)
        case .file(let name, let fileName):
            guard isKnown else { throw Problem.wrongToken }
            guard name == "datei", most > 1 || files.isEmpty else { throw Problem.unreadable }
            guard files.count < most else { throw Problem.tooLarge("\(most) Dateien") }
            let path = "\(folder)/\(Secret.make())"
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw Problem.databaseFull }
            files.append((path, Inbox.name(fileName), 0))
        case .bytes(let bytes):
            size += bytes.count
            guard size <= bound else { throw Problem.tooLarge(Inbox.said(bound)) }
            files[files.count - 1].size += bytes.count
            try write(bytes)
        case .endOfFile:
            guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw Problem.databaseFull }
            descriptor = -1
        }
    }

    /// None where no file was chosen: browsers then send one without name and content.
    func finish() throws(Problem) -> [ReceivedFile] {
        guard isKnown else { throw .wrongToken }
        for file in files where file.size == 0 && file.name.isEmpty { unlink(file.path) }
        return files.filter { $0.size > 0 || !$0.name.isEmpty }.map { ReceivedFile(path: $0.path, name: $0.name, size: $0.size) }
    }

    func discard() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        for file in files { unlink(file.path) }
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws(Problem) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .databaseFull }
            rest = rest.dropFirst(count)
        }
    }
}
