import Agreements
import Findings
import Stewardship

/// How the library's own words are said on the page.
enum LibraryWords {
    /// „freigegeben“, for lists.
    static func brief(_ standing: ClauseStanding, _ status: ClauseStatus) -> String {
        switch standing {
        case .draft: status == .entwurf ? "Entwurf" : "nicht freigegeben"
        case .proposal: "Vorschlag"
        case .approved: status == .abgeloest ? "abgelöst" : "freigegeben"
        case .changed: "verändert"
        }
    }

    /// Where a version stands, and what that means for contracts.
    static func sentence(_ standing: ClauseStanding, _ source: ClauseSource) -> String {
        let version = source.version.version
        return switch standing {
        case .draft: "Fassung \(version) ist ein Entwurf. Verträge mit ihr werden Entwürfe, bis jemand sie freigibt."
        case .proposal: "Fassung \(version) ist ein mitgelieferter Vorschlag; im Haus hat sie noch niemand freigegeben."
        case .approved(let entry):
            "Fassung \(version) hat \(entry.office) am \(entry.day.inGerman) freigegeben. Eine Änderung wird eine neue Fassung; diese bleibt aufbewahrt."
                + (source.frontMatter.status == .abgeloest ? " Sie ist abgelöst und gilt \(source.frontMatter.period)." : "")
        case .changed(let entry):
            "Fassung \(version) ist verändert worden, seit \(entry.office) sie am \(entry.day.inGerman) freigegeben hat; Verträge mit ihr werden Entwürfe."
        }
    }

    static func isGood(_ standing: ClauseStanding) -> Bool { if case .approved = standing { true } else { false } }

    static func act(_ act: ApprovalLog.Act) -> String {
        switch act {
        case .geschrieben: "hat den Text geschrieben"
        case .umbenannt: "hat umbenannt in"
        case .angelegt: "hat angelegt"
        case .geaendert: "hat geändert"
        case .beantragt: "hat die Freigabe beantragt"
        case .zurueckgenommen: "hat den Antrag zurückgenommen"
        case .abgelehnt: "hat die Freigabe abgelehnt"
        case .freigegeben: "hat freigegeben"
        case .allein: "hat ohne zweite Person freigegeben"
        case .uebernommen: "hat eine ältere Freigabe übernommen"
        case .widerrufen: "hat die Freigabe widerrufen"
        case .abgeloest: "hat die Fassung abgelöst"
        }
    }

    /// `2026-11-29T16:03:11Z` → „29.11.2026, 16:03 Uhr UTC“
    static func time(_ text: String) -> String {
        let parts = text.split { "-T:Z".contains($0) }
        guard parts.count == 6 else { return text }
        return "\(parts[2]).\(parts[1]).\(parts[0]), \(parts[3]):\(parts[4]) Uhr UTC"
    }

    static func entry(_ entry: ApprovalLog.Entry, _ roles: HouseRoles?) -> [String: Any] {
        [
            "nummer": "\(entry.number)", "zeit": time(entry.time), "wer": Steward.name(of: entry.account, in: roles), "was": act(entry.act), "klausel": entry.clause,
            "fassung": shown(entry.version == ApprovalLog.noVersion ? nil : entry.version),
            "adresse": address(entry.clause), "text": shown(entry.text),
        ]
    }

    static func finding(_ finding: Finding) -> [String: Any] {
        var place: String?
        if case .file(_, let line, _)? = finding.place, line > 0 { place = "Zeile \(line) der Datei" }
        return [
            "art": finding.severity.rawValue, "text": ClerkWords.withoutFolders(finding.message), "abhilfe": shown(remedy(finding.remedy)),
            "stelle": shown(place),
        ]
    }

    /// Who looks after the library knows its files, but has no command line here: approving is done on the clause's page.
    static func remedy(_ text: String?) -> String? {
        guard let text, text.contains("klauselwerk ") else { return text.map(ClerkWords.withoutFolders) }
        let here = text.replacing(" (klauselwerk approve)", with: "")
            .replacing(#/(?:, zum Beispiel alle|, im Browser oder mit)?: klauselwerk approve [^.„]*(?:„[^“]*“)?\.?/#, with: " (auf der Seite der Klausel).")
        return here.contains("klauselwerk ") ? nil : ClerkWords.withoutFolders(here)
    }

    static func effect(_ effect: ChangeEffect.OnAgreement, title: String) -> [String: Any] {
        let pages: String
        switch effect.changedPages {
        case nil: pages = "Das Beispiel lässt sich so nicht mehr setzen."
        case let changed? where changed.isEmpty: pages = "Die Seiten des Beispiels bleiben, wie sie sind."
        case let changed?:
            let count = effect.pagesBefore == effect.pagesAfter ? "" : " Aus \(effect.pagesBefore) Seiten werden \(effect.pagesAfter)."
            pages = (changed.count == 1 ? "Im Beispiel ändert sich Seite \(changed[0])." : "Im Beispiel ändern sich die Seiten \(changed.joined(separator: ", ")).") + count
        }
        return [
            "vereinbarung": title, "seiten": pages, "befunde": effect.findings.map(finding),
            "behoben": shown(effect.mended == 0 ? nil : effect.mended == 1 ? "Ein Befund fällt weg." : "\(effect.mended) Befunde fallen weg."),
        ]
    }

    /// Of a clause, or of a file that the log names by its path.
    static func address(_ name: String) -> String {
        for (folder, page) in [("agreements/", "vereinbarungen"), ("stellen/", "stellen"), ("styles/", "stile")] where name.hasPrefix(folder) && name.contains(".") {
            // A coat of arms has no page of its own.
            return "/bibliothek/" + page + (name.hasSuffix(".yaml") ? "/" + Percent.encoded(String(name.dropFirst(folder.count).dropLast(5))) : "")
        }
        return "/bibliothek/klauseln/" + name.split(separator: "/").map { Percent.encoded(String($0)) }.joined(separator: "/")
    }
}
