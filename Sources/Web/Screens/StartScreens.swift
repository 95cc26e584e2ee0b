import Agreements
import Assembler
import Findings
import HTTPTypes
import Hummingbird
import Production
import Stewardship

/// The start page, and the choice of an agreement.
struct StartScreens: Sendable {
    let office: Office
    /// What falls due in the next weeks, for the template.
    let coming: @Sendable () async -> [String: Any]

    func add(to routes: Routes) {
        routes.get("/") { visit in try await start(visit) }
        routes.get("/vereinbarungen") { visit in
            let cards = AgreementCard.all(office.library)
            return try office.frame.page("vereinbarungen", title: "Neuer Vertrag", ["karten": cards.map(\.values), "leer": cards.isEmpty], for: visit.visitor)
        }
        routes.get("/vereinbarungen/:name/bild") { visit in try await picture(visit) }
        routes.post("/entwuerfe") { visit in
            let agreement = try agreement(visit.form["vereinbarung"] ?? "")
            let draft = try await office.drafts.begin(agreement.name, name: AgreementCard(agreement).title, owner: visit.visitor.owner)
            return PageFrame.goOn(to: "/entwuerfe/\(draft.id)")
        }
    }

    private func start(_ visit: Visit) async throws -> Response {
        let drafts = try await office.drafts.all(of: visit.visitor.owner)
        let titles = Dictionary(AgreementCard.all(office.library).map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
        let rows = drafts.map { draft -> [String: Any] in
            [
                "id": draft.id, "name": draft.name, "zeit": GermanTime.text(draft.changed),
                "von": shown(draft.owner == visit.visitor.owner ? nil : draft.owner), "vereinbarung": shown(titles[draft.agreement].flatMap { $0 == draft.name ? nil : $0 }),
            ]
        }
        let series = try await office.series.all(of: visit.visitor.owner).map { series -> [String: Any] in
            [
                "id": series.id, "name": series.name, "stand": series.state.inGerman, "zeit": GermanTime.text(series.changed), "datei": shown(series.fileName),
                "von": shown(series.owner == visit.visitor.owner ? nil : series.owner),
            ]
        }
        let (waiting, refused) = try waiting(for: visit.visitor)
        var values: [String: Any] = [
            "anstehend": waiting, "stehtAn": !waiting.isEmpty, "abgelehnt": refused, "hatAbgelehnt": !refused.isEmpty, "entwuerfe": rows, "keine": rows.isEmpty,
            "serien": series, "hatSerien": !series.isEmpty,
        ]
        values.merge(await coming()) { first, _ in first }
        return try office.frame.page("start", title: "Übersicht", values, for: visit.visitor)
    }

    /// Requests for approval that this person may answer, and own ones that were refused; none where they may not, or roles cannot be read: the library's
    /// own pages say why.
    private func waiting(for visitor: Visitor) throws -> (open: [[String: Any]], refused: [[String: Any]]) {
        guard let desk = try? LibraryDesk(office.library.workspace, account: visitor.owner.isEmpty ? nil : visitor.owner), desk.steward.hasSecondPerson,
            let requests = try? desk.openRequests(office.library.workshop().planner.library)
        else { return ([], []) }
        func values(_ entry: ApprovalLog.Entry) -> [String: Any] {
            let parts = entry.clause.split(separator: "/").map { Percent.encoded(String($0)) }
            return [
                "adresse": "/bibliothek/klauseln/" + parts.joined(separator: "/"), "klausel": ClauseNames.subject(entry.clause), "fassung": entry.version,
                "text": shown(entry.text), "wer": Steward.name(of: entry.account, in: desk.steward.roles),
            ]
        }
        return (requests.open.filter(\.isForThem).map { values($0.entry) }, requests.refused.map(values))
    }

    /// - Throws: ``Problem`` where the library has none of that name.
    private func agreement(_ name: String) throws -> AgreementFile {
        guard office.library.workspace.agreementNames.contains(name) else { throw Problem.noAgreement }
        return try office.library.agreement(name)
    }

    /// The first page as it looks with the agreement's own example.
    private func picture(_ visit: Visit) async throws -> Response {
        let name = try visit.part("name")
        _ = try agreement(name)
        let press = office.presses.press(for: name)
        var data = AgreementData.none
        data.examples = .asDraft
        let pages = try await press.pages(PreviewRequest(agreement: name, data: data))
        guard let first = pages.pages.first else { throw Problem.notFound }
        let tag = "\"\(first.id)\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if visit.request.headers[.ifNoneMatch] == tag { return Response(status: .init(code: 304), headers: headers) }
        return PageFrame.answer(200, "image/png", try await press.picture(pages, page: 0, dpi: 40), headers)
    }
}

extension Problem {
    static let noAgreement = Problem(
        404, "Diese Vereinbarung gibt es nicht", "Sie steht nicht oder nicht mehr in der Klauselbibliothek. Ihre Entwürfe sind noch da.",
        remedy: "Wählen Sie eine andere aus der Liste.", link: Link(address: "/vereinbarungen", text: "Zu den Vereinbarungen"))
}
