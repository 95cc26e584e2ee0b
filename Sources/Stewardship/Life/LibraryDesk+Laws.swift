import Agreements
import Assembler
import Checksum
import DocumentModel
import Findings
import Production
import Rendering

extension LibraryDesk {
    /// Notes that a provision has changed: every clause that cites it is to be looked at.
    ///
    /// - Returns: the number of the change, and the names of the clauses.
    /// - Throws: ``Failure``: `vorschrift-unlesbar`, `grund-fehlt`; nothing has been written then.
    package func reportChange(of provision: String, reason: String) throws(Failure) -> (number: Int, clauses: [String]) {
        try allowLaws()
        guard !ApprovalLog.oneLine(reason).isEmpty else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "grund-fehlt", at: .option(provision), "Es fehlt, was sich an der Vorschrift geändert hat.",
                    remedy: "Schreiben Sie einen Satz dazu, zum Beispiel: Neu gefasst zum 1. Januar 2027."))
        }
        return try changeLaws { reviews, watch, sources, day throws(Failure) in
            let number = try failing(reviews.report(provision, reason: reason, by: account, on: day, watch))
            let names = reviews.open(among: sources, watch).filter { $0.change.number == number }.map(\.clause.name)
            return ((number, names), "\(provision) als geändert gemeldet\n\n\(reason)")
        }
    }

    /// Notes that somebody has looked at a clause after a provision was reported as changed.
    ///
    /// - Parameter number: of the change; `nil`: all that the clause waits for.
    /// - Throws: ``Failure``: `rechtsaenderung-fehlt` where the clause waits for nobody.
    package func confirm(_ name: String, change number: Int?, remark: String) throws(Failure) {
        try allowLaws()
        try changeLaws { reviews, watch, sources, day throws(Failure) in
            let open = reviews.open(among: sources, watch).filter { $0.clause.name == name && (number == nil || $0.change.number == number) }
            guard !open.isEmpty else { throw LibraryDesk.nothingOpen(name) }
            for one in open { reviews.confirm(one.change.number, one.clause, remark: remark, by: account, on: day) }
            return ((), "\(name): nach Rechtsänderung angesehen" + (remark.isEmpty ? "" : "\n\n\(remark)"))
        }
    }

    /// The number of the latest reported change of a provision that a clause waits for.
    ///
    /// - Parameter provision: as it was reported.
    package func changes(of provision: String, waitingFor name: String) throws(Failure) -> Int {
        let watch = try failing(LawWatch(Facts(folder: workspace.folder(of: "facts"))))
        let open = try failing(LawReviews.read(library: workspace.library, watch)).open(among: ClauseLibrary(root: workspace.library).currentSources, watch)
        guard let last = open.last(where: { $0.clause.name == name && $0.change.provision == provision }) else { throw LibraryDesk.nothingOpen(name) }
        return last.change.number
    }

    /// Who writes clauses, and who approves them, may.
    package var mayKeepLaws: Bool { steward.may(.aendern) || steward.may(.freigeben) }

    private static func nothingOpen(_ name: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "rechtsaenderung-fehlt", at: .option(name), "Für „\(name)“ ist nach keiner gemeldeten Rechtsänderung noch etwas nachzusehen.",
                remedy: "Prüfen Sie den Namen der Klausel; vielleicht hat es schon jemand bestätigt."))
    }

    private func allowLaws() throws(Failure) { if !mayKeepLaws { try allow(.aendern) } }

    private func changeLaws<Value>(
        _ body: (inout LawReviews, LawWatch, [ClauseSource], CalendarDate) throws(Failure) -> (Value, message: String)
    ) throws(Failure) -> Value {
        try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            let watch = try failing(LawWatch(Facts(folder: workspace.folder(of: "facts"))))
            let path = LawReviews.path(in: workspace.library)
            let there = FileBytes.read(path, limit: LibraryChange.limit)
            var reviews = try failing(LawReviews.read(library: workspace.library, watch))
            let day = CalendarDate(written: String(time().prefix(10)))
            guard let day else { throw Failure(.data, []) }
            let (value, message) = try body(&reviews, watch, ClauseLibrary(root: workspace.library).currentSources, day)
            var change = LibraryChange()
            let end: [UInt8] = there?.last.map { $0 == 0x0A ? [] : [0x0A] } ?? []
            change.write((there ?? []) + end + Array(reviews.added.utf8), to: path, before: there.map { SHA256.hex(of: $0) })
            try commit(change, saying: message)
            return value
        }
    }
}
