import Foundation
import Testing

/// Whoever searches a type by its name finds one, and a module's name leads to the module: `Findings.Finding` can be written.
@Suite("Names")
struct NameTests {
    /// Name → where types of that name are declared, as `Target/File.swift`.
    private static let places: Result<[String: [String]], any Error> = Result {
        var found: [String: [String]] = [:]
        for target in try SourceScan.targets() {
            for (name, file) in try SourceScan(target).types() { found[name, default: []].append("\(target)/\(file)") }
        }
        return found
    }

    @Test("No two targets have a type of one name")
    func noTwins() throws {
        let places = try NameTests.places.get()
        #expect(places["Finding"] == ["Findings/Finding.swift"])
        #expect(places.count > 900)
        for (name, files) in places { #expect(files.count == 1, "\(name) is declared in \(files.sorted().joined(separator: ", "))") }
    }

    @Test("No type is called like a target")
    func noModules() throws {
        let places = try NameTests.places.get()
        for target in try SourceScan.targets() { #expect(places[target] == nil, "\(target) in \(places[target] ?? [])") }
    }

    /// What a program of others gets (products `Klauselwerk` and `DocumentModel`), and the findings that both give.
    private static let libraries: Set<String> = ["Production", "DocumentModel", "Findings"]
    /// Called for each word and each piece of a page: the compiler takes public functions into other targets, but not those of the package, and
    /// that costs a twentieth of a contract's time (docs/architecture.md).
    private static let innermost: Set<String> = ["Layout", "Typeface", "GermanText", "Styles", "Keeping"]

    /// Lines that declare something public.
    private static func publicLines(_ target: String) throws -> [String] {
        let folder = "\(SourceScan.sources)/\(target)"
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        var found: [String] = []
        for file in files {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            // By bytes: half a million words.
            for line in text.utf8.split(separator: 0x0A) {
                let start = line.drop { $0 == 0x20 }
                guard start.starts(with: "public ".utf8) || start.first == UInt8(ascii: "@") else { continue }
                let declared = String(Substring(start))
                if declared.hasPrefix("public ") || declared.contains(" public ") { found.append("\(file): \(declared)") }
            }
        }
        return found
    }

    @Test("Only the libraries for others have public names")
    func packageNames() throws {
        let targets = try SourceScan.targets()
        #expect(NameTests.libraries.isSubset(of: targets))
        for target in targets {
            let names = try NameTests.publicLines(target)
            if NameTests.libraries.union(NameTests.innermost).contains(target) {
                #expect(!names.isEmpty, "\(target)")
            } else {
                // What a public type of the standard library's protocols has to have is as public as the type.
                #expect(names.filter { !$0.contains("static let allCases") }.isEmpty, "\(target): \(names)")
            }
        }
    }
}
