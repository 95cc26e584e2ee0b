import Findings
import Foundation
import Rendering

/// What a command is going to write. Every command says so here before it makes anything, and writes through it in the end: so no
/// output can take the place of an input, of a file that is not ours, of a device or link, or of another output.
package struct OutputClaims {
    /// What is in a file, which its name has to say.
    package enum Kind: Sendable {
        /// A PDF of ours that carries its own checksum: a contract, a sheet.
        case pdf
        /// A PDF of ours that is no contract and never stands where one lay: a volume of a print run.
        case volume
        /// A letter as PDF, which may have been sent.
        case letter
        case text, figures, picture, table, workbook
        /// iCalendar (RFC 5545): made anew as a whole.
        case calendar
        /// For a word processor: people change it.
        case wordFile
        /// To be read by people, and to be handed to `--data`.
        case page, values
        /// A clause for somebody to approve.
        case clause

        fileprivate var ending: String {
            switch self {
            case .pdf, .volume, .letter: ".pdf"
            case .text: ".txt"
            case .figures: ".json"
            case .picture: ".png"
            case .calendar: ".ics"
            case .table: ".csv"
            case .workbook: ".xlsx"
            case .wordFile: ".docx"
            case .page: ".html"
            case .values: ".yaml"
            case .clause: ".md"
            }
        }

        fileprivate var name: String {
            switch self {
            case .pdf, .volume, .letter: "ein PDF"
            case .text: "eine Textdatei"
            case .figures: "eine JSON-Datei"
            case .picture: "ein PNG-Bild"
            case .calendar: "eine Kalenderdatei"
            case .table: "eine CSV-Datei"
            case .workbook: "eine Excel-Arbeitsmappe"
            case .wordFile: "eine Word-Datei"
            case .page: "eine HTML-Seite"
            case .values: "eine YAML-Datei"
            case .clause: "eine Klausel"
            }
        }
    }

    package struct Output: Sendable, Hashable {
        package let path: String
        let kind: Kind
        /// „-o“, for messages.
        let option: String
    }

    private let inputs: InputFiles
    /// Whether files whose making cannot be told from their content, and final versions of contracts, may be replaced.
    private let replaces: Bool
    /// Whether the command has an option for that.
    private let canReplace: Bool
    /// By place: the option that claimed it.
    private var claimed: [String: String] = [:]

    /// - Parameter replaces: what the command's `--replace` says; `nil`: it has none.
    package init(against inputs: InputFiles, replaces: Bool? = nil) {
        self.inputs = inputs
        self.replaces = replaces ?? false
        canReplace = replaces != nil
    }

    /// Claims a path.
    ///
    /// - Parameter option: which names it.
    /// - Throws: ``Failure`` with status 64 where the name has the wrong ending or is claimed already, 73 where something lies there that must
    ///   not be replaced.
    package mutating func claim(_ path: String, _ kind: Kind, option: String) throws(Failure) -> Output {
        guard path.lowercased().hasSuffix(kind.ending), path.lastPathName.utf8.count > kind.ending.utf8.count else {
            let stem = path.lastPathName.split(separator: ".").first.map(String.init) ?? "ausgabe"
            throw OutputClaims.refused(
                .usage, "ausgabe-endung", path, "Hier entsteht \(kind.name); der Name „\(path)“ endet aber nicht auf „\(kind.ending)“.",
                "Schreiben Sie zum Beispiel: \(option) \(stem)\(kind.ending)")
        }
        if let folder = inputs.folder(of: path) {
            throw OutputClaims.refused(
                .cannotCreate, "ausgabe-in-bibliothek", path, "Diese Datei läge im Ordner „\(folder)“ der Bibliothek, aus dem das Programm liest.",
                "Geben Sie mit \(option) einen anderen Ordner an.")
        }
        let output = Output(path: path, kind: kind, option: option)
        if let place = InputFiles.place(of: path) {
            if let other = claimed.updateValue(option, forKey: place) {
                throw OutputClaims.refused(
                    .usage, "ausgabe-doppelt", path,
                    other == option ? "Diese Datei ist zweimal als Ausgabe genannt." : "Diese Datei ist mit \(other) und mit \(option) als Ausgabe genannt.",
                    "Geben Sie jeder Ausgabe einen eigenen Namen.")
            }
        }
        try checkPlace(output)
        return output
    }

    /// What lies at the path now.
    private func checkPlace(_ output: Output) throws(Failure) {
        let path = output.path
        switch PathKind.of(path) {
        case .nothing: return
        case .folder: throw AtomicFile.isAFolder(path)
        case .link: throw irregular(output, "eine Verknüpfung (ein Link)")
        case .device: throw irregular(output, "ein Gerät, eine Pipe oder ein Socket")
        case .file: break
        }
        if let use = inputs.use(of: path) {
            throw OutputClaims.refused(
                .cannotCreate, "ausgabe-ist-eingabe", path, "Diese Datei ist \(use); sie würde überschrieben.",
                "Geben Sie mit \(output.option) einen anderen Namen an.")
        }
        switch output.kind {
        case .pdf, .volume, .letter:
            if let reason = FileStanding.of(path).reason {
                throw OutputClaims.refused(
                    .cannotCreate, "ausgabe-geschuetzt", path, "Hier liegt schon eine Datei; sie \(reason) und wird nicht ersetzt.",
                    "Geben Sie mit \(output.option) einen anderen Namen an.")
            }
            if output.kind == .volume, let refusal = IssuedContract.refusal(path, [], option: output.option, canReplace: false) { throw Failure(.cannotCreate, refusal) }
        case .picture:
            guard let bytes = FileBytes.read(path, limit: 1 << 28), PagePicture.isOurs(bytes) else {
                throw OutputClaims.refused(
                    .cannotCreate, "ausgabe-geschuetzt", path, "Hier liegt schon ein Bild; es ist nicht von Klauselwerk und wird nicht ersetzt.",
                    "Geben Sie mit \(output.option) einen anderen Ordner an.")
            }
        // People fill them in: such a file is never replaced.
        case .table, .workbook, .clause: throw Failure(.cannotCreate, OutputClaims.isThere(path, "Wählen Sie einen anderen Namen; überschrieben wird nichts."))
        // Only the content tells, see `write`.
        case .text, .figures, .calendar, .page, .values, .wordFile: break
        }
    }

    /// Whether a volume whose name follows from a claimed one may be written.
    func check(_ path: String, like output: Output) throws(Failure) {
        try checkPlace(Output(path: path, kind: output.kind, option: output.option))
    }

    /// Writes all of it or nothing.
    ///
    /// - Throws: ``Failure``; everything is as it was then.
    package func write(_ contents: [(output: Output, bytes: [UInt8])]) throws(Failure) {
        let staged = StagedFiles()
        for (output, bytes) in contents {
            // Something may have come while the contract was made.
            try checkPlace(output)
            if [.pdf, .letter].contains(output.kind), !replaces, let refusal = IssuedContract.refusal(output.path, bytes, option: output.option, canReplace: canReplace) {
                throw Failure(.cannotCreate, refusal)
            }
            if output.kind == .letter, PathKind.of(output.path) == .file, FileBytes.read(output.path, limit: CarriedOrigin.sizeLimit) != bytes {
                throw OutputClaims.refused(
                    .cannotCreate, "datei-vorhanden", output.path, "Hier liegt schon ein anderer Brief; vielleicht ist er verschickt.",
                    "Geben Sie mit \(output.option) einen anderen Namen an, oder verschieben Sie diese Datei.")
            }
            if output.kind == .wordFile, PathKind.of(output.path) == .file {
                // Somebody may be working in it: the same is not written once more either.
                if FileBytes.read(output.path, limit: CarriedOrigin.sizeLimit) == bytes { continue }
                throw OutputClaims.refused(
                    .cannotCreate, "datei-vorhanden", output.path, "Hier liegt schon eine Word-Datei mit anderem Inhalt; vielleicht hat jemand in ihr gearbeitet.",
                    "Geben Sie mit \(output.option) einen anderen Namen an, oder verschieben Sie diese Datei.")
            }
            if [.text, .figures, .calendar, .page, .values].contains(output.kind), let old = FileBytes.read(output.path, limit: 1 << 30), old != bytes, !replaces {
                throw Failure(
                    .cannotCreate,
                    OutputClaims.isThere(
                        output.path, "Geben Sie mit \(output.option) einen anderen Namen an, oder ersetzen Sie sie mit --replace (--ersetzen)."))
            }
            try staged.add([bytes], as: output.path)
        }
        try staged.commit()
    }

    private func irregular(_ output: Output, _ what: String) -> Failure {
        OutputClaims.refused(
            .cannotCreate, "ausgabe-unmoeglich", output.path, "Hier liegt \(what); geschrieben wird nur in gewöhnliche Dateien.",
            "Geben Sie mit \(output.option) einen anderen Namen an.")
    }

    static func isThere(_ path: String, _ remedy: String) -> Finding {
        Finding(.fehler, "datei-vorhanden", at: .file(path), "Diese Datei gibt es schon.", remedy: remedy)
    }

    private static func refused(_ status: ExitStatus, _ rule: String, _ path: String, _ message: String, _ remedy: String) -> Failure {
        Failure(status, Finding(.fehler, rule, at: .file(path), message, remedy: remedy))
    }
}
