import Agreements
import DocumentModel
import Findings
import Production

/// Reckons the dates of contracts with one library. Immutable behind caches: one serves any number of contracts and threads.
package final class DeadlineBook: Sendable {
    private let library: ClauseLibrary
    private let holidays: PublicHolidays

    /// - Throws: ``Failure`` where the facts about holidays cannot be read.
    package init(_ workspace: Workspace) throws(Failure) {
        library = ClauseLibrary(root: workspace.library)
        holidays = try failing(Facts(folder: workspace.folder(of: "facts")).publicHolidays())
    }

    /// The next dates of a contract.
    ///
    /// - Parameters:
    ///   - place: for findings.
    ///   - day: dates before it are left out.
    ///   - signed: day of the last signature; `nil`: not known, so the contract's own date stands for it.
    package func answer(_ origin: ContractOrigin, at place: Place?, from day: CalendarDate, signed: CalendarDate? = nil) -> (deadlines: [Deadline], findings: [Finding]) {
        guard origin.detail == .voll else {
            let finding = Finding(
                .hinweis, "fristen-ohne-werte", at: place, "Dieser Vertrag trägt nur Kennungen („herkunft: kennungen“); seine Fristen lassen sich nicht berechnen.",
                remedy: "Tragen Sie die Tage von Hand ein.")
            return ([], [finding])
        }
        var findings: [Finding] = []
        var clauses: [ClauseSource] = []
        for clause in origin.clauses {
            if let source = source(clause) {
                clauses.append(source)
            } else {
                findings.append(
                    Finding(
                        .hinweis, "fristen-klausel-fehlt", at: place,
                        "Die Klausel „\(clause.name)“ gibt es in der Bibliothek in der Fassung \(clause.version) nicht mehr; ob sie Fristen hat, ist nicht bekannt.",
                        remedy: "Bewahren Sie ältere Fassungen als „\(clause.name)@\(clause.version).md“ auf."))
            }
        }
        let terms = TermsReader.terms(of: origin, clauses, signed: signed)
        findings += terms.missing.map {
            Finding(
                .warnung, "fristen-angabe-fehlt", at: place, "Im Vertrag fehlt eine Angabe, aus der eine Frist folgt: \($0).",
                remedy: "Sehen Sie im Vertrag nach, und tragen Sie den Tag von Hand ein.")
        }
        return (Reckoner(terms, WorkingDays(holidays, land: origin.settings.land)).deadlines(from: day), findings)
    }

    /// The version that the contract has.
    private func source(_ clause: ContractOrigin.Clause) -> ClauseSource? {
        let parts = clause.name.split(separator: "/").map(String.init)
        guard parts.count == 2, let files = library.family(parts[0])?.variant(parts[1])?.files else { return nil }
        return files.lazy.compactMap { try? self.library.source($0, family: parts[0], variant: parts[1]) }.first { $0.version.version == clause.version }
    }
}
