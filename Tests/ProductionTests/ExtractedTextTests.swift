import Testing

@Suite struct ExtractedTextTests {
    @Test(arguments: [
        ("Ein Netz\u{AD}\nwerk wächst.", "Ein Netzwerk wächst."),
        ("Die Eltern-\nKind-Beziehung", "Die Eltern-Kind-Beziehung"),
        ("Zeile eins\nZeile zwei", "Zeile eins Zeile zwei"),
        ("§\u{A0}8a SGB\u{202F}VIII", "§ 8a SGB VIII"),
    ])
    func agrees(extracted: String, assembled: String) {
        #expect(ExtractedText(extracted).difference(from: assembled) == nil)
    }

    @Test(arguments: [
        ("Ein Netzwerk wächst", "Ein Netzwerk wächst."),
        ("EinNetzwerk", "Ein Netzwerk"),
        ("Ein Netz werk", "Ein Netzwerk"),
        ("Ein Netzwerk", "Ein Netzwerk wächst"),
        ("Ein Netzwerk wächst", "Ein Netzwerk"),
        ("a b", "b a"),
    ])
    func differs(extracted: String, assembled: String) {
        #expect(ExtractedText(extracted).difference(from: assembled) != nil)
    }
}
