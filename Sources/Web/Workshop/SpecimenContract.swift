import Agreements
import Assembler
import Production

/// A short contract of everything that a letterhead or a style shows, made for the page alone: no file of any library.
enum SpecimenContract {
    /// Not a name that a file can have.
    private static let name = "musterseite-der-werkstatt"

    /// - Parameters:
    ///   - overlay: the file as it would be.
    ///   - body: `nil`: one that is invented.
    ///   - style: `nil`: the letter's.
    static func request(overlay: [String: String], body: String?, style: String?, isLetter: Bool) -> PreviewRequest? {
        var texts = overlay
        texts["agreements/\(name).yaml"] = agreement(body: body ?? "musterseite-der-werkstatt", style: style, isLetter: isLetter)
        texts["clauses/musterseite/erster.md"] = first
        texts["clauses/musterseite/zweiter.md"] = second
        if body == nil { texts["stellen/musterseite-der-werkstatt.yaml"] = invented }
        var data = AgreementData.none
        data.examples = .asDraft
        return PreviewRequest(agreement: name, data: data, overlay: SourceOverlay(texts))
    }

    private static func agreement(body: String, style: String?, isLetter: Bool) -> String {
        """
        titel: Musterseite
        stelle: \(body)
        datum: 2026-10-01
        status: entwurf
        \(style.map { "stil: \($0)" } ?? "stil: brief")
        gliederung: {abschnitt: "§ 1", absatz: "(1)", ebenen: ["a)", "aa)", "-"]}
        \(isLetter ? "brief: {form: B, empfaenger: partner}" : "seiten: {kopf_links: Musterseite, fuss_rechts: \"Seite {{seite}} von {{seiten}}\", erste_seite_ohne_kopf: nein}")
        felder:
          partner: {art: stelle}
        parteien: {\(isLetter ? "form: ohne" : "form: block"), liste: [{stelle: stelle, bezeichnung: Träger}, {stelle: partner, bezeichnung: Einrichtung}]}
        klauseln: [musterseite/erster, musterseite/zweiter]
        unterschriften: {form: nebeneinander, einheiten: [{partei: stelle, ort: "{{stelle.ort}}"}, {partei: partner, ort: "{{partner.ort}}"}]}
        beispiel:
          partner: {name: Beispielverein für Familien e. V., art: ev, strasse: Musterweg 1, plz: "00000", ort: Beispielhausen, vertreten_durch: den Vorstand}

        """
    }

    private static let first = """
        ---
        ueberschrift: Gegenstand
        fassung: "1.0"
        status: vorschlag
        ---
        1. Dies ist eine Musterseite. An ihr ist zu sehen, wie Überschriften, Absätze und Aufzählungen aussehen, wie breit die Zeilen sind und wie viel Luft zwischen den Absätzen bleibt.
        2. Die Beteiligten
            1. unterrichten einander über alles, was für die Zusammenarbeit wichtig ist,
            2. benennen je eine Person, die erreichbar ist,
            3. treffen sich mindestens zweimal im Jahr.

        """
    private static let second = """
        ---
        ueberschrift: Zahlen und Anmerkungen
        fassung: "1.0"
        status: vorschlag
        ---
        1. Auch Tabellen gehören dazu.

           | Angabe | Betrag |
           |---|---:|
           | Personal | 1.234,00 € |
           | Sachkosten | 200,00 € |

        2. Eine Fußnote[^a] steht unten auf der Seite.

        [^a]: So sieht sie aus.

        """
    private static let invented = """
        name: Stadt Musterstadt
        art: gebietskoerperschaft
        genus: f
        land: NW
        strasse: Rathausplatz 1
        plz: "00000"
        ort: Musterstadt
        vertreten_durch: die Bürgermeisterin

        """
}
