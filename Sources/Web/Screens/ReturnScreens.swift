import Assembler
import Findings
import Hummingbird
import Production
import Word

/// A Word file that came back: what is changed, clause by clause, what the office says to it, and what of it goes into the draft.
struct ReturnScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.multipart("/entwuerfe/:id/word", upTo: Bounds.word) { visit, file in
            let draft = try await draft(visit)
            guard let file else { throw Problem.noFile }
            let returned = try await receive(file, of: draft)
            return PageFrame.goOn(to: address(returned))
        }
        routes.multipart("/word/rueckgabe", upTo: Bounds.word) { visit, file in try await begin(visit, file) }
        routes.get("/entwuerfe/:id/word/:datei") { visit in try await page(visit) }
        routes.post("/entwuerfe/:id/word/:datei") { visit in try await decide(visit) }
        routes.get("/entwuerfe/:id/word/:datei/bericht.pdf") { visit in
            let (draft, file) = try await found(visit)
            let look = try await office.looks.look(file, at: office.returned.path(file), of: draft, wantsPaper: true)
            return PageFrame.download(look.paper ?? [], "application/pdf", named: "Vergleich \(file.name).pdf")
        }
        routes.get("/entwuerfe/:id/word/:datei/bericht.html") { visit in
            let (draft, file) = try await found(visit)
            let look = try await office.looks.look(file, at: office.returned.path(file), of: draft)
            return PageFrame.download(Array(look.report.page.utf8), "text/html; charset=utf-8", named: "Vergleich \(file.name).html")
        }
        routes.get("/entwuerfe/:id/word/:datei/loeschen") { visit in
            let (draft, file) = try await found(visit)
            return try office.frame.page("rueckgabe-loeschen", title: "Word-Datei entfernen", ["id": draft.id, "datei": file.id, "name": file.name], for: visit.visitor)
        }
        routes.post("/entwuerfe/:id/word/:datei/loeschen") { visit in
            let (draft, file) = try await found(visit)
            try await office.returned.delete(file.id, of: draft.id)
            return PageFrame.goOn(to: "/entwuerfe/\(draft.id)/word")
        }
    }

    private func draft(_ visit: Visit) async throws -> Draft { try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner) }

    private func found(_ visit: Visit) async throws -> (Draft, ReturnedFile) {
        let draft = try await draft(visit)
        return (draft, try await office.returned.file(try visit.part("datei"), of: draft.id))
    }

    private func address(_ file: ReturnedFile) -> String { "/entwuerfe/\(file.draft)/word/\(file.id)" }

    // MARK: - Coming in

    /// What cannot be compared is not kept.
    private func receive(_ file: ReceivedFile, of draft: Draft) async throws -> ReturnedFile {
        try await office.returned.begin(file, of: draft) { returned in
            let path = office.returned.path(returned)
            do throws(Failure) { _ = try await office.looks.look(returned, at: path, of: draft) } catch { throw Problem.notComparable(error, path, returned.name) }
        }
    }

    /// A file of a contract that is no draft here, of a series for instance: it says itself what it was made of.
    private func begin(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        guard let file else { throw Problem.noFile }
        let origin: ContractOrigin?
        do throws(Failure) {
            origin = try await office.looking.run { () throws(Failure) in try ContractOrigin.carried(byWordFile: file.path) }
        } catch { throw Problem.notComparable(error, file.path, file.name) }
        guard let origin, office.library.workspace.agreementNames.contains(origin.agreement.name) else { throw Problem.noOriginInWord }
        let agreement = try office.library.agreement(origin.agreement.name)
        let answers = OriginAnswers(origin).answers
        let name = [AgreementCard(agreement).title, answers["partner.name"]].compactMap { $0 }.joined(separator: ", ")
        let draft = try await office.drafts.begin(agreement.name, name: name, answers: answers, owner: visit.visitor.owner)
        do { return PageFrame.goOn(to: address(try await receive(file, of: draft))) } catch {
            try? await office.drafts.delete(draft.id, of: visit.visitor.owner)
            office.returned.removeAll(of: draft.id)
            throw error
        }
    }

    // MARK: - Showing

    private func page(_ visit: Visit) async throws -> Response {
        let (draft, file) = try await found(visit)
        let path = office.returned.path(file)
        let look: ReturnedContract.Look
        do throws(Failure) { look = try await office.looks.look(file, at: path, of: draft) } catch { throw Problem.notComparable(error, path, file.name) }
        let labels = (try? office.interviews.read(draft))?.groups.flatMap { group in group.fields.map { ($0.path, "\($0.label) (\(group.title))") } } ?? []
        var values = ReturnForm(report: look.report, labels: Dictionary(labels, uniquingKeysWith: { first, _ in first })).values
        values.merge([
            "id": draft.id, "datei": file.id, "name": file.name, "entwurf": draft.name, "version": "\(file.version)", "zeit": GermanTime.text(file.came),
            "uebernommen": file.content.carried, "hatUebernommen": !file.content.carried.isEmpty,
        ]) { $1 }
        return try office.frame.page("rueckgabe", title: "Vergleich: \(file.name)", values, for: visit.visitor)
    }

    // MARK: - Deciding

    private func decide(_ visit: Visit) async throws -> Response {
        let (draft, file) = try await found(visit)
        guard let version = visit.form["_version"].flatMap({ Int($0) }) else { throw Problem.unreadable }
        var after = file
        for (name, value) in visit.form.pairs where name.hasPrefix("e.") && ChangeKeys.isWellFormed(name.dropFirst(2)) {
            after.content.decisions[String(name.dropFirst(2))] = ReturnedFile.Answer(rawValue: value)
        }
        var place = "#stand"
        if visit.form["schritt"] == "uebernehmen" {
            guard file.version == version else { throw Problem.returnOvertaken(address(file)) }
            try await carry(&after, into: draft, visit)
            place = "#uebernommen"
        }
        let content = after.content
        guard try await office.returned.change(file.id, of: draft.id, from: version, { $0 = content }) else {
            throw Problem.returnOvertaken(address(file))
        }
        return PageFrame.goOn(to: address(file) + place)
    }

    /// Notes in the file what was done.
    private func carry(_ file: inout ReturnedFile, into draft: Draft, _ visit: Visit) async throws {
        let look = try await office.looks.look(file, at: office.returned.path(file), of: draft)
        let wanted = Set(visit.form.pairs.filter { $0.name.hasPrefix("w.") && $0.value == "ja" }.map { String($0.name.dropFirst(2)) })
        let changes = CarriedChanges(look, wanted: wanted, earlier: file.content.wordings, draft, try office.interviews.read(draft), try office.library.agreement(draft.agreement))
        guard case .saved = try await office.drafts.change(draft.id, of: visit.visitor.owner, from: draft.version, { changes.apply(to: &$0) }) else { throw Problem.overtaken }
        file.content.carried = changes.told
        file.content.wordings.merge(changes.choices) { $1 }
    }
}

