import Foundation
import Testing

@testable import GermanText

/// Shows the invisible: NBSP as ~, NNBSP as ^, WJ as |.
func visible(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                switch scalar {
                case .noBreakSpace: "~"
                case .narrowNoBreakSpace: "^"
                case .wordJoiner: "|"
                default: scalar
                }
            }))
}

/// Input as written, result with ~ ^ | for the invisible characters.
let textCases: [(String, String)] = [
    // Abbreviations of several parts
    ("z.B. die Kita", "z.^B. die Kita"),
    ("z. B. und Z. B.", "z.^B. und Z.^B."),
    ("i.d.R., i. V. m. und o.Ä.", "i.^d.^R., i.^V.^m. und o.^Ä."),
    ("(d.h. alle)", "(d.^h. alle)"),
    ("Kinderhaus Sonne e.V.", "Kinderhaus Sonne~e.^V."),
    ("m. w. N.", "m.^w.^N."),
    ("u.a.m.", "u.a.m."),
    ("z.Besuch", "z.Besuch"),
    ("bzw. ggf. usw.", "bzw. ggf. usw."),
    // Statutes
    ("nach § 8a Abs. 4 SGB VIII gilt", "nach §~8a~Abs.~4~SGB~VIII gilt"),
    ("nach §8a SGB VIII", "nach §~8a~SGB~VIII"),
    ("§§ 61 ff. SGB VIII", "§§~61~ff.~SGB~VIII"),
    ("§§ 61ff. SGB VIII", "§§~61~ff.~SGB~VIII"),
    ("§§ 61-68 SGB VIII", "§§~61–|68~SGB~VIII"),
    ("§§ 37, 37a SGB VIII", "§§~37,~37a~SGB~VIII"),
    ("§ 72a Abs. 1 Satz 2 Nr. 3 Buchst. b SGB VIII", "§~72a Abs.~1 Satz~2 Nr.~3 Buchst.~b SGB~VIII"),
    ("Art. 6 Abs. 1 lit. b DSGVO", "Art.~6~Abs.~1~lit.~b~DSGVO"),
    ("§ 4 Abs. 2 dieser Vereinbarung", "§~4~Abs.~2 dieser Vereinbarung"),
    ("das AG SGB VIII und das DSG NRW", "das AG~SGB~VIII und das DSG~NRW"),
    ("(Anlage 1), Seite 3, Nr. 5, Satz 1", "(Anlage~1), Seite~3, Nr.~5, Satz~1"),
    ("vgl. § 4, bzw. 5", "vgl.~§~4, bzw.~5"),
    ("nach § 80 SGB X. Das Amt", "nach §~80~SGB~X. Das Amt"),
    // Names and dates
    ("Frau Dr. Meyer und Herr Prof. Dr. Schulz", "Frau~Dr.~Meyer und Herr~Prof.~Dr.~Schulz"),
    ("Dr. med. H. G. Meier", "Dr.~med.~H.~G.~Meier"),
    ("am 16. September 2026", "am 16.~September 2026"),
    ("im 3. Lebensjahr. Die", "im 3.~Lebensjahr. Die"),
    ("Stand 2026. Januar", "Stand 2026. Januar"),
    // Ranges of days keep to one line
    ("vom 24.-26. September", "vom 24.–|26.~September"),
    ("1.1.2026-31.12.2026", "1.1.2026–|31.12.2026"),
    ("01.08.–31.12.2026.", "01.08.–|31.12.2026."),
    ("(1.1.-31.12.2026)", "(1.1.–|31.12.2026)"),
    ("01.01.2026 - 31.12.2026", "01.01.2026~–~31.12.2026"),
    ("vom 01.01.2026 – 31.12.2026 und", "vom 01.01.2026~–~31.12.2026 und"),
    ("Nr. 1.2-3.4 und 26.-24. Mai", "Nr.~1.2-3.4 und 26.-24.~Mai"),
    ("am 1.1.2026-A", "am 1.1.2026-A"),
    // Numbers and units
    ("5%, 5 % und 100%ig", "5~%, 5~% und 100%ig"),
    ("1.200,00 Euro oder 5€", "1.200,00~Euro oder 5~€"),
    ("6 Monate, 14:30 Uhr", "6~Monate, 14:30~Uhr"),
    ("12345 Musterstadt", "12345~Musterstadt"),
    ("Hauptstraße 24-26, 12345 Musterstadt", "Hauptstraße~24-26, 12345~Musterstadt"),
    ("Tel. 04531 160-1365", "Tel. 04531~160-1365"),
    ("Tel.: 160-1365", "Tel.: 160-1365"),
    ("+49 4531 160-1365", "+49~4531~160-1365"),
    ("IBAN DE12 3456 7890 1234 5678 90 bei", "IBAN DE12~3456~7890~1234~5678~90 bei"),
    ("2020-09-16 und Az. 12-51", "2020-09-16 und Az. 12-51"),
    // Ranges and dashes
    ("Kinder von 0-3 Jahren", "Kinder von 0–|3~Jahren"),
    ("die Jahre 2024-2026.", "die Jahre 2024–|2026."),
    ("51-12 und 01-02", "51-12 und 01-02"),
    ("Eltern - auch werdende - und", "Eltern~– auch werdende~– und"),
    ("Eltern -- auch", "Eltern~– auch"),
    ("Entwicklung und -sicherung", "Entwicklung und -|sicherung"),
    ("Zwei- bis viermal", "Zwei- bis viermal"),
    // Quotes
    ("\"Netzwerk\"", "„Netzwerk“"),
    ("– im Folgenden \"Netzwerk\" genannt –", "– im Folgenden „Netzwerk“ genannt~–"),
    ("\"Er sagte \"ja\" dazu\"", "„Er sagte ‚ja‘ dazu“"),
    ("\"a 'b' c\"", "„a ‚b‘ c“"),
    ("“Wort”", "„Wort“"),
    ("„Wort”", "„Wort“"),
    ("(\"A\")", "(„A“)"),
    ("geht's", "geht’s"),
    ("12\"", "12\""),
    // Ellipses
    ("und so weiter...", "und so weiter…"),
    ("Ort ... Datum .....", "Ort~… Datum ....."),
    // Gender marks
    ("Netzwerkpartner:innen", "Netzwerkpartner:|innen"),
    ("Mitarbeiter/in, Mitarbeiter/-innen", "Mitarbeiter/|in, Mitarbeiter/-|innen"),
    ("Einrichtung/Dienst und Träger/einrichtung", "Einrichtung/Dienst und Träger/einrichtung"),
    ("die:der Partner*in", "die:|der Partner*in"),
    ("10:30", "10:30"),
    ("Beachten: alle", "Beachten: alle"),
    // Left alone
    ("https://www.kita-sonne.de/a-b:c...", "https://www.kita-sonne.de/a-b:c..."),
    ("info@kita:sonne.de", "info@kita:sonne.de"),
    ("2.100.000 Euro", "2.100.000~Euro"),
    ("zwei  Blanke", "zwei Blanke"),
]

