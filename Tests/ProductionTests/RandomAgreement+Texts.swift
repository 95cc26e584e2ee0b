/// The texts of the library: clauses, agreement, the body.
extension RandomAgreement {
    private static let prose = [
        "Die Beteiligten arbeiten vertrauensvoll zusammen.", "Sie unterrichten einander rechtzeitig über alles, was für die Zusammenarbeit von Bedeutung ist.",
        "Änderungen bedürfen der Schriftform.", "Was vereinbart ist, gilt auch für Nachfolger.", "Einzelheiten werden *einvernehmlich* und **zügig** geregelt.",
        "Kosten trägt jede Seite selbst, soweit nichts anderes bestimmt ist - auch im Fall des § 8a Abs. 4 SGB VIII.",
    ]
    private static let familyNames = ["gegenstand", "aufgaben", "treffen", "kosten", "daten", "dauer", "ende", "schluss"]

    /// Sentences about the parties; the last ones read what they do not print.
    private static let party = [
        "{{Rolle:partner}} hilft.", "Hilfe gibt {{rolle:partner|dativ}} auch {{rolle:stelle|nominativ}}.", "Zuständig ist {{stelle|nominativ}}.", "Es hilft {{partner.name}}.",
        "Alle {{Netzwerkpartner:innen}} helfen.", "Es gilt {{partner.datenschutzgesetz}}.", "Aufsicht führt {{stelle.datenschutzaufsicht}}.",
        "Gilt{{wenn partner.art in [\"ev\", \"gmbh\"]}} dies{{sonst}} jenes{{ende}}?", "Gilt{{wenn vorhanden(partner.email)}} dies{{sonst}} jenes{{ende}}?",
        "Gilt{{wenn partner.land == \"NW\"}} dies{{sonst}} jenes{{ende}}?", "Gilt{{wenn vorhanden(partner.telefon)}} dies{{sonst}} jenes{{ende}}?",
        "Gilt{{wenn gleiche_aufsicht}} eine Aufsicht{{sonst}} jede für sich{{ende}}?",
    ]

    mutating func makeClauses() -> [String] {
        families = Array(Self.familyNames.prefix(Int.random(in: 3...7, using: &random)))
        var mentions: [String] = []
        hasTextAnnex = chance(2)
        hasPDFAnnex = chance(8)
        hasClauseAnnex = chance(4)
        if hasClauseAnnex { clause("beiblatt", "erste", 1, head: "") }
        for (index, family) in families.enumerated() {
            let condition = chance(4) ? fields.flatMap(\.conditions).randomElement(using: &random) : nil
            if let condition {
                clause(family, "erste", index, head: "wenn: '\(condition)'\n")
                clause(family, "zweite", index, head: "wenn: sonst\n")
                mentions.append("  - \(family)")
            } else {
                clause(family, "erste", index, head: "")
                if chance(5), index > 0, let condition = fields.flatMap(\.conditions).randomElement(using: &random) {
                    mentions.append("  - {klausel: \(family)/erste, ueberschrift: Andere Überschrift, wenn: '\(condition)'}")
                } else if chance(5) {
                    mentions.append("  - {klausel: \(family)/erste, felder: {wochen: \(Int.random(in: 1...9, using: &random))}}")
                } else {
                    mentions.append("  - \(family)/erste")
                }
            }
        }
        return mentions
    }

    private mutating func clause(_ family: String, _ variant: String, _ index: Int, head: String) {
        var blocks: [String] = []
        let isNumbered = chance(2)
        for number in 1...Int.random(in: 2...4, using: &random) {
            var sentences = [pick(Self.prose)]
            if chance(2) { sentences.append(pick(Self.party)) }
            if chance(2) { sentences.append("Die Frist beträgt {{wochen}} Wochen.") }
            for field in fields where field.name != standardField && chance(4) {
                if let sentence = field.printing.randomElement(using: &random), chance(2) {
                    sentences.append(sentence)
                } else if let condition = field.conditions.randomElement(using: &random) {
                    sentences.append("Gilt{{wenn \(condition)}} dies{{sonst}} jenes{{ende}}?")
                }
            }
            if index > 0, chance(3) { sentences.append("Näheres sagt {{ref:\(families[0])}}.") }
            if number == 1, index == 0 {
                sentences.append("Im Übrigen gilt es {{\(standardField)}}.")
                if hasTextAnnex { sentences.append("Siehe {{anlage:text}}.") }
                if hasClauseAnnex { sentences.append("Siehe {{anlage:beiblatt}}.") }
                if hasPDFAnnex { sentences.append("Siehe {{anlage:plan}}.") }
            }
            if chance(5) { sentences.append("Dazu gibt es eine Anmerkung.[^n\(number)]") }
            let mark = chance(4) ? " {#m\(number)}" : ""
            blocks.append((isNumbered ? "\(number). " : "") + sentences.joined(separator: " ") + mark)
            if !isNumbered, chance(4), let block = fields.compactMap(\.block).randomElement(using: &random) { blocks.append(block) }
        }
        if !isNumbered, chance(3) { blocks.append("- Erstens ein Punkt\n- Zweitens {{partner.ort}}") }
        if !isNumbered, chance(5) { blocks.append("| Was | Wann |\n|---|---|\n| Treffen | monatlich |\n| {{partner.name}} | jährlich |") }
        if !isNumbered, chance(4), let condition = fields.flatMap(\.conditions).randomElement(using: &random) {
            blocks.append("{{wenn \(condition)}}\n\nEin Absatz, der nicht immer da ist.\n\n{{ende}}")
        }
        let text = blocks.joined(separator: "\n\n")
        let notes = (1...4).filter { text.contains("[^n\($0)]") }.map { "\n\n[^n\($0)]: Vgl. {{partner.name}}, S. \($0)." }.joined()
        files.append(
            (
                "clauses/\(family)/\(variant).md",
                """
                ---
                ueberschrift: \(family.prefix(1).uppercased() + family.dropFirst())
                zusammenfassung: Zufall
                fassung: "1.0"
                status: freigegeben
                \(head)felder:
                  wochen: {art: zahl, vorgabe: 6, min: 1, max: 60}
                ---
                \(text)\(notes)

                """
            ))
    }

