/// Why an SVG file cannot be a picture of a contract.
package enum SVGDefect: Error, Sendable, Hashable {
    case tooLarge
    /// Line of the first mistake.
    case notWellFormed(line: Int)
    case noSVG
    case noSize
    case letters
    case pixels
    case effects
    case foreignObject
    /// An element, property or value that would be left out or drawn otherwise than it is meant.
    case undrawn(String, element: String, line: Int)
    case outside(String)
    /// The drawing took too long or too much memory.
    case notDrawn
    /// With the reason as a German clause.
    case notArchivable(String)

    /// A German clause that says what is wrong and how it is mended.
    package var reason: String {
        switch self {
        case .tooLarge: "die SVG-Datei ist größer als 16 MiB oder hat mehr als 200.000 Elemente; vereinfachen Sie die Zeichnung"
        case .notWellFormed(let line): "die SVG-Datei ist beschädigt (Zeile \(line) ist kein gültiges XML)"
        case .noSVG: "sie ist kein SVG"
        case .noSize: "der SVG-Datei fehlt die Größe („width“ und „height“ oder „viewBox“); speichern Sie sie mit einer Seitengröße"
        case .letters:
            "die SVG-Datei enthält Text, der auf jedem Rechner anders aussähe; wandeln Sie ihn in Pfade um (in Inkscape: „Pfad“ – „Objekt in Pfad umwandeln“)"
        case .pixels: "in der SVG-Datei steckt ein Pixelbild; entfernen Sie es oder speichern Sie das Ganze als PNG"
        case .effects: "die SVG-Datei enthält Filtereffekte (etwa Weichzeichner), die keine Vektoren sind; entfernen Sie sie oder speichern Sie das Ganze als PNG"
        case .foreignObject: "die SVG-Datei enthält fremde Inhalte (foreignObject), die nicht gezeichnet werden; entfernen Sie sie"
        case .undrawn(let what, let element, let line):
            "die SVG-Datei verwendet in Zeile \(line) (Element „\(element)“) „\(what)“, das hier nicht so gezeichnet würde, wie es gemeint ist; ersetzen Sie es durch Pfade mit festen Farben (in Inkscape: „Objekt“ – „Objekt in Pfad umwandeln“, dann als „Normales SVG“ speichern) oder speichern Sie die Zeichnung als PDF"
        case .outside(let address):
            "die SVG-Datei verweist nach außen („\(address)“), und von dort wird nichts geladen; betten Sie ein, worauf sie verweist"
        case .notDrawn: "die Zeichnung gelingt nicht oder braucht zu viel Zeit oder Speicher; vereinfachen Sie sie"
        case .notArchivable(let reason): "die Zeichnung ist nicht archivfähig (\(reason))"
        }
    }
}
