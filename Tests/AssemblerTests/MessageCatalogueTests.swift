import Foundation
import Testing

/// Every message of the program stands in a catalogue (`Meldungen/katalog.tsv`, written by `scripts/message-catalogue`), so that nobody adds one
/// unread; and all advice speaks in one voice.
@Suite("Catalogue of messages")
struct MessageCatalogueTests {
    struct Entry: Sendable {
        var rule: String
        var wording: String
        var situation: String
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let entries: [Entry] = {
        let text = (try? String(contentsOfFile: root + "/Tests/AssemblerTests/Meldungen/katalog.tsv", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Entry(rule: parts[0], wording: parts.count > 1 ? parts[1] : "", situation: parts.count > 2 ? parts[2] : "")
        }
    }()

    /// The sources, by path.
    static let sources: [String: String] = {
        var files: [String: String] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: root + "/Sources") ?? .init() where name.hasSuffix(".swift") {
            files[name] = try? String(contentsOfFile: root + "/Sources/" + name, encoding: .utf8)
        }
        return files
    }()

    /// The ways in which the sources name a rule; the same as in the script. Without `\b`: Swift's is a boundary of words by UAX #29, and
    /// there is none within „log.error“.
    static var rules: Set<String> {
        var found: Set<String> = []
        for text in sources.values {
            for match in text.matches(of: /\.(?:fehler|warnung|hinweis),\s*"([a-zäöü0-9]+(?:-[a-zäöü0-9]+)*)"/) { found.insert(String(match.1)) }
            for match in text.matches(of: /(?:error|warning|note|report|warn|problem|reject)\(\s*"([a-zäöü0-9]+(?:-[a-zäöü0-9]+)*)"\s*,/) { found.insert(String(match.1)) }
            for match in text.matches(of: /RuleCard\(\s*"([a-zäöü0-9]+(?:-[a-zäöü0-9]+)*)"/) { found.insert(String(match.1)) }
            for match in text.matches(of: /rule:\s*"([a-zäöü0-9]+(?:-[a-zäöü0-9]+)*)"/) { found.insert(String(match.1)) }
        }
        let shipped = (try? FileManager.default.contentsOfDirectory(atPath: root + "/rules")) ?? []
        return found.union(shipped.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
    }

    @Test("The catalogue holds every rule of the sources, and no other")
    func complete() {
        let known = Set(Self.entries.map(\.rule))
        #expect(Self.rules.count > 300)
        #expect(Self.rules.subtracting(known).sorted() == [], "run scripts/message-catalogue")
        #expect(known.subtracting(Self.rules).sorted() == [], "run scripts/message-catalogue")
    }

    @Test("A situation that the catalogue names is made by that test")
    func situations() throws {
        var count = 0
        let tests = FileManager.default.enumerator(atPath: Self.root + "/Tests")?.compactMap { $0 as? String } ?? []
        for entry in Self.entries where entry.situation.hasPrefix("geprüft ") {
            let name = try #require(entry.situation.split(separator: " ").last.map { String($0.split(separator: "/").last ?? "") })
            let path = try #require(tests.first { $0.hasSuffix("/" + name) }, "\(entry.rule): \(name)")
            let text = try String(contentsOfFile: Self.root + "/Tests/" + path, encoding: .utf8)
            #expect(text.contains(entry.rule), "\(entry.rule) does not occur in \(name)")
            count += 1
        }
        #expect(count > 150)
    }

    /// „Kürzen Sie …“, not „… kürzen“: all remedies speak to the reader.
    @Test("Advice addresses the reader")
    func voice() {
        let infinitive = /"[^"]* (?:setzen|angeben|eintragen|ergänzen|entfernen|verwenden|schreiben|prüfen|löschen|nennen|tippen|teilen|kürzen|umgeben|beilegen|gliedern)\."/
        var wrong: [String] = []
        for (name, text) in Self.sources {
            for match in text.matches(of: /remedy:\s*("(?:[^"\\]|\\.)*")/) where String(match.1).contains(infinitive) && !match.1.contains(" Sie ") {
                wrong.append("\(name): \(match.1)")
            }
        }
        #expect(wrong.sorted() == [])
    }

    @Test("A wording ends as a sentence and holds no tab, path or English word of a parser")
    func sentences() {
        for entry in Self.entries {
            #expect(!entry.wording.isEmpty, "\(entry.rule)")
            for word in ["/tmp", "/var/", "expected", "could not", "did not", "error:"] { #expect(!entry.wording.contains(word), "\(entry.rule): \(entry.wording)") }
        }
    }
}
