/// What stands behind the number in the first line of an answer. Nobody sees it in a browser; but whoever sees it reads German.
enum StatusPhrase {
    static func of(_ status: Int) -> String {
        switch status {
        case 200: "In Ordnung"
        case 303: "Weiter"
        case 304: "Unveraendert"
        case 400: "Nicht lesbar"
        case 403: "Nicht erlaubt"
        case 404: "Nicht gefunden"
        case 405: "So nicht"
        case 408: "Abgebrochen"
        case 409: "Inzwischen geaendert"
        case 413: "Zu gross"
        case 421: "Falscher Name"
        case 422: "Unvollstaendig"
        case 503: "Belegt"
        case 507: "Speicher voll"
        case ..<300: "In Ordnung"
        case ..<400: "Weiter"
        case ..<500: "Abgelehnt"
        default: "Fehler"
        }
    }
}
