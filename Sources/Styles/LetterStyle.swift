import DocumentModel

/// Head of a letter after DIN 5008 (typography rules A1–A8). Points; positions from the upper left corner of the sheet.
public struct LetterStyle: Sendable, Hashable {
    public var text: TextStyle
    /// Name of the body at the head of the sheet.
    public var sender: TextStyle
    /// At least 6 pt (rule A3).
    public var returnAddress: TextStyle
    public var information: TextStyle
    public var subject: BlockStyle
    public var footer: TextStyle
    public var foldMarks = true
    public var markColor = Color(grey: 0.5)

    public init(text: TextStyle) {
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
public struct FurnitureStyle: Sendable, Hashable {
    public var text: TextStyle
    /// Baseline of the head from the upper edge of the sheet, of the foot from the lower.
    public var headBaseline = mm(15)
    public var footBaseline = mm(14)
    /// Under the head and over the foot; 0: none.
    public var ruleWidth = 0.0
    public var ruleColor = Color(grey: 0.5)
    /// Width of the strip for initials.
    public var initialsWidth = mm(22)

    public init(text: TextStyle) { self.text = text }
}

/// The draft mark behind the text.
public struct WatermarkStyle: Sendable, Hashable {
    public var family: String
    /// Points; reduced where the word would not fit on the sheet.
    public var size = 110.0
    public var bold = true
    public var color = Color(grey: 0.92)
    /// Degrees, counter-clockwise.
    public var angle = 55.0

    public init(family: String) { self.family = family }
}
