import Glibc

/// What the system said, in German: its own words are English, or of the locale.
package enum SystemMessage {
    /// - Parameter code: an `errno`. The commonest reasons have words, others their number.
    package static func text(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "keine Berechtigung"
        case ENOSPC: "der Datenträger ist voll"
        case EDQUOT: "das Kontingent auf dem Datenträger ist erschöpft"
        case EFBIG: "die Datei wird größer, als das System erlaubt"
        case EROFS: "der Datenträger ist schreibgeschützt"
        case ENOENT: "den Ordner gibt es nicht"
        case ENOTDIR: "ein Teil des Pfades ist kein Ordner"
        case EISDIR: "dort liegt ein Ordner"
        case ENAMETOOLONG: "der Name ist zu lang"
        case ELOOP: "Verknüpfungen führen im Kreis"
        case EMFILE, ENFILE: "es sind zu viele Dateien geöffnet"
        case EIO: "Ein- oder Ausgabefehler des Datenträgers"
        case ENOMEM: "der Arbeitsspeicher reicht nicht"
        case EAGAIN: "das System lässt es gerade nicht zu"
        case EBADF: "die Ausgabe ist geschlossen"
        case EBUSY, ETXTBSY: "die Datei ist in Gebrauch"
        case ETIMEDOUT, ESTALE, EHOSTDOWN, ENETDOWN: "das Netzlaufwerk antwortet nicht"
        default: "Systemfehler \(code)"
        }
    }
}
