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
}
