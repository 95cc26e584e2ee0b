import Findings

/// What became of a partner table. Row by row it is in the manifest.
public struct BatchResult: Sendable, Hashable {
    public var folder: String
    /// File name of the manifest within the folder.
    public var manifest: String
    /// File name of the archive that the contracts lie in, within the folder; `nil`: they lie in the folder itself.
    public var archive: String?
    public var total: Int
    /// What was there is what would be made.
    public var kept: Int
    /// There was nothing of their names.
    public var new: Int
    /// They took the place of another contract of ours, as was asked for.
    public var replaced: Int
    /// What was there stays, although another contract would be made.
    public var outdated: Int
    public var failed: Int
    /// Contracts of earlier runs that belonged to no row any more and are gone, as was asked for.
    public var removed = 0
    /// Somebody stopped the run; the rows that are neither made nor failed are still to be done.
    public var wasStopped: Bool
    /// The worst that happened: ``ExitStatus/ok``, ``ExitStatus/contractsKept``, ``ExitStatus/rowsFailed`` or a status of writing.
    public var status: ExitStatus
    /// Files of the print run, with their sheets.
    public var volumes: [PrintedVolume] = []
    /// It was asked for, but the run was stopped before.
    public var lacksPrintRun = false
    /// All contracts lie where they lay before it was packed.
    public var lacksArchive = false
    /// What the rows' findings say, each once, at most `mostFindings`; errors before the rest.
    public var findings: [Finding]
    /// How many more there are, in the report.
    public var unlistedFindings: Int

    /// More would drive what matters off the screen.
    static let mostFindings = 100

    /// Made in this run.
    public var made: Int { new + replaced }
    /// Rows that have not had their turn.
    public var open: Int { total - kept - made - outdated - failed }
    public var isComplete: Bool { open == 0 }
    /// Whether there is nothing that another run would have to make.
    public var isFinished: Bool { isComplete && !lacksPrintRun && !lacksArchive }

    /// „25 Verträge in serie-fruehe-hilfen: 2 neu, 22 unverändert, 1 ersetzt.“
    public var summary: String {
        let present = made + kept + outdated
        var text = "\(present == 1 ? "1 Vertrag" : "\(present) Verträge") in \(folder)\(archive.map { "/" + $0 } ?? "")"
        if new < present {
            let parts = [(new, "neu"), (kept, "unverändert"), (replaced, "ersetzt"), (outdated, "geblieben, obwohl heute ein anderer entstünde")]
            text += ": " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        }
        text += "."
        if outdated > 0 { text += " --replace (--ersetzen) ersetzt, was nicht unterschrieben oder verändert ist." }
        if failed > 0 { text += failed == 1 ? " 1 Zeile ist gescheitert." : " \(failed) Zeilen sind gescheitert." }
        if removed > 0 {
            text += removed == 1 ? " 1 Vertrag, der zu keiner Zeile mehr gehört, ist entfernt." : " \(removed) Verträge, die zu keiner Zeile mehr gehören, sind entfernt."
        }
        if open > 0 { text += " \(open == 1 ? "1 Zeile ist" : "\(open) Zeilen sind") noch offen; „--resume“ setzt den Lauf fort." }
        if lacksArchive { text += " Das Archiv ist noch nicht gepackt; derselbe Aufruf mit „--resume“ holt es nach." }
        if lacksPrintRun, outdated > 0 {
            text += " Eine Druckauflage ist nicht entstanden: Sie wäre anders als die Verträge im Ordner."
        } else if lacksPrintRun {
            text += " Die Druckauflage fehlt noch; derselbe Aufruf mit „--resume“ erstellt sie."
        }
        for volume in volumes {
            text += "\n\(volume.path): \(volume.sheets == 1 ? "1 Blatt" : "\(volume.sheets) Blätter")."
        }
        return text
    }
}
