import Checksum
import Findings
import Synchronization

/// The files that a run reads: whether they are still what they were when it began.
final class InputWatch: Sendable {
    private let snapshots: [InputSnapshot]
    /// The first file that was found changed.
    private let changed = Mutex<String?>(nil)

    /// - Parameter snapshots: of the files as they were before anything was read.
    init(_ snapshots: [InputSnapshot]) { self.snapshots = snapshots }

    /// One text of all names and checksums.
    var digestText: String { snapshots.map(\.digestText).joined() }

    /// The hashes of what was read: others that no run will ever have, where a file has changed since the run began. So nothing made of
    /// old bytes passes for made of new ones, and nothing half old, half new passes at all. Looks at every file once, for all of them.
    func confirmed(_ hashes: [String]) -> [String] {
        let known = changed.withLock { changed in
            if changed == nil { changed = snapshots.lazy.compactMap { $0.firstChanged() }.first }
            return changed
        }
        return known == nil ? hashes : hashes.map { SHA256.hex(of: $0 + "\nwährend des Laufs geändert") }
    }

    /// What to tell at the end of the run.
    var finding: Finding? {
        changed.withLock { $0 }.map { path in
            Finding(
                .warnung, "eingabe-geaendert", at: .file(path),
                "Während des Laufs wurde die Datei „\(path)“ geändert; die Verträge können teils noch mit der alten Fassung gemacht sein.",
                remedy: "Führen Sie den Lauf noch einmal mit --resume aus; dann werden die betroffenen Verträge mit den heutigen Dateien verglichen.")
        }
    }
}
