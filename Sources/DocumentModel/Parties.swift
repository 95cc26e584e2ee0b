/// „zwischen … und … wird folgende Vereinbarung getroffen:“
public struct PartyBlock: Sendable, Hashable {
    /// „zwischen“
    public var lead: [Inline]
    public var parties: [PartyEntry]
    /// „und“, before the last of the parties; commas between the others stand in their lines.
    public var conjunction: [Inline]
    /// „wird die folgende Vereinbarung getroffen:“
    public var closing: [Inline]
    public var form: PartyBlockForm
    /// „– im Folgenden zusammen „Länder“ genannt –“, on a line of its own after the last party.
    public var collective: [Inline]

    public init(
        lead: [Inline], parties: [PartyEntry], conjunction: [Inline], closing: [Inline], form: PartyBlockForm = .block, collective: [Inline] = []
    ) {
        self.collective = collective
        self.lead = lead
        self.parties = parties
        self.conjunction = conjunction
        self.closing = closing
        self.form = form
    }
}

public enum PartyBlockForm: String, Sendable, Hashable {
    /// Each party on lines of its own, centred or indented as the style says.
    case block
    /// One sentence: „zwischen dem … und der …“.
    case sentence
}

public struct PartyEntry: Sendable, Hashable, Identifiable {
    public var id: NodeID
    /// Name, address, representation; one entry a line, the first is the name.
    public var lines: [[Inline]]
    /// „– im Folgenden „Netzwerkpartner“ genannt –“
    public var shortName: [Inline]

    public init(id: NodeID, lines: [[Inline]], shortName: [Inline] = []) {
        self.id = id
        self.lines = lines
        self.shortName = shortName
    }
}

public struct SignatureBlock: Sendable, Hashable {
    public var arrangement: SignatureArrangement
    /// For the table: headings of its columns.
    public var tableHeader: [[Inline]]
    public var units: [SignatureUnit]

    public init(arrangement: SignatureArrangement, tableHeader: [[Inline]] = [], units: [SignatureUnit]) {
        self.arrangement = arrangement
        self.tableHeader = tableHeader
        self.units = units
    }

    /// Whether the head of the table says already what a caption in its column would say.
    public func isInHeader(_ caption: String) -> Bool {
        arrangement == .table && tableHeader.count > 2 && tableHeader.dropFirst().contains { $0.plainText.contains(caption) }
    }
}

public enum SignatureArrangement: String, Sendable, Hashable {
    case sideBySide, stacked, table
}

/// Place and date, a rule to sign on, name and office. Never parted by a page break.
public struct SignatureUnit: Sendable, Hashable, Identifiable {
    public var id: NodeID
    /// „Für die Stadt Musterau“
    public var party: [Inline]
    /// „Musterau, den“ before the rule, or „Ort, Datum“ under it.
    public var placeAndDate: PlaceAndDate?
    /// „Im Auftrag“, „In Vertretung“; `nil` when the representative signs.
    public var mandate: String?
    /// Those who sign, 1 or 2 of them.
    public var signatories: [Signatory]
    public var hasSealPlace: Bool

    public init(
        id: NodeID, party: [Inline], placeAndDate: PlaceAndDate?, mandate: String? = nil, signatories: [Signatory],
        hasSealPlace: Bool = false
    ) {
        self.id = id
        self.party = party
        self.placeAndDate = placeAndDate
        self.mandate = mandate
        self.signatories = signatories
        self.hasSealPlace = hasSealPlace
    }
}

public struct PlaceAndDate: Sendable, Hashable {
    public var id: NodeID
    /// „Musterau, den“; empty when the place is to be written too.
    public var prefix: [Inline]
    /// „Ort, Datum“
    public var caption: String
    /// The date is known and stands in the prefix: there is nothing to write.
    public var isComplete: Bool

    public init(id: NodeID, prefix: [Inline] = [], caption: String, isComplete: Bool = false) {
        self.id = id
        self.prefix = prefix
        self.caption = caption
        self.isComplete = isComplete
    }
}

public struct Signatory: Sendable, Hashable, Identifiable {
    public var id: NodeID
    /// Empty when the name is to be written by hand.
    public var name: [Inline]
    public var office: [Inline]
    /// What stands under the rule where there is no name: „Unterschrift“.
    public var caption: String
    /// The office stands above the place to sign.
    public var hasOfficeAbove: Bool
    /// Has signed already: „gez.“ stands in the name, and there is nothing to sign.
    public var hasSigned: Bool

    public init(
        id: NodeID, name: [Inline] = [], office: [Inline] = [], caption: String = "Unterschrift", hasOfficeAbove: Bool = false, hasSigned: Bool = false
    ) {
        self.hasOfficeAbove = hasOfficeAbove
        self.hasSigned = hasSigned
        self.id = id
        self.name = name
        self.office = office
        self.caption = caption
    }
}
