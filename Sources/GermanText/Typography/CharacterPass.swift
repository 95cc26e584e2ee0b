/// First pass: exchanges and inserts characters in text of the library. Names and verbatim text go through untouched and
/// serve as context.
struct CharacterPass {
    private let input: TextBuffer
    private var output: TextBuffer
    private var quotes = QuoteStack()
    private var index = 0
    /// The token (text between blanks) at `index` is an address of the web or of mail; its marks are no punctuation.
    private var tokenEnd = 0
    private var tokenIsAddress = false
    private var quoteRun = QuoteRun()

    static func run(_ input: TextBuffer) -> TextBuffer {
        var pass = CharacterPass(input)
        while pass.index < input.count { pass.step() }
        return pass.output
    }

    private init(_ input: TextBuffer) {
        self.input = input
        output = TextBuffer(emptyLike: input)
    }

    private var scalars: [Unicode.Scalar] { input.scalars }

    private func scalar(_ offset: Int) -> Unicode.Scalar? {
        let position = index + offset
        return position >= 0 && position < input.count ? input.scalars[position] : nil
    }

    private mutating func copy() {
        output.append(input.scalars[index], owner: input.owners[index])
        index += 1
    }

    /// Writes `replacement` for the next `length` scalars.
    private mutating func replace(_ length: Int = 1, by replacement: Unicode.Scalar) {
        output.append(replacement, owner: input.owners[index])
        index += length
    }

    private mutating func insert(_ scalar: Unicode.Scalar) {
        output.append(scalar, owner: output.owners.last ?? input.owners[index])
    }

    private mutating func step() {
        guard input.isText(index) else { return copy() }
        let current = input.scalars[index]
        if index >= tokenEnd { beginToken() }
        if tokenIsAddress { return copy() }
        switch current {
        case .space:
            // Blanks left by the end of a line or by an empty value.
            if output.scalars.last == .space { index += 1 } else { copy() }
        case ".": dots()
        case "-": hyphen()
        case .enDash: dash()
        case "\"", "'", .lowDoubleQuote, .leftDoubleQuote, .rightDoubleQuote, .lowSingleQuote, .leftSingleQuote:
            quote(current)
        case ":", "/": genderMark()
        case "§":
            copy()
            if input.isText(index), let next = scalar(0), next.isDigit { insert(.noBreakSpace) }
        default:
            if current.isDigit { digit() } else if current.isLetter { letter() } else { copy() }
        }
    }

    private mutating func beginToken() {
        var end = index
        tokenIsAddress = false
        while end < input.count, !input.scalars[end].isBlank {
            let scalar = input.scalars[end]
            if scalar == "@" { tokenIsAddress = true }
            if scalar == "/", end > index, input.scalars[end - 1] == "/" { tokenIsAddress = true }
            end += 1
        }
        if end - index > 4, input.scalars[index..<index + 4].elementsEqual("www.".unicodeScalars) { tokenIsAddress = true }
        tokenEnd = max(end, index + 1)
    }

    // MARK: Ellipsis, quotes

    private mutating func dots() {
        var length = 1
        while input.isText(index + length), scalar(length) == "." { length += 1 }
        if length == 3 { return replace(3, by: .ellipsis) }
        // Two are a slip that only its author can mend, more a row of leaders.
        for _ in 0..<length { copy() }
    }

    private mutating func quote(_ mark: Unicode.Scalar) {
        if index >= quoteRun.end { quoteRun = QuoteRun(scalars, at: index) }
        replace(by: quotes.mark(for: mark, opens: quoteRun.opens, betweenLetters: quoteRun.isBetweenLetters))
    }

    // MARK: Hyphens

    private mutating func hyphen() {
        let before = output.scalars.last
        let after = scalar(1)
        if before?.isBlank ?? false {
            if after?.isBlank ?? false { return replace(by: .enDash) }
            if after == "-", input.isText(index + 1), scalar(2)?.isBlank ?? false { return replace(2, by: .enDash) }
        }
        // „und -sicherung“, „/-innen“: a line may end neither before nor after this hyphen.
        if after?.isLowercaseLetter ?? false, before.map({ $0.isBlank || $0.opensWord && $0 != "-" }) ?? false {
            copy()
            return insert(.wordJoiner)
        }
        if NumberRange.isRange(before: output.scalars, scalars, after: index) || DateRange.isRange(scalars, around: index, output: output.scalars) {
            // The sign for „bis“ does not end a line (Amtliches Regelwerk; DIN 5008).
            replace(by: .enDash)
            return insert(.wordJoiner)
        }
        copy()
    }

    /// A dash for „bis“ that is written as one.
    private mutating func dash() {
        let isRange = DateRange.isRange(scalars, around: index, output: output.scalars)
        copy()
        if isRange, scalar(0) != .wordJoiner { insert(.wordJoiner) }
    }

    // MARK: Gender marks

    /// A colon or slash within a word; UAX #14 would allow a break after the slash.
    private mutating func genderMark() {
        let isSlash = scalar(0) == "/"
        let joins =
            (output.scalars.last?.isLowercaseLetter ?? false) && (scalar(1)?.isLowercaseLetter ?? false)
            && (!isSlash || endsShortly())
        copy()
        if joins { insert(.wordJoiner) }
    }

    /// „/in“, „/innen“, „/r“, „die/der“: what follows the slash is no word that could begin a line.
    private func endsShortly() -> Bool {
        for offset in 1...6 {
            guard let scalar = scalar(offset), scalar.isLetter else { return true }
        }
        return false
    }

    // MARK: Figures

    private mutating func digit() {
        copy()
        guard input.isText(index), let next = scalar(0) else { return }
        switch next {
        case "%", "‰", "€":
            // „100%ig“ and „5%-Klausel“ are words.
            if !(scalar(1).map { $0.isLetter || $0 == "-" } ?? false) { insert(.noBreakSpace) }
        case "f":
            if scalar(1) == "f", scalar(2) == "." { insert(.noBreakSpace) }
        default: break
        }
    }

    // MARK: Abbreviations

    private mutating func letter() {
        guard let match = Abbreviations.match(input.scalars, at: index),
            (index..<match.end).allSatisfy({ input.isText($0) })
        else { return copy() }
        for seam in match.seams {
            while index < seam { copy() }
            switch scalar(0) {
            case .some(.space): replace(by: .narrowNoBreakSpace)
            case .some(let blank) where blank.isBlank: copy()
            default: insert(.narrowNoBreakSpace)
            }
        }
        while index < match.end { copy() }
    }
}