extension Problem {
    /// A file that nothing can be compared with.
    static func notComparable(_ failure: Failure, _ path: String, _ name: String) -> Problem {
        let errors = failure.findings.filter { $0.severity == .fehler }
        let said = errors.prefix(3).map { ClerkWords.sentence($0.message.replacing(path, with: name)) }.joined(separator: " ")
        return Problem(
            422, "Diese Datei lässt sich nicht vergleichen", said + " Angenommen wurde nichts; was vorher da war, ist noch da.",
            remedy: errors.compactMap { ClerkWords.remedy($0.remedy) }.first ?? "Speichern Sie die Datei in Word oder LibreOffice als DOCX, und laden Sie diese hoch.")
    }

    static let noOriginInWord = Problem(
        422, "Diese Datei sagt nicht, woraus sie entstanden ist",
        "Sie stammt nicht aus Klauselwerk, oder ein anderes Programm hat diese Angaben entfernt. Angenommen wurde nichts.",
        remedy: "Öffnen Sie den Entwurf des Vertrags, gehen Sie dort zu „Word“, und laden Sie die Datei dort hoch.", link: Link(address: "/", text: "Zu den Entwürfen"))

    static func returnOvertaken(_ address: String) -> Problem {
        Problem(
            409, "Inzwischen geändert",
            "Zu dieser Datei wurde in einem anderen Fenster oder von jemand anderem schon entschieden. Ihre letzte Eingabe ist nicht gespeichert; überschrieben wurde nichts.",
            remedy: "Sehen Sie sich den neuen Stand an, und entscheiden Sie dort.", link: Link(address: address, text: "Zum Vergleich"))
    }
}
