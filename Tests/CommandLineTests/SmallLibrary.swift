import ApprovedLibrary
import Foundation

/// A library as small as can be: one agreement, four clauses, one body. Tests break one thing in it at a time.
enum SmallLibrary {
    /// - Parameter isApproved: whether there is a record of approvals.
    static func make(isApproved: Bool = true) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(name, text) }
        for resource in ["fonts", "styles", "facts"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/" + resource, withDestinationPath: Program.checkout + "/" + resource)
        }
        if isApproved { try ApprovedLibrary.approve(folder.path) }
        return folder
    }

    /// A partner given by options, whole: who names a partner, gives the address too.
    static func partner(_ name: String) -> [String] {
        ["name=\(name)", "art=ev", "strasse=Musterweg 1", "plz=00000", "ort=Probestadt", "vertreten_durch=den Vorstand"].map { "partner." + $0 }
    }

    static let files: [(String, String)] = [
        ("agreements/probe.yaml", agreement),
        ("stellen/probestadt.yaml", body),
        ("clauses/laufzeit/unbefristet.md", unlimited),
        ("clauses/laufzeit/befristet.md", limited),
        ("clauses/kuendigung/frist.md", notice),
        ("clauses/zusammenarbeit/treffen.md", meetings),
        ("partner.csv", partners),
    ]

    static let agreement = """
        titel: Kooperationsvereinbarung
        kurztitel: Kooperationsvereinbarung
        stelle: probestadt
        datum: 2026-10-01
        status: endfassung
        stil: klassisch
        gender: paar
        gliederung:
          abschnitt: "§ 1"
          absatz: "(1)"
        felder:
          partner:
            art: stelle
            beschriftung: Netzwerkpartner
            vorgabe:
              name: Probeverein e. V.
              art: ev
              strasse: Musterweg 1
              plz: "00000"
              ort: Probestadt
              vertreten_durch: den Vorstand
          beginn:
            art: datum
            beschriftung: Beginn der Zusammenarbeit
            vorgabe: 2026-11-01
        parteien:
          form: block
          einleitung: zwischen
          schluss: wird folgende Vereinbarung geschlossen
          liste:
            - stelle: stelle
              bezeichnung: Träger
            - stelle: partner
              bezeichnung: Netzwerkpartner
        klauseln:
          - zusammenarbeit/treffen
          - laufzeit/unbefristet
          - kuendigung/frist
        unterschriften:
          form: nebeneinander
          einheiten:
            - partei: stelle
            - partei: partner

        """

    static let body = """
        name: Stadt Probestadt
        kurz: Stadt Probestadt
        art: gebietskoerperschaft
        land: NW
        gender: paar
        genus: f
        strasse: Rathausplatz 1
        plz: "00000"
        ort: Probestadt
        vertreten_durch: die Bürgermeisterin

        """

    static let unlimited = """
        ---
        ueberschrift: Laufzeit
        zusammenfassung: Ohne Ende
        fassung: "1.0"
        status: freigegeben
        ---
        Die Vereinbarung gilt ab dem {{beginn|lang}} auf unbestimmte Zeit. Das Recht zur Kündigung nach {{ref:kuendigung}} bleibt unberührt.

        """

    static let limited = """
        ---
        ueberschrift: Laufzeit
        zusammenfassung: Mit festem Ende
        fassung: "1.0"
        status: freigegeben
        felder:
          ende:
            art: datum
            beschriftung: Ende der Vereinbarung
            vorgabe: 2027-12-31
        ---
        Die Vereinbarung endet am {{ende|lang}}.

        """

    static let notice = """
        ---
        ueberschrift: Kündigung
        zusammenfassung: Mit Frist
        fassung: "1.0"
        status: freigegeben
        schliesst_aus: [laufzeit/befristet]
        erfordert: [laufzeit]
        felder:
          frist:
            art: zahl
            beschriftung: Kündigungsfrist in Monaten
            vorgabe: 3
            min: 1
            max: 24
        ---
        1. Jede Partei kann die Vereinbarung mit einer Frist von {{frist}} Monaten kündigen.
        2. Die Kündigung bedarf der Schriftform.

        """

    static let meetings = """
        ---
        ueberschrift: Treffen
        zusammenfassung: Gemeinsame Treffen
        fassung: "1.0"
        status: freigegeben
        ---
        Die Beteiligten treffen sich zweimal jährlich.

        """

    static let partners = """
        nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch
        1;Kita Sonnenschein e. V.;ev;Musterweg 2;00000;Probestadt;den Vorstand
        2;Pfarrei St. Beispiel;kirche_kath;Musterweg 3;00000;Probestadt;den Pfarrer

        """
}
