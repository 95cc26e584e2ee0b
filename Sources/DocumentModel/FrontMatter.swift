/// The title of the agreement at the head of its first page.
public struct TitleBlock: Sendable, Hashable {
    /// One entry a line; the first line is the title proper.
    public var lines: [[Inline]]
    /// „Erster Entwurf, Stand 12.03.2026“; empty once final.
    public var draftMark: [Inline]

    public init(lines: [[Inline]], draftMark: [Inline] = []) {
        self.lines = lines
        self.draftMark = draftMark
    }
}

/// A title page without page number.
public struct Cover: Sendable, Hashable {
    /// „Muster“ and the like, over the title.
    public var mark: [Inline]
    public var lines: [CoverLine]
    /// Parties or places for their names, under the rule.
    public var parties: [[Inline]]
    public var arms: CoatOfArms?
    public var draftMark: [Inline]

    public init(
        mark: [Inline] = [], lines: [CoverLine], parties: [[Inline]] = [], arms: CoatOfArms? = nil,
        draftMark: [Inline] = []
    ) {
        self.mark = mark
        self.lines = lines
        self.parties = parties
        self.arms = arms
        self.draftMark = draftMark
    }
}

public struct CoverLine: Sendable, Hashable {
    public var content: [Inline]
    public var isTitle: Bool

    public init(_ content: [Inline], isTitle: Bool = false) {
        self.content = content
        self.isTitle = isTitle
    }
}

/// A coat of arms or logo, or the framed place for one.
public enum CoatOfArms: Sendable, Hashable {
    case image(Figure)
    /// Framed place with a label: „Platz für Wappen oder Logo“. Width and height in millimetres.
    case place(id: NodeID, label: String, width: Double, height: Double)
}

/// Head of a letter after DIN 5008.
public struct Letterhead: Sendable, Hashable {
    public var form: LetterForm
    /// Name of the body at the head of the sheet, one entry a line.
    public var sender: [[Inline]]
    public var arms: CoatOfArms?
    /// „Kreis Musterau · Die Landrätin · 12345 Musterstadt“.
    public var returnAddress: [Inline]
    /// Lines of the address field; empty when the letter has no single recipient.
    public var recipient: [[Inline]]
    public var information: [InformationGroup]
    /// The subject: title of the agreement.
    public var subject: [Inline]
    /// Columns at the foot of the first sheet: address, bank, hours.
    public var footer: [[[Inline]]]

    public init(
        form: LetterForm, sender: [[Inline]], arms: CoatOfArms? = nil, returnAddress: [Inline],
        recipient: [[Inline]] = [], information: [InformationGroup] = [], subject: [Inline], footer: [[[Inline]]] = []
    ) {
        self.form = form
        self.sender = sender
        self.arms = arms
        self.returnAddress = returnAddress
        self.recipient = recipient
        self.information = information
        self.subject = subject
        self.footer = footer
    }
}

/// DIN 5008: form A has the higher address field, form B leaves room for a letterhead.
public enum LetterForm: String, Sendable, Hashable { case a = "A", b = "B" }

/// Entries of the information block that stand together.
public struct InformationGroup: Sendable, Hashable {
    public var entries: [InformationEntry]
    public init(_ entries: [InformationEntry]) { self.entries = entries }
}

public struct InformationEntry: Sendable, Hashable {
    /// Without colon.
    public var label: String
    /// One entry a line.
    public var value: [[Inline]]

    public init(label: String, value: [[Inline]]) {
        self.label = label
        self.value = value
    }
}
