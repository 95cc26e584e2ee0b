import CICU
import Typeface

/// Undoes what ICU adds to UAX #14 of its own (line.txt of ICU 72), so that the general algorithm is Unicode's and all that differs
/// from it is a ``GermanRule``: ICU allows no break after a hyphen that opens a word (its rule 20.09), and lets a number begin with its
/// point (its rules 13 and 25).
struct GeneralBreaks {
    private let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    func restore(_ breaks: inout [BreakOpportunity]) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            // Letters, figures, spaces, all of U+0080–033F: nearly everything.
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte <= 0x20 || 0x80..<0xCD ~= byte {
                index += 1
                continue
            }
            let (scalar, length) = decode(text, at: index)
            let end = afterMarks(index + length)
            if end < text.count, breaks[end] == .none || breaks[index] == .allowed {
                restore(&breaks, scalar, at: index, before: end)
            }
            index += length
        }
    }

    private func restore(_ breaks: inout [BreakOpportunity], _ scalar: UInt32, at index: Int, before end: Int) {
        let next = line_break_class_of(Int32(bitPattern: decode(text, at: end).scalar))
        if scalar == 0x2D || scalar == 0x2010 {
            // LB21 forbids a break before a hyphen only.
            if next == LINE_BREAK_LETTER, index == 0 || breaks[index] != .none { breaks[end] = .allowed }
        } else if next == LINE_BREAK_NUMBER, line_break_class_of(Int32(bitPattern: scalar)) == LINE_BREAK_INFIX {
            // LB25 wants a figure before the point.
            if !isInNumber(index) { breaks[end] = .allowed }
            // LB13: none before it, even after spaces.
            if index > 0, breaks[index] == .allowed { breaks[index] = .none }
        }
    }

    /// Whether figures come before, with nothing but points and slashes between.
    private func isInNumber(_ index: Int) -> Bool {
        var index = index
        while index > 0 {
            index -= 1
            while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
            switch line_break_class_of(Int32(bitPattern: decode(text, at: index).scalar)) {
            case LINE_BREAK_NUMBER: return true
            case LINE_BREAK_INFIX, LINE_BREAK_SLASH, LINE_BREAK_MARK: continue
            default: return false
            }
        }
        return false
    }

    private func afterMarks(_ index: Int) -> Int {
        var index = index
        while index < text.count, text[index] >= 0x80 {
            let (scalar, length) = decode(text, at: index)
            guard line_break_class_of(Int32(bitPattern: scalar)) == LINE_BREAK_MARK else { break }
            index += length
        }
        return index
    }
}
