import Foundation
import Testing

/// `batch --word`: a file to negotiate beside each contract, guarded as the contracts are.
@Suite struct BatchWordTests {
    static let batch = BatchTests.batch + ["--word"]

    private static func names(_ folder: TemporaryFolder) throws -> [String] { try BatchTests.content(folder).keys.filter { $0.hasSuffix(".docx") }.sorted() }

    @Test func besideEachContractLiesAFileForWordWhateverTheWorkersAndPauses() throws {
        let (one, other) = (try BatchTests.library(partners: 8), try BatchTests.library(partners: 8))
        #expect(try Program.run(Self.batch + ["--workers", "1"], in: one.path).status == 0)
        _ = try BatchTests.run(Self.batch + ["--workers", "2"], then: "\(BatchTests.untilSomeAreMade); kill -9 $pid", in: other)
        #expect(try Program.run(Self.batch + ["--workers", "3", "--resume"], in: other.path).status == 0)
        let content = try BatchTests.content(one)
        #expect(try content == BatchTests.content(other))
        #expect(try Self.names(one) == content.keys.filter { $0.hasSuffix(".pdf") }.map { $0.dropLast(4) + ".docx" }.sorted())
        #expect(content.count == 18)
        let report = String(decoding: content["bericht.html"] ?? Data(), as: UTF8.self)
        #expect(report.contains("1-kita-nr-1-e-v.docx"))
    }

    @Test func theFileIsTheOneThatWordMakes() throws {
        let folder = try BatchTests.library(partners: 1)
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        let partner = ["name=Kita Nr. 1 e. V.", "art=ev", "strasse=Musterweg 1", "plz=00000", "ort=Probestadt", "vertreten_durch=den Vorstand"]
        let word = try Program.run(["word", "probe", "-o", "allein.docx", "--quiet"] + partner.flatMap { ["--set", "partner." + $0] }, in: folder.path)
        #expect(word.status == 0, "\(word.all)")
        // The origin says where a value came from, which is not the same here: an option.
        let script = "for f in aus/1-kita-nr-1-e-v.docx allein.docx; do unzip -p $f word/document.xml | sha256sum; done | uniq | wc -l"
        #expect(try Program.shell(script, in: folder.path).output.trimmingCharacters(in: .whitespacesAndNewlines) == "1")
    }

    @Test func whatALaterRunAddsDoesNotTouchTheContracts() throws {
        let folder = try BatchTests.library(partners: 3)
        #expect(try Program.run(BatchTests.batch, in: folder.path).status == 0)
        let contracts = try BatchTests.content(folder).filter { $0.key.hasSuffix(".pdf") }
        #expect(try Program.run(Self.batch + ["--resume"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder).filter { $0.key.hasSuffix(".pdf") } == contracts)
        #expect(try Self.names(folder).count == 3)
    }

    @Test(arguments: [[], ["--resume"], ["--replace"]]) func aFileThatSomebodyWorkedInStays(_ options: [String]) throws {
        let folder = try BatchTests.library(partners: 2)
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        let changed = Data("bearbeitet".utf8)
        try changed.write(to: URL(filePath: folder.path + "/aus/1-kita-nr-1-e-v.docx"))
        try folder.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        let outcome = try Program.run(BatchTests.batch.filter { $0 != "--quiet" } + ["--word"] + options, in: folder.path)
        let content = try BatchTests.content(folder)
        #expect(content["1-kita-nr-1-e-v.docx"] == changed)
        if options == ["--replace"] { #expect(outcome.all.contains("hat jemand gearbeitet"), "\(outcome.all)") }
    }

    @Test func anotherFileOfTheNameStaysAndIsNamed() throws {
        let folder = try BatchTests.library(partners: 2)
        try folder.write("aus/2-kita-nr-2-e-v.docx", "etwas anderes")
        let outcome = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--word"], in: folder.path)
        #expect(outcome.all.contains("„2-kita-nr-2-e-v.docx“"), "\(outcome.all)")
        let content = try BatchTests.content(folder)
        #expect(content["2-kita-nr-2-e-v.docx"] == Data("etwas anderes".utf8))
        #expect(content["2-kita-nr-2-e-v.pdf"] != nil && content["1-kita-nr-1-e-v.docx"] != nil)
    }

    @Test func replacedContractsBringTheirFileAlongAndWhatBelongsToNoRowGoes() throws {
        let folder = try BatchTests.library(partners: 3)
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        let before = try BatchTests.content(folder)
        try folder.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        try folder.replace("3;Kita Nr. 3 e. V.;ev;Musterweg 3;00000;Probestadt;den Vorstand\n", with: "", in: "partner.csv")
        #expect(try Program.run(Self.batch + ["--replace"], in: folder.path).status == 0)
        let after = try BatchTests.content(folder)
        #expect(after["1-kita-nr-1-e-v.docx"] != nil && after["1-kita-nr-1-e-v.docx"] != before["1-kita-nr-1-e-v.docx"])
        #expect(after["3-kita-nr-3-e-v.docx"] == nil && after["3-kita-nr-3-e-v.pdf"] == nil)
    }
}
