import Testing

@testable import Register

@Suite("Words are compared as Germans spell them")
struct FoldingTests {
    static let same: [(String, String)] = [
        ("Straße", "Strasse"), ("STRASSE", "Straße"), ("STRAẞE", "strasse"), ("Müller", "Mueller"), ("MÜLLER", "müller"), ("Mu\u{308}ller", "Müller"),
        ("Ämter", "Aemter"), ("Größe", "Groesse"), ("Café", "cafe"), ("Öztürk", "Oeztuerk"), ("Nguyễn", "Nguyen"), ("Łukasz", "lukasz"), ("Søren", "Soeren"),
        ("Daten\u{AD}schutz", "Datenschutz"), ("Schiﬀ", "Schiff"), ("İzmir", "izmir"), ("Čapek", "capek"),
    ]

    @Test("Two spellings of one word are the same", arguments: same)
    func folds(one: String, other: String) { #expect(GermanFolding.fold(one) == GermanFolding.fold(other)) }

    @Test("Other words stay others", arguments: [("Müller", "Muller"), ("Masse", "Mase"), ("schön", "schon"), ("Bär", "Bar")])
    func keepsApart(one: String, other: String) { #expect(GermanFolding.fold(one) != GermanFolding.fold(other)) }

    @Test("What is folded stays as it is when it is folded again", arguments: same)
    func isStable(one: String, other: String) { #expect(GermanFolding.fold(GermanFolding.fold(one)) == GermanFolding.fold(one)) }
}
