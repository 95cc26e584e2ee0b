import Agreements
import DocumentModel
import Findings

/// Any two clauses, versions or contracts in two columns, on pages of ours.
public struct Synopses: Sendable {
    /// What a comparison shows on screen and prints.
    public struct Made: Sendable {
        /// Names of the two.
        public let old: String
        public let new: String
        public let difference: PassageDiff
        let document: Document
        let workspace: Workspace

        /// The file, PDF/A and PDF/UA.
        public func pdf() throws(Failure) -> (bytes: [UInt8], pages: Int, findings: [Finding]) {
            let press = try Press(Supplies(workspace))
            let layout = try press.layOut(document)
            return (try press.pdf(layout.list, origin: nil), layout.list.pages.count, layout.findings)
        }

        /// Writes the file.
        ///
        /// - Throws: ``Failure`` where something that is not ours lies at the path, or fonts and style cannot be read.
        public func write(to path: String, inputs: [String] = []) throws(Failure) -> BuiltContract {
            var input = InputFiles(workspace)
            for path in inputs { input.add(path, as: "einer der Verträge") }
            var claims = OutputClaims(against: input)
            let output = try claims.claim(path, .pdf, option: "-o")
            let (bytes, pages, findings) = try pdf()
            try claims.write([(output, bytes)])
            return BuiltContract(path: path, pages: pages, bytes: bytes.count, findings: findings)
        }
    }

    /// - Parameters: names: `FAMILY/VARIANT`, or with a version `FAMILY/VARIANT@1.0`.
    /// - Throws: ``Failure`` where there is no such clause.
    public static func clauses(_ old: String, _ new: String, library: String?) throws(Failure) -> Made {
        let workspace = try Workspace.locate(agreement: nil, library: library)
        let comparison = try ClauseComparison.of(old, new, in: ClauseLibrary(root: workspace.library))
        let (before, after) = comparison.sources
        let title = before.name == after.name ? before.name : "\(before.name) und \(after.name)"
        let names = (label(before, beside: after), label(after, beside: before))
        let documents = WordingDocuments(
            info: info(title, try date(before, after)), old: ClauseProvisions.part(before), new: ClauseProvisions.part(after), standing: "",
            subject: WordingDocuments.Subject(
                heads: names, lines: [title], note: "Der Wortlaut, wie er in der Bibliothek steht; Angaben in doppelten geschweiften Klammern setzt erst der Vertrag ein.",
                isWhole: true))
        return Made(old: old, new: new, difference: comparison.difference, document: documents.synopsis, workspace: workspace)
    }

    /// Two finished contracts, each as it was signed.
    ///
    /// - Throws: ``Failure``: a file that is none of ours, or whose wording this library does not give any more.
    public static func contracts(_ old: String, _ new: String, names: (old: String, new: String)? = nil, library: String?) throws(Failure) -> Made {
        let names = names ?? (old.lastPathName, new.lastPathName)
        let (before, after) = (try contract(old, library), try contract(new, library))
        let parts = (old: ContractPart(before.document), new: ContractPart(after.document))
        let (info, date) = (before.document.info, after.document.info.date)
        let heads = (old: "\(names.old) (\(info.date.inGerman))", new: "\(names.new) (\(date.inGerman))")
        let documents = WordingDocuments(
            info: Self.info("\(names.old) und \(names.new)", max(info.date, date)), old: parts.old, new: parts.new, standing: "",
            subject: WordingDocuments.Subject(
                heads: heads, lines: [info.title] + (after.document.info.title == info.title ? [] : [after.document.info.title]),
                note: "Verglichen ist der Wortlaut, wie er unterschrieben wird. Maßgeblich sind die Urkunden."))
        return Made(
            old: names.old, new: names.new, difference: PassageDiff(from: parts.old.lines.joined(separator: "\n"), to: parts.new.lines.joined(separator: "\n")),
            document: documents.synopsis, workspace: after.workspace)
    }

    private static func contract(_ path: String, _ library: String?) throws(Failure) -> (document: Document, workspace: Workspace) {
        // An amendment alone has been refused by then.
        guard let chain = try AmendmentChain.read([path]).first else { throw Failure(.data, []) }
        let reassembly = try chain.reassembly(library: library)
        return (try reassembly.amended(by: []).document, reassembly.workshop.workspace)
    }

    private static func label(_ source: ClauseSource, beside other: ClauseSource) -> String {
        source.name == other.name ? "Fassung \(source.version.version)" : "\(source.name), Fassung \(source.version.version)"
    }

    /// The same comparison is the same file tomorrow: the day is the latest that the two say.
    private static func date(_ sources: ClauseSource...) throws(Failure) -> CalendarDate {
        let days = sources.flatMap { [$0.frontMatter.validFrom, $0.frontMatter.legalBasisAsOf] }.compactMap { $0 }
        guard let day = days.max() ?? CalendarDate(year: 2026, month: 1, day: 1) else { throw Failure(.data, []) }
        return day
    }

    private static func info(_ title: String, _ date: CalendarDate) -> DocumentInfo {
        DocumentInfo(
            agreement: "synopse", title: title, shortTitle: title, author: "", date: date, status: .endfassung, style: Supplies.standardStyle, isSignable: false)
    }
}
