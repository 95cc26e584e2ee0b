import Findings
import Hummingbird
import Production

/// Files behind a contract: added, named, put in order, page by page.
struct AnnexScreens: Sendable {
    let office: Office
    let desk: AnnexDesk

    func add(to routes: Routes) {
        routes.get("/\(desk.root)/:id/anlagen") { visit in try await page(try await holder(visit), visit) }
        routes.multipart("/\(desk.root)/:id/anlagen", upTo: Bounds.annex) { visit, file in try await add(visit, file) }
        routes.post("/\(desk.root)/:id/anlagen/:anlage") { visit in try await change(visit) }
        routes.get("/\(desk.root)/:id/anlagen/:anlage/datei") { visit in
            let (holder, annex) = try await annex(visit)
            guard annex.source != nil else { throw Problem.notFound }
            return FileAnswer.download(office.annexes.path(annex, of: holder.id), "application/pdf", named: annex.file)
        }
        routes.get("/\(desk.root)/:id/anlagen/:anlage/bilder/:seite") { visit in try await picture(visit) }
    }

    /// Pixels of the longer side of a page's picture.
    static let pictureSize = 240

    private func holder(_ visit: Visit) async throws -> AnnexHolder { try await desk.find(try visit.part("id"), visit.visitor.owner) }

    private func annex(_ visit: Visit) async throws -> (AnnexHolder, KeptAnnex) {
        let holder = try await holder(visit)
        let key = try visit.part("anlage")
        guard let annex = holder.annexes.first(where: { $0.id == key }) else { throw Problem.notFound }
        return (holder, annex)
    }

    private func address(_ holder: AnnexHolder) -> String { "/\(desk.root)/\(holder.id)/anlagen" }

    // MARK: - Showing

    /// - Parameter fault: what is wrong with the pages that somebody has named for an annex, and what he has typed.
    private func page(_ holder: AnnexHolder, _ visit: Visit, fault: (annex: String, typed: String, text: String)? = nil) async throws -> Response {
        let pages = holder.annexes.isEmpty ? nil : await desk.pages(holder.id, visit.visitor.owner)
        var entries: [[String: Any]] = []
        for (index, annex) in holder.annexes.enumerated() {
            let look = try? await look(office.annexes.path(annex, of: holder.id), annex.file)
            let form = AnnexForm(annex: annex, look: look, reduced: look.flatMap { pages?.reduced($0) }, address: address(holder))
            entries.append(form.values(number: index + 1, of: holder.annexes.count, fault: fault.flatMap { $0.annex == annex.id ? ($0.typed, $0.text) : nil }))
        }
        return try office.frame.page(
            "anlagen", title: fault == nil ? "Anlagen: \(holder.name)" : "Fehler: Anlagen: \(holder.name)",
            [
                "id": holder.id, "name": holder.name, "wurzel": desk.root, "version": "\(holder.version)", "satz": desk.about, "anlagen": entries, "keine": entries.isEmpty,
                "hoechstens": Inbox.said(Bounds.annex), "wandeltUm": office.conversion != nil, "zuBestaetigen": holder.annexes.contains { !$0.isApproved },
                "fertigerVertrag": !desk.hasOverview, "beschaeftigt": holder.isBusy,
                "fehler": fault.map { ["anlage": $0.annex, "text": $0.text] as Any } ?? false,
            ], for: visit.visitor, status: fault == nil ? 200 : 422, script: "anlagen.js")
    }

    private func look(_ path: String, _ file: String) async throws -> AnnexLook {
        do throws(Failure) { return try await office.looking.run { [office] () throws(Failure) in try office.library.look(atAnnex: path) } } catch {
            throw Problem.notAnAnnex(error, path, file)
        }
    }

    private func picture(_ visit: Visit) async throws -> Response {
        let (holder, annex) = try await annex(visit)
        guard let number = Int(try visit.part("seite")), (1...annex.count).contains(number) else { throw Problem.notFound }
        let path = office.annexes.path(annex, of: holder.id)
        let bytes = try await office.drawing.run { [office] () throws(Failure) in try office.library.picture(ofAnnex: path, page: number, pixels: Self.pictureSize) }
        // The file of an annex never changes.
        return PageFrame.answer(200, "image/png", bytes, [.cacheControl: "private, max-age=86400, immutable"])
    }

    // MARK: - Changing

