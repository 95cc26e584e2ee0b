import Assembler
import Checksum
import Findings
import Foundation

/// What all contracts of a run are made of, as hashes: a contract whose inputs are the same needs not be made again.
struct RunInputs: Sendable {
    /// Of library, agreement, styles, fonts, options and program.
    let common: String
    private let today: String
    /// Foreign pages that cannot stand in an archive as they are are errors.
    let strict: Bool

    init(_ workshop: Workshop, _ agreement: AgreementFile, _ data: AgreementData, pattern: FileNamePattern, strict: Bool) {
        self.strict = strict
        let program = OriginRecorder.program(hasForeignPages: agreement.annexes.contains { if case .foreign = $0.content { true } else { false } })
        let libraries = program.libraries.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        var text = "\(program.version) \(libraries)\n" + pattern.text + (strict ? " --strict\n" : "\n") + data.digestText + "\n"
        let workspace = workshop.workspace
        for folder in ["clauses", "stellen", "facts", "styles"] {
            text += RunInputs.digest(of: workspace.library + "/" + folder)
            if workspace.library != workspace.resources { text += RunInputs.digest(of: workspace.resources + "/" + folder) }
        }
        // The catalogue has the fonts' checksums, which are verified when they are opened.
        text += RunInputs.digest(ofFile: workspace.resources + "/fonts/catalogue.yaml")
        text += RunInputs.digest(ofFile: agreement.path)
        let folder = agreement.path.parentPath
        for annex in agreement.annexes {
            switch annex.content {
            case .foreign(let file), .textFile(let file): text += RunInputs.digest(ofFile: folder + "/" + file.value)
            case .clause, .table: break
            }
        }
        today = "\(workshop.today)"
        if agreement.date?.value == .today { text += today }
        common = SHA256.hex(of: text)
    }

    func hash(of row: PartnerRow, name: String) -> String {
        let given = AgreementData.none.with(row).digestText
        // A contract of `datum: heute` is another one tomorrow.
        return SHA256.hex(of: [common, name, row.key, given, given.contains("heute") ? today : ""].joined(separator: "\n"))
    }

    /// All files below a folder, sorted by name; their names are relative to it.
    private static func digest(of folder: String) -> String {
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
        return names.map { $0 + " " + digest(ofFile: folder + "/" + $0) }.joined()
    }

    /// Nothing for what is no readable file: whether it has to be one is found out elsewhere.
    private static func digest(ofFile path: String) -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else { return "-\n" }
        return data.withUnsafeBytes { SHA256.hex(of: $0) } + "\n"
    }
}
