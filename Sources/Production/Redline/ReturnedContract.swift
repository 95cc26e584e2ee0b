import Assembler
import DocumentModel
import Findings
import Settings
import Word

/// A contract that came back from negotiation as a file of a word processor: `vergleichen`.
public enum ReturnedContract {
    /// Compares, and writes what was asked for; all of it or nothing.
    ///
    /// - Throws: ``Failure`` where a file cannot be read, what was sent is not known, or an output has no place; nothing has been written then.
    public static func compare(_ request: RedlineRequest) throws(Failure) -> RedlineReport {
        let workspace = try Workspace.locate(agreement: nil, library: request.library)
        var inputs = InputFiles(workspace)
        inputs.add(request.file, as: "die zurückgegebene Datei")
        if let sent = request.sent { inputs.add(sent, as: "die verschickte Datei") }
        if let data = request.contract?.data { inputs.add(data, as: "die Datei mit den Werten") }
        var claims = OutputClaims(against: inputs, replaces: request.replaces)
        let page = try request.page.map { path throws(Failure) in try claims.claim(path, .page, option: "--html") }
        let paper = try request.paper.map { path throws(Failure) in try claims.claim(path, .pdf, option: "--pdf") }
        let values = try request.values.map { path throws(Failure) in try claims.claim(path, .values, option: "--werte") }
        let returned = try SentContract.read(request.file)
        let sent = try SentContract(request, returned: returned)
        var report = RedlineReport(request, sent, DocumentComparison(sent: sent.text, returned: returned))
        try check(request, report)
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        if let page { contents.append((page, Array(report.page.utf8))) }
        if let paper { contents.append((paper, try pdf(report, sent, workspace))) }
        if let values { contents.append((values, Array(report.values.dataFile(sent.origin).utf8))) }
        if let folder = request.drafts { contents += try drafts(&report, sent, folder, &claims) }
        try claims.write(contents)
        report.written = contents.map(\.output.path)
        return report
    }

    /// What somebody sees who decides change by change; nothing is written.
    package struct Look: Sendable {
        package let report: RedlineReport
        /// Of the accepted changes.
        package let clauses: [DeviatingClause]
        /// What could not be carried over into these for certain.
        package let remarks: [Finding]
        /// The report as a PDF, where it is wanted.
        package let paper: [UInt8]?
    }

    /// Compares, and writes nothing.
    ///
    /// - Parameters:
    ///   - contract: what the file is said to be of; `nil`: as ``compare(_:)``.
    ///   - decide: what the office says to each change.
    /// - Throws: as ``compare(_:)``.
    package static func look(
        _ request: RedlineRequest, of contract: DraftContract? = nil, wantsPaper: Bool = false, _ decide: (RedlineReport.Entry) -> Decision = { _ in .open }
    ) throws(Failure) -> Look {
        let returned = try SentContract.read(request.file)
        let sent = try SentContract(request, returned: returned, of: contract)
        var report = RedlineReport(request, sent, DocumentComparison(sent: sent.text, returned: returned))
        for index in report.entries.indices { report.entries[index].decision = decide(report.entries[index]) }
        let paper = wantsPaper ? try pdf(report, sent, try Workspace.locate(agreement: nil, library: request.library)) : nil
        // The command line writes its report before the drafts, too.
        let before = report
        let clauses = try deviations(&report, sent)
        return Look(report: before, clauses: clauses, remarks: Array(report.findings.dropFirst(before.findings.count)), paper: paper)
    }

    /// A number that no change has is a slip of the pen.
    private static func check(_ request: RedlineRequest, _ report: RedlineReport) throws(Failure) {
        let unknown = request.accepted.union(request.rejected).subtracting(report.entries.map(\.number)).sorted()
        let both = request.accepted.intersection(request.rejected).sorted()
        guard let number = unknown.first ?? both.first else { return }
        throw Failure(
            .usage,
            Finding(
                .fehler, "aenderung-unbekannt", at: .option(String(number)),
                unknown.isEmpty
                    ? "Änderung \(number) ist zugleich angenommen und abgelehnt." : "Eine Änderung \(number) gibt es nicht; der Vergleich hat \(report.entries.count) gefunden.",
                remedy: "Rufen Sie „vergleichen“ zuerst ohne --annehmen und --ablehnen auf; die Nummern stehen im Bericht."))
    }

    private static func pdf(_ report: RedlineReport, _ sent: SentContract, _ workspace: Workspace) throws(Failure) -> [UInt8] {
        let press = try Press(sent.workshop?.supplies ?? Supplies(workspace))
        // Without a contract there is no date; the clock must not come in.
        guard let date = sent.info?.date ?? CalendarDate(year: 2000, month: 1, day: 1) else { return [] }
        let style = sent.info.map(\.style) ?? Supplies.standardStyle
        let document = report.document(style: style == "brief" ? Supplies.standardStyle : style, author: sent.info?.author ?? "", date: date)
        return try press.pdf(try press.layOut(document).list, origin: nil)
    }

    /// Clauses with the accepted changes, as drafts.
    private static func drafts(
        _ report: inout RedlineReport, _ sent: SentContract, _ folder: String, _ claims: inout OutputClaims
    ) throws(Failure) -> [(output: OutputClaims.Output, bytes: [UInt8])] {
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        for draft in try deviations(&report, sent) { contents.append((try claims.claim("\(folder)/\(draft.name).md", .clause, option: "--entwurf"), Array(draft.text.utf8))) }
        return contents
    }

    private static func deviations(_ report: inout RedlineReport, _ sent: SentContract) throws(Failure) -> [DeviatingClause] {
        var found: [DeviatingClause] = []
        let accepted = report.entries.filter { $0.decision == .accepted }
        var clauses: [String] = []
        for entry in accepted {
            guard let clause = entry.change.clause else {
                report.note(
                    Finding(
                        .hinweis, "abweichung-ohne-klausel", at: .file(report.file),
                        "Änderung \(entry.number) steht außerhalb der Klauseln; eine abweichende Klausel entsteht für sie nicht.",
                        remedy: "Ändern Sie Vereinbarung oder Werte."))
                continue
            }
            if !clauses.contains(clause) { clauses.append(clause) }
        }
        for clause in clauses {
            guard let source = try source(of: clause, sent) else {
                report.note(
                    Finding(
                        .warnung, "abweichung-ohne-quelle", at: .file(report.file),
                        "Die Klausel „\(clause)“ liegt in dieser Fassung nicht (mehr) in der Bibliothek; ein Entwurf entsteht nicht.",
                        remedy: "Nennen Sie die Bibliothek, aus der der Vertrag entstanden ist (--library)."))
                continue
            }
            let draft = DeviatingClause(clause, source: source, changes: accepted.filter { $0.change.clause == clause }, file: report.file)
            draft.findings.forEach { report.note($0) }
            found.append(draft)
        }
        return found
    }

    private static func source(of clause: String, _ sent: SentContract) throws(Failure) -> String? {
        let parts = clause.split(whereSeparator: { $0 == "/" || $0 == "@" }).map(String.init)
        guard parts.count == 3, let library = sent.workshop?.planner.library, let variant = library.family(parts[0])?.variant(parts[1]) else { return nil }
        for file in variant.files where try failing(library.source(file, family: parts[0], variant: parts[1])).version.version == parts[2] {
            if let laid = library.overlay.texts["clauses/\(parts[0])/\(parts[1]).md"] { return laid }
            return try failing(SourceFile(contentsOf: file.path).text)
        }
        return nil
    }
}

extension RedlineReport {
    mutating func note(_ finding: Finding) { findings.append(finding) }
}
