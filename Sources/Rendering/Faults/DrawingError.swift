import Findings
import Typeface

/// Why a page cannot be drawn. All failures of Cairo, FreeType and zlib become one of these at the C boundary.
package enum DrawingError: TellableError, Sendable, Hashable {
    /// A `cairo_status_t` other than `CAIRO_STATUS_SUCCESS`, in Cairo's words.
    case cairo(String)
    case font(FontError)
    /// FreeType cannot open a face that HarfBuzz could.
    case face(FontID)
    /// Cairo wrote something that versions 1.16 and 1.18 do not write: the program does not know this Cairo.
    case unexpectedOutput(String)
    /// A picture file that cannot be used, with the reason as a German clause.
    case picture(path: String, reason: String)
    /// A page of a foreign PDF that cannot be shown in the preview.
    case foreignPage(path: String, page: Int)
    /// Another program that draws for us cannot run here.
    case helper(ConfinedProgram.Obstacle)

    package var finding: Finding {
        switch self {
        case .cairo(let status):
            Finding(.fehler, "zeichnen-fehlgeschlagen", "Die Seiten können nicht gezeichnet werden: Cairo meldet „\(status)“.")
        case .font(let error):
            error.finding
        case .face(let id):
            Finding(
                .fehler, "schriftdatei-unbrauchbar", "Schrift Nr. \(id.rawValue) des Katalogs kann nicht gezeichnet werden.",
                remedy: "Tragen Sie in fonts/catalogue.yaml eine OpenType- oder TrueType-Schrift ein.")
        case .unexpectedOutput(let what):
            Finding(
                .fehler, "cairo-unbekannt", "Diese Version von Cairo schreibt PDF anders als erwartet: \(what).",
                remedy: "Vorgesehen ist libcairo2 aus Debian 12 (1.16) oder Debian 13 (1.18).")
        case .helper(let obstacle): obstacle.finding
        case .picture(let path, let reason):
            Finding(
                .fehler, "bild-unbrauchbar", at: .file(path), "Das Bild „\(path)“ kann nicht verwendet werden: \(reason).",
                remedy: "Verwenden Sie eine SVG-Datei aus Vektoren oder eine PNG- oder JPEG-Datei in RGB oder Graustufen.")
        case .foreignPage(let path, let page):
            Finding(
                .fehler, "fremde-seite-unlesbar", at: .file(path), "Seite \(page) von „\(path)“ lässt sich nicht zeichnen, oder das dauert zu lange (mehr als 20 Sekunden).",
                remedy: "Öffnen Sie die Datei in einem PDF-Programm und drucken Sie sie in eine neue PDF-Datei.")
        }
    }
}

/// What another program gives; that it cannot run here is a fault of drawing.
package func helped<Value>(_ value: @autoclosure () throws(ConfinedProgram.Obstacle) -> Value) throws(DrawingError) -> Value {
    do throws(ConfinedProgram.Obstacle) { return try value() } catch { throw .helper(error) }
}
