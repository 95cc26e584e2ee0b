import Findings

/// What can be said about a foreign PDF file.
enum ForeignFinding {
    static func unreadable(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-unlesbar", at: .file(path), "Die Anlage „\(path)“ fehlt, ist nicht lesbar oder größer als 256 MiB.",
            remedy: "Prüfen Sie Pfad, Leserechte und Größe der Datei.")
    }

    static func empty(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-leer", at: .file(path), "Die Anlage „\(path)“ ist leer.",
            remedy: "Legen Sie die Datei noch einmal ab.")
    }

    static func noPDF(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-kein-pdf", at: .file(path), "Die Anlage „\(path)“ ist weder ein PDF noch ein Bild (PNG, JPEG, TIFF, SVG).",
            remedy: "Speichern Sie das Dokument als PDF.")
    }

    static func otherFormat(_ path: String, _ format: OtherFormat) -> Finding {
        Finding(
            .fehler, "anlage-kein-pdf", at: .file(path),
            "Die Anlage „\(path)“ ist \(format.rawValue), also weder ein PDF noch ein Bild, das gelesen wird (PNG, JPEG, TIFF, SVG).", remedy: format.remedy)
    }

    static func tooLarge(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-zu-gross", at: .file(path), "Die Anlage „\(path)“ wird beim Entpacken übermäßig groß; das deutet auf eine Schaddatei.",
            remedy: "Fragen Sie, woher die Datei stammt, und drucken Sie sie in eine neue PDF-Datei.")
    }

    static func damagedPicture(_ path: String, page: Int, of count: Int) -> Finding {
        let what = count == 1 ? "Das Bild" : "Seite \(page) des Bildes"
        return Finding(
            .fehler, "anlage-bild-unbrauchbar", at: .file(path), "\(what) „\(path)“ ist beschädigt oder zu groß.",
            remedy: "Öffnen Sie es in einem Bildprogramm und speichern Sie es neu, mit höchstens 120 Millionen Bildpunkten.")
    }

    /// - Parameter reason: A German clause.
    static func unusablePicture(_ path: String, reason: String) -> Finding {
        Finding(
            .fehler, "anlage-bild-unbrauchbar", at: .file(path), "Das Bild „\(path)“ kann nicht übernommen werden: \(reason).",
            remedy: "Speichern Sie es als schlichtes SVG aus Pfaden oder als PDF.")
    }

    static func encrypted(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-verschluesselt", at: .file(path),
            "Die Anlage „\(path)“ ist verschlüsselt und lässt sich ohne Kennwort nicht öffnen.",
            remedy: "Speichern Sie sie ohne Kennwort.")
    }

    static func restricted(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-eingeschraenkt", at: .file(path),
            "Die Anlage „\(path)“ lässt sich ohne Kennwort lesen, ist aber gegen Änderungen oder Entnahme gesperrt; sie ist übernommen, die mitreisende Fassung hat die Sperre nicht mehr.",
            remedy: "Prüfen Sie, ob Sie die Datei so verwenden dürfen.")
    }

    static func damaged(_ path: String, detail: String?) -> Finding {
        let reason = detail.map { " (\($0))" } ?? ""
        return Finding(
            .fehler, "anlage-beschaedigt", at: .file(path), "Die Anlage „\(path)“ ist beschädigt\(reason).",
            remedy: "Öffnen Sie sie in einem PDF-Programm und speichern Sie sie neu.")
    }

    static func noPages(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-ohne-seiten", at: .file(path), "Die Anlage „\(path)“ hat keine Seiten.",
            remedy: "Prüfen Sie, ob es die richtige Datei ist.")
    }

    static func tooManyPages(_ path: String, _ count: Int, limit: Int) -> Finding {
        Finding(
            .fehler, "anlage-zu-lang", at: .file(path), "Die Anlage „\(path)“ hat \(count) Seiten, höchstens \(limit) sind möglich.",
            remedy: "Teilen Sie sie auf mehrere Anlagen auf.")
    }

    /// - Parameter isError: Pictures are not wanted.
    static func rasterised(_ path: String, pages: [Int], reason: String, isError: Bool) -> Finding {
        let which = PageNumbers.text(pages)
        let remedy = "Speichern Sie die Anlage im Ausgangsprogramm als PDF/A."
        if isError {
            return Finding(
                .fehler, "anlage-nicht-archivfaehig", at: .file(path), "\(which) der Anlage „\(path)“: \(reason).",
                remedy: "\(remedy) Ohne „--strict“ wird aus der Seite ein Bild mit 300 dpi.")
        }
        let verb = pages.count == 1 ? "wird als Bild" : "werden als Bilder"
        return Finding(
            .warnung, "anlage-als-bild", at: .file(path),
            "\(which) der Anlage „\(path)“ \(verb) mit 300 dpi übernommen, weil sonst die Archivfähigkeit fehlte: \(reason).",
            remedy: remedy)
    }

    /// - Parameter bytes: of the pages' pictures.
    static func heavy(_ path: String, pages: [Int], bytes: Int) -> Finding {
        let verb = pages.count == 1 ? "macht" : "machen"
        return Finding(
            .hinweis, "anlage-gross", at: .file(path),
            "\(PageNumbers.text(pages)) der Anlage „\(path)“ \(verb) als Bild den Vertrag um \(bytes / 1_000_000) MB größer; für den Versand per E-Mail kann das zu viel sein.",
            remedy: "Speichern Sie die Anlage im Ausgangsprogramm als PDF/A, dann bleibt sie klein.")
    }

    static func convertedColours(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-farben-umgerechnet", at: .file(path),
            "Die Druckfarben (CMYK) der Anlage „\(path)“ sind in Bildschirmfarben umgerechnet.")
    }

    static func inks(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-druckfarben", at: .file(path),
            "Druckfarben (CMYK) der Anlage „\(path)“ haben kein eigenes Farbprofil; sie sind so wiedergegeben, wie der Offsetdruck sie zeigt, reines Schwarz als Schwarz.",
            remedy: "Kommt es auf den Farbton an, speichern Sie die Anlage als PDF/A.")
    }

    static func flattened(_ path: String, pages: [Int]) -> Finding {
        Finding(
            .hinweis, "anlage-anmerkungen", at: .file(path),
            "Anmerkungen und Formularfelder auf \(PageNumbers.text(pages)) der Anlage „\(path)“ sind fest eingezeichnet und nicht mehr änderbar.")
    }

    static func hidden(_ path: String, pages: [Int]) -> Finding {
        Finding(
            .hinweis, "anlage-ausgeblendet", at: .file(path),
            "Ausgeblendete Anmerkungen oder Formularfelder auf \(PageNumbers.text(pages)) der Anlage „\(path)“ sind nicht übernommen.",
            remedy: "Sollen sie zu sehen sein, blenden Sie sie im PDF-Programm ein und speichern Sie die Datei.")
    }

    static func undrawn(_ path: String, pages: [Int]) -> Finding {
        Finding(
            .warnung, "anlage-anmerkung-ohne-darstellung", at: .file(path),
            "Auf \(PageNumbers.text(pages)) der Anlage „\(path)“ stehen Anmerkungen (etwa Stempel), die keine eigene Darstellung haben; sie sind nicht übernommen.",
            remedy: printAnew)
    }

    /// - Parameter value: `nil` for a box that is ticked.
    static func unshownValues(_ path: String, _ fields: [(page: Int, name: String, value: String?)], areInLists: Bool) -> Finding {
        let named = fields.prefix(5).map { field in
            let what = field.name.isEmpty ? "ein Textfeld" : "das Feld „\(field.name)“"
            let value = field.value.map { "mit dem Wert „\($0.split(whereSeparator: \.isNewline).joined(separator: " ").shortened)“" } ?? "(angekreuzt)"
            return "\(what) \(value) auf Seite \(field.page)"
        }
        let rest = fields.count > 5 ? " und \(fields.count - 5) weitere" : ""
        return Finding(
            .fehler, "anlage-feld-ohne-darstellung", at: .file(path),
            "In der Anlage „\(path)“ sind Werte eingetragen, die ohne das Formularprogramm nicht vollständig zu sehen wären: "
                + named.joined(separator: ", ") + rest + ".",
            remedy: areInLists ? printAnew + " Sind auch dort nicht alle gewählten Einträge einer Liste zu sehen, lassen Sie das Feld im Formular vergrößern." : printAnew)
    }

    /// - Parameter lists: with the entries that are chosen and not to be seen.
    static func unshownChoices(_ path: String, _ lists: [(page: Int, name: String, entries: [String])]) -> Finding {
        let named = lists.prefix(5).map { list in
            let entries = list.entries.prefix(5).map { "„\($0.split(whereSeparator: \.isNewline).joined(separator: " ").shortened)“" }.joined(separator: ", ")
            let rest = list.entries.count > 5 ? " und \(list.entries.count - 5) weitere" : ""
            return "auf Seite \(list.page) in der Liste \(list.name.isEmpty ? "ohne Namen" : "„\(list.name)“") \(entries)\(rest)"
        }
        let rest = lists.count > 5 ? " und in \(lists.count - 5) weiteren" : ""
        return Finding(
            .warnung, "anlage-auswahl-verdeckt", at: .file(path),
            "In Formularlisten der Anlage „\(path)“ sind Einträge gewählt, die auf dem Blatt nicht oder nur angeschnitten zu sehen sind: "
                + named.joined(separator: "; ") + rest + ".",
            remedy: "Lassen Sie das Feld im Formular so vergrößern, dass alle gewählten Einträge hineinpassen, oder nennen Sie sie im Text des Vertrags.")
    }

    static func onlyXFA(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-xfa", at: .file(path),
            "Die Anlage „\(path)“ ist ein XFA-Formular: Seine Seiten entstehen erst im Formularprogramm, in der Datei stehen nur Platzhalter.",
            remedy: printAnew)
    }

    static func besideXFA(_ path: String) -> Finding {
        Finding(
            .warnung, "anlage-xfa", at: .file(path),
            "Die Anlage „\(path)“ enthält neben ihren Seiten ein XFA-Formular; übernommen ist, was die Seiten zeigen, nicht das Formular.",
            remedy: "Vergleichen Sie die Seiten im Vertrag mit der Anzeige im Adobe Reader. \(printAnew)")
    }

    private static let printAnew = "Öffnen Sie die Datei im Adobe Reader, drucken Sie sie in eine neue PDF-Datei und verwenden Sie diese."

    static func signed(_ path: String, travelsAlong: Bool) -> Finding {
        Finding(
            .hinweis, "anlage-unterschrieben", at: .file(path),
            "Die Anlage „\(path)“ ist elektronisch unterschrieben; die Unterschrift gilt nur für die Datei selbst, "
                + (travelsAlong ? "die als Anhang mitreist." : "die nicht unverändert mitreist."))
    }

    static func attachments(_ path: String, travelAlong: Bool) -> Finding {
        Finding(
            .hinweis, "anlage-anhaenge", at: .file(path),
            "In der Anlage „\(path)“ stecken weitere Dateien; "
                + (travelAlong ? "sie sind nur in der mitreisenden Originaldatei enthalten." : "sie werden nicht übernommen."),
            remedy: "Gehören sie zum Vertrag, fügen Sie sie als eigene Anlagen hinzu.")
    }

    static func active(_ path: String, copyTravelsAlong: Bool) -> Finding {
        Finding(
            .warnung, "anlage-aktiv", at: .file(path),
            "Die Anlage „\(path)“ enthält ausführbare Inhalte; "
                + (copyTravelsAlong
                    ? "sie sind entfernt, auch aus der Fassung, die als Anhang mitreist."
                    : "übernommen werden nur ihre Seiten, die Datei selbst reist nicht mit."),
            remedy: "Speichern Sie die Anlage als PDF/A.")
    }
}
