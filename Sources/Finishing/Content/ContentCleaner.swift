import Rendering

/// Cleans foreign page content: marked-content operators go (their ids belong to another document's structure), so does
/// whatever is no operator of PDF, and q/Q are balanced. Everything else stays byte for byte.
///
/// Works on tokens (ISO 32000-1, 7.2): an operator's name in a text string is text. Who observes the operators may have one left
/// out.
struct ContentCleaner {
    typealias Observer = (_ operation: String, _ operands: ArraySlice<UInt8>) -> Bool
    /// What takes the place of an operator of marked content; `nil`: nothing.
    typealias MarkObserver = (_ operation: String, _ operands: ArraySlice<UInt8>) -> String?

    private(set) var output: [UInt8] = []
    /// Sets a colour in DeviceCMYK; nothing but black is a grey.
    private(set) var usesCMYK = false
    /// Some pictures stand within the content.
    private(set) var hasInlineImages = false
    /// The content breaks off in the middle of something.
    private(set) var isDamaged = false

    private let bytes: [UInt8]
    private var at = 0
    /// Where the operands of the next operator begin.
    private var operands = 0
    private var depth = 0
    /// Of arrays among the operands.
    private var arrays = 0
    private let observe: Observer
    private let mark: MarkObserver
    private let recorder: (any ContentRecorder)?
    private let substitute: () -> String?
    private let writesLengths: Bool

    /// - Parameters:
    ///   - writesLengths: Pictures within the content say how long they are (ISO 19005-4, 6.1.9; ISO 32000-2, 8.9.7).
    ///   - observe: Is told each operator that stays, and whether it may.
    ///   - mark: Is told each operator of marked content.
    ///   - recorder: Is told each of these too, and where it would stand in the output, and each operator that stays.
    ///   - substitute: Asked after each operator that stays: what is read instead of what it shows (ISO 32000-1, 14.9.4).
    init(
        _ bytes: [UInt8], writesLengths: Bool = false, observe: @escaping Observer = { _, _ in true },
        mark: @escaping MarkObserver = { _, _ in nil }, recorder: (any ContentRecorder)? = nil, substitute: @escaping () -> String? = { nil }
    ) {
        self.bytes = bytes
        self.writesLengths = writesLengths
        self.mark = mark
        self.recorder = recorder
        self.substitute = substitute
        self.observe = observe
        output.reserveCapacity(bytes.count)
        clean()
    }

    private static let operators: Set<String> = [
        "b", "B", "b*", "B*", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h",
        "i", "j", "J", "K", "k", "l", "m", "M", "n", "q", "Q", "re", "RG", "rg", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*",
        "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", "\"",
    ]
    // ISO 19005-3, 6.1.13. One level of q is ours.
    private static let nestingLimit = 27
    private static let stringLimit = 32_767
    private static let nameLimit = 127
    /// Longer numbers may be beyond what a reader can hold.
    private static let digitLimit = 10

