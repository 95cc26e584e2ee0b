import Findings

/// What the layout has to tell the clerk.
extension Finding {
    static func overfullPage(_ page: Int) -> Finding {
        Finding(
            .fehler, "seite-zu-voll",
            "Auf Seite \(page) steht etwas, das höher als der Satzspiegel ist und nicht geteilt werden kann.",
            remedy: "Kürzen Sie den Text der Unterschriftseinheit, der Tabellenzeile oder der Abbildung auf dieser Seite.")
    }

    static func partedKeep(page: Int) -> Finding {
        Finding(
            .hinweis, "umbruch-erzwungen",
            "Vor Seite \(page) musste getrennt werden, was zusammengehört; der Zusammenhang ist länger als eine Seite.",
            remedy: "Prüfen Sie diesen Seitenwechsel; hilft ein Satz mehr oder weniger, ändern Sie den Text davor.")
    }

    static func unsettledPages() -> Finding {
        Finding(
            .warnung, "seitenzahlen-unruhig",
            "Die Seitenzahlen im Text kommen nicht zur Ruhe: Jede Zahl verschiebt den Umbruch, von dem sie abhängt.",
            remedy: "Ändern Sie die Länge eines Absatzes vor dem ersten Seitenverweis.")
    }

    /// Pages reduced alike are named together: „Seite 1 auf 93 %, Seiten 2–5 und 7 auf 96 %“.
    static func reducedForeignPages(_ pages: [ReducedPage], of label: String, file: String) -> Finding {
        let percents = Set(pages.map(\.percent)).sorted()
        let parts = percents.map { percent in
            "\(PageNumbers.text(pages.filter { $0.percent == percent }.map(\.number))) auf \(percent) %"
        }
        return Finding(
            .hinweis, "anlage-verkleinert", at: .file(file),
            "Verkleinert, damit der Inhalt auf das Blatt passt und Kopf und Fuß nicht berührt: \(label), \(parts.joined(separator: ", ")).",
            remedy: percents.contains { $0 < 90 } ? "Soll eine große Seite ihre Größe behalten, schreiben Sie bei der Anlage: groesse: original." : nil)
    }
}

/// A foreign page that is smaller than it was.
struct ReducedPage {
    /// In its file, from 1.
    var number: Int
    var percent: Int
}
