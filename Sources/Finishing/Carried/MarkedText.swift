import Rendering

/// The text of the marked content of a page that this program has written, by identifier (ISO 32000-1, 14.6 and 9.10).
struct MarkedText {
    let texts: [Int: String]

    /// - Parameter page: of any other program nothing certain is found.
    init(_ page: QPDFObject) {
        let reader = Reader(fonts: page["/Resources"]["/Font"])
        if let content = page.pageContent {
            _ = ContentCleaner(content, observe: reader.observe, mark: reader.mark)
        }
        texts = reader.texts
    }

    private final class Reader {
        private(set) var texts: [Int: String] = [:]
        private let fonts: QPDFObject
        private var known: [String: CharacterTexts] = [:]
        private var font: CharacterTexts?
        private var marks: [Int?] = []
        private var line = 0.0
        /// Of each text, where its last line stands.
        private var lines: [Int: Double] = [:]

        /// Further apart than that stands another line; points.
        private static let lineDistance = 5.0

        init(fonts: QPDFObject) { self.fonts = fonts }

        func mark(_ operation: String, _ operands: ArraySlice<UInt8>) -> String? {
            if operation == "EMC" {
                _ = marks.popLast()
            } else {
                let entries = ContentOperandReader.operands(operands)
                let key = entries.firstIndex { $0.name == "MCID" }
                let number = key.flatMap { entries.indices.contains($0 + 1) ? entries[$0 + 1].number : nil }
                marks.append(number.flatMap { Int(exactly: $0) })
            }
            return nil
        }

        /// - Returns: `false`: the content itself is not wanted.
        func observe(_ operation: String, _ operands: ArraySlice<UInt8>) -> Bool {
            switch operation {
            case "Tf":
                let name = ContentOperandReader.operands(operands).lazy.compactMap(\.name).first
                font = name.map { texts(ofFont: $0) }
            case "Tm": line = ContentOperandReader.operands(operands).last?.number ?? line
            case "Tj", "TJ": show(ContentOperandReader.operands(operands).flatMap(\.strings))
            default: break
            }
            return false
        }

        private func texts(ofFont name: String) -> CharacterTexts {
            if let texts = known[name] { return texts }
            let texts = CharacterTexts(fonts["/" + name])
            known[name] = texts
            return texts
        }

        private func show(_ strings: [[UInt8]]) {
            guard let font, let mark = marks.lazy.compactMap({ $0 }).last else { return }
            var text = texts[mark] ?? ""
            if let before = lines[mark], abs(before - line) > Self.lineDistance {
                // A word that was divided goes on.
                if text.unicodeScalars.last == "\u{AD}" { text.unicodeScalars.removeLast() } else if text.last != " " { text += " " }
            }
            lines[mark] = line
            for string in strings { text += font.text(of: string) }
            texts[mark] = text
        }
    }
}

/// What the codes of a font of ours stand for, as its ToUnicode map says.
private struct CharacterTexts {
    private var texts: [Int: String] = [:]
    private let isWide: Bool

    init(_ font: QPDFObject) {
        isWide = font["/Subtype"].name == "Type0"
        guard let map = font["/ToUnicode"].data(.generalized) else { return }
        for line in map.split(separator: 0x0A) {
            let strings = ContentOperandReader.operands(line).flatMap(\.strings)
            guard strings.count == 2, line.first == UInt8(ascii: "<") else { continue }
            let units = stride(from: 0, to: strings[1].count - 1, by: 2).map { UInt16(strings[1][$0]) << 8 | UInt16(strings[1][$0 + 1]) }
            texts[strings[0].prefix(2).reduce(0) { $0 << 8 | Int($1) }] = String(decoding: units, as: UTF16.self)
        }
    }

    func text(of codes: [UInt8]) -> String {
        guard isWide else { return codes.map { texts[Int($0)] ?? "" }.joined() }
        return stride(from: 0, to: codes.count - 1, by: 2).map { texts[Int(codes[$0]) << 8 | Int(codes[$0 + 1])] ?? "" }.joined()
    }
}