    private mutating func clean() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20:
                at += 1
            case UInt8(ascii: "%"):
                skipComment()
            case UInt8(ascii: "("):
                skipString()
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"):
                skipBracket()
            case UInt8(ascii: ")"):
                at += 1
                isDamaged = true
            case UInt8(ascii: "/"):
                skipName()
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                skipNumber()
            default:
                takeOperator()
            }
        }
        while depth > 0 {
            output.append(contentsOf: "Q\n".utf8)
            depth -= 1
        }
    }

    private mutating func takeOperator() {
        let start = at
        skipRegular()
        let name = String(decoding: bytes[start..<at], as: UTF8.self)
        if ["true", "false", "null"].contains(name) { return }
        if arrays != 0 {
            isDamaged = true
            arrays = 0
        }
        let (place, words) = (output.count, operands)
        switch name {
        case "BI":
            takeInlineImage()
        case "q" where depth < Self.nestingLimit:
            depth += 1
            observed(name, start: start)
        case "q":
            isDamaged = true
        case "Q":
            if depth > 0 {
                depth -= 1
                observed(name, start: start)
            }
        case "k", "K":
            inks(name, start: start)
        case _ where Self.operators.contains(name):
            observed(name, start: start)
        case "BMC", "BDC", "EMC":
            recorder?.mark(name, bytes[operands..<start], at: output.count)
            if let kept = mark(name, bytes[operands..<start]) { output.append(contentsOf: kept.utf8) }
        default:
            // MP, DP, and what no reader knows.
            break
        }
        if output.count > place, !name.hasSuffix("MC"), name != "BDC" { recorder?.kept(name, bytes[words..<start], from: place, to: output.count) }
        operands = at
    }

    /// Black alone becomes the grey that it is (ISO 32000-1, 10.3.3), so that text stays black on every printer.
    private mutating func inks(_ name: String, start: Int) {
        let amounts = ContentOperandReader.operands(bytes[operands..<start]).suffix(4).compactMap(\.number)
        guard amounts.count == 4, amounts.prefix(3).allSatisfy({ $0 == 0 }) else {
            usesCMYK = true
            return observed(name, start: start)
        }
        guard observe(name, bytes[operands..<start]) else { return }
        var grey = PDFBytes()
        grey.number(max(0, min(1, 1 - amounts[3])), decimals: 4)
        output.append(contentsOf: grey.bytes)
        output.append(contentsOf: (name == "k" ? " g\n" : " G\n").utf8)
    }

    /// Keeps the operator just read, with its operands, unless the observer is against it.
    private mutating func observed(_ name: String, start: Int) {
        guard observe(name, bytes[operands..<start]) else { return }
        guard let text = substitute() else { return keep() }
        var span = PDFBytes()
        span.text("/Span<</ActualText")
        span.string(text)
        span.text(">>BDC\n")
        output.append(contentsOf: span.bytes)
        keep()
        output.append(contentsOf: "EMC\n".utf8)
    }

    private mutating func keep() {
        output.append(contentsOf: bytes[operands..<at])
        output.append(0x0A)
    }

    /// ISO 32000-1, 8.9.7: the data end at an EI between white space; binary data may hold one, so what follows it must look
    /// like content.
    private mutating func takeInlineImage() {
        let header = at
        var search = at
        while search + 2 < bytes.count {
            guard bytes[search] == UInt8(ascii: "I"), bytes[search + 1] == UInt8(ascii: "D"), isSpace(search + 2),
                isSpace(search - 1)
            else {
                search += 1
                continue
            }
            break
        }
        if contains("CMYK", header..<min(search, bytes.count)) { usesCMYK = true }
        let data = search
        search += 3
        while search + 2 <= bytes.count {
            if bytes[search] == UInt8(ascii: "E"), bytes[search + 1] == UInt8(ascii: "I"), isSpace(search - 1),
                search + 2 == bytes.count || (isSpace(search + 2) && looksLikeContent(search + 2))
            {
                at = search + 2
                hasInlineImages = true
                guard observe("BI", bytes[header..<max(header, min(data, bytes.count))]) else { return }
                if writesLengths { keepPicture(header: header, data: data, length: search - 1 - (data + 3)) } else { keep() }
                return
            }
            search += 1
        }
        isDamaged = true
        at = bytes.count
    }

    /// - Parameter data: where its `ID` stands, one blank before what is drawn.
    private mutating func keepPicture(header: Int, data: Int, length: Int) {
        let entries = ContentOperandReader.operands(bytes[header..<data])
        let isTold = stride(from: 0, to: entries.count, by: 2).contains { ["L", "Length"].contains(entries[$0].name ?? "") }
        // One that says so already may say something else.
        guard !isTold, length >= 0 else {
            isDamaged = true
            return
        }
        output.append(contentsOf: bytes[operands..<data])
        output.append(contentsOf: "/L \(length) ".utf8)
        output.append(contentsOf: bytes[data..<at])
        output.append(0x0A)
    }

    private func contains(_ text: String, _ range: Range<Int>) -> Bool {
        let needle = Array(text.utf8)
        return range.contains { bytes[$0..<range.upperBound].starts(with: needle) }
    }

    private func looksLikeContent(_ start: Int) -> Bool {
        bytes[start..<min(start + 12, bytes.count)].allSatisfy { (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) }
    }

    private func isSpace(_ index: Int) -> Bool { bytes.indices.contains(index) && Self.isSpace(bytes[index]) }

    static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }

    private mutating func skipComment() {
        let start = at
        while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        // A comment among operands would be copied with them; before them it is simply left out.
        if operands == start { operands = at }
    }

    private mutating func skipString() {
        var depth = 0
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            at += 1
            if depth == 0 {
                if at - start > Self.stringLimit { isDamaged = true }
                return
            }
        }
        at = bytes.count
        isDamaged = true
    }

    private mutating func skipBracket() {
        let isDoubled = at + 1 < bytes.count && bytes[at + 1] == bytes[at]
        switch bytes[at] {
        // A dictionary's begin is no hexadecimal string's.
        case UInt8(ascii: "<") where isDoubled, UInt8(ascii: ">") where isDoubled:
            at += 2
            return
        case UInt8(ascii: "["):
            arrays += 1
        case UInt8(ascii: "]") where arrays > 0:
            arrays -= 1
        case UInt8(ascii: "<"):
            let start = at
            var digits = 0
            while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
                at += 1
                if at < bytes.count, !isSpace(at), bytes[at] != UInt8(ascii: ">") { digits += 1 }
            }
            // ISO 19005-3, 6.1.6: whole bytes.
            if digits % 2 != 0 || at - start > 2 * Self.stringLimit { isDamaged = true }
        default:
            isDamaged = true
        }
        at = min(at + 1, bytes.count)
    }

    private mutating func skipName() {
        let start = at
        at += 1
        skipRegular(atMost: Self.nameLimit)
        let name = bytes[start..<at]
        guard name.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "#") }) else { return }
        // ISO 19005-3, 6.1.8; and what is no text cannot be looked up by it.
        if ContentOperandReader.operands(name).first?.name?.contains("\u{FFFD}") ?? true { isDamaged = true }
    }

    private mutating func skipRegular(atMost limit: Int = .max) {
        let start = at
        while at < bytes.count, !isSpace(at), !Self.isDelimiter(bytes[at]) { at += 1 }
        if at - start > limit { isDamaged = true }
    }

    private mutating func skipNumber() {
        let start = at
        skipRegular()
        let whole = bytes[start..<at].prefix { $0 != UInt8(ascii: ".") }
        if whole.count > Self.digitLimit || at - start > 64 || !Self.isNumber(bytes[start..<at]) { isDamaged = true }
    }

    /// ISO 32000-1, 7.3.3. Readers end a number at what is none of it, each in its own way, and take the rest for an operator.
    private static func isNumber(_ token: ArraySlice<UInt8>) -> Bool {
        let unsigned = token.first == UInt8(ascii: "+") || token.first == UInt8(ascii: "-") ? token.dropFirst() : token
        let digits = unsigned.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let points = unsigned.count { $0 == UInt8(ascii: ".") }
        return digits > 0 && points <= 1 && digits + points == unsigned.count
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
