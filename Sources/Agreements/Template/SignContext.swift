/// A sign at the head of a line with all that tells an item from text.
struct SignContext {
    let sign: LineSign
    /// The line behind the sign.
    let rest: ArraySlice<Unicode.Scalar>
    /// The paragraph that the line may go on with; `nil` behind an empty line and behind another sign.
    let paragraph: OpenParagraph?
    /// The paragraph stands in an item or a quotation that the line does not go on with. To Markdown the line is none of the paragraph's then until
    /// nothing else can be made of it, and any number makes a list (CommonMark 0.31, section 5.1, laziness).
    let leavesContainer: Bool
    /// An item of the same list is open at this column.
    let hasSibling: Bool
    /// Stands within an item.
    let isNested: Bool
    /// The last number of the list on this level.
    let last: Int?
    /// A sign of the same list follows.
    let goesOnBelow: Bool
    /// The next line belongs to the item.
    let hasContentBelow: Bool

    package enum Reading {
        case item
        /// Text, and the sign has to be kept from Markdown.
        case text
        /// Text to Markdown, too.
        case natural
        case doubt(LineBeginnings.Doubt.Kind)
    }

    var reading: Reading {
        switch sign.kind {
        case .bullet(let mark): bullet(mark)
        case .number(let value): number(value)
        }
    }

    private var isEmpty: Bool { rest.allSatisfy { LineSign.isBlank($0) } }
    /// The line may be the next of a paragraph that is no list.
    private var interrupts: Bool { paragraph != nil && !hasSibling }
    /// To Markdown the line is text wherever only a list that begins with 1 may interrupt (CommonMark 0.31, section 5.3).
    private var isNaturallyText: Bool { interrupts && !leavesContainer }

    // MARK: - Bullets

    private func bullet(_ mark: Unicode.Scalar) -> Reading {
        if isEmpty { return isNaturallyText ? .natural : .item }
        let doubt = Reading.doubt(.itemWithinParagraph(sign: sign.text))
        if mark == "+" {
            let isAmount = rest.first { !LineSign.isBlank($0) }.map { ("0"..."9").contains($0) } ?? false
            if paragraph != nil, isAmount || !hasSibling { return doubt }
            return isAmount && !goesOnBelow && !hasSibling ? .text : .item
        }
        guard let paragraph, !hasSibling else { return isParenthesis && !goesOnBelow && !hasSibling ? .text : .item }
        if paragraph.hasOpenDash { return doubt }
        if paragraph.endsWithColon || goesOnBelow { return .item }
        return isNested && !paragraph.endsWithinPhrase ? .item : doubt
    }

    /// „- im Folgenden „Träger“ genannt -“ in a paragraph of its own.
    private var isParenthesis: Bool {
        guard case .bullet("-") = sign.kind else { return false }
        let words = rest.split { LineSign.isBlank($0) }
        return words.count > 1 && words.last.map { $0.elementsEqual(["-"]) } ?? false
    }

    private var firstWord: String { OrdinalWords.firstWord(rest).map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "" }

    // MARK: - Numbers

    private func number(_ value: Int) -> Reading {
        if isEmpty {
            if isNaturallyText { return .natural }
            return hasContentBelow ? .item : .doubt(.emptyItem(sign: sign.text))
        }
        let goesOn = last.map { value == $0 + 1 } ?? false
        if (1...31).contains(value), OrdinalWords.beginsWithMonth(rest) {
            guard goesOn else { return .text }
            return .doubt(.dateOrItem(sign: sign.text, word: firstWord))
        }
        let isOrdinal = OrdinalWords.beginsWithCountedNoun(rest)
        let doubt = Reading.doubt(.itemWithinParagraph(sign: sign.text))
        if value == 1 {
            if isOrdinal { return goesOnBelow ? (paragraph == nil ? .item : doubt) : .text }
            guard let paragraph, !hasSibling else { return .item }
            if paragraph.endsWithColon || goesOnBelow { return .item }
            return isNested && !paragraph.endsWithinPhrase ? .item : doubt
        }
        if value >= 1000 { return .text }
        if isNaturallyText { return .natural }
        if goesOn || last == value {
            if isOrdinal { return .doubt(.dateOrItem(sign: sign.text, word: firstWord)) }
            return paragraph?.endsWithinPhrase ?? false ? doubt : .item
        }
        if isOrdinal { return .text }
        // Behind a condition or another case of a choice the list goes on from an earlier number.
        if let last, value < last, !hasSibling { return .item }
        if hasSibling, let last { return .doubt(.numberJumps(from: last, to: value)) }
        return goesOnBelow ? .doubt(.listBegins(at: value)) : .text
    }
}
