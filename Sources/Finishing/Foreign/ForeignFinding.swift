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
            .fehler, "anlage-kein-pdf", at: .file(path), "Die Anlage „\(path)“ ist keine PDF-Datei.",
            remedy: "Speichern Sie das Dokument als PDF.")
    }

    static func encrypted(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-verschluesselt", at: .file(path),
            "Die Anlage „\(path)“ ist verschlüsselt oder gegen Entnahme geschützt.",
            remedy: "Speichern Sie sie ohne Kennwort und ohne Einschränkungen.")
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

    static func pageMissing(_ path: String, _ page: Int) -> Finding {
        Finding(
            .fehler, "anlage-seite-fehlt", at: .file(path), "Die Anlage „\(path)“ hat keine Seite \(page).",
            remedy: "Die Datei wurde während des Laufs verändert; starten Sie ihn noch einmal.")
    }

    static func rasterised(_ path: String, page: Int, reason: String) -> Finding {
        Finding(
            .warnung, "anlage-als-bild", at: .file(path),
            "Seite \(page) der Anlage „\(path)“ wird als Bild mit 300 dpi übernommen, weil sie sonst nicht archivfähig wäre: \(reason).",
            remedy: "Speichern Sie die Anlage im Ausgangsprogramm als PDF/A.")
    }

    static func inaccessible(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-nicht-als-text", at: .file(path),
            "Der Inhalt der Anlage „\(path)“ ist für Vorleseprogramme ein Bild mit Alternativtext; die Datei selbst reist mit.")
    }

    static func annotations(_ path: String, page: Int) -> Finding {
        Finding(
            .hinweis, "anlage-anmerkungen", at: .file(path),
            "Anmerkungen und Formularfelder auf Seite \(page) der Anlage „\(path)“ werden nicht übernommen.",
            remedy: "Sollen sie zu sehen sein, drucken Sie die Anlage vorher in eine neue PDF-Datei.")
    }

    static func layers(_ path: String) -> Finding {
        Finding(
            .warnung, "anlage-ebenen", at: .file(path),
            "Die Anlage „\(path)“ hat Ebenen; sie werden alle sichtbar übernommen.",
            remedy: "Drucken Sie die Anlage so, wie sie aussehen soll, in eine neue PDF-Datei.")
    }

    static func signed(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-unterschrieben", at: .file(path),
            "Die Anlage „\(path)“ ist elektronisch unterschrieben; die Unterschrift gilt nur für die mitreisende Datei selbst.")
    }

    static func active(_ path: String) -> Finding {
        Finding(
            .warnung, "anlage-aktiv", at: .file(path),
            "Die Anlage „\(path)“ enthält ausführbare Inhalte; übernommen werden nur ihre Seiten, die Datei selbst reist nicht mit.",
            remedy: "Speichern Sie die Anlage als PDF/A.")
    }
}
