import Foundation

/// A file of Unicode's conformance tests as the set-up unpacked it (catalogue.yaml).
public enum UnicodeTestFile {
    /// Its lines without comments and without those that are empty.
    public static func lines(_ name: String) throws -> [Substring.UTF8View] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "files/\(name)")
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        return text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let content = line.prefix { $0 != UInt8(ascii: "#") }
            return content.contains { $0 > 0x20 } ? content : nil
        }
    }

    /// A case of LineBreakTest and GraphemeBreakTest: `÷ 0023 × 0308 ÷`.
    public struct BreakCase: Sendable {
        public var text: String
        /// Byte offsets in UTF-8 at which a break is wanted (÷); never 0.
        public var breaks: [Int]
        public var line: String
    }

    public static func breakCases(_ name: String) throws -> [BreakCase] {
        try lines(name).map { line in
            var result = BreakCase(text: "", breaks: [], line: String(Substring(line)))
            for field in line.split(separator: UInt8(ascii: " ")) {
                let field = String(decoding: field, as: UTF8.self).filter { $0 != "\t" }
                if field == "÷", !result.text.isEmpty {
                    result.breaks.append(result.text.utf8.count)
                } else if let value = UInt32(field, radix: 16), let scalar = Unicode.Scalar(value) {
                    result.text.unicodeScalars.append(scalar)
                }
            }
            return result
        }
    }

    /// A case of BidiCharacterTest.
    public struct BidiCase: Sendable {
        public var scalars: [UInt32] = []
        /// 0 left to right, 1 right to left, 2 by the first strong character.
        public var direction = 0
        public var paragraphLevel = 0
        /// `nil` for characters that rule X9 removes.
        public var levels: [Int?] = []
        public var order: [Int] = []
    }

    /// Numbers are read byte by byte: there are 90,000 lines.
    public static func bidiCases() throws -> [BidiCase] {
        try lines("BidiCharacterTest.txt").map { line in
            var result = BidiCase()
            var field = 0
            var value = 0
            var isNumber = false
            func store() {
                defer { (value, isNumber) = (0, false) }
                guard isNumber else { return }
                switch field {
                case 0: result.scalars.append(UInt32(value))
                case 1: result.direction = value
                case 2: result.paragraphLevel = value
                case 3: result.levels.append(value)
                default: result.order.append(value)
                }
            }
            for byte in line {
                switch byte {
                case UInt8(ascii: ";"):
                    store()
                    field += 1
                case UInt8(ascii: " "):
                    store()
                case UInt8(ascii: "x"):
                    result.levels.append(nil)
                default:
                    let letter = byte >= UInt8(ascii: "A")
                    value = value * (field == 0 ? 16 : 10) + Int(letter ? byte - UInt8(ascii: "A") + 10 : byte - UInt8(ascii: "0"))
                    isNumber = true
                }
            }
            store()
            return result
        }
    }
}
