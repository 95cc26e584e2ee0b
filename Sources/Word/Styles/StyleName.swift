/// Identifiers of styles. Those that Word brings keep Word's identifiers, so that a German Word calls them „Überschrift 1“ and its own
/// commands know them.
enum StyleName {
    static let title = "Title", subtitle = "Subtitle", draftMark = "Entwurfsvermerk"
    static let absatz = "Absatz", absatzContinued = "AbsatzFortsetzung", listContinued = "ListContinue"
    static let legalReference = "Rechtszeile", caption = "Caption", note = "Anmerkung", centred = "Zentriert"
    static let alternativeMark = "Alternative", quotation = "Quote", figure = "Bild", spacer = "Abstand"
    static let footnote = "FootnoteText", header = "Header", footer = "Footer", copyMark = "Ausfertigung"
    static let table = "Vertragstabelle", tableText = "Tabellentext", tableHead = "Tabellenkopf"
    static let partyWords = "Parteien", partyName = "ParteiName", partyLine = "ParteiZeile", partyShortName = "ParteiKurzname"
    static let signatureText = "Unterschrift", signatureCaption = "UnterschriftZeile", signatureSeal = "Siegel"
    static let coverMark = "TitelblattVermerk", coverTitle = "TitelblattTitel", coverLine = "TitelblattZeile", coverParty = "TitelblattPartei"
    static let armsPlace = "Wappenplatz"
    static let letterSender = "BriefAbsender", letterReturn = "BriefRuecksendung", letterLine = "BriefAnschrift"
    static let letterInformation = "BriefInformation", letterSubject = "BriefBetreff", letterFooter = "BriefFuss"
    static let contentsHeading = "TOCHeading", annex = "Anlage"

    static func heading(_ level: Int) -> String { "Heading\(min(max(level, 1), 9))" }
    static func contentsEntry(_ level: Int) -> String { "TOC\(min(max(level, 1), 9))" }
    /// From depth 0.
    static func item(_ depth: Int) -> String { "ListNumber" + suffix(depth) }
    static func bullet(_ depth: Int) -> String { "ListBullet" + suffix(depth) }
    /// Word has five of each.
    static let listDepth = 5
    private static func suffix(_ depth: Int) -> String { depth == 0 ? "" : String(min(depth, listDepth - 1) + 1) }
}
