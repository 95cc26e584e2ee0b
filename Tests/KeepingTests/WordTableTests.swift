import Keeping
import Testing

@Suite struct WordTableTests {
    @Test func remembersWhatItWasGivenAndForgetsAtItsLimit() {
        var table = WordTable<Int>(limit: 500)
        var made = 0
        for round in 0..<2 {
            for number in 0..<400 {
                let word = Array("Wort\(number)".utf8)
                let value = word.withUnsafeBufferPointer { bytes in
                    table.value(bytes, UInt32(number % 3)) {
                        made += 1
                        return number
                    }
                }
                #expect(value == number)
            }
            #expect(made == 400, "round \(round)")
        }
        for number in 400..<2_000 {
            _ = Array("Wort\(number)".utf8).withUnsafeBufferPointer { table.value($0, 0) { number } }
            #expect(table.count <= 500)
        }
    }

    @Test func wordsOfEveryDocumentStayAndThoseOfOneGo() {
        var table = RecentWords<Int>(limit: 300)
        var made = 0
        func ask(_ text: String) {
            _ = Array(text.utf8).withUnsafeBufferPointer { bytes in
                table.value(bytes, 0) {
                    made += 1
                    return 1
                }
            }
        }
        for document in 0..<500 {
            for number in 0..<100 { ask("Wort\(number)") }
            for number in 0..<20 { ask("Name\(document).\(number)") }
            #expect(table.count <= 600)
        }
        #expect(made == 100 + 500 * 20)
    }

    @Test func theKeyTellsEqualWordsApart() {
        var table = WordTable<Int>()
        let word = Array("§".utf8)
        word.withUnsafeBufferPointer { bytes in
            #expect(table.value(bytes, 1) { 10 } == 10)
            #expect(table.value(bytes, 2) { 20 } == 20)
            #expect(table.value(bytes, 1) { 30 } == 10)
        }
    }
}
