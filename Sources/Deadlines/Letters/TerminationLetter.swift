import Assembler
import DocumentModel
import Findings
import Production

/// Notice of termination, with the day that the contract's own clause gives: `kuendigung`.
package struct TerminationLetter: Sendable {
    package var paths: [String]
    package var library: String?
    /// ISO; of the letter.
    package var date: String
    /// ISO: by when the other side will have it; `nil`: three days after its date.
    package var receipt: String?
    /// ISO: the wanted last day; `nil`: the next that can be had.
    package var last: String?
    /// ISO: of the last signature, where the contract has no first day of its own.
    package var signed: String?
    /// Why, where that is to be said.
    package var reason: String?
    package var output: String

    package init(
        paths: [String], library: String? = nil, date: String, receipt: String? = nil, last: String? = nil, signed: String? = nil, reason: String? = nil,
        output: String
    ) {
        (self.paths, self.library, self.date, self.receipt, self.last) = (paths, library, date, receipt, last)
        (self.signed, self.reason, self.output) = (signed, reason, output)
    }

    package struct Written: Sendable {
        package let letters: [BuiltContract]
        /// With the last day of receipt, the contract's last day, clause and law.
        package let deadline: Deadline
        package let findings: [Finding]
    }

    /// - Throws: ``Failure`` where the contract has no clause of ordinary notice, or none that ends it on the wanted day.
    package func write() throws(Failure) -> Written {
        guard let day = CalendarDate(written: date), let received = receipt.map({ CalendarDate(written: $0) }) ?? day.adding(days: 3) else {
            throw Failure(
                .usage, Finding(.fehler, "datum-unlesbar", at: .option("--datum"), "„\(date)“ ist kein Tag.", remedy: "Schreiben Sie 2026-11-21 oder 21.11.2026."))
        }
        let book = try DeadlineBook(Workspace.locate(agreement: nil, library: library))
        let (path, origin) = try contract()
        let (deadline, findings) = try notice(book, origin, path, from: received)
        var values = ["zum": (deadline.effect ?? deadline.date).isoText]
        if let reason { values["grund"] = reason }
        let letter = ContractLetter(
            paths: paths, library: library, subject: "Kündigung", clause: "kuendigungsschreiben/ordentlich", values: values, date: day.isoText,
            basis: deadline.clause.split(separator: " ").first.map(String.init), output: output)
        return Written(letters: try letter.write(), deadline: deadline, findings: findings)
    }

    /// The contract as its last amendment has it.
    private func contract() throws(Failure) -> (path: String, origin: ContractOrigin) {
        var found: (path: String, origin: ContractOrigin)?
        var latest: ContractOrigin?
        for path in paths {
            let origin = try CarriedOrigin(contentsOf: path).requiredOrigin()
            guard let amendment = origin.amendment else {
                found = (path, origin)
                continue
            }
            if amendment.steps.count > latest?.amendment?.steps.count ?? 0 { latest = origin }
        }
        guard var found else {
            throw Failure(
                .inputMissing,
                Finding(.fehler, "vertraege-fehlen", at: paths.first.map { .file($0) }, "Hier fehlt der Vertrag selbst.", remedy: "Nennen Sie ihn vor seinen Nachträgen."))
        }
        if let latest { found.origin = latest.amended }
        return found
    }

    /// The notice that ends the contract on the wanted day, or first.
    private func notice(_ book: DeadlineBook, _ origin: ContractOrigin, _ path: String, from day: CalendarDate) throws(Failure) -> (Deadline, [Finding]) {
        let wanted = last.flatMap { CalendarDate(written: $0) }
        let signed = signed.flatMap { CalendarDate(written: $0) }
        var day = day
        var offered: [CalendarDate] = []
        // A hundred days to give notice to are a contract's life.
        for _ in 0..<100 {
            let answer = book.answer(origin, at: .file(path), from: day, signed: signed)
            guard let found = answer.deadlines.first(where: { $0.kind == .kuendigung }), let effect = found.effect else {
                if offered.isEmpty { throw none(path, answer.findings) }
                break
            }
            guard let wanted else { return (found, answer.findings) }
            if effect == wanted { return (found, answer.findings) }
            offered.append(effect)
            guard effect < wanted, let next = found.date.adding(days: 1) else { break }
            day = next
        }
        let last = offered.suffix(2).map(\.inGerman).joined(separator: " und ")
        throw Failure(
            .data,
            Finding(
                .fehler, "kuendigung-tag", at: .file(path), "Zum \(wanted?.inGerman ?? "") lässt sich dieser Vertrag nicht ordentlich kündigen; möglich ist es zum \(last).",
                remedy: "Nennen Sie einen dieser Tage (--zum), oder lassen Sie die Angabe weg: dann gilt der nächste."))
    }

    private func none(_ path: String, _ findings: [Finding]) -> Failure {
        Failure(
            .data,
            findings + [
                Finding(
                    .fehler, "kuendigung-ohne-klausel", at: .file(path), "Aus den Klauseln dieses Vertrags folgt kein Tag, zu dem er sich ordentlich kündigen lässt.",
                    remedy: "Sehen Sie im Vertrag nach; Kündigung aus wichtigem Grund schreibt das Programm nicht.")
            ])
    }
}
