import ChildProcess
import DocumentModel
import Foundation
import Layout
import TestDocuments
import TestScale
import Testing

@testable import Production

/// What a reader gets out of the finished file, in which order: all agreements and random documents.
@Suite("Struktur")
struct StructureTests {
    /// Made once for all that is asked of them.
    static let random = Result { try RandomFiles(Array(1...UInt64(TestScale.count(sample: 10, full: 400)))) }

    @Test("The text along the structure tree is the assembled text", arguments: AgreementTests.names)
    func agreement(name: String) throws {
        let made = try AgreementTests.Made(name)
        try expectReadingOrder(made.document, made.path)
    }

    @Test("So it is in random documents, and nothing is lost to another reader")
    func random() throws {
        for (seed, document, path) in try Self.random.get().files {
            try expectReadingOrder(document, path, "seed \(seed)", blanksCount: false)
            // Where columns stand side by side, readers need not agree about the order.
            let poppler = letters(try ChildProcess.run("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"]).output)
            let mupdf = letters(try mutool(path))
            #expect(poppler == mupdf, "seed \(seed)")
        }
    }

    @Test("Two readers find the same words", arguments: AgreementTests.names)
    func words(name: String) throws { try expectSameWords(try AgreementTests.Made(name).path) }

    @Test("Random documents are PDF/A-3a and PDF/UA-1")
    func conformity() throws {
        let made = try Self.random.get()
        let result = try ChildProcess.run(RandomFiles.checkout + "/scripts/verapdf", made.files.map(\.path))
        #expect(result.status == 0, "\(result.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") }.prefix(40).joined(separator: "\n"))")
        // The count, for the log of make test.
        print(result.output.split(separator: "\n").last { $0.hasPrefix("verapdf:") } ?? "")
    }

    /// - Parameter blanksCount: where a cell is narrower than a word, that is cut without a hyphen, and a reader takes it for two.
    private func expectReadingOrder(_ document: Document, _ path: String, _ comment: String = "", blanksCount: Bool = true) throws {
        func compared(_ text: String) -> String { blanksCount ? text : text.filter { !$0.isWhitespace } }
        let tree = try StructureText.read(path)
        let body = tree.blocks { !["Note", "TOC", "Figure", "Form"].contains($0) }.joined(separator: "\n")
        let expected = document.plainText.replacingOccurrences(of: FillIn.plainText, with: "")
        if document.annexes.contains(where: \.isForeign) {
            // What foreign pages say stands between: every line of ours is there, in its order.
            func letters(_ text: String) -> String { ExtractedText(text).text.filter { !$0.isWhitespace } }
            var rest = letters(bulleted(body))[...]
            let lost = bulleted(expected).split(separator: "\n").map { letters(String($0)) }.first { line in
                guard !line.isEmpty else { return false }
                guard let found = rest.range(of: line) else { return true }
                rest = rest[found.upperBound...]
                return false
            }
            #expect(lost == nil, "\(comment): \(lost ?? "")")
        } else {
            let difference = ExtractedText(compared(bulleted(body))).difference(from: compared(bulleted(expected)))
            #expect(difference == nil, "\(comment): \(difference ?? "")")
        }
        let notes = tree.texts(of: "Note").joined(separator: "\n")
        let wanted = document.footnotes.map { "\($0.label) \($0.text)" }.joined(separator: "\n")
        let noteDifference = ExtractedText(compared(notes)).difference(
            from: compared(wanted.replacingOccurrences(of: FillIn.plainText, with: "")))
        #expect(noteDifference == nil, "\(comment), Fußnoten: \(noteDifference ?? "")")
    }

    /// The style chooses the sign of a bullet.
    private func bulleted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0 == "–" ? "•" : String($0) }.joined(separator: "\n")
    }

    private func expectSameWords(_ path: String, _ comment: String = "") throws {
        let poppler = words(try ChildProcess.run("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"]).output)
        let mupdf = words(try mutool(path))
        let missing = poppler.filter { word, count in mupdf[word] != count }
        let further = mupdf.filter { word, count in poppler[word] != count }
        #expect(missing.isEmpty && further.isEmpty, "\(comment): poppler \(missing), mupdf \(further)")
    }

    /// Without what it shows in place of an empty signature field.
    private func mutool(_ path: String) throws -> String {
        try ChildProcess.run("mutool", ["draw", "-q", "-F", "text", "-o", "-", path]).output.replacingOccurrences(of: "SIGN\n", with: "")
    }

    /// How often each character occurs, blanks and soft hyphens apart.
    private func letters(_ text: String) -> [Character: Int] {
        text.filter { !$0.isWhitespace && $0 != "\u{AD}" && $0 != "\u{C}" }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// How often each word occurs, words parted at line ends joined.
    private func words(_ text: String) -> [String: Int] {
        let joined = text.replacingOccurrences(of: "\u{AD}\n", with: "").replacingOccurrences(of: "\u{AD}", with: "")
        return joined.split { $0.isWhitespace || $0 == "\u{C}" }.reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }
}

/// Random documents as finished files.
struct RandomFiles {
    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    let files: [(seed: UInt64, document: Document, path: String)]
    private let folder: TemporaryPlace

    init(_ seeds: [UInt64], profile: PDFProfile? = nil) throws {
        let folder = try TemporaryPlace()
        let press = try Press(Supplies(try Workspace.locate(agreement: nil, library: Self.checkout)))
        let styles = ["klassisch", "sachlich"]
        files = try seeds.map { seed in
            var random = RandomDocuments(
                seed: seed, picture: Self.checkout + "/stellen/wappen/musterau.png", style: styles[Int(seed % 2)])
            var document = random.document()
            document.info.profile = profile
            let path = folder.path + "/\(seed).pdf"
            try AtomicFile.write(try press.pdf(try press.layOut(document).list, origin: nil), to: path)
            return (seed, document, path)
        }
        self.folder = folder
    }
}