@Test("Text of the library gets German typography", arguments: textCases)
func normalisesText(input: String, expected: String) {
    #expect(visible(GermanTypography.normalise(input)) == expected)
}

@Test(
    "Names and addresses get unbreakable blanks only",
    arguments: [
        ("Kinderhaus Sonne e. V.", "Kinderhaus Sonne~e.^V."),
        ("Kinderhaus \"Sonne\" e.V.", "Kinderhaus \"Sonne\"~e.V."),
        ("Dr. Meyer - Schulz", "Dr.~Meyer - Schulz"),
        ("Hauptstr. 24-26", "Hauptstr.~24-26"),
        ("12345 Musterstadt", "12345~Musterstadt"),
        ("*Kita_Sonne* [GmbH] & Söhne {{x}}", "*Kita_Sonne* [GmbH] & Söhne {{x}}"),
        ("Sonne GmbH & Co. KG", "Sonne GmbH &~Co.~KG"),
        ("zwei  Blanke...", "zwei  Blanke..."),
        ("Mitarbeiter:innen 0-3", "Mitarbeiter:innen 0-3"),
    ])
func normalisesNames(input: String, expected: String) {
    #expect(visible(GermanTypography.normaliseName(input)) == expected)
}

@Test("Fragments of a paragraph are normalised together, each by its own rule")
func normalisesFragments() {
    let result = GermanTypography.normalise([
        TextFragment(.text, "Der Träger \""), TextFragment(.name, "Kita \"Sonne\" e. V."), TextFragment(.text, "\" zahlt "),
        TextFragment(.verbatim, "1.200,00"), TextFragment(.text, " Euro an Frau "), TextFragment(.verbatim, "Meyer - Schulz"),
        TextFragment(.text, "."),
    ])
    #expect(
        result.map(visible) == [
            "Der Träger „", "Kita \"Sonne\"~e.^V.", "“ zahlt ", "1.200,00", "~Euro an Frau~", "Meyer - Schulz", ".",
        ])
}

