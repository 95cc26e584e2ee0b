/// The tailorings of UAX #14 for German, one by one (its section 8 allows them): each is a convention of German typesetting that
/// the general algorithm does not know. Numbers like C3 are those of the house rules in docs/typesetting.md.
enum GermanRule: String, CaseIterable, Sendable {
    // Spaces at which a line does not end unless nothing else fits.
    case sectionSign, reference, letterReference, book, following, abbreviation, title, initial, unit, amount, ordinal
    case numberGroup, postcode, houseNumber, closingDash
    // Places inside a token.
    case softHyphen, shortBeforeHyphen, slash, genderMark, rangeDash, pointBeforeDigit, address
    // A place the general algorithm forbids.
    case bracketAfterQuote

    /// Why, in one line.
    var reason: String {
        switch self {
        case .sectionSign: "§ and its number are one (C3)"
        case .reference: "„Abs.“, „Nr.“, „Art.“, „Satz“ … and their number are one (C4, C11)"
        case .letterReference: "„Buchst.“, „lit.“ and their letter are one (C4)"
        case .book: "„SGB VIII“ is one name (C4)"
        case .following: "„61 ff.“ (C7)"
        case .abbreviation: "abbreviations of several parts: „z. B.“, „i. d. R.“ (C1, C2)"
        case .title: "title and name (C11)"
        case .initial: "initial and surname (C11)"
        case .unit: "number and unit, also over a blank to fill in (B4, B6)"
        case .amount: "„2 Mio. Euro“ (B6)"
        case .ordinal: "day and month, „1. Halbjahr“ (B1)"
        case .numberGroup: "groups of one number: telephone, IBAN (B5, B10)"
        case .postcode: "postcode and town (B9)"
        case .houseNumber: "street and house number (B9)"
        case .closingDash: "a dash between words never opens a line (D1)"
        case .softHyphen: "soft hyphens are the hyphenator's, which knows the attributes (G1)"
        case .shortBeforeHyphen: "no single letter and no suspended hyphen alone: „E-Mail“, „-sicherung“ (D3)"
        case .slash: "„und/oder“, „Mitarbeiter/in“ hold; „Krankenhaus/Geburtsklinik“ may break (C10, F3)"
        case .genderMark: "nowhere at the mark of a gender form (F3)"
        case .rangeDash: "the dash of a range never ends a line (D2)"
        case .pointBeforeDigit: "„Nr.5“, „,50“: a figure after a point, comma or colon belongs to it (B6)"
        case .address: "addresses of the net break after . / @ - _ ? & = and nowhere else, without hyphens (G5)"
        case .bracketAfterQuote: "German closing marks “ and ‘ let a bracket begin a line (UAX #14 takes them for opening ones)"
        }
    }
}
