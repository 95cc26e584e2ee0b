import Testing

/// The folders of a target are a stack: each uses what is below it. So whoever looks for a change begins at the lowest folder whose words
/// it is said in, and no two folders have to be understood together.
@Suite("Layers")
struct LayerTests {
    /// From the bottom to the top.
    static let orders: [(target: String, folders: [String])] = [
        (
            "Assembler",
            [
                "Values", "Diagnostics", "Data", "Facts", "Fields", "Expressions", "Clauses", "Agreement", "Library", "Template", "Given", "Partners", "Selection",
                "Rules", "Composition", "Proof", "Planning",
            ]
        ),
        ("Layout", ["Timing", "Hyphenation", "LineBreaking", "DisplayList", "Paragraph", "Report", "Pages", "Blocks", "Furniture", "Passes"]),
        (
            "Production",
            [
                "Reporting", "Work", "Places", "Origin", "Requests", "Files", "Manifest", "Pipeline", "Proving", "Series", "Deed", "Print", "Inspection",
                "Life", "Preview",
            ]
        ),
        ("Web", ["Wording", "Incoming", "Store", "Access", "Pages", "Drafts", "Interview", "Preview", "Series", "Screens"]),
        ("Register", ["Words", "Entries", "Store", "Search", "Intake", "Removal", "Exchange", "HandingOver"]),
    ]

    @Test("A folder uses nothing of those above it", arguments: orders)
    func keepsTheOrder(target: String, folders: [String]) throws {
        let found = try SourceScan(target).usesAgainst(folders)
        #expect(found.isEmpty, "\(found.map(\.description).joined(separator: "\n"))")
    }

    @Test("The order names every folder, and no other", arguments: orders)
    func isWhole(target: String, folders: [String]) throws {
        #expect(try Set(SourceScan(target).folders.keys).subtracting([""]) == Set(folders))
    }

    @Test("A use against the order is found where it is", arguments: orders)
    func reversedOrderFails(target: String, folders: [String]) throws {
        let found = try SourceScan(target).usesAgainst(folders.reversed())
        #expect(found.count > 50)
        #expect(found.allSatisfy { $0.line > 0 && $0.file.hasSuffix(".swift") })
    }
}
