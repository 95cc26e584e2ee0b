import DocumentModel

/// Head of a letter after DIN 5008 (typography rules A1–A8). Points; positions from the upper left corner of the sheet.
package struct LetterStyle: Sendable, Hashable {
    package var text: TextStyle
    /// Name of the body at the head of the sheet.
    package var sender: TextStyle
    /// At least 6 pt (rule A3).
    package var returnAddress: TextStyle
    package var information: TextStyle
    package var subject: BlockStyle
    package var footer: TextStyle
    package var foldMarks = true
    package var markColor = Color(grey: 0.5)

    package init(text: TextStyle) {
        self.text = text
        sender = text.scaled(to: text.size * 1.35).with(bold: true)
        returnAddress = text.scaled(to: 7.5)
        information = text.scaled(to: 9)
        subject = BlockStyle(
            text: text.with(bold: true), alignment: .left, hyphenates: false, after: text.leading * 1.5)
        footer = text.scaled(to: 8)
    }

    // Measures of the standard; a house style does not change them.

    package static func addressTop(_ form: LetterForm) -> Double { form == .a ? mm(27) : mm(45) }
    package static let addressLeft = mm(20)
    package static let addressSize = Size(width: mm(85), height: mm(45))
    /// The text stands 5 mm inside the field.
    package static let addressIndent = mm(5)
    /// Height of the zone of additions and remarks over the recipient, return address included.
    package static let remarksHeight = mm(17.7)
    /// Smallest size of the return address, points (typography rule A3).
    package static let leastReturnAddress = 6.0
    /// Smallest size of the information block, points.
    package static let leastInformation = 8.0
    package static func informationTop(_ form: LetterForm) -> Double { form == .a ? mm(32) : mm(50) }
    package static let informationLeft = mm(125)
    package static let informationWidth = mm(75)
    /// Upper edge of the subject.
    package static func textTop(_ form: LetterForm) -> Double { form == .a ? mm(80.5) : mm(98.5) }
    package static func foldMarks(_ form: LetterForm) -> [Double] { form == .a ? [mm(87), mm(192)] : [mm(105), mm(210)] }
    package static let holeMark = mm(148.5)
}

/// Head and foot of the pages. Points.
package struct FurnitureStyle: Sendable, Hashable {
    package var text: TextStyle
    /// Baseline of the head from the upper edge of the sheet, of the foot from the lower.
    package var headBaseline = mm(15)
    package var footBaseline = mm(14)
    /// Under the head and over the foot; 0: none.
    package var ruleWidth = 0.0
    package var ruleColor = Color(grey: 0.5)
    /// Width of the strip for initials.
    package var initialsWidth = mm(22)

    package init(text: TextStyle) { self.text = text }
}

/// The draft mark behind the text.
package struct WatermarkStyle: Sendable, Hashable {
    package var family: String
    /// Points; reduced where the word would not fit on the sheet.
    package var size = 110.0
    package var bold = true
    package var color = Color(grey: 0.92)
    /// Degrees, counter-clockwise.
    package var angle = 55.0

    package init(family: String) { self.family = family }
}
