import ChildProcess
import DocumentModel
import Foundation
import Layout

@testable import Production

/// What veraPDF cannot see, of a finished contract in PDF 2.0: whether it is read in the right order, leads to the right places, and counts its pages.
struct OwnChecks {
    /// German faults by check: those that scripts/mutations.py names.
    static func faults(of made: AgreementTests.Made, in path: String) throws -> [String: [String]] {
        [
            "reihenfolge": try lostLine(of: made, in: path).map { ["nicht in der Reihenfolge: \($0)"] } ?? [],
            "ziele": try targetFaults(of: made, in: path), "seitenzahlen": try pageLabels(in: path) == made.list.pages.map(\.label) ? [] : ["andere Seitenzahlen"],
        ]
    }

    // MARK: - Order

    /// Of the assembled text, the first line that does not stand along the structure tree behind those before it. What foreign pages say may stand between.
    static func lostLine(of made: AgreementTests.Made, in path: String) throws -> String? {
        func letters(_ text: String) -> String { ExtractedText(text).text.filter { !$0.isWhitespace } }
        guard let tree = try TaggedElement.read([path], text: true).first else { return "alles" }
        let body = StructureText(tree).blocks { !["Note", "FENote", "TOC", "Figure", "Form"].contains($0) }.joined(separator: "\n")
        var rest = letters(body)[...]
        return made.document.plainText.replacingOccurrences(of: FillIn.plainText, with: "").split(separator: "\n").first { line in
            // The style chooses the sign of a bullet.
            let line = line == "–" ? "" : letters(String(line))
            guard !line.isEmpty else { return false }
            guard let found = rest.range(of: line) else { return true }
            rest = rest[found.upperBound...]
            return false
        }.map(String.init)
    }

    // MARK: - Targets

    private struct Targets: Decodable {
        let links: [Target]
        let bookmarks: [Target]
    }

    struct Target: Decodable {
        let name: String
        let role: String?
        let text: String?
        let pages: [Int]?
        let page: Int
    }

    /// Links and bookmarks that do not lead to the element whose text they name, on the page that they name.
    static func targetFaults(of made: AgreementTests.Made, in path: String) throws -> [String] {
        guard let targets = try JSONDecoder().decode([Targets].self, from: TaggedElement.output(["--targets", path])).first else { return ["nichts zu lesen"] }
        var faults = targets.bookmarks.isEmpty && !made.list.outline.isEmpty ? ["ohne Lesezeichen"] : []
        for target in targets.bookmarks + targets.links where target.role == nil || target.role == "Document" || target.pages?.first != target.page {
            faults.append("\(target)")
        }
        for bookmark in targets.bookmarks where bookmark.name != "Unterschriften" {
            if bookmark.role?.hasPrefix("H") != true || !agrees(bookmark.name, bookmark.text ?? "") { faults.append("\(bookmark)") }
        }
        return faults + targets.links.filter { !isNamed($0) }.map { "\($0)" }
    }

    /// A heading of a foreign annex leaves its title to the page.
    private static func agrees(_ name: String, _ text: String) -> Bool {
        let (name, text) = (plain(name), plain(text))
        return !name.isEmpty && text.hasPrefix(name) || text.hasPrefix("Anlage") && name.hasPrefix(text)
    }

    private static func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "\u{AD}\n", with: "").filter { !$0.isWhitespace && $0 != "\u{AD}" }
    }

    /// „§ 4 Abs. 2“ leads to what begins with „(2)“, „Fußnote 3“ to the note that begins with 3, „Seite 7“ to what begins on page 7, all else to a
    /// heading that begins so.
    private static func isNamed(_ link: Target) -> Bool {
        let text = plain(link.text ?? "")
        if link.name.hasPrefix("Fußnote ") { return link.role == "FENote" && text.hasPrefix(link.name.dropFirst("Fußnote ".count)) }
        if link.name.hasPrefix("Seite ") { return String(link.page) == link.name.dropFirst("Seite ".count) }
        // What a sentence puts around it: „dem § 3 dieses Vertrags“, „der Anlage 2“; „Nummer 5“ is „5.“ where it stands.
        let name = link.name.replacing(/^(?:der|dem|den|des|die|das)[ ]|[ ](?:dieser|dieses|diesem)[ ]\w+$/, with: "")
        if agrees(name, link.text ?? "") { return true }
        if plain(name).hasPrefix("Nummer"), text.hasPrefix(plain(name).dropFirst("Nummer".count) + ".") { return true }
        guard let last = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).last else { return false }
        let label = text.drop { !$0.isLetter && !$0.isNumber }.prefix { $0.isLetter || $0.isNumber }
        return link.role == "LI" && label == last
    }

    // MARK: - Pages

    private struct Outlook: Decodable { let pagelabels: [Label] }

    private struct Label: Decodable {
        let index: Int
        let label: [String: Value]

        enum Value: Decodable {
            case number(Int)
            case text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int.self) { self = .number(number) } else { self = .text(try container.decode(String.self)) }
            }
        }
    }

    /// What viewers show as the number of each page (ISO 32000-1, 12.4.2).
    static func pageLabels(in path: String) throws -> [String] {
        let output = try ChildProcess.run("qpdf", ["--json=1", "--json-key=pagelabels", "--json-key=pages", path]).output
        let outlook = try JSONDecoder().decode(Outlook.self, from: Data(output.utf8))
        let count = Int(try ChildProcess.run("qpdf", ["--show-npages", path]).output.filter(\.isNumber)) ?? 0
        return (0..<count).map { page in
            guard let run = outlook.pagelabels.last(where: { $0.index <= page }) else { return "" }
            switch (run.label["/S"], run.label["/St"], run.label["/P"]) {
            case (.text("/D")?, .number(let start)?, _): return String(start + page - run.index)
            case (.text("/D")?, nil, _): return String(1 + page - run.index)
            case (_, _, .text(let text)?): return text.hasPrefix("u:") ? String(text.dropFirst(2)) : text
            default: return ""
            }
        }
    }
}
