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

    static func reducedForeignPages(_ label: String, scale: Double, file: String) -> Finding {
        let percent = Int((scale * 100).rounded(.down))
        return Finding(
            .hinweis, "anlage-verkleinert", at: .file(file),
            "Die Seiten der \(label) sind auf \(percent) % verkleinert, damit Kopf und Fuß der Seite Platz haben.")
    }
}
