/// What came of old contracts, as values for its template.
struct TakenForm {
    let report: TakenReport
    /// Names of all files that were sent.
    let files: [String]

    var values: [String: Any] {
        let refused = report.befunde.filter { line in !line.isDecision && report.isOfFile(line) }
        let checked = report.befunde.filter { line in !line.isDecision && !report.isOfFile(line) }
        return [
            "vertraege": report.vertraege.enumerated().map { contract($0.element, number: $0.offset + 1) }, "ungelesen": refused.map { line($0, where: name($0.ort?.datei)) },
            "hatUngelesen": !refused.isEmpty, "pruefung": checked.map { line($0, where: relative($0.ort?.datei)) }, "hatPruefung": !checked.isEmpty,
            "haeufungen": report.haeufungen.filter { $0.vertraege.count > 1 }.map {
                ["klausel": $0.klausel, "anzahl": "\($0.vertraege.count)", "fassungen": "\($0.fassungen)", "vertraege": $0.vertraege.joined(separator: ", ")]
            },
            "hatHaeufungen": report.haeufungen.contains { $0.vertraege.count > 1 }, "zahl": report.vertraege.count == 1 ? "1 Vertrag" : "\(report.vertraege.count) Verträge",
        ]
    }

    private func contract(_ contract: TakenReport.Contract, number: Int) -> [String: Any] {
        let lines = report.befunde.filter { $0.isDecision && $0.ort?.datei == contract.datei }
        let doubts = lines.count { $0.schwere != "Hinweis" }
        let counts = [
            count(contract.abschnitte.count, "Abschnitt", "Abschnitte"), count(contract.absaetze, "Absatz", "Absätze"), count(contract.parteien.count, "Partei", "Parteien"),
            count(contract.verweise, "Verweis", "Verweise") + (contract.verweiseOffen > 0 ? " (\(contract.verweiseOffen) offen)" : ""), count(contract.felder, "Feld", "Felder"),
            count(contract.begriffe.count, "Begriff", "Begriffe"), count(contract.anlagen.count, "Anlage", "Anlagen"),
        ]
        return [
            "nr": "\(number)", "name": name(contract.datei), "titel": contract.titel.joined(separator: " – "), "zahlen": counts.joined(separator: ", "),
            "erstellbar": contract.erstellbar,
            "abschnitte": contract.abschnitte.map(section), "hatAbschnitte": !contract.abschnitte.isEmpty,
            "abweichungen": contract.abweichungen.map { ["alt": $0.alt.isEmpty ? "(nichts)" : $0.alt, "neu": $0.neu.isEmpty ? "(fehlt)" : $0.neu] },
            "hatAbweichungen": !contract.abweichungen.isEmpty,
            "entscheidungen": lines.map { line($0, where: $0.ort?.zeile.map { "Absatz \($0)" }) }, "hatEntscheidungen": !lines.isEmpty,
            "zweifel": doubts == 0 ? "nichts zu klären" : doubts == 1 ? "1 Stelle zu klären" : "\(doubts) Stellen zu klären",
        ]
    }

    private func section(_ section: TakenReport.Section) -> [String: Any] {
        let known = section.bibliothek.map { name in
            let parts = name.split(separator: " ").map(String.init)
            let subject = "„\(ClauseNames.subject(parts.first ?? name))“" + (parts.count > 1 ? ", Fassung \(parts[1])" : "")
            return section.gleich ? "gleich: \(subject)" : "ähnlich (\(Int(((section.aehnlichkeit ?? 0) * 100).rounded())) %): \(subject)"
        }
        return [
            "nummer": section.nummer.isEmpty ? "–" : section.nummer, "ueberschrift": section.ueberschrift.isEmpty ? "(ohne Überschrift)" : section.ueberschrift,
            "bibliothek": known ?? "neu",
        ]
    }

    private func line(_ line: TakenReport.Line, where place: String?) -> [String: Any] {
        ["art": line.schwere, "ort": shown(place), "text": ClerkWords.sentence(clean(line.meldung)), "abhilfe": shown(ClerkWords.remedy(line.abhilfe))]
    }

    /// Without the folders of the server in it.
    private func clean(_ text: String) -> String {
        let old = text.replacing("\(report.ordner)/", with: "")
        let root = report.ordner.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/alt/"
        return files.indices.reduce(old) { $0.replacing("\(root)\($1 + 1)/", with: "") }
    }

    private func name(_ path: String?) -> String { path?.split(separator: "/").last.map(String.init) ?? "" }

    private func relative(_ path: String?) -> String? { path.map { $0.hasPrefix(report.ordner + "/") ? String($0.dropFirst(report.ordner.count + 1)) : name($0) } }

    private func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}

extension TakenReport {
    /// Of a file as it was sent, not of what was made.
    fileprivate func isOfFile(_ line: Line) -> Bool { line.ort?.datei.map { !$0.hasPrefix(ordner + "/") && $0.contains("/alt/") } ?? false }
}
