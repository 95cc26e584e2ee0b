import Testing

@testable import Layout

/// In the expected text `|` is an opportunity and `~` one that is taken only when nothing else fits.
@Suite struct BreakOpportunityTests {
    @Test(arguments: [
        // Statute citations (C3, C4, C7).
        "gemäß |§ ~8a |Abs. ~4 |SGB ~VIII |gilt",
        "§§ ~61 ~ff. |SGB ~X",
        "§ ~72a |Satz ~2 |Nr. ~3 |Buchst. ~b |BKiSchG",
        "Der |Satz |gilt, |die |Nummer |fehlt",
        "Art. ~6 |Abs. ~1 |UAbs. |1 |lit. ~e |DSGVO",
        // Numbers, dates, titles (B1, B4, B6, C11).
        "am |16. ~September |2026, |14:30 ~Uhr",
        "rund |20.000 ~Euro |oder |5 ~% |davon",
        "Frau ~Dr. ~Meyer |und |Herr ~Schmidt",
        "die |Frau |spricht",
        // Abbreviations (C1).
        "Räume, |z. ~B. |Säle, |und |i. ~d. ~R. |Wege",
        "Kinderschutz |e. ~V. |hilft",
        // Dashes (D1, D2, D3).
        "der |Träger ~– |das |Jugendamt ~– |hilft",
        "Kinder |von |0–3 ~Jahren",
        "Nutzung |und |-sicherung",
        "Mutter-|Kind-|Gruppe |per |E-Mail",
        // Numbers of telephones, dates, no-break spaces.
        "04531 |160-1365 |am |2026-09-16",
        "§\u{A0}8a\u{A0}Abs.\u{A0}4 |SGB\u{A0}VIII",
        "z.\u{202F}B. |so",
        // Gender marks (F3).
        "Akteur:innen |und |Partner*innen |und |Leiter_innen |und |Kolleg·innen",
        "Mitarbeiter/-innen |und |Mitarbeiter/in |und |und/oder",
        "Krankenhaus/|Geburtsklinik",
        "Folgendes: |eins",
        // Addresses of the net (G5).
        "www.|musterstadt.|de/|jugend-|hilfe |oder |max.|muster@|stadt.de",
        "https://|www.|musterstadt.|de/|netzwerk",
        // Quotes and brackets.
        "„Netzwerk“ |(im |Folgenden)",
        "Partner(innen)",
    ]) func followsGermanUsage(expected: String) throws {
        let plain = expected.filter { $0 != "|" && $0 != "~" }
        #expect(try shown(plain) == expected)
    }

    @Test func lineSeparatorsForceABreak() throws {
        let finder = try BreakFinder()
        let breaks = finder.opportunities(in: Array("a\u{2028}b".utf8))
        #expect(breaks[4] == .mandatory)
        #expect(breaks[5] == .mandatory)
    }

    @Test func softHyphensAreLeftToTheHyphenator() throws {
        #expect(try shown("Ver\u{AD}trag") == "Ver\u{AD}trag")
    }

    private func shown(_ text: String) throws -> String {
        let bytes = Array(text.utf8)
        let breaks = try BreakFinder().opportunities(in: bytes)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            switch breaks[index] {
            case .none: break
            case .allowed: result.append(UInt8(ascii: "|"))
            case .discouraged: result.append(UInt8(ascii: "~"))
            case .mandatory: result.append(UInt8(ascii: "!"))
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
