/// Why a request gets another answer than it asked for: one page, in German, that says what is kept and what to do.
struct Problem: Error, Sendable, Hashable {
    /// The code of the answer, 400–599.
    var status: Int
    /// „Diese Seite gibt es nicht“
    var title: String
    /// What has happened and what is kept: sentences with full stops.
    var message: String
    /// What to do: one German sentence with a full stop.
    var remedy: String
    /// Where to go on; `nil`: the start page.
    var link: Link?

    struct Link: Sendable, Hashable {
        var address: String
        var text: String
    }

    init(_ status: Int, _ title: String, _ message: String, remedy: String, link: Link? = nil) {
        self.status = status
        self.title = title
        self.message = message
        self.remedy = remedy
        self.link = link
    }
}

extension Problem {
    static let notFound = Problem(
        404, "Diese Seite gibt es nicht", "Unter dieser Adresse ist nichts zu finden. Was Sie gespeichert haben, ist noch da.",
        remedy: "Gehen Sie zur Startseite; dort stehen Ihre Entwürfe.")

    static let wrongMethod = Problem(
        405, "So lässt sich diese Seite nicht aufrufen", "Die Adresse gibt es, aber nicht für diese Art von Aufruf. Geändert wurde nichts.",
        remedy: "Gehen Sie zur Startseite, und wählen Sie von dort, was Sie vorhaben.")

    static func tooLarge(_ limit: String) -> Problem {
        Problem(
            413, "Das ist zu groß", "Es wurde mehr gesendet, als hier angenommen wird (höchstens \(limit)). Angenommen wurde nichts; was vorher gespeichert war, ist noch da.",
            remedy: "Kürzen Sie die Eingabe, oder senden Sie eine kleinere Datei.")
    }

    static let unreadable = Problem(
        400, "Die Anfrage ist nicht zu lesen", "Der Browser hat etwas gesendet, das diese Seite nicht versteht. Geändert wurde nichts.",
        remedy: "Gehen Sie zurück, laden Sie die Seite neu, und versuchen Sie es noch einmal.")

    static let brokenOff = Problem(
        408, "Die Übertragung ist abgebrochen", "Es ist nicht alles angekommen. Geändert wurde nichts; was vorher gespeichert war, ist noch da.",
        remedy: "Senden Sie es noch einmal.")

    static let failed = Problem(
        500, "Das hat nicht geklappt", "In der Oberfläche ist ein Fehler aufgetreten. Was gespeichert war, ist noch da.",
        remedy: "Laden Sie die Seite neu. Bleibt es dabei, so geben Sie der Stelle Bescheid, die Klauselwerk bei Ihnen betreut.")

    static let databaseFull = Problem(
        507, "Der Speicherplatz ist voll", "Die letzte Änderung konnte nicht gespeichert werden. Was vorher gespeichert war, ist noch da.",
        remedy: "Lassen Sie Speicherplatz freimachen, und senden Sie die Seite dann noch einmal ab.")

    static let databaseBusy = Problem(
        503, "Der Speicher ist gerade belegt", "Die letzte Änderung konnte nicht gespeichert werden, weil ein anderes Programm die Daten festhält.",
        remedy: "Warten Sie einen Augenblick, und senden Sie die Seite dann noch einmal ab.")

    static let clauseOvertaken = Problem(
        409, "Die Klausel ist inzwischen geändert worden",
        "Jemand hat sie im Browser, im Editor oder mit git geändert. Ihre Eingaben stehen noch hier; überschrieben wurde nichts.",
        remedy: "Wählen Sie „Speichern“: Dann sehen Sie beide Texte und entscheiden.")
}
