import Findings
import Keeping
import Rendering

/// A page that is a picture, with the text that was recognised in it.
struct RecognisedPage: Sendable {
    let form: MarkedForm
    let elements: [AnnexElement]
    /// Of 100, on average of all letters.
    let confidence: Int

    /// Below it what was recognised is no text that helps anybody.
    private static let least = 55.0
    private static let fewest = 3

    /// What a page that is a picture is drawn with.
    struct Source: Sendable {
        /// From 0.
        var page: Int
        /// As seen.
        var width: Double
        var height: Double
        /// In the file's objects: the page as a form, and the font of invisible text.
        var root: Int
        var font: Int
    }

    /// - Returns: `nil` where there is no text to rely on.
    init?(_ reading: TextRecognition.Reading, _ source: Source) {
        let words = reading.words.filter { !InvisibleFont.codes(of: $0.text).isEmpty }
        let mean = TextRecognition.Reading.confidence(words)
        guard words.count >= Self.fewest, mean >= Self.least else { return nil }
        confidence = Int(mean.rounded())
        let lines = Self.lines(words)
        var paragraphs: [[AnnexKid]] = []
        var content = PDFBytes()
        // ISO 14289-1, 7.1: the picture is what the text was read from; who reads the text needs it no more.
        content.text("/Artifact BMC q /S Do Q EMC\n")
        // Of the page as it was read.
        let height = reading.turn % 180 == 0 ? source.height : source.width
        if let matrix = Self.turningBack(reading.turn, source) {
            content.text("q ")
            for value in matrix {
                content.number(value)
                content.text(" ")
            }
            content.text("cm ")
        }
        content.text("BT 3 Tr /O 1 Tf\n")
        for (number, line) in lines.enumerated() {
            let next = lines.indices.contains(number + 1) ? lines[number + 1] : nil
            let isLast = next.map { $0[0].line.paragraph != line[0].line.paragraph } ?? true
            content.text("/Span<</MCID ")
            content.int(number)
            content.text(">>BDC\n")
            for (index, word) in line.enumerated() {
                let isEnd = index == line.count - 1
                let blank = isEnd ? (isLast || Self.isHyphenated(word.text, next?[0].text ?? "") ? "" : " ") : " "
                Self.write(word, blank, height, &content)
            }
            content.text("EMC\n")
            let mark = AnnexKid.mark(AnnexMark(page: source.page, number: number, hasText: true))
            if number > 0, lines[number - 1][0].line.paragraph == line[0].line.paragraph { paragraphs[paragraphs.count - 1].append(mark) } else { paragraphs.append([mark]) }
        }
        content.text(reading.turn == 0 ? "ET\n" : "ET Q\n")
        elements = paragraphs.map { AnnexElement(.paragraph, $0) }
        var dictionary = PDFFragment("/Type/XObject/Subtype/Form/BBox[0 0 \(Self.number(source.width)) \(Self.number(source.height))]/Resources<</XObject<</S ")
        dictionary.append(reference: source.root)
        dictionary.append(">>/Font<</O ")
        dictionary.append(reference: source.font)
        dictionary.append(">>>>/Filter/FlateDecode")
        form = MarkedForm(
            dictionary: dictionary, content: Flate.compress(content.bytes), count: lines.count, matrix: [1, 0, 0, 1, 0, 0], drawsPage: true)
    }

    /// From the page as it was turned for reading to the page as seen; `nil` where it was not turned.
    private static func turningBack(_ turn: Int, _ source: Source) -> [Double]? {
        switch turn {
        case 90: [0, 1, -1, 0, source.width, 0]
        case 180: [-1, 0, 0, -1, source.width, source.height]
        case 270: [0, -1, 1, 0, 0, source.height]
        default: nil
        }
    }

    private static func lines(_ words: [TextRecognition.Word]) -> [[TextRecognition.Word]] {
        var lines: [[TextRecognition.Word]] = []
        for word in words {
            if lines.last?.last?.line == word.line { lines[lines.count - 1].append(word) } else { lines.append([word]) }
        }
        return lines
    }

    private static func write(_ word: TextRecognition.Word, _ blank: String, _ height: Double, _ content: inout PDFBytes) {
        let codes = InvisibleFont.codes(of: word.text)
        let scale = word.width / (InvisibleFont.advance * Double(codes.count))
        for value in [scale, 0, 0, word.line.height, word.left, height - word.line.top - word.line.height * 0.8] {
            content.number(value)
            content.text(" ")
        }
        content.text("Tm <")
        for code in codes + InvisibleFont.codes(of: blank) { content.hexadecimal(code) }
        content.text("> Tj\n")
    }

    private static func number(_ value: Double) -> String {
        var out = PDFBytes()
        out.number(value)
        return String(decoding: out.bytes, as: UTF8.self)
    }

    private static func isHyphenated(_ text: String, _ next: String) -> Bool { text.hasSuffix("-") && next.beginsLow }
}

/// Pages of a file that are pictures, read when they are asked for.
final class RecognisedPages: Sendable {
    private let pages: [Int: Lazy<RecognisedPage?, ConfinedProgram.Obstacle>]

    /// Of a file; reading one takes seconds.
    private static let limit = 100

    /// - Parameter file: of the page of a source, as a PDF file and its number there, from 1: for Poppler.
    init(_ sources: [RecognisedPage.Source], file: @escaping @Sendable (RecognisedPage.Source) -> (bytes: [UInt8], number: Int)) {
        let taken = sources.prefix(Self.limit)
        pages = Dictionary(
            uniqueKeysWithValues: taken.map { source in
                (
                    source.page,
                    Lazy { () throws(ConfinedProgram.Obstacle) in
                        let (bytes, number) = file(source)
                        let reading = try TextRecognition.reading(bytes, number: number, size: (source.width, source.height))
                        return reading.flatMap { RecognisedPage($0, source) }
                    }
                )
            })
    }

    /// `nil` where nothing was recognised.
    func page(_ page: Int) throws(ConfinedProgram.Obstacle) -> RecognisedPage? { try pages[page]?.value() ?? nil }

    /// What a page is drawn with; `nil` where nothing was recognised.
    func form(_ page: Int) -> MarkedForm? { (try? self.page(page))?.form }
}