/// A generator of our own so that a failure can be repeated (SplitMix64).
struct Repeatable: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

private let pieces = [
    " ", "  ", "\"", "'", "-", "--", "–", "...", ".", "…", ":", "/", "§", "§§", "8a", "0", "3", "61", "2026", "Abs.", "Nr.", "SGB", "VIII",
    "z.B.", "i. V. m.", "e. V.", "Dr.", "Meyer", "in", "innen", "Partner", "ff.", "f.", "%", "€", "Euro", "und", "(", ")", ",", "„", "“", "‚",
    "‘", "”", "’", "\u{A0}", "\u{2060}", "\u{202F}", "a", "DE12", "04531", "160-1365", "Art.", "lit.", "b", "bis", "@", "//", "e\u{301}", "\n",
]

@Test("Normalising twice changes nothing more, whatever the text")
func isIdempotent() {
    var random = Repeatable(state: 42)
    for _ in 0..<10_000 {
        let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let once = GermanTypography.normalise(text)
        #expect(GermanTypography.normalise(once) == once, "\(visible(text)) → \(visible(once))")
        let name = GermanTypography.normaliseName(text)
        #expect(GermanTypography.normaliseName(name) == name)
    }
}

@Test("A name keeps every character but U+0020")
func namesKeepTheirCharacters() {
    var random = Repeatable(state: 7)
    for _ in 0..<5_000 {
        let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let after = Array(GermanTypography.normaliseName(text).unicodeScalars)
        let before = Array(text.unicodeScalars)
        #expect(after.count == before.count)
        for (old, new) in zip(before, after) where old != new {
            #expect(old == .space && (new == .noBreakSpace || new == .narrowNoBreakSpace))
        }
    }
}

@Test(
    "Time grows with the length of the text, not with its square",
    arguments: ["a:a", "\"", "z.B. ", "§ 1, ", "§§ 1, 2, ", "0-3 ", "-", "Dr. ", ".", "DE12 3456 ", "' '", "\u{2060}\"", "Art. 1 Abs. 1, 2 "])
func isLinear(piece: String) {
    // Processor time of this thread: what else the machine does has no part in it.
    func time(_ count: Int) -> Int {
        let text = String(repeating: piece, count: count)
        return (0..<3).map { _ in
            let start = threadTime()
            _ = GermanTypography.normalise(text)
            return threadTime() - start
        }.min() ?? 0
    }
    let small = max(time(200), 500_000)
    // Twenty times the text; the square would take 400 times as long.
    #expect(time(4_000) < small * 150)
}

/// Nanoseconds of processor time the calling thread has used.
private func threadTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
