/// Finds the rectangles of a content stream (`x y width height re`, ISO 32000-1, 8.5.2.1).
///
/// Strings and comments are gone past; of all else only `re` is looked at, with the four operands before it and the operator behind
/// it: reading every token of a page took twice as long as compressing it.
struct RectangleFinder {
    struct Rectangle {
        /// Where its operands stand, in order.
        var operands: [Range<Int>]
        /// Behind the operator.
        var end: Int
    }

    private let bytes: [UInt8]
    /// Where the next operator is sought.
    private(set) var position = 0
    /// Behind what cannot be an operand: a string, a comment, what has been taken.
    private var settled = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next rectangle; `nil`: there is none any more.
    mutating func next() -> Rectangle? {
        while let start = nextOperator() {
            guard let operands = operands(before: start) else { continue }
            return Rectangle(operands: operands, end: position)
        }
        return nil
    }

    /// Goes on at `position`; what stands before it is no operand.
    mutating func go(to position: Int) {
        self.position = position
        settled = position
    }

    /// Where the next `re` stands; the position is behind it then.
    private mutating func nextOperator() -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "("), UInt8(ascii: "%"): pass(bytes)
                case UInt8(ascii: "<"):
                    // A dictionary, or a string in hexadecimal digits.
                    if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "<") {
                        position += 2
                    } else {
                        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
                    }
                    settled = position
                case UInt8(ascii: "r"):
                    position += 1
                    guard position < bytes.count, bytes[position] == UInt8(ascii: "e"), position < 2 || PDFLexer.isBlank(bytes[position - 2]),
                        position + 1 == bytes.count || PDFLexer.isBlank(bytes[position + 1])
                    else { continue }
                    position += 1
                    return position - 2
                default: position += 1
                }
            }
            return nil
        }
    }

    /// Goes past a string in parentheses, or a comment.
    private mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes[position] == UInt8(ascii: "%") {
            while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        } else {
            var depth = 0
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\\") { position += 1 }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                if depth == 0 { break }
            }
            position = min(position, bytes.count)
        }
        settled = position
    }

    /// Four numbers with blanks between them, up to the operator.
    private func operands(before end: Int) -> [Range<Int>]? {
        var found: [Range<Int>] = []
        var at = end
        for _ in 0..<4 {
            let behind = at
            while at > settled, PDFLexer.isBlank(bytes[at - 1]) { at -= 1 }
            guard at < behind else { return nil }
            let last = at
            while at > settled, RectangleFinder.isOfNumber(bytes[at - 1]) { at -= 1 }
            guard at < last else { return nil }
            found.append(at..<last)
        }
        return found.reversed()
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}
