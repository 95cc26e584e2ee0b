import DocumentModel
import PageMarks
import Testing

@Suite("Marks on pages")
struct PageMarkTests {
    private static let identity = CopyIdentity(contract: "3F7K9QRST2XX", copy: 2)

    @Test("A mark says what it was made of", arguments: [(0, 1, 1), (2, 3, 12), (99, 1023, 1024), (1023, 32767, 32767)])
    func roundTrip(copy: Int, page: Int, count: Int) throws {
        let mark = PageMark(CopyIdentity(contract: "3F7K9QRST2XX", copy: copy), page: page, of: count)
        let text = try #require(mark.text)
        #expect(text.utf8.count == PageMark.length)
        #expect(PageMark(text) == mark)
    }

    @Test("What does not fit has no mark", arguments: [(-1, 1, 1), (1024, 1, 1), (0, 0, 1), (0, 2, 1), (0, 1, 32768)])
    func outOfRange(copy: Int, page: Int, count: Int) {
        #expect(PageMark(CopyIdentity(contract: "3F7K9QRST2XX", copy: copy), page: page, of: count).text == nil)
    }

    @Test("A character that is not what it was is noticed, wherever it stands")
    func everyCharacterIsProved() throws {
        let text = Array(try #require(PageMark(Self.identity, page: 3, of: 12).text))
        for index in text.indices {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where other != text[index] {
                var changed = text
                changed[index] = other
                #expect(PageMark(String(changed)) == nil, "\(index) \(other)")
            }
        }
    }

    @Test("Other people's symbols are none", arguments: ["", "K", "https://www.example.org", String(repeating: "K", count: 24), "K3F7K9QRST2XX02003000CÄÄ"])
    func foreignText(text: String) { #expect(PageMark(text) == nil) }

    @Test("Letters are for people")
    func letters() {
        #expect(PageMark(Self.identity, page: 3, of: 12).letters == "Kennung 3F7K-9QRS-T2XX · Ausfertigung 2 · Seite 3 von 12")
        #expect(PageMark(CopyIdentity(contract: "3F7K9QRST2XX"), page: 1, of: 1).letters == "Kennung 3F7K-9QRS-T2XX · Seite 1 von 1")
    }

    @Test("A contract's characters follow from all its words, and from where one ends")
    func contract() {
        let one = PageMark.contract(saying: ["a", "bc"])
        #expect(one.utf8.count == 12)
        #expect(one == PageMark.contract(saying: ["a", "bc"]))
        #expect(one != PageMark.contract(saying: ["ab", "c"]))
    }

    @Test("The symbol is drawn and read, upright, upside down and on its side", arguments: 0..<4)
    func symbol(quarter: Int) throws {
        let text = try #require(PageMark(Self.identity, page: 3, of: 12).text)
        let symbol = try #require(MarkSymbol(text))
        let (module, quiet) = (6, 24)
        let size = MarkSymbol.side * module + 2 * quiet
        var pixels = [UInt8](repeating: 255, count: size * size)
        for row in 0..<MarkSymbol.side {
            for run in symbol.runs(inRow: row) {
                for y in 0..<module {
                    for x in run.lowerBound * module..<run.upperBound * module { pixels[(quiet + row * module + y) * size + quiet + x] = 0 }
                }
            }
        }
        let turned = (0..<size * size).map { index -> UInt8 in
            let (x, y) = (index % size, index / size)
            return switch quarter {
            case 0: pixels[index]
            case 1: pixels[(size - 1 - x) * size + y]
            case 2: pixels[(size - 1 - y) * size + size - 1 - x]
            default: pixels[x * size + size - 1 - y]
            }
        }
        let found = try #require(MarkReader.read(turned, width: size, height: size, module: Double(module)))
        #expect(found.mark == PageMark(Self.identity, page: 3, of: 12))
        // From the lower left corner to the lower right one.
        let along = [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)][quarter]
        let length = Double(MarkSymbol.side * module)
        #expect(abs(found.right.x - found.origin.x - along.0 * length) < 6)
        #expect(abs(found.right.y - found.origin.y - along.1 * length) < 6)
    }

    @Test("White paper, black paper and noise have no mark")
    func nothingThere() {
        var state: UInt32 = 7
        let noise = (0..<200 * 200).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        for pixels in [[UInt8](repeating: 255, count: 40_000), [UInt8](repeating: 0, count: 40_000), noise] {
            #expect(MarkReader.read(pixels, width: 200, height: 200, module: 5) == nil)
        }
    }
}
