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
        package var height: Double
        package var line: Line
    }

    /// What stands on a page.
    package struct Reading: Sendable, Hashable {
        /// In the order in which they are read, with their places on the page as it was turned for reading.
        package var words: [Word]
        /// With the clock, in degrees: so far the page had to be turned to stand upright, 0, 90, 180 or 270.
        package var turn: Int

        /// Of 100, on average of all letters; 0 without any.
        package static func confidence(_ words: [Word]) -> Double {
            let letters = words.reduce(0) { $0 + $1.text.count }
            return letters == 0 ? 0 : words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(letters)
        }
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

    /// There is none, too, where it does not read German.
    package static let version: HelperVersion = {
        let name = "tesseract"
        // Within its confinement it is looked for in the folders of the system.
        guard ConfinedProgram.isInstalled(Confinement.program), ConfinedProgram.isInstalled("/usr/bin/\(name)") || ConfinedProgram.isInstalled("/bin/\(name)") else {
            return .absent
        }
        let ask = "\(name) --version 2>&1 | head -n 1 && \(name) --list-langs 2>&1"
        do throws(ConfinedProgram.Obstacle) {
            let told = try ConfinedProgram.output(Confinement.program, confinement + ["sh", "-c", ask], input: [])
            let lines = String(decoding: told ?? [], as: UTF8.self).split(separator: "\n")
            guard told != nil, let version = lines.first?.split(separator: " ").last else { return ConfinedProgram.notTold(name) }
            return lines.contains("deu") ? .known(String(version)) : .absent
        } catch { return .unknown(error) }
    }()

    /// Below it, a page may well lie on its side or upside down.
    private static let upright = 75.0

    /// The words on a page, which may have been put into the copier any way round; `nil` where nothing can be made of it.
    ///
    /// - Parameters:
    ///   - file: The PDF file.
    ///   - number: of the page, from 1.
    ///   - size: of the page as seen, in points.
    /// - Throws: that a program cannot be run here.
    package static func reading(_ file: [UInt8], number: Int, size: (width: Double, height: Double)) throws(ConfinedProgram.Obstacle) -> Reading? {
        // Larger sheets are read as if reduced to A4.
        let scale = min(1, 842 / max(size.width, size.height, 1))
        let pixels = max(size.width, size.height) * scale / 72 * dpi
        guard pixels >= 100,
            let picture = try ConfinedProgram.output(
                "pdftoppm", ["-gray", "-cropbox", "-f", "\(number)", "-l", "\(number)", "-scale-to", "\(Int(pixels.rounded()))", "-"], input: file, seconds: seconds),
            let map = PortablePixmap.all(in: picture)?.first
        else { return nil }
        let points = size.width / Double(max(1, map.width))
        let found = try tesseract(["--psm", "3", "tsv"], picture).map { Self.words($0, points: points) }
        let sure = found.map(Self.sureness) ?? 0
        if let found, sure >= upright { return Reading(words: found, turn: 0) }
        // Asked only in doubt: it takes as long as a third of the reading.
        if let turn = try Self.turn(picture), turn != 0, let table = try tesseract(["--psm", "3", "tsv"], map.turned(turn).bytes) {
            let turned = words(table, points: points)
            if sureness(turned) > sure { return Reading(words: turned, turn: turn) }
        }
        return found.map { Reading(words: $0, turn: 0) }
    }

    private static func tesseract(_ arguments: [String], _ picture: [UInt8]) throws(ConfinedProgram.Obstacle) -> String? {
        let command = ["tesseract", "stdin", "stdout", "-l", "deu", "--dpi", "\(Int(dpi))"] + arguments
        return try ConfinedProgram.output(Confinement.program, confinement + command, input: picture, seconds: seconds).map { String(decoding: $0, as: UTF8.self) }
    }

    /// By how much the page has to be turned with the clock, as Tesseract guesses; `nil` where there are too few letters for a guess.
    private static func turn(_ picture: [UInt8]) throws(ConfinedProgram.Obstacle) -> Int? {
        let command = ["tesseract", "stdin", "stdout", "--dpi", "\(Int(dpi))", "--psm", "0"]
        guard let told = try ConfinedProgram.output(Confinement.program, confinement + command, input: picture, seconds: seconds) else { return nil }
        let line = String(decoding: told, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("Rotate:") }
        return line?.split(separator: " ").last.flatMap { Int($0) }.flatMap { [0, 90, 180, 270].contains($0) ? $0 : nil }
    }

    /// How sure the words are, of 100; 0 where most stand on end: Tesseract reads lines that go upwards, too, but says of no word that it does.
    private static func sureness(_ words: [Word]) -> Double {
        let long = words.filter { $0.text.count > 2 }
        let standing = long.count { $0.height > $0.width }
        return standing * 2 > long.count ? 0 : Reading.confidence(words)
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
                found.append(
                    Word(text: String(text), confidence: min(100, numbers[4]), left: numbers[0] * points, width: numbers[2] * points, height: numbers[3] * points, line: line))
            default: break
            }
        }
        return found
    }
}
