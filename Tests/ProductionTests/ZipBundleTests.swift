import ChildProcess
import Foundation
import TestScale
import Testing

@testable import Production

/// Archives beyond what ZIP counted at first (65,535 entries, 4 GiB), read by others.
@Suite struct ZipBundleTests {
    private static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-zip-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// What Python says of an archive.
    private static func told(_ expression: String, _ path: String) throws -> String {
        let script = "import sys, zipfile; archive = zipfile.ZipFile(sys.argv[1]); print(\(expression))"
        let outcome = try ChildProcess.run("python3", ["-c", script, path], in: "/")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func moreThan65535EntriesAreAllThere() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let count = TestScale.count(sample: 66_000, full: 200_000)
        try Data("%PDF".utf8).write(to: URL(filePath: folder + "/a.pdf"))
        let names = (1...count).map { "\($0)-übung.pdf" }
        let archive = folder + "/a.zip"
        try ZipBundle.write(names.map { ($0, .file(folder + "/a.pdf")) }, comment: "Probe", to: archive)
        #expect(
            try Self.told("len(archive.namelist()), archive.namelist()[-1], archive.comment, archive.read(archive.namelist()[-1])", archive)
                == "\(count) \(count)-übung.pdf b'Probe' b'%PDF'")
        let reader = try ZipReader(archive)
        #expect(reader.count == count && reader.comment == "Probe" && reader.name(count - 1) == names.last && reader.bytes(count - 1, limit: 4) == Array("%PDF".utf8))
        #expect(reader.bytes(0, limit: 3) == nil && reader.bytes(count, limit: 4) == nil && reader.name(count) == nil)
        // Taken from the archive, they make the same archive.
        try ZipBundle.write(names.enumerated().map { ($0.element, .entry(of: archive, index: $0.offset)) }, comment: "Probe", to: folder + "/b.zip")
        #expect(try ChildProcess.run("cmp", ["a.zip", "b.zip"], in: folder).status == 0)
    }

    @Test func moreThan4GiBAreReadable() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // Half of a gibibyte with nothing in it.
        let (size, count) = (TestScale.count(sample: 1 << 20, full: 1 << 29), 9)
        #expect(FileManager.default.createFile(atPath: folder + "/a.pdf", contents: nil) && truncate(folder + "/a.pdf", off_t(size)) == 0)
        try ZipBundle.write((1...count).map { ("\($0).pdf", .file(folder + "/a.pdf")) }, to: folder + "/a.zip")
        #expect(try Self.told("archive.testzip(), sum(entry.file_size for entry in archive.infolist())", folder + "/a.zip") == "None \(size * count)")
        #expect(try ZipReader(folder + "/a.zip").bytes(count - 1, limit: size)?.count == size)
    }

    @Test func whatCannotBeWrittenLeavesNothing() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for content in [ZipBundle.Content.file(folder + "/fehlt.pdf"), .entry(of: folder + "/fehlt.zip", index: 0)] {
            #expect(throws: ZipBundle.Fault.self) { try ZipBundle.write([("a.pdf", content)], to: folder + "/a.zip") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test(arguments: [0, 1, 5]) func whatIsStoppedLeavesNothing(after asked: Int) throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(repeating: 1, count: 100_000).write(to: URL(filePath: folder + "/a.pdf"))
        var count = 0
        let fault = #expect(throws: ZipBundle.Fault.self) {
            try ZipBundle.write((1...8).map { ("\($0).pdf", .file(folder + "/a.pdf")) }, to: folder + "/a.zip") {
                count += 1
                return count > asked
            }
        }
        #expect(fault?.code == ECANCELED && count == asked + 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.pdf"])
    }

    @Test(arguments: [
        ("vertraege.zip", true), ("vertraege.teil-2-von-4.zip", true), ("vertraege.teil-5-von-4.zip", false), ("vertraege.teil-1-von-2 (Kopie).zip", false),
        ("vertraege..zip", false), ("vertraege.nachtraege.zip", false), ("Vertraege.zip", false), ("vertraege.zip.pdf", false),
    ])
    func onlyTheNamesThatRunsGiveAreArchivesOfASeries(name: String, isOne: Bool) { #expect(ContractArchives.isName(name) == isOne) }
}
