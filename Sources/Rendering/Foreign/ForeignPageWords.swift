/// Words that Poppler draws on pages of a foreign PDF, with their places: what a reader of the picture would see, annotations and
/// form fields included.
package enum ForeignPageWords {
    private static let program = "pdftotext"

    package struct Word: Sendable, Hashable {
        package var text: String
        /// Where it lies, from the upper left corner of the visible page as it is seen, in its own unit.
        package var left: Double
        package var top: Double
        package var right: Double
        package var bottom: Double

        /// Of its middle.
        package var y: Double { (top + bottom) / 2 }
    }

    /// The words of each page; `nil` if Poppler cannot tell.
    /// - Parameter numbers: First and last page, from 1.
    /// - Throws: that Poppler cannot be run here.
    package static func words(_ file: [UInt8], _ numbers: ClosedRange<Int>) throws(ConfinedProgram.Obstacle) -> [[Word]]? {
        let arguments = ["-bbox", "-cropbox", "-f", "\(numbers.lowerBound)", "-l", "\(numbers.upperBound)", "-", "-"]
        guard let output = try ConfinedProgram.output(program, arguments, input: file) else { return nil }
        var pages: [[Word]] = []
        for line in output.split(separator: 0x0A) {
            let line = line.drop { $0 == 0x20 }
            if line.starts(with: "<page ".utf8) {
                pages.append([])
            } else if line.starts(with: "<word ".utf8), !pages.isEmpty, let word = word(String(decoding: line, as: UTF8.self)) {
                pages[pages.count - 1].append(word)
            }
        }
        return pages.count == numbers.count ? pages : nil
    }

    /// `<word xMin="22.0" yMin="33.6" xMax="53.3" yMax="44.7">Käthe</word>`
    private static func word(_ line: String) -> Word? {
        guard line.hasSuffix("</word>"), let end = line.utf8.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let numbers = line.utf8[..<end].split(separator: UInt8(ascii: "\"")).compactMap { Double(Substring($0)) }
        let close = line.utf8.index(line.endIndex, offsetBy: -7)
        guard numbers.count == 4, end < close else { return nil }
        var text = String(line[line.utf8.index(after: end)..<close])
        if text.utf8.contains(UInt8(ascii: "&")) {
            for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] { text = text.replacing(entity, with: character) }
        }
        return Word(text: text, left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
    }
}
