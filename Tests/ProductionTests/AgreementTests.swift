import ChildProcess
import DocumentModel
import Foundation
import KeptContracts
import Layout
import Testing

@testable import Production

/// The agreements, the whole way, looked at from outside: poppler and qpdf say what is in the files.
@Suite struct AgreementTests {
    static let names = [
        "anschreiben", "auftragsverarbeitung", "beitrittserklaerung", "fruehe-hilfen", "gemeinsame-verantwortung", "kinderschutz", "kommunale-zusammenarbeit",
        "laender-abkommen", "leistung-ambulant", "leistung-stationaer", "netzwerk-brief", "netzwerk-muster", "pflegekinderhilfe",
        "schutzvereinbarung-72a", "schutzvereinbarung-8a", "zuwendung-74",
    ]

    @Test func noAgreementIsLeftOut() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: RandomFiles.checkout + "/agreements")
        #expect(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted() == Self.names)
    }

    @Test(arguments: names)
    func theTextOfThePDFIsTheAssembledText(name: String) throws {
        let made = try Made(name)
        let pages = try extractedPages(made.path)
        var body = ""
        var notes = made.document.footnotes.map { "\($0.label) \($0.text)" }
        for (page, text) in zip(made.list.pages, pages) {
            var rest = ExtractedText(text)
            // What is no content of the document stands before or after it: watermark, furniture, foreign pages; then notes.
            var apart = page.artifactTexts
            for (file, index) in page.foreignPages { apart.append(try extractedPages(file)[index]) }
            while let index = apart.firstIndex(where: { rest.removeLast($0) }) { apart.remove(at: index) }
            while let index = apart.firstIndex(where: { rest.removeFirst($0) }) { apart.remove(at: index) }
            #expect(apart.isEmpty, "nicht zu finden auf Seite \(page.label): \(apart)")
            for note in notes.reversed() where rest.removeLast(note) { notes.removeAll { $0 == note } }
            body += rest.text + "\n"
        }
        #expect(notes.isEmpty, "Fußnoten fehlen: \(notes)")
        let expected = made.document.plainText.replacingOccurrences(of: FillIn.plainText, with: "")
        // The house style picks the bullets.
        #expect(ExtractedText(bulleted(body)).difference(from: bulleted(expected)) == nil)
    }

    private func bulleted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("–") && $0.dropFirst().first?.isWhitespace == true ? "• " + $0.dropFirst(2) : String($0) }.joined(separator: "\n")
    }

    @Test(arguments: names)
    func qpdfFindsNothing(name: String) throws {
        let made = try Made(name)
        #expect(try ChildProcess.run("qpdf", ["--check", made.path]).status == 0)
    }

    @Test(arguments: names)
    func isMadeAgainFromItsOrigin(name: String) throws {
        let made = try Made(name)
        let result = try Verification.of(made.path, library: RandomFiles.checkout)
        #expect(result.verdict == .unchanged, "\(result.text)")
    }

    @Test(arguments: names)
    func everyPageCarriesItsNumberAndTheRightTotal(name: String) throws {
        let made = try Made(name)
        let total = made.list.pages.count
        for page in made.list.pages where !page.label.isEmpty {
            let furniture = page.artifactTexts.joined(separator: " ").replacing("\u{A0}", with: " ")
            #expect(furniture.contains("Seite \(page.label) von \(total)"), "\(furniture)")
        }
    }

    /// A contract on disk, with everything it came from.
    struct Made {
        let document: Document
        let list: DisplayList
        let bytes: [UInt8]
        let path: String
        let folder: TemporaryPlace

        init(_ name: String, settings: [String] = []) throws {
            let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path
            var request = ContractRequest(agreement: name, library: checkout, settings: settings)
            request.examples = .always
            let (workshop, agreement) = try Workshop.open(request)
            let contract = try workshop.assemble(workshop.plan(agreement, workshop.data(request)))
            document = contract.document
            let press = try Press(workshop.supplies)
            list = try press.layOut(document).list
            bytes = try press.pdf(list, origin: contract.origin)
            folder = try TemporaryPlace()
            path = folder.path + "/\(name).pdf"
            try AtomicFile.write(bytes, to: path)
            KeptContracts.keep(bytes)
        }
    }

    private func extractedPages(_ path: String) throws -> [String] {
        let text = try ChildProcess.run("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"])
        #expect(text.status == 0)
        return text.output.split(separator: "\u{0C}", omittingEmptySubsequences: false).map(String.init)
    }
}

final class TemporaryPlace: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "klauselwerk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension Page {
    /// One entry a text run that is no content, in the order drawn.
    var artifactTexts: [String] {
        (items + furniture).compactMap { item in
            guard case .text(let run) = item.drawing, case .artifact = item.mark else { return nil }
            let text = run.text.trimmingCharacters(in: .whitespaces)
            return text.isEmpty ? nil : text
        }
    }

    var foreignPages: [(file: String, index: Int)] {
        items.compactMap { item in
            if case .foreignPage(let file, let index, _) = item.drawing { (file, index) } else { nil }
        }
    }
}
