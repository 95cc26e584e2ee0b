import DocumentModel
import Findings

extension AgreementFile {
    /// The clauses around the changes of an amendment, in order: `nachtrag/aenderungen`, `nachtrag/geltung`.
    public static let amendmentClauses = ["aenderungen", "geltung"]
    public static let amendmentFamily = "nachtrag"

    /// What an amendment of this agreement's contracts is assembled from: the same parties, signatures, pages and style, with the frame of an
    /// amendment in place of the clauses.
    ///
    /// Its own parts are called Artikel, so that nobody takes them for parts of the contract.
    ///
    /// - Parameter title: „2. Nachtrag“, above the contract's own title.
    public func amendment(called title: String) -> AgreementFile {
        let place = Place.option(title)
        var frame = self
        frame.title = [.whole(title, at: place)] + self.title
        frame.shortTitle = .whole("\(title): \((shortTitle ?? self.title.first)?.value ?? "")", at: place)
        (frame.cover, frame.letter, frame.draft, frame.abbreviation) = (nil, nil, nil, nil)
        (frame.hasTableOfContents, frame.printsShortTitle, frame.printsLegalLines) = (false, false, false)
        frame.numbering = NumberingSettings(section: .article, paragraph: .brackets, levels: [.dotted, .letter, .dash])
        frame.references = ReferenceSettings(isSpelledOut: true, document: "dieses Nachtrags")
        frame.annexes = []
        // „zwischen dem Landkreis A und der Stadt B …“
        if parties.grammaticalCase == .dative, parties.closing != nil { frame.parties.closing = .whole("wird folgender Nachtrag vereinbart:", at: place) }
        frame.clauses = Self.amendmentClauses.map { variant in
            .clause(ClauseUse(mention: ClauseMention(family: Self.amendmentFamily, variant: variant, place: place)))
        }
        return frame
    }
}
