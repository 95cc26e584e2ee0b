import DocumentModel
import Styles

/// Headings of one level begin at one edge, that of „§ 9“ where that of „§ 10“ does.
extension BlockComposer {
    /// How far the text of a heading stands in behind its number, points: as far as the longest number of its level asks for.
    func hang(_ level: Int, _ look: HeadingStyle, in frame: Frame) -> Double {
        if let known = hangs[level] { return known }
        var hang = look.hang
        if let longest = longestNumbers.element(at: level - 1), !longest.isEmpty {
            hang = max(hang, width(of: .plain(longest), look.block.text, in: frame) + look.gap)
        }
        hangs[level] = hang
        return hang
    }
}

extension Document {
    /// By level of sections, from 1: the longest number before a heading on lines of its own. Letters and figures of one font differ
    /// so little in width that counting them will do; a heading with a number that is wider still stands in a little more.
    var longestSectionNumbers: [String] {
        var longest: [String] = []
        func collect(_ blocks: [Block]) {
            for block in blocks {
                switch block.content {
                case .section(let section):
                    if let heading = section.heading, heading.form == .display, let number = heading.number, !heading.text.isEmpty {
                        while longest.count < section.level { longest.append("") }
                        let place = max(0, section.level - 1)
                        if longest[place].utf8.count < number.utf8.count { longest[place] = number }
                    }
                    collect(section.blocks)
                case .unit(let blocks), .quotation(let blocks): collect(blocks)
                default: break
                }
            }
        }
        collect(body)
        for annex in annexes {
            if case .blocks(let blocks) = annex.content { collect(blocks) }
        }
        return longest
    }
}
