import Findings
import Foundation
import HouseStyle
import Testing

/// The schema that editors complete from, and the reader, know the same keys.
@Suite struct StyleSchemaTests {
    private static var schema: [String: Any] { schema("stil") }

    private static func schema(_ name: String) -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let data = (try? Data(contentsOf: root.appending(path: "schemas/\(name).schema.json"))) ?? Data()
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
    }

    /// What the reader says when it meets a key that nothing resembles.
    private static func keys(in yaml: String) -> Set<String> {
        do throws(FindingList) {
            _ = try StyleReader.read(yaml, file: "x.yaml")
            return []
        } catch { return keys(of: error) }
    }

    private static func keys(of error: FindingList) -> Set<String> {
        let remedy = error.all.first { $0.rule == "schluessel-unbekannt" }?.remedy ?? ""
        return Set(remedy.dropFirst("Es gibt hier: ".count).dropLast().components(separatedBy: ", "))
    }

    private static let unlike = "qqqqqqqqqqqqqqqqqqqqqqqq"

    private static func compare(_ schema: [String: Any], path: [String]) {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        #expect(keys(in: path.map { "{\($0): " }.joined() + "{\(unlike): 1}" + path.map { _ in "}" }.joined()) == Set(properties.keys))
        for (key, value) in properties where value["type"] as? String == "object" { compare(value, path: path + [key]) }
    }

    @Test func schemaAndReaderKnowTheSameKeys() {
        #expect(!Self.schema.isEmpty)
        Self.compare(Self.schema, path: [])
    }

    /// What the reader wants under a key, as it says to a value that nothing is like.
    private static func wanted(_ path: [String]) -> String? {
        do throws(FindingList) {
            _ = try StyleReader.read(path.map { "{\($0): " }.joined() + unlike + path.map { _ in "}" }.joined(), file: "x.yaml")
            return nil
        } catch {
            let message = error.all.first { $0.rule == "wert-falsch" }?.message
            return message?.components(separatedBy: " muss ").dropFirst().first?.components(separatedBy: " sein, ist aber ").first
        }
    }

    private static func german(_ number: NSNumber) -> String { "\(number)".replacing(".", with: ",") }

    /// - Returns: how many bounds and lists of words were compared.
    private static func compareValues(_ schema: [String: Any], path: [String]) -> Int {
        var count = 0
        for (key, value) in schema["properties"] as? [String: [String: Any]] ?? [:] {
            let place = path + [key]
            if value["type"] as? String == "object" {
                count += compareValues(value, path: place)
            } else if let least = value["minimum"] as? NSNumber, let most = value["maximum"] as? NSNumber {
                count += 1
                #expect(wanted(place)?.hasSuffix("Zahl von \(german(least)) bis \(german(most))") == true, "\(place): \(wanted(place) ?? "nichts")")
            } else if let words = value["enum"] as? [String] {
                count += 1
                let listed = wanted(place)?.dropFirst("eines von ".count).components(separatedBy: ", ")
                #expect(Set(listed ?? []) == Set(words), "\(place)")
            }
        }
        return count
    }

    @Test func schemaAndReaderKnowTheSameBoundsAndWords() {
        #expect(Self.compareValues(Self.schema, path: []) > 200)
    }

    @Test func theLevelsOfHeadingsToo() throws {
        let properties = try #require(Self.schema["properties"] as? [String: [String: Any]])
        let items = try #require(properties["ueberschriften"]?["items"] as? [String: Any])
        let known = try #require(items["properties"] as? [String: Any])
        #expect(Self.keys(in: "ueberschriften: [{\(Self.unlike): 1}]") == Set(known.keys))
    }

    @Test("The catalogue of fonts too", arguments: ["", "schriften", "trennmuster", "woerterbuecher"])
    func catalogue(list: String) throws {
        let properties = try #require(Self.schema("schriften")["properties"] as? [String: [String: Any]])
        let items = list.isEmpty ? properties : try #require((properties[list]?["items"] as? [String: Any])?["properties"] as? [String: Any])
        let yaml = list.isEmpty ? "{\(Self.unlike): 1}" : "{\(list): [{\(Self.unlike): 1}]}"
        do throws(FindingList) {
            _ = try CatalogueReader.read(yaml, file: "x.yaml", root: ".")
            Issue.record("An unknown key is read.")
        } catch { #expect(Self.keys(of: error) == Set(items.keys)) }
    }
}
