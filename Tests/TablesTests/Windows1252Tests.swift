import CharacterSets
import Foundation
import Testing

@Suite("Windows-1252")
struct Windows1252Tests {
    @Test("Every byte means what Foundation says, and five mean nothing")
    func everyByte() {
        let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
        for byte in UInt8.min...UInt8.max {
            let known = String(data: Data([byte]), encoding: .windowsCP1252)
            if undefined.contains(byte) {
                #expect(Windows1252.scalar(byte) == nil)
                #expect(String(decoding: Windows1252.utf8[Int(byte)], as: UTF8.self).unicodeScalars.first?.value == UInt32(byte))
            } else {
                #expect(Windows1252.scalar(byte).map { String($0) } == known, "\(byte)")
                #expect(String(decoding: Windows1252.utf8[Int(byte)], as: UTF8.self) == known, "\(byte)")
            }
        }
    }

    @Test("A text that was saved in UTF-8 and opened as Windows-1252", arguments: [("ä", "Ã¤"), ("Ü", "Ãœ"), ("ß", "ÃŸ"), ("–", "â€“"), ("„", "â€ž"), ("’", "â€™")])
    func misread(text: String, shown: String) {
        #expect(Windows1252.misread(text) == shown)
    }
}
