import Findings
import Layout

/// What was set, in figures: `build --report`. Keys are German like everything else that leaves the program.
struct LayoutReportJSON: Encodable {
    let dokument: Figures
    let seiten: [Figures]
    let durchgaenge: Int
    let befunde: [FindingJSON]

    init(_ report: LayoutReport, findings: [Finding]) {
        dokument = Figures(report.document)
        seiten = report.pages.map { Figures($0) }
        durchgaenge = report.passes
        befunde = findings.ordered.map(FindingJSON.init)
    }

    /// Spaces between words are given in em (Geviert), distances in points.
    struct Figures: Encodable {
        let zeilen: Int
        let zeilen_im_blocksatz: Int
        let wortabstand_mittel: Double?
        let wortabstand_streuung: Double?
        let kontrast_benachbarter_zeilen: Double?
        let weiteste_zeile: Line?
        let engste_zeile: Line?
        let zeilen_mit_trennung: Int
        let trennungsleitern: Int
        let trennungen_ueber_seiten: Int
        let kurze_schlusszeilen: Int
        let hurenkinder: Int
        let schusterjungen: Int
        let leere_zeilen_am_seitenende: Double
        let abweichung_vom_raster: Double?

        init(_ figures: LayoutReport.Figures) {
            zeilen = figures.lines
            zeilen_im_blocksatz = figures.justifiedLines
            wortabstand_mittel = figures.gapMean.map(rounded)
            wortabstand_streuung = figures.gapDeviation.map(rounded)
            kontrast_benachbarter_zeilen = figures.contrast.map(rounded)
            weiteste_zeile = figures.loosest.map(Line.init)
            engste_zeile = figures.tightest.map(Line.init)
            zeilen_mit_trennung = figures.hyphenatedLines
            trennungsleitern = figures.ladders
            trennungen_ueber_seiten = figures.hyphensAcrossPages
            kurze_schlusszeilen = figures.runts
            hurenkinder = figures.widows
            schusterjungen = figures.orphans
            leere_zeilen_am_seitenende = rounded(figures.emptyLines)
            abweichung_vom_raster = figures.gridDeviation.map(rounded)
        }
    }

    struct Line: Encodable {
        let wortabstand: Double
        let text: String

        init(_ line: LayoutReport.Line) {
            wortabstand = rounded(line.gap)
            text = line.text
        }
    }
}

/// Three places: more would be noise, and differ between machines.
private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
