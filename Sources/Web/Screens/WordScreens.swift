import Findings
import Hummingbird
import Production

/// What goes out as Word files: a draft's, and that of a finished contract; and the way to what comes back.
struct WordScreens: Sendable {
    let office: Office

    static let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    func add(to routes: Routes) {
        routes.get("/entwuerfe/:id/word") { visit in try await page(visit) }
        routes.get("/entwuerfe/:id/vertrag.docx") { visit in try await file(visit) }
        routes.get("/word") { visit in
            try office.frame.page("word", title: "Word", ["hoechstens": Inbox.said(Bounds.word), "hoechstensVertrag": Inbox.said(Bounds.contract)], for: visit.visitor)
        }
        routes.multipart("/word/vertrag", upTo: Bounds.contract) { visit, file in try await finished(visit, file) }
    }

    private func draft(_ visit: Visit) async throws -> Draft { try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner) }

    private func page(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let isComplete = try office.interviews.read(draft).isComplete
        let returned = try await office.returned.all(of: draft.id).map { file -> [String: Any] in
            let answers = file.content.decisions.values
            let (accepted, rejected) = (answers.count { $0 == .accept }, answers.count { $0 == .reject })
            let decided = [accepted == 0 ? nil : "\(accepted) angenommen", rejected == 0 ? nil : "\(rejected) abgelehnt"].compactMap { $0 }
            return [
                "datei": file.id, "name": file.name, "zeit": GermanTime.text(file.came), "entschieden": shown(decided.joined(separator: ", ")),
                "uebernommen": !file.content.carried.isEmpty,
            ]
        }
        return try office.frame.page(
            "entwurf-word", title: "Word: \(draft.name)",
            [
                "id": draft.id, "name": draft.name, "fertig": isComplete, "rueckgaben": returned, "hatRueckgaben": !returned.isEmpty, "hoechstens": Inbox.said(Bounds.word),
            ], for: visit.visitor)
    }

    /// What `klauselwerk word` makes of the same values; or back to the form, which says what it lacks.
    private func file(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        guard let request = try DraftPages(office: office).request(draft, try office.interviews.read(draft).final) else {
            return PageFrame.goOn(to: "/entwuerfe/\(draft.id)#uebersicht")
        }
        let bytes = try await office.presses.press(for: draft.id).word(request, locksClauses: visit.query("gesperrt") == "ja")
        return PageFrame.download(bytes, Self.type, named: String(draft.name.map { $0 == "/" || $0 == "\\" ? "-" : $0 }) + ".docx")
    }

    /// What `klauselwerk word vertrag.pdf` makes of the file.
    private func finished(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        guard let file else { throw Problem.noFile }
        let library = office.library.workspace.library
        let bytes: [UInt8]
        do throws(Failure) {
            bytes = try await office.proofs.run { () throws(Failure) in try Contracts.wordBytes(ofContract: file.path, library: library).bytes }
        } catch { throw Problem.noWordFile(error, file) }
        let name = file.name.lowercased().hasSuffix(".pdf") ? String(file.name.dropLast(4)) : file.name
        return PageFrame.download(bytes, Self.type, named: name + ".docx")
    }
}

extension Problem {
    /// A finished contract that no Word file can be made of.
    static func noWordFile(_ failure: Failure, _ file: ReceivedFile) -> Problem {
        let errors = failure.findings.filter { $0.severity == .fehler }
        let said = errors.prefix(3).map { ClerkWords.sentence($0.message.replacing(file.path, with: file.name)) }.joined(separator: " ")
        return Problem(
            422, "Aus dieser Datei entsteht keine Word-Datei", said + " Angenommen wurde nichts.",
            remedy: "Nehmen Sie die Datei so, wie Klauselwerk sie erstellt hat; unter „Datei prüfen“ steht, was an ihr anders ist.",
            link: Link(address: "/word", text: "Zurück zu „Word“"))
    }
}
