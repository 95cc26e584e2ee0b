import DocumentModel
import Finishing
import PageMarks
import Rendering
import Testing

@testable import Returns

/// A stack of sheets, told by letters, and what is made of it.
@Suite("Sorting what came back")
struct SortingTests {
    private static let contract = ShelvedContract(
        mark: "3F7K9QRST2XX", path: "serie/vertrag.pdf", identifier: nil, title: "Vertrag", sizes: Array(repeating: .init(width: 595, height: 842), count: 3), fields: [])

    /// `1.2` is page 2 of copy 1, `?` a sheet without mark, `_` a blank one.
    private static func sort(_ stack: String) throws -> ReturnSorting {
        let found = FoundSheet.placement
        let sheets = try stack.split(separator: " ").enumerated().map { index, word in
            let kind: ReturnedSheet.Kind
            switch word {
            case "?": kind = .unmarked
            case "_": kind = .blank
            case "=": kind = .several
            default:
                let numbers = word.split(separator: ".").compactMap { Int($0) }
                let mark = PageMark(CopyIdentity(contract: contract.mark, copy: numbers[0]), page: numbers[1], of: 3)
                kind = .page(mark, try #require(found), [])
            }
            return ReturnedSheet(index: index, scan: 0, number: index + 1, kind: kind)
        }
        return ReturnSorting(sheets, contracts: [contract.mark: contract])
    }

    /// Each copy as `copy/set: pages`, with what is wrong behind it.
    private static func told(_ sorting: ReturnSorting) -> [String] {
        sorting.copies.map { copy in
            "\(copy.copy)/\(copy.set): " + copy.sheets.keys.sorted().map(String.init).joined(separator: " ")
                + (copy.isComplete ? "" : " -" + copy.missing.map(String.init).joined(separator: " -"))
                + (copy.isDisordered ? " ungeordnet" : "") + (copy.between.isEmpty ? "" : " dazwischen " + copy.between.map { String($0.number) }.joined(separator: " "))
        }
    }

    @Test(
        "Copies are kept apart; what is missing, twice, between or out of order is seen",
        arguments: [
            ("1.1 1.2 1.3 2.1 2.2 2.3", ["1/1: 1 2 3", "2/1: 1 2 3"]),
            ("1.1 1.3", ["1/1: 1 3 -2"]),
            ("1.1 ? 1.2 1.3", ["1/1: 1 2 3 dazwischen 2"]),
            ("1.1 _ 1.2 _ 1.3", ["1/1: 1 2 3"]),
            ("1.3 1.2 1.1", ["1/1: 1 2 3 ungeordnet"]),
            ("1.1 1.2 1.2 1.3", ["1/1: 1 2 3", "1/2: 2 -1 -3"]),
            ("0.1 0.2 0.3 0.1 0.2 0.3", ["0/1: 1 2 3", "0/2: 1 2 3"]),
            ("1.1 2.1 1.2 2.2 1.3 2.3", ["1/1: 1 2 3 dazwischen 2 4", "2/1: 1 2 3 dazwischen 3 5"]),
            ("1.1 1.3 ? ? ? ? ? ? ? 1.2", ["1/1: 1 2 3 ungeordnet"]),
            ("? _", []),
        ] as [(String, [String])])
    func stack(sheets: String, expected: [String]) throws { #expect(Self.told(try Self.sort(sheets)) == expected) }

    @Test("No sheet is lost", arguments: ["1.1 ? 1.2 _ 1.3 2.2 2.2 ?", "? = ?", "0.1 1.1 2.1 0.1"])
    func nothingVanishes(sheets: String) throws {
        let sorting = try Self.sort(sheets)
        let placed =
            sorting.copies.flatMap { $0.sheets.values.map(\.index) } + (sorting.several + sorting.unmarked + sorting.blank + sorting.unreadable).map(\.index)
            + sorting.strangers.flatMap { $0.sheets.map(\.index) }
        #expect(placed.sorted() == Array(0..<sheets.split(separator: " ").count))
    }

    @Test(
        "Numbers are told as people write them",
        arguments: [([3], "3"), ([1, 2], "1, 2"), ([2, 3, 4, 5, 9], "2 bis 5 und 9"), ([1, 3, 5], "1, 3 und 5")] as [([Int], String)])
    func numbers(list: [Int], expected: String) { #expect(ReturnWords.list(list) == expected) }
}

/// Some place on a page.
enum FoundSheet {
    static var placement: SheetPlacement? { SheetPlacement(pageOfPixel: PlaneMap(), pageOfUnit: PlaneMap(), turn: 0) }
}