    mutating func makeAgreement(_ mentions: [String]) {
        let form = pick(["block", "satz", "ohne"])
        let signs = form == "ohne" ? pick(["ohne", "nebeneinander"]) : pick(["nebeneinander", "untereinander", "tabelle"])
        var lines = [
            "titel: \"Zufall {{partner.name}}\"", "kurztitel: Zufall", "stelle: probe", "datum: 2026-1\(Int.random(in: 0...2, using: &random))-01",
            "status: \(pick(["endfassung", "endfassung", "entwurf"]))",
            "stil: \(pick(["klassisch", "sachlich"]))",
        ]
        if chance(2) { lines.append("gender: \(pick(["paar", "neutral", "generisch"]))") }
        if chance(2) { lines.append("land: \(pick(Self.laender))") }
        if chance(3) { lines.append("gliederung: {abschnitt: \"\(pick(["§ 1", "1.", "Artikel 1", "I."]))\", absatz: \"\(pick(["(1)", "1.", "1.1"]))\"}") }
        if chance(4) { lines.append("inhaltsverzeichnis: ja") }
        if chance(5) { lines.append("formular: ja") }
        if chance(5) { lines.append("signaturfelder: nein") }
        if chance(3) { lines.append("seiten: {kopf_links: \"{{kurztitel}}\", kopf_rechts: \"{{partner.ort}}\", fuss_rechts: \"Seite {{seite}} von {{seiten}}\"}") }
        lines += ["felder:", "  partner: {art: stelle}"] + fields.map { "  \($0.name): \($0.declaration)" }
        lines += ["parteien:", "  form: \(form)"]
        if form != "ohne" {
            lines += form == "satz" ? ["  einleitung: Zwischen", "  schluss: wird Folgendes vereinbart."] : ["  einleitung: zwischen", "  schluss: wird Folgendes vereinbart"]
        }
        lines += ["  liste:", "    - {stelle: stelle, bezeichnung: Träger}", "    - {stelle: partner, bezeichnung: \"\(pick(["{{Netzwerkpartner:in}}", "Partner"]))\"}"]
        lines += ["klauseln:"] + mentions
        if hasTextAnnex || hasPDFAnnex || hasClauseAnnex { lines.append("anlagen:") }
        if hasTextAnnex { lines.append("  - {kennung: text, titel: Ein Text, art: text, datei: anlage.md}") }
        if hasClauseAnnex { lines.append("  - {kennung: beiblatt, titel: Ein Beiblatt, art: text, klausel: beiblatt/erste}") }
        if hasPDFAnnex { lines.append("  - {kennung: plan, titel: Ein Plan, art: pdf, datei: plan.pdf}") }
        lines += ["unterschriften:", "  form: \(signs)"]
        if signs != "ohne" {
            lines += [
                "  einheiten:", "    - {partei: stelle\(chance(2) ? ", zusatz: Im Auftrag" : ""), ort: \"{{stelle.ort}}\"}",
                "    - {partei: partner\(chance(2) ? ", zeile: \"{{partner.name}}\"" : "")}",
            ]
        }
        files.append(("agreements/zufall.yaml", lines.joined(separator: "\n") + "\n"))
        if hasTextAnnex { files.append(("agreements/anlage.md", "Der Plan von {{partner.name}}.\n\n- eins\n- zwei\n")) }
    }

    mutating func makeBody() {
        files.append(
            (
                "stellen/probe.yaml",
                """
                name: Stadt Probestadt
                kurz: Probestadt
                art: gebietskoerperschaft
                land: \(pick(Self.laender))
                genus: f
                strasse: Rathausplatz 1
                plz: "00000"
                ort: Probestadt
                vertreten_durch: die Bürgermeisterin

                """
            ))
    }
}
