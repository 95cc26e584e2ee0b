import Findings
import Foundation

/// Commented files to start from: `klauselwerk new`.
public enum Skeletons {
    /// Writes `agreements/NAME.yaml` into the library. Returns the path as users know it.
    public static func newAgreement(_ name: String, library: String?) throws(Failure) -> String {
        try check(name, parts: 1, example: "netzwerk-sued")
        let workspace = try Workspace.locate(agreement: nil, library: library)
        return try create("\(workspace.library)/agreements/\(name).yaml", agreement)
    }

    /// Writes `clauses/FAMILY/VARIANT.md` into the library; `name` is `FAMILY/VARIANT`.
    public static func newClause(_ name: String, library: String?) throws(Failure) -> String {
        try check(name, parts: 2, example: "kuendigung/sechs-wochen")
        let workspace = try Workspace.locate(agreement: nil, library: library)
        return try create("\(workspace.library)/clauses/\(name).md", clause)
    }

    private static func check(_ name: String, parts: Int, example: String) throws(Failure) {
        let pieces = name.split(separator: "/", omittingEmptySubsequences: false)
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        let isSound =
            pieces.count == parts
            && pieces.allSatisfy { !$0.isEmpty && $0.count <= 60 && !$0.hasPrefix("-") && $0.allSatisfy(allowed.contains) }
        if parts == 2, pieces.count == 1 {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "name-unzulaessig", at: .option(name),
                    "Der Name einer Klausel besteht aus Familie und Variante mit „/“ dazwischen; hier fehlt die Variante.",
                    remedy:
                        "Schreiben Sie zum Beispiel: klauselwerk new clause \(pieces.first.map { $0.isEmpty || !$0.allSatisfy(allowed.contains) ? "kuendigung" : String($0) } ?? "kuendigung")/sechs-wochen"
                ))
        }
        guard isSound else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "name-unzulaessig", at: .option(name),
                    "Der Name darf nur Kleinbuchstaben ohne Umlaute, Ziffern und Bindestriche enthalten.",
                    remedy: "Schreiben Sie ihn zum Beispiel so: \(example)."))
        }
    }

    private static func create(_ path: String, _ text: String) throws(Failure) -> String {
        guard access(path, F_OK) != 0 else {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "datei-vorhanden", at: .file(Workspace.displayed(path)), "Diese Datei gibt es schon.",
                    remedy: "Wählen Sie einen anderen Namen; überschrieben wird nichts."))
        }
        try AtomicFile.write(Array(text.utf8), to: path)
        return Workspace.displayed(path)
    }

    /// A commented agreement to start from.
    public static let agreement = """
        # yaml-language-server: $schema=../schemas/vereinbarung.schema.json
        # Eine Vereinbarung: welche Klauseln, welche Parteien, welche Anlagen. Zeilen mit # sind Erläuterungen.
        # Erstellen:  klauselwerk build NAME      Prüfen:  klauselwerk check NAME

        titel: Kooperationsvereinbarung
        kurztitel: Kooperationsvereinbarung
        beschreibung: Wofür diese Vereinbarung gedacht ist

        stelle: musterstadt          # Datei in stellen/, ohne Endung: Ihre eigenen Angaben
        datum: heute                 # oder ein fester Tag: 2026-10-01
        status: entwurf              # entwurf | muster | endfassung
        stil: klassisch              # klassisch | sachlich | brief
        gender: paar                 # paar neutral stern doppelpunkt unterstrich binnen_i schraegstrich generisch

        gliederung:
          abschnitt: "§ 1"           # "§ 1" "1" "1." "I." "Artikel 1" ohne
          unterabschnitt: "a)"
          absatz: "(1)"

        seiten:
          kopf_links: "{{kurztitel}}"
          fuss_rechts: "Seite {{seite}} von {{seiten}}"

        # Was erst bei der Erstellung feststeht. Eine Partnerliste trägt dieselben Namen als Spalten: partner.name …
        felder:
          partner:
            art: stelle
            beschriftung: Netzwerkpartner
          vertragsart:
            art: auswahl
            beschriftung: Art des Vertrags
            werte: [oeffentlich_rechtlich, privatrechtlich]
            vorgabe: oeffentlich_rechtlich

        parteien:
          form: block
          einleitung: zwischen
          schluss: wird folgende Vereinbarung geschlossen
          liste:
            - stelle: stelle
              bezeichnung: Träger
            - stelle: partner
              bezeichnung: Netzwerkpartner

        # Welche Klauseln es gibt, zeigt „klauselwerk clauses“. Nur der Name der Familie: Das Programm wählt die passende Variante.
        klauseln:
          - laufzeit/unbefristet
          - kuendigung/frist
          - salvatorische-klausel/kurz

        unterschriften:
          form: nebeneinander
          einheiten:
            - partei: stelle
            - partei: partner

        # Beispielwerte, damit „klauselwerk build“ ohne weitere Angaben etwas zeigt.
        beispiel:
          partner:
            name: Beispielverein für Familien e. V.
            genus: m                 # der Beispielverein; f: die …, n: das …
            art: ev
            strasse: Musterweg 1
            plz: "00000"
            ort: Beispielhausen
            vertreten_durch: den Vorstand

        """

    private static let clause = """
        ---
        # Kopf der Klausel. Zeilen mit # sind Erläuterungen.
        ueberschrift: Überschrift der Klausel
        zusammenfassung: Ein Satz, an dem man die Variante erkennt, wenn man auswählt
        fassung: "0.1"
        status: entwurf              # entwurf | vorschlag | freigegeben | abgeloest
        # gilt_ab: 2026-01-01
        # grundlage: [§ 59 SGB X]
        # felder:
        #   frist:
        #     art: zahl
        #     beschriftung: Frist in Monaten
        #     vorgabe: 3
        # wenn: vertragsart == "oeffentlich_rechtlich"   # wann diese Variante von selbst gewählt wird
        # erfordert: [laufzeit]
        # schliesst_aus: [laufzeit/befristet]
        ---
        1. Erster Absatz der Klausel.
        2. Zweiter Absatz. Werte stehen in doppelten geschweiften Klammern, ein Verweis heißt {{ref:laufzeit}}.

        """
}
