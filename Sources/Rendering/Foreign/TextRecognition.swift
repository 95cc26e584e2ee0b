/// Reads the text in pictures of pages: Tesseract with its German, in bubblewrap, where all of them are installed and the system lets processes be
/// confined.
package enum TextRecognition {
    package struct Word: Sendable, Hashable {
        package var text: String
        /// Of 100.
        package var confidence: Double
        /// Points, from the upper left corner of the page.
        package var left: Double
        package var width: Double
        package var line: Line
    }

    package struct Line: Sendable, Hashable {
        /// Of the page, in the order in which it is read.
        package var paragraph: Int
        package var number: Int
        package var top: Double
        package var height: Double
    }

    private static let dpi = 300.0
    /// Of processor time, a page.
    private static let seconds = 60
    private static let room = 64 << 20

    private static let confinement = Confinement.words(environment: [("OMP_THREAD_LIMIT", "1")], room: room)

    /// The program's version; `nil`: there is none that reads German here.
    package static let version: String? = {
        let ask = "tesseract --version 2>&1 | head -n 1 && tesseract --list-langs 2>&1"
        guard let told = try? ConfinedProgram.output(Confinement.program, confinement + ["sh", "-c", ask], input: []) else { return nil }
        let lines = String(decoding: told, as: UTF8.self).split(separator: "\n")
        guard lines.contains("deu"), let version = lines.first?.split(separator: " ").last else { return nil }
        return String(version)
    }()

    /// The words on a page, in the order in which they are read; `nil` where nothing can be made of it.
    ///
    /// - Parameters:
    ///   - file: The PDF file.
    ///   - number: of the page, from 1.
    ///   - size: of the page as seen, in points.
    /// - Throws: that a program cannot be run here.
    package static func words(_ file: [UInt8], number: Int, size: (width: Double, height: Double)) throws(ConfinedProgram.Obstacle) -> [Word]? {
        // Larger sheets are read as if reduced to A4.
        let scale = min(1, 842 / max(size.width, size.height, 1))
        let pixels = max(size.width, size.height) * scale / 72 * dpi
        guard pixels >= 100,
            let picture = try ConfinedProgram.output(
                "pdftoppm", ["-gray", "-cropbox", "-f", "\(number)", "-l", "\(number)", "-scale-to", "\(Int(pixels.rounded()))", "-"], input: file, seconds: seconds),
            let map = PortablePixmap.all(in: picture)?.first
        else { return nil }
        let command = ["tesseract", "stdin", "stdout", "-l", "deu", "--dpi", "\(Int(dpi))", "--psm", "3", "tsv"]
        guard let table = try ConfinedProgram.output(Confinement.program, confinement + command, input: picture, seconds: seconds) else { return nil }
        return words(String(decoding: table, as: UTF8.self), points: size.width / Double(max(1, map.width)))
    }

    /// Columns of `tsv`: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
    private static func words(_ table: String, points: Double) -> [Word] {
        var found: [Word] = []
        var (paragraph, line) = (0, Line(paragraph: 0, number: 0, top: 0, height: 0))
        for row in table.split(separator: "\n").dropFirst() {
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 12, let level = Int(cells[0]) else { continue }
            let numbers = cells[6...10].compactMap { Double($0) }
            guard numbers.count == 5, numbers.allSatisfy(\.isFinite) else { continue }
            switch level {
            case 3: paragraph += 1
            case 4: line = Line(paragraph: paragraph, number: line.number + 1, top: numbers[1] * points, height: numbers[3] * points)
            case 5:
                let text = cells[11].filter { !$0.isWhitespace }
                guard !text.isEmpty, numbers[4] >= 0 else { continue }
                found.append(Word(text: String(text), confidence: min(100, numbers[4]), left: numbers[0] * points, width: numbers[2] * points, line: line))
            default: break
            }
        }
        return found
    }
}