    private func add(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        guard let file else { throw Problem.noFile }
        let holder = try await holder(visit)
        guard !holder.isBusy else { throw Problem.seriesRuns }
        guard holder.annexes.count < KeptAnnex.most else { throw Problem.tooManyAnnexes }
        let converted = try await converted(file)
        let kept =
            try converted.map { bytes in try office.annexes.keep(bytes, named: KeptAnnex.title(of: file.name) + ".pdf", for: holder.id) }
            ?? office.annexes.keep(file, for: holder.id)
        do {
            let look = try await look(kept.path, kept.file)
            let count = look.pages.count
            var annex = KeptAnnex(id: kept.id, file: kept.file, count: count, title: KeptAnnex.title(of: kept.file), pages: Array(1...max(1, count)))
            if converted != nil { (annex.source, annex.awaitsApproval) = (KeptAnnex.safe(file.name), true) }
            try await append(annex, to: holder.id, visit.visitor.owner)
        } catch {
            office.annexes.remove(kept.id, of: holder.id)
            throw error
        }
        return visit.wantsJSON ? try JSONAnswer.of(["anlage": kept.id]) : PageFrame.goOn(to: "\(address(holder))#anlage-\(kept.id)")
    }

    /// A file of an office program as PDF; `nil`: it is none, or nothing here converts it.
    private func converted(_ file: ReceivedFile) async throws -> [UInt8]? {
        guard let conversion = office.conversion, let kind = OfficeFile(name: file.name, path: file.path) else { return nil }
        do throws(Failure) {
            return try await office.converting.run { () throws(Failure) in try conversion.pdf(of: file.path, kind) }
        } catch { throw Problem.notAnAnnex(error, file.path, file.name) }
    }

    /// Whatever else has been changed meanwhile: nothing is written over by one more.
    private func append(_ annex: KeptAnnex, to id: String, _ owner: String) async throws {
        for _ in 0..<8 {
            let version = try await desk.find(id, owner).version
            if try await desk.change(id, owner, version, { $0.append(annex) }) { return }
        }
        throw Problem.annexesOvertaken("/\(desk.root)/\(id)/anlagen")
    }

    private func change(_ visit: Visit) async throws -> Response {
        let holder = try await holder(visit)
        let key = try visit.part("anlage")
        guard !holder.isBusy else { throw Problem.seriesRuns }
        guard let version = visit.form["_version"].flatMap({ Int($0) }) else { throw Problem.unreadable }
        guard let annex = holder.annexes.first(where: { $0.id == key }) else { throw Problem.annexesOvertaken(address(holder)) }
        let change: AnnexChange
        do throws(PageList.Fault) { change = try AnnexChange(visit.form, annex) } catch {
            return try await page(holder, visit, fault: (key, visit.form["seiten"] ?? "", error.text))
        }
        guard try await desk.change(holder.id, visit.visitor.owner, version, { change.apply(to: &$0, key) }) else { throw Problem.annexesOvertaken(address(holder)) }
        if change.step == .remove { office.annexes.remove(key, of: holder.id) }
        return PageFrame.goOn(to: "\(address(holder))#\(change.place(key))")
    }
}

extension Problem {
    /// A file that cannot be one.
    static func notAnAnnex(_ failure: Failure, _ path: String, _ file: String) -> Problem {
        let errors = failure.findings.filter { $0.severity == .fehler }
        let said = errors.prefix(3).map { ClerkWords.sentence($0.message.replacing(path, with: file)) }.joined(separator: " ")
        return Problem(
            422, "Diese Datei lässt sich nicht anfügen", said + " Angenommen wurde nichts; was vorher da war, ist noch da.",
            remedy: errors.compactMap { ClerkWords.remedy($0.remedy) }.first ?? "Speichern Sie die Datei als PDF/A, und fügen Sie diese an.")
    }

    static let tooManyAnnexes = Problem(
        422, "Das sind zu viele Anlagen", "Mehr als \(KeptAnnex.most) Anlagen werden hier nicht angefügt. Angenommen wurde nichts; was vorher da war, ist noch da.",
        remedy: "Fassen Sie mehrere Dateien in einem PDF zusammen.")

    static func annexesOvertaken(_ address: String) -> Problem {
        Problem(
            409, "Inzwischen geändert",
            "Die Anlagen wurden in einem anderen Fenster oder von jemand anderem geändert. Ihre letzte Änderung ist nicht gespeichert; überschrieben wurde nichts.",
            remedy: "Sehen Sie sich den neuen Stand an, und ändern Sie ihn dort.", link: Link(address: address, text: "Zu den Anlagen"))
    }
}
