import ArgumentParser
import Findings
import Finishing
import Production

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Weist nach, ob ein Vertrag noch so ist, wie er erstellt wurde.",
        discussion: """
            Der Vertrag wird aus seiner Herkunft und der Bibliothek neu zusammengesetzt und Byte für Byte verglichen. Was danach \
            angefügt wurde – Unterschriften, Zeitstempel, ausgefüllte Felder –, wird genannt; anderes macht die Datei unbrauchbar. \
            Lässt sich der Vertrag nicht mehr nachbilden, entscheidet ein getrennt aufbewahrter Nachweis (--manifest). Ob eine \
            Unterschrift gilt, prüft ein Signaturprogramm. \
            Rückgabe 0: unverändert, 1: nicht, 65: nicht prüfbar.

            Mehrere Dateien und Ordner werden in einem Lauf geprüft. Genannt wird, was nicht in Ordnung ist, am Ende die Zahlen; ist eine Datei verändert oder fehlt ein Vertrag \
            des Manifests, ist die Rückgabe 1, sonst 65, wenn sich eine nicht prüfen lässt. Aus einem Ordner kommen alle PDF, auch aus den Unterordnern einer mit --verteilen erstellten Serie.
            """,
        aliases: ["nachweisen"])

    @Argument(help: ArgumentHelp("Der Vertrag; mehrere, Ordner mit Verträgen, oder ein Archiv („vertraege.zip“).", valueName: "datei.pdf"))
    var files: [String]

    @Option(
        name: [.long, .customLong("vereinbarung")],
        help: ArgumentHelp("Die Vereinbarung, wenn sie nicht in der Bibliothek liegt.", valueName: "datei.yaml"))
    var agreement: String?

    @Option(
        name: [.customLong("manifest"), .customLong("nachweis")],
        help: ArgumentHelp("Woran die Datei gemessen wird: das Manifest der Serie oder der Nachweis von „build --nachweis“.", valueName: "datei.json"))
    var record: String?

    @Option(
        name: [.customLong("workers"), .customLong("prozesse")],
        help: ArgumentHelp("Wie viele Dateien zugleich geprüft werden. Ohne Angabe: eine je Prozessorkern.", valueName: "anzahl"))
    var workers: Int?

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if let workers, !(1...256).contains(workers) { throw ValidationError("--workers muss zwischen 1 und 256 liegen.") }
    }

    func run() throws {
        try reporting(json: json.json) {
            if ProofReport.isOf(files) {
                let request = ProofRequest(paths: files, library: libraryOption.library, agreement: agreement, record: record, workers: workers)
                return try ProofReport(request: request, isJSON: json.json).run()
            }
            let file = files[0]
            if Verification.isArchive(file) { return try verifyArchive(file) }
            let result = try Verification.of(file, library: libraryOption.library, agreement: agreement, record: record)
            if json.json {
                Terminal.print(prettyJSON(VerificationJSON(result)))
            } else {
                Terminal.report(result.findings)
                Terminal.print(result.text)
            }
            if result.status != .ok { throw ExitCode(result.status.rawValue) }
        }
    }
}

extension VerifyCommand {
    /// All contracts of an archive; told is what is not unchanged.
    private func verifyArchive(_ file: String) throws {
        var result = ArchiveVerificationJSON(datei: file)
        try Verification.each(in: file, library: libraryOption.library, agreement: agreement, record: record) { one in
            result.vertraege += 1
            switch one {
            case .success(let verification) where verification.status == .ok: result.unveraendert += 1
            case .success(let verification):
                result.andere.append(VerificationJSON(verification))
                result.worsen(verification.status)
                guard !json.json else { return }
                Terminal.report(verification.findings)
                Terminal.print(verification.text)
            case .failure(let failure):
                result.befunde += failure.findings.map(FindingJSON.init)
                result.worsen(.data)
                if !json.json { Terminal.report(failure.findings) }
            }
        }
        let count = result.vertraege
        if json.json {
            Terminal.print(prettyJSON(result))
        } else {
            Terminal.print(
                "\(file): \(count == 1 ? "1 Vertrag" : "\(count) Verträge"), davon \(result.unveraendert) unverändert\(result.unveraendert == count ? "" : " und \(count - result.unveraendert) nicht, oder nicht prüfbar")."
            )
        }
        if result.ergebnis != ExitStatus.ok.rawValue { throw ExitCode(result.ergebnis) }
    }
}

struct ArchiveVerificationJSON: Encodable {
    var ergebnis = ExitStatus.ok.rawValue
    let datei: String
    var vertraege = 0
    var unveraendert = 0
    /// Those of which that cannot be said.
    var andere: [VerificationJSON] = []
    /// Why nothing can be said of an entry.
    var befunde: [FindingJSON] = []

    init(datei: String) { self.datei = datei }

    /// A contract that somebody has changed weighs more than one that cannot be proved.
    mutating func worsen(_ status: ExitStatus) {
        if ergebnis != ExitStatus.findings.rawValue { ergebnis = status.rawValue }
    }
}

struct VerificationJSON: Encodable {
    let ergebnis: Int32
    let datei: String
    let urteil: String
    let nachweis: String?
    let unterschiede: [OriginDifference]
    let ergaenzte_bytes: Int
    let unterschrieben: [String]
    let hinzugefuegt: [FileAddition]
    let nicht_erlaubt: [String]
    let erstes_abweichendes_byte: Int?
    let befunde: [FindingJSON]

    init(_ result: Verification) {
        ergebnis = result.status.rawValue
        datei = result.path
        urteil = result.verdict.rawValue
        nachweis = result.record?.kind.rawValue
        unterschiede = result.differences
        ergaenzte_bytes = result.addedBytes
        unterschrieben = result.signedFields
        hinzugefuegt = result.additions
        nicht_erlaubt = result.refusedAdditions
        erstes_abweichendes_byte = result.firstDifferentByte.map { $0 + 1 }
        befunde = result.findings.ordered.map(FindingJSON.init)
    }
}
