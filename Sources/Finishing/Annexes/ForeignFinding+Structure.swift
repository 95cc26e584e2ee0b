import Findings

/// What can be said about how a foreign file is read aloud.
extension ForeignFinding {
    static func inaccessible(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-nicht-als-text", at: .file(path),
            "Der Inhalt der Anlage „\(path)“ ist für Vorleseprogramme ein Bild mit Alternativtext, nicht als Text zugänglich.",
            remedy:
                "Kommt die Anlage aus einem Textprogramm, speichern Sie sie dort als barrierefreies PDF (mit Strukturtags, PDF/UA). Der Text von Scans wird erkannt, wo Tesseract mit Deutsch eingerichtet ist („tesseract-ocr“, „tesseract-ocr-deu“, „bubblewrap“)."
        )
    }

    static func structured(_ path: String) -> Finding {
        Finding(
            .hinweis, "anlage-mit-gliederung", at: .file(path),
            "Die Anlage „\(path)“ bringt ihre Gliederung mit: Vorleseprogramme lesen sie als Text, mit Überschriften, Listen und Tabellen, soweit sie dort ausgezeichnet sind.")
    }

    /// - Parameter reason: A German clause.
    static func unstructured(_ path: String, reason: String) -> Finding {
        Finding(
            .hinweis, "anlage-gliederung-unbrauchbar", at: .file(path),
            "Die Gliederung der Anlage „\(path)“ ist nicht übernommen (\(reason)); ihr Inhalt ist für Vorleseprogramme ein Bild mit Alternativtext.",
            remedy: "Speichern Sie die Anlage im Ausgangsprogramm neu als barrierefreies PDF (mit Strukturtags, PDF/UA).")
    }

    static func made(_ path: String, _ made: AnnexStructure.Made) -> Finding {
        let source = made.defect.map { "Die Gliederung der Anlage „\(path)“ ist nicht zu gebrauchen (\($0))" } ?? "Die Anlage „\(path)“ bringt keine Gliederung mit"
        let order = made.uncertain.isEmpty ? "" : " Auf \(PageNumbers.text(made.uncertain.map { $0 + 1 })) stehen Texte nebeneinander, deren Lesefolge nicht sicher ist."
        return Finding(
            .hinweis, "anlage-gliederung-erschlossen", at: .file(path),
            "\(source); was Vorleseprogramme lesen, ist aus dem Satzbild erschlossen: \(made.tally.text).\(order)",
            remedy: "Sicherer ist es, die Anlage im Ausgangsprogramm als barrierefreies PDF zu speichern (mit Strukturtags, PDF/UA).")
    }

    /// - Parameter pages: from 0, with how sure that is, of 100.
    static func recognised(_ path: String, _ pages: [Int: Int]) -> Finding {
        let mean = pages.values.reduce(0, +) / max(1, pages.count)
        let weak = pages.filter { $0.value < 80 }.keys.sorted().map { $0 + 1 }
        let warning = weak.isEmpty ? "" : " Auf \(PageNumbers.text(weak)) ist sie unsicher."
        return Finding(
            .hinweis, "anlage-text-erkannt", at: .file(path),
            "\(PageNumbers.text(pages.keys.sorted().map { $0 + 1 })) der Anlage „\(path)“: Der Text ist aus dem Bild erkannt (Tesseract), im Mittel zu \(mean) % sicher; Vorleseprogramme lesen ihn anstelle des Bildes.\(warning)",
            remedy: "Kommt es auf den Wortlaut an, fügen Sie statt des Scans die Datei an, aus der gedruckt wurde.")
    }

    /// - Parameter pages: from 0, with the reasons, German clauses.
    static func unread(_ path: String, _ pages: [Int: String]) -> Finding {
        let reasons = Dictionary(grouping: pages.keys.sorted()) { pages[$0] ?? "" }.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
        let told = reasons.map { "\(PageNumbers.text($0.value.map { $0 + 1 })) (\($0.key))" }.joined(separator: ", ")
        return Finding(
            .hinweis, "anlage-seiten-nicht-als-text", at: .file(path),
            "Von der Anlage „\(path)“ bleiben für Vorleseprogramme Bilder mit Alternativtext: \(told).",
            remedy: "Kommt die Anlage aus einem Textprogramm, speichern Sie sie dort als barrierefreies PDF (mit Strukturtags, PDF/UA).")
    }

    static func undescribed(_ path: String, pages: [Int]) -> Finding {
        Finding(
            .warnung, "anlage-bild-ohne-beschreibung", at: .file(path),
            "Auf \(PageNumbers.text(pages)) der Anlage „\(path)“ stehen Bilder, die niemand beschrieben hat; Vorleseprogramme sagen dort nur „Bild ohne Beschreibung“.",
            remedy: "Tragen Sie im Ausgangsprogramm Alternativtexte ein und speichern Sie das PDF neu.")
    }
}
