import Findings
import Foundation
import Testing

@testable import Production

/// Files that appear together or not at all, and records whose disk fails.
@Suite("Files") struct FileTests {
    private func content(_ folder: TemporaryPlace) throws -> [String: String] {
        var content: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            content[name] = (try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)) ?? "Ordner"
        }
        return content
    }

    @Test("If one of several cannot get its name, those before it are as they were")
    func takenBack() throws {
        let folder = try TemporaryPlace()
        try "alt".write(toFile: folder.path + "/a", atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: folder.path + "/c/d", withIntermediateDirectories: true)
        let before = try content(folder)
        let staged = StagedFiles()
        for name in ["a", "b", "c"] { try staged.add([Array("neu".utf8)], as: folder.path + "/" + name) }
        #expect(throws: Failure.self) { try staged.commit() }
        withExtendedLifetime(staged) {}
        let hidden = try content(folder).filter { $0.key.hasPrefix(".") }
        #expect(try content(folder).filter { !$0.key.hasPrefix(".") } == before)
        #expect(hidden.count == 1, "only what has never had its name: \(hidden)")
    }

    @Test("What was never given a name is gone in the end")
    func discarded() throws {
        let folder = try TemporaryPlace()
        do {
            let staged = StagedFiles()
            try staged.add([Array("neu".utf8)], as: folder.path + "/a")
        }
        #expect(try content(folder) == [:])
    }

    @Test("An error of the disk is no end of a file: the journal is not cut off")
    func diskError() throws {
        // Reading at its beginning fails with EIO.
        let path = "/proc/self/mem"
        let file = try #require(try RecordFile.open(path))
        #expect(throws: Failure.self) { try file.forEachLine { _, _ in } }
        #expect(throws: Failure.self) { _ = try file.read(RecordFile.Line(offset: 0, length: 4)) }
        let folder = try TemporaryPlace()
        let reserve = try DiskReserve(folder.path + "/reserve", size: 16)
        #expect(throws: Failure.self) { _ = try Journal(path, reserve: reserve) }
        #expect(throws: Failure.self) { _ = try FormerRun([path]) }
    }

    @Test("Who wants a file's beginning is not given the rest")
    func beginning() throws {
        let folder = try TemporaryPlace()
        let path = folder.path + "/zeilen"
        try (0..<100_000).map { "Zeile \($0),\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
        let file = try #require(try RecordFile.open(path))
        var told: [String] = []
        let end = try file.forLines { _, bytes in
            told.append(String(decoding: bytes, as: UTF8.self))
            return told.count < 3
        }
        #expect(told == ["Zeile 0", "Zeile 1", "Zeile 2"])
        #expect(end == "Zeile 0,\nZeile 1,\nZeile 2,\n".utf8.count)
        var count = 0
        try file.forEachLine { _, _ in count += 1 }
        #expect(count == 100_000)
    }

    @Test("What is no regular file is no record", arguments: ["/dev/null", "/proc", "/dev/zero"])
    func irregular(path: String) throws { #expect(throws: Failure.self) { _ = try RecordFile.open(path) } }
}
