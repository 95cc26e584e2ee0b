import Checksum
import Findings
import Foundation
import Production
import Rendering

/// Files of the library that change together or not at all, and only if they are still what they were when somebody looked at them.
struct LibraryChange: Sendable {
    struct File: Sendable {
        var path: String
        var bytes: [UInt8]
        /// SHA-256 of what is there before; `nil`: nothing.
        var before: String?
    }

    private(set) var files: [File] = []
    /// Paths that go when all others are there.
    private(set) var removed: [(path: String, before: String)] = []

    /// Of everything that is written or goes.
    var paths: [String] { files.map(\.path) + removed.map(\.path) }

    mutating func write(_ bytes: [UInt8], to path: String, before: String?) { files.append(File(path: path, bytes: bytes, before: before)) }

    mutating func remove(_ path: String, before: String) { removed.append((path, before)) }

    /// - Throws: ``Failure``: `datei-inzwischen-geaendert` where somebody else has changed a file since, 73 and 74 where writing fails; everything is as it was then.
    func commit() throws(Failure) {
        let expected = files.map { ($0.path, $0.before) } + removed.map { ($0.path, Optional($0.before)) }
        for (path, before) in expected where LibraryChange.sum(path) != before {
            throw Failure(
                .data,
                Finding(
                    .fehler, "datei-inzwischen-geaendert", at: .file(path), "Die Datei ist inzwischen geändert worden; geschrieben wurde nichts.",
                    remedy: "Sehen Sie die neue Fassung an, und wiederholen Sie den Vorgang."))
        }
        let staged = StagedFiles()
        for file in files { try staged.add([file.bytes], as: file.path) }
        try staged.commit()
        for file in removed { unlink(file.path) }
    }

    /// SHA-256 of a file; `nil` where there is none.
    static func sum(_ path: String) -> String? { FileBytes.read(path, limit: limit).map { SHA256.hex(of: $0) } }

    static let limit = 256 << 20
}

/// One change of the library at a time, whoever makes it: page, command line, another server.
enum LibraryLock {
    /// Seconds until somebody is told that another is at work.
    private static let patience = 10.0

    static func held<Value>(in library: String, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        let folder = "\(library)/clauses"
        let end = Date().addingTimeInterval(patience)
        while true {
            do throws(Failure) {
                let lock = try FolderLock("\(folder)/.vorgang", .alone, folder: folder)
                defer { lock.release() }
                return try body()
            } catch {
                guard error.findings.first?.rule == "ordner-belegt", Date() < end else { throw error }
                usleep(20_000)
            }
        }
    }
}
