import DocumentModel
import Findings
import Settings

extension AgreementFile {
    /// What a letter about one of this agreement's contracts is assembled from: the body's sheet, one clause as its text, and a place to sign.
    ///
    /// - Parameters:
    ///   - subject: its „Betreff“.
    ///   - clause: family and variant of the text.
    ///   - recipient: the party that it goes to.
    ///   - body: whose letter it is; where its own sheet does not say the day, the letter does.
    package func letter(about subject: String, clause: (family: String, variant: String), to recipient: FieldPath, from body: BodyFile) -> AgreementFile {
        let place = Place.option(subject)
        var letter = parts
        letter.title = [.whole(subject.replacing("{{", with: "{ {"), at: place)]
        letter.shortTitle = .whole(subject.replacing("{{", with: "{ {"), at: place)
        (letter.cover, letter.draft, letter.abbreviation) = (nil, nil, nil)
        (letter.hasTableOfContents, letter.printsShortTitle, letter.printsLegalLines) = (false, false, false)
        let day = InformationSettings(entries: [InformationSettings.Entry(label: .whole("Datum", at: place), value: [.whole("{{datum|lang}}", at: place)])])
        let information = body.letter?.information.isEmpty ?? true ? [day] : []
        letter.letter = LetterSettings(form: nil, recipient: Located(recipient, at: place), information: information, place: place)
        letter.style = Located("brief", at: place)
        letter.numbering = NumberingSettings(section: .none, paragraph: .none)
        letter.parties.form = .ohne
        letter.annexes = []
        letter.furniture = FurnitureSettings(footRight: .whole("Seite {{seite}} von {{seiten}}", at: place))
        letter.clauses = [
            .clause(ClauseUse(mention: ClauseMention(family: clause.family, variant: clause.variant, place: place), heading: .whole("", at: place), isNumbered: false))
        ]
        letter.signatures = SignatureSettings(
            form: .untereinander, introduction: nil,
            units: [
                SignatureUnitSettings(
                    party: Located(FieldPath("stelle"), at: place), line: .whole("{{stelle.name}}", at: place), location: .whole("", at: place), date: nil, mandate: nil,
                    name: .whole("", at: place), office: nil, hasOfficeAbove: false, isSigned: false, hasSeal: false, signatories: 1, place: place)
            ], emptyRows: 0, tableHeader: [])
        return AgreementFile(letter)
    }

    /// The fields that are bodies, by name: whoever may receive a letter.
    package var bodyFields: [String] { fields.filter { $0.kind == .body }.map(\.name) }
}
