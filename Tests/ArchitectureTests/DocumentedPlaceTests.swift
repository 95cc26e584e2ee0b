import Foundation
import Testing

/// Whoever follows a document to a folder or a file of the sources finds it.
@Suite("Places named in the documents")
struct DocumentedPlaceTests {
    /// For who works on the program.
    private static let documents: Result<[String], any Error> = Result {
        let guides = ["CONTRIBUTING.md", "docs/architecture.md", "docs/pdf.md", "docs/typesetting.md"]
        let walks = try FileManager.default.subpathsOfDirectory(atPath: SourceScan.sources).filter { $0.contains(".docc/") && $0.hasSuffix(".md") }
        return guides + walks.sorted().map { "Sources/\($0)" }
    }

    @Test("`Target/Folder` and `Target/Folder/File.swift` are there")
    func places() throws {
        let targets = Set(try SourceScan.targets())
        var seen = 0
        for document in try Self.documents.get() {
            let text = try String(contentsOfFile: "\(SourceScan.root)/\(document)", encoding: .utf8)
            for match in text.matches(of: /`([A-Za-z]+)((?:\/[A-Za-z+]+)+)(\.swift)?`/) where targets.contains(String(match.1)) {
                let place = "\(match.1)\(match.2)"
                seen += 1
                let isThere = ["", ".swift"].contains { FileManager.default.fileExists(atPath: "\(SourceScan.sources)/\(place)\($0)") }
                #expect(isThere, "\(document) names \(place)")
            }
        }
        #expect(seen > 15)
    }
}
