import Assembler
import DocumentModel
import Findings
import Foundation
import Hummingbird
import Production
import Tables

/// A series: its table with what is wrong in it, mending, trying a row, ordering, stopping and deleting.
struct SeriesScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/serien/:id") { visit in try await page(visit) }
        routes.post("/serien/:id/zellen") { visit in try await mend(visit) }
        routes.multipart("/serien/:id/tabelle", upTo: Bounds.table) { visit, file in try await replace(visit, file) }
        routes.get("/serien/:id/partnerliste") { visit in try await table(visit) }
        routes.get("/serien/:id/zeilen/:zeile/vorschau.pdf") { visit in try await preview(visit) }
        routes.post("/serien/:id/erstellen") { visit in try await order(visit) }
        routes.post("/serien/:id/anhalten") { visit in try await stop(visit) }
        routes.get("/serien/:id/loeschen") { visit in
            let series = try await series(visit)
            return try office.frame.page("serie-loeschen", title: "Serie löschen", ["id": series.id, "name": series.name], for: visit.visitor)
        }
        routes.post("/serien/:id/loeschen") { visit in
            let id = try visit.part("id")
            try await office.series.delete(id, of: visit.visitor.owner)
            office.annexes.removeAll(of: id)
            return PageFrame.goOn(to: "/")
        }
    }

    private func series(_ visit: Visit) async throws -> ContractSeries { try await office.series.series(try visit.part("id"), of: visit.visitor.owner) }

    private func words(_ series: ContractSeries) -> SeriesWords {
        SeriesWords(try? office.library.workshop().planner.catalogue(of: try office.library.agreement(series.agreement)))
    }

    // MARK: - Showing

    private func page(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let card = (try? office.library.agreement(series.agreement)).map(AgreementCard.init)
        let made = contracts(series)
        var values: [String: Any] = [
            "id": series.id, "name": series.name, "vereinbarung": card?.title ?? ClauseNames.readable(series.agreement), "datei": series.fileName, "version": "\(series.version)",
            "beschaeftigt": series.state.isBusy, "stand": series.state.inGerman, "hoechstens": Inbox.said(Bounds.table), "berichtigt": shown(Self.mended(series.changes.count)),
            "fertig": series.state == .done, "insRegister": series.entersRegister, "gesagt": shown(series.told), "gescheitert": series.state == .failed,
            "angehalten": series.state == .stopped,
            "teilbar": visit.visitor.name != nil && series.owner == visit.visitor.owner, "von": shown(series.owner == visit.visitor.owner ? nil : series.owner),
            "anlagenzahl": shown(KeptAnnex.said(series.annexes)), "wertezahl": shown(series.values.isEmpty ? nil : "\(series.values.count)"),
            "baende": series.state == .done ? PrintForm.volumes(series.print) : [],
            "hatBaende": series.state == .done && !(series.print?.volumes ?? []).isEmpty, "hatVertraege": made > 0, "vertraege": made == 1 ? "1 Vertrag" : "\(made) Verträge",
        ]
        var isWaiting = series.state.isBusy
        if series.state.isBusy {
            values["fortschritt"] = SeriesTold(series, office.runner.progress(of: series.id)).values
        } else if let check = try await office.checks.check(series) {
            values.merge(try checked(series, check, visit)) { $1 }
        } else {
            values["wirdGeprueft"] = true
            isWaiting = true
        }
        return try office.frame.page(
            "serie", title: series.name, values, for: visit.visitor, script: series.state.isBusy ? "serie.js" : nil, isWide: true, refresh: isWaiting ? 3 : nil)
    }

    /// How many there are. A run at work is not asked by its list, which is long, and read anew each time somebody looks.
    private func contracts(_ series: ContractSeries) -> Int {
        guard let progress = office.runner.progress(of: series.id)?.progress else {
            return (try? SeriesRow.all(in: office.series.place.contracts(series.id)))?.count { $0.file != nil } ?? 0
        }
        switch progress.stage {
        case .checking: return 0
        case .making: return max(0, progress.done - progress.failed)
        case .printing: return max(0, progress.total - progress.failed)
        }
    }

    private static func mended(_ count: Int) -> String? { count == 0 ? nil : count == 1 ? "1 Zelle wurde hier berichtigt." : "\(count) Zellen wurden hier berichtigt." }

    private func checked(_ series: ContractSeries, _ check: SeriesCheck, _ visit: Visit) throws -> [String: Any] {
        let words = words(series)
        let (count, sound) = (check.table.rows.count, check.table.rows.count - check.faulty)
        var values = try SeriesGrid(series: series, check: check, words: words, view: SeriesGrid.View { visit.query($0) }).values(office.series.place.table(series))
        let errors = check.findings.filter { $0.severity == .fehler }
        let others = check.findings.filter { $0.severity != .fehler }
        values.merge([
            "geprueft": true, "einwandfrei": check.isSound, "zeilenzahl": count == 1 ? "1 Zeile" : "\(count) Zeilen",
            "fehlerzahl": check.faulty == 1 ? "1 Zeile hat Fehler" : "\(check.faulty) Zeilen haben Fehler", "hatFehler": !errors.isEmpty,
            "fehler": errors.prefix(100).map(words.values), "hatHinweise": !others.isEmpty, "hinweise": others.prefix(100).map(words.values),
            "weitere": shown(check.unlisted > 0 ? "Und \(check.unlisted) weitere." : nil), "anzahl": sound == 1 ? "1 Vertrag" : "\(sound) Verträge",
            "darfAlle": check.isSound, "darfGute": !check.isSound && !check.hindersAll && sound > 0, "schonAngefangen": series.state == .stopped || series.state == .failed,
        ]) { $1 }
        return values
    }

    // MARK: - Mending

    private func mend(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard let version = visit.form["_version"].flatMap({ Int($0) }) else { throw Problem.unreadable }
        let typed = try MendedCells(visit.form)
        let changes = try typed.changes(in: office.series.place.table(series), series.changes)
        switch try await office.series.mend(series.id, of: visit.visitor.owner, from: version, changes.map(\.change)) {
        case .saved: return PageFrame.goOn(to: "/serien/\(series.id)\(SeriesGrid.View { visit.form["_" + $0] }.address)#tabelle")
        case .overtaken(let now): return try conflict(now, try typed.changes(in: office.series.place.table(now), now.changes), visit)
        }
    }

    /// Both states side by side; nothing is written over anything before somebody has looked.
    private func conflict(_ series: ContractSeries, _ changes: [(change: CellChange, before: String)], _ visit: Visit) throws -> Response {
        let rows = changes.map { change, before in
            ["zeile": "\(change.row)", "spalte": ColumnLetter.of(change.column), "meins": change.text.isEmpty ? "–" : change.text, "ihres": before.isEmpty ? "–" : before]
        }
        let sent = visit.form.pairs.filter { $0.name != Routes.tokenName && $0.name != "_version" }.map { ["name": $0.name, "wert": $0.value] }
        return try office.frame.page(
            "serie-konflikt", title: "Inzwischen geändert",
            ["id": series.id, "name": series.name, "zeit": GermanTime.text(series.changed), "version": "\(series.version)", "zeilen": rows, "felder": sent], for: visit.visitor,
            status: 409)
    }

    private func replace(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        let series = try await series(visit)
        guard let file else { throw Problem.noFile }
        guard !series.state.isBusy else { throw Problem.seriesRuns }
        try await SeriesIntake.check(file, for: try office.library.agreement(series.agreement), office)
        try await office.series.replaceTable(of: series.id, owner: visit.visitor.owner, with: file)
        return PageFrame.goOn(to: "/serien/\(series.id)")
    }

    /// The table as it is now: as a workbook with what is mended and what is still to mend; lines of JSON as they came.
    private func table(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard let check = try await office.checks.check(series) else { throw Problem.stillChecking }
        if try !GridRows.read(office.series.place.table(series), changes: [], wanted: [:]).hasCells {
            let bytes = try Data(contentsOf: URL(filePath: office.series.place.table(series)))
            return PageFrame.download(Array(bytes), "application/octet-stream", named: series.fileName)
        }
        let bytes = try await office.tables.run { () throws(Failure) in try check.workbook() }
        return PageFrame.download(bytes, SeriesBeginnings.workbook, named: "Partnerliste \(series.name).xlsx")
    }

    /// What the row's contract will be.
    private func preview(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard let number = Int(try visit.part("zeile")) else { throw Problem.notFound }
        guard let check = try await office.checks.check(series) else { throw Problem.stillChecking }
        guard check.table.rows.contains(where: { $0.number == number }) else { throw Problem.notFound }
        guard let data = check.data(ofRow: number) else { throw Problem.faultyRow(number, series.id) }
        do {
            let annexes = try check.annexes(ofRow: number)
            let made = try await office.presses.press(for: series.id).file(PreviewRequest(agreement: series.agreement, data: data, annexes: annexes))
            return PageFrame.download(made.bytes, "application/pdf", named: "Vorschau Zeile \(number).pdf")
        } catch { throw Problem.faultyRow(number, series.id) }
    }

    // MARK: - Running

    private func order(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let onlySound = visit.form["nur_gueltige"] == "ja"
        let entersRegister = visit.form["ins_register"] == "ja"
        guard let check = try await office.checks.check(series) else { throw Problem.stillChecking }
        guard check.isSound || (onlySound && !check.hindersAll && check.faulty < check.table.rows.count) else { return PageFrame.goOn(to: "/serien/\(series.id)#befunde") }
        let takesToday = ContractSeries.takesToday(try office.library.agreement(series.agreement)) && !check.table.columns.contains("datum")
        let ordered = try await office.series.update(series.id, of: visit.visitor.owner) { series in
            guard !series.state.isBusy else { throw Problem.seriesRuns }
            if takesToday, series.day.isEmpty || series.state == .done { series.day = GermanTime.day(GermanTime.now()) }
            series.onlySound = onlySound
            series.entersRegister = entersRegister
            series.state = .waiting
            series.told = ""
            // Of contracts that may come out otherwise now there is none.
            series.print = nil
        }
        office.runner.add(ordered)
        return PageFrame.goOn(to: "/serien/\(series.id)")
    }

    private func stop(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        // What is at work notes itself that it has stopped.
        if !office.runner.stop(series.id) {
            try await office.series.update(series.id, of: visit.visitor.owner) { if $0.state == .waiting { $0.state = .stopped } }
        }
        return PageFrame.goOn(to: "/serien/\(series.id)")
    }
}

extension Problem {
    static let stillChecking = Problem(
        503, "Die Tabelle wird noch geprüft", "Bei langen Tabellen dauert das einen Augenblick. Geändert wurde nichts.", remedy: "Laden Sie die Seite in ein paar Sekunden neu.")

    static func faultyRow(_ row: Int, _ id: String) -> Problem {
        Problem(
            422, "Zeile \(row) hat noch Fehler", "Solange eine Zeile Fehler hat, lässt sich aus ihr kein Vertrag zusammensetzen. Geändert wurde nichts.",
            remedy: "Berichtigen Sie die Zellen, die in der Tabelle markiert sind.", link: Link(address: "/serien/\(id)", text: "Zur Tabelle"))
    }
}
