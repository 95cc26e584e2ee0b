import Assembler
import Checksum
import Findings

/// What all contracts of a table are made of, as hashes: a contract whose inputs are the same needs not be made again.
struct RunInputs: Sendable {
    /// Of library, agreement, styles, fonts, options and program, as they were when the run began.
    let common: String
    private let today: String
    private let annexes: RowAnnexes

    /// - Parameters:
    ///   - files: as they were before anything was read.
    ///   - strict: foreign pages that cannot stand in an archive as they are are errors.
    /// - Throws: as ``DrawnMatter/requireHelpers()``.
    init(_ files: InputWatch, _ workshop: Workshop, _ annexes: RowAnnexes, pattern: FileNamePattern, strict: Bool) throws(FindingList) {
        self.annexes = annexes
        let agreement = annexes.agreement
        // Whether pages are scans is known when they have been read; the rows' own are not read before their turn.
        let hasForeignPages = annexes.hasFolder || agreement.annexes.contains { if case .foreign = $0.content { true } else { false } }
        var text =
            try RunInputs.program(hasForeignPages: hasForeignPages, hasDrawings: hasForeignPages || agreement.printsArms) + "\n" + pattern.text + (strict ? " --strict\n" : "\n")
            + annexes.data.digestText + "\n" + files.digestText
        today = "\(workshop.today)"
        if agreement.date?.value == .today { text += today }
        common = SHA256.hex(of: text)
    }

    /// The program and the libraries that it sets with.
    ///
    /// - Throws: as ``DrawnMatter/requireHelpers()``.
    static func program(hasForeignPages: Bool, hasDrawings: Bool) throws(FindingList) -> String {
        let matter = DrawnMatter.any(hasForeignPages: hasForeignPages, hasDrawings: hasDrawings)
        try matter.requireHelpers()
        let program = matter.program
        let libraries = program.libraries.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(program.version) \(libraries)"
    }

    func hash(of row: PartnerRow, name: String) -> String {
        let given = AgreementData.none.with(row).digestText
        // A contract of `datum: heute` is another one tomorrow.
        return SHA256.hex(of: ([common, name, row.key, given, given.contains("heute") ? today : ""] + [annexes.digest(of: row)].filter { !$0.isEmpty }).joined(separator: "\n"))
    }
}
