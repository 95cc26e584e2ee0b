import Foundation
import Testing

/// The folders of a target are a stack: each uses what is below it. So whoever looks for a change begins at the lowest folder whose words
/// it is said in, and no two folders have to be understood together.
@Suite("Layers")
struct LayerTests {
    /// From the bottom to the top.
    static let orders: [(target: String, folders: [String])] = [
        ("GermanText", ["Numbers", "Citations", "Typography", "Gender"]),
        ("Tables", ["Rows", "Files", "Text", "Workbooks", "Reading", "Forms"]),
        ("Agreements", ["Values", "Facts", "Fields", "Expressions", "Clauses", "Agreement", "Library", "Template"]),
        ("Assembler", ["Given", "Partners", "Selection", "Rules", "Planning"]),
        ("Deadlines", ["Calendar", "Reckoning", "Contracts", "Output", "Letters"]),
        ("Layout", ["Timing", "Hyphenation", "LineBreaking", "DisplayList", "Paragraph", "Report", "Pages", "Blocks", "Furniture", "Passes"]),
        ("Lint", ["Texts", "Rules"]),
        ("Rendering", ["Programs", "Faults", "Cairo", "Objects", "Fonts", "Pages", "Images", "Foreign", "Preview"]),
        (
            "Finishing",
            [
                "Options", "Metadata", "File", "Content", "Foreign", "Fonts", "Resources", "Elements", "Recognised", "Tagged", "Untagged", "Pages", "Structure",
                "Annexes", "Interaction", "Print", "Carried", "Scans",
            ]
        ),
        ("Word", ["Package", "Reading", "Comparing", "Numbering", "Styles", "Composer", "Text", "Blocks"]),
        (
            "Production",
            [
                "Reporting", "Work", "Places", "Origin", "Requests", "Files", "Manifest", "Pipeline", "Remaking", "Amending", "Proving", "Series", "Deed",
                "Print", "Inspection", "Preview", "Redline", "Wording", "Annexing",
            ]
        ),
        ("Stewardship", ["Texts", "People", "Log", "Life", "Effect"]),
        ("TakingOver", ["Contract", "Structure", "Matter", "Dissecting", "Texts", "Library", "Writing", "Report"]),
        (
            "Web",
            [
                "Wording", "Incoming", "Store", "Access", "Pages", "Annexes", "Drafts", "Interview", "Preview", "Series", "Exchange", "Records", "Screens", "Library",
                "RecordScreens", "Workshop",
            ]
        ),
        ("Register", ["Words", "Entries", "Store", "Search", "Intake", "Removal", "Exchange", "HandingOver"]),
        ("Returns", ["Pictures", "Contracts", "Sheets", "Sorting", "Filing", "Report"]),
    ]

    /// Each target is read once.
    private static let scans = Dictionary(uniqueKeysWithValues: orders.map { order in (order.target, Result { try SourceScan(order.target) }) })

    private func scan(_ target: String) throws -> SourceScan { try #require(Self.scans[target]).get() }

    @Test("A folder uses nothing of those above it", arguments: orders)
    func keepsTheOrder(target: String, folders: [String]) throws {
        let found = try scan(target).usesAgainst(folders)
        #expect(found.isEmpty, "\(found.map(\.description).joined(separator: "\n"))")
    }

    @Test("The order names every folder, and no other", arguments: orders)
    func isWhole(target: String, folders: [String]) throws {
        #expect(try Set(scan(target).folders.keys).subtracting([""]) == Set(folders))
    }

    @Test("A target with several folders has an order")
    func isNamed() throws {
        let known = Set(Self.orders.map(\.target))
        for target in try SourceScan.targets() where !known.contains(target) {
            #expect(try SourceScan(target).folders.keys.count { !$0.isEmpty } < 2, "\(target)")
        }
    }

    @Test("docs/architecture.md shows the order", arguments: orders)
    func isDocumented(target: String, folders: [String]) throws {
        let text = try String(contentsOfFile: SourceScan.root + "/docs/architecture.md", encoding: .utf8)
        #expect(text.contains("\n| `\(target)` | \(folders.joined(separator: ", ")) |\n"))
    }

    @Test("A use against the order is found where it is", arguments: orders)
    func reversedOrderFails(target: String, folders: [String]) throws {
        let found = try scan(target).usesAgainst(folders.reversed())
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.line > 0 && $0.file.hasSuffix(".swift") })
    }
}
