import DocumentModel
import Typeface

extension StyledText {
    /// The bidirectional embedding level of every byte; `nil` where all is written from left to right.
    ///
    /// The paragraph is German, so its base direction is from left to right. What a field brought is isolated from the text
    /// around it, as UAX #9 asks for inserted text (section 2.7): else „Frau שרה, 12 Kinder“ would put the number on the name's
    /// other side.
    func bidiLevels() -> [UInt8]? {
        guard utf8.withUnsafeBufferPointer(Bidi.concerns) else { return nil }
        var scalars: [UInt32] = []
        /// Byte of each character; `nil` for those that are not in the text.
        var bytes: [Int?] = []
        var field: FieldPath?
        func add(_ scalar: UInt32, at byte: Int?) {
            scalars.append(scalar)
            bytes.append(byte)
        }
        utf8.withUnsafeBufferPointer { text in
            for run in runs {
                if field != run.attributes.field {
                    if field != nil { add(0x2069, at: nil) }
                    if run.attributes.field != nil { add(0x2068, at: nil) }
                    field = run.attributes.field
                }
                var index = run.range.lowerBound
                while index < run.range.upperBound {
                    let (scalar, length) = decode(text, at: index)
                    add(scalar, at: index)
                    index += length
                }
            }
        }
        guard let levels = Bidi.levels(of: scalars)?.characters, levels.contains(where: { $0 > 0 }) else { return nil }
        var result = [UInt8](repeating: 0, count: utf8.count)
        for case (let level, let byte?) in zip(levels, bytes) { result[byte] = level }
        // All bytes of a character have its level.
        for byte in result.indices where utf8[byte] & 0xC0 == 0x80 && byte > 0 { result[byte] = result[byte - 1] }
        return result
    }
}

extension [UInt8] {
    /// Where the level that holds at an index changes.
    func end(ofLevelAt start: Int, limit: Int) -> Int {
        self[start..<limit].firstIndex { $0 != self[start] } ?? limit
    }
}
