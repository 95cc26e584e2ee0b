import Findings

/// What became of a partner table. Row by row it is in the manifest.
public struct BatchResult: Sendable, Hashable {
    public var folder: String
    /// File name of the manifest within the folder.
    public var manifest: String
    public var total: Int
    /// Kept from an earlier run, because nothing has changed.
    public var kept: Int
    public var made: Int
    public var failed: Int
    /// Somebody stopped the run; the rows that are neither made nor failed are still to be done.
    public var wasStopped: Bool
    /// The worst that happened: ``ExitStatus/ok``, ``ExitStatus/findings`` or a status of writing.
    public var status: ExitStatus
    /// Files of the print run, with their sheets.
    public var volumes: [PrintedVolume] = []
    /// It was asked for, but the run was stopped before.
    public var lacksPrintRun = false
    /// What the rows' findings say, each once, at most ``mostFindings``; errors before the rest.
    public var findings: [Finding]
    /// How many more there are, in the report.
    public var unlistedFindings: Int

    /// More would drive what matters off the screen.
    static let mostFindings = 100

    /// Rows that have not had their turn.
    public var open: Int { total - kept - made - failed }
    public var isComplete: Bool { open == 0 }
    /// Whether there is nothing that another run would have to make.
    public var isFinished: Bool { isComplete && !lacksPrintRun }

    /// „25 Verträge in serie-fruehe-hilfen.“
    public var summary: String {
        let present = made + kept
        var text = "\(present == 1 ? "1 Vertrag" : "\(present) Verträge") in \(folder)"
        if kept > 0 { text += ", davon \(kept) unverändert von einem früheren Lauf" }
        text += "."
        if failed > 0 { text += failed == 1 ? " 1 Zeile ist gescheitert." : " \(failed) Zeilen sind gescheitert." }
        if open > 0 { text += " \(open == 1 ? "1 Zeile ist" : "\(open) Zeilen sind") noch offen; „--resume“ setzt den Lauf fort." }
        if lacksPrintRun { text += " Die Druckauflage fehlt noch; derselbe Aufruf mit „--resume“ erstellt sie." }
        for volume in volumes {
            text += "\n\(volume.path): \(volume.sheets == 1 ? "1 Blatt" : "\(volume.sheets) Blätter")."
        }
        return text
    }
}
