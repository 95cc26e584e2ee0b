import Assembler
import Checksum
import Findings
import Foundation
import Synchronization

/// What all contracts of a run are made of, as hashes: a contract whose inputs are the same needs not be made again.
final class RunInputs: Sendable {
    /// Of library, agreement, styles, fonts, options and program, as they were when the run began.
    private let initial: String
    private let today: String
    /// Foreign pages that cannot stand in an archive as they are are errors.
    let strict: Bool
    private let files: InputSnapshot
    private let annexes: RowAnnexes
    /// The first file that was found changed.
    private let changed = Mutex<String?>(nil)

    /// - Parameter files: as they were before anything was read.
    init(_ files: InputSnapshot, _ workshop: Workshop, _ annexes: RowAnnexes, pattern: FileNamePattern, strict: Bool) {
        self.strict = strict
        self.files = files
        self.annexes = annexes
        let agreement = annexes.agreement
        let program = OriginRecorder.program(hasForeignPages: annexes.hasFolder || agreement.annexes.contains { if case .foreign = $0.content { true } else { false } })
        let libraries = program.libraries.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        var text = "\(program.version) \(libraries)\n" + pattern.text + (strict ? " --strict\n" : "\n") + annexes.data.digestText + "\n" + files.digestText
        today = "\(workshop.today)"
        if agreement.date?.value == .today { text += today }
        initial = SHA256.hex(of: text)
    }

    func hash(of row: PartnerRow, name: String) -> String {
        let given = AgreementData.none.with(row).digestText
        // A contract of `datum: heute` is another one tomorrow.
        return SHA256.hex(of: ([initial, name, row.key, given, given.contains("heute") ? today : ""] + [annexes.digest(of: row)].filter { !$0.isEmpty }).joined(separator: "\n"))
    }

    /// Of what the rows have in common.
    var common: String { confirmed([initial]).joined() }

    /// The hashes of what was read: others that no run will ever have, where a file has changed since the run began. So nothing made of
    /// old bytes passes for made of new ones, and nothing half old, half new passes at all. Looks at every file once, for all of them.
    func confirmed(_ hashes: [String]) -> [String] {
        let known = changed.withLock { changed in
            if changed == nil { changed = files.firstChanged() }
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
