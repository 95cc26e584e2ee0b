import Deadlines
import DocumentModel
import Findings
import Hummingbird
import Production
import Register

/// What is to be done when: the next dates of all contracts, by month, and as a calendar file.
struct DeadlineScreens: Sendable {
    let desk: RecordDesk

    /// More are counted.
    private static let most = 500

    func add(to routes: Routes) {
        routes.get("/fristen") { visit in try await list(visit) }
        routes.get("/fristen/fristen.ics") { visit in try await calendar(visit) }
    }

    /// What somebody wants to see of them.
    private struct Wanted {
        var agreement = ""
        var kind: Deadline.Kind?
        var until = ""
        var last: CalendarDate?

        init(_ visit: Visit) {
            agreement = String((visit.query("vereinbarung") ?? "").prefix(200))
            kind = visit.query("art").flatMap(Deadline.Kind.init(rawValue:))
            until = String((visit.query("bis") ?? "").prefix(40))
            last = Day.read(until)
        }

        func list(_ book: RecordOutlook.Book) -> DeadlineList? {
            guard let list = book.list(until: last, { agreement.isEmpty || $0.summary.agreement == agreement }) else { return nil }
            guard let kind else { return list }
            let contracts = list.contracts.map { contract in
                var kept = contract
                kept.deadlines = contract.deadlines.filter { $0.kind == kind }
                return kept
            }
            return DeadlineList(from: list.from, contracts: contracts, findings: [])
        }
    }

    private func list(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Fristen", visit) }
        let wanted = Wanted(visit)
        let titles = desk.titles()
        let bySum = Dictionary(book.contracts.map { ($0.summary.sha256, $0) }, uniquingKeysWith: { first, _ in first })
        let entries = wanted.list(book)?.entries ?? []
        var months: [(name: String, entries: [[String: Any]])] = []
        for (contract, deadline) in entries.prefix(Self.most) {
            let month = RecordWords.month(deadline.date)
            if months.last?.name != month { months.append((month, [])) }
            let own = bySum[contract.sha256]
            var values = RecordWords.deadline(deadline)
            values["partner"] = own.map { RecordWords.name(of: $0, titles) } ?? contract.partner
            values["vereinbarung"] = titles[contract.agreement] ?? ClauseNames.readable(contract.agreement)
            values["adresse"] = own.map { RecordAddress.of($0.summary.identifier) } ?? "/register"
            months[months.count - 1].entries.append(values)
        }
        let silent = book.contracts.filter { !$0.remarks.isEmpty && ![.expired, .replaced].contains($0.state) }
        let anyDay = book.contracts.count { contract in contract.deadlines.contains { $0.isAnyDay } }
        let agreements = Set(book.contracts.map(\.summary.agreement)).filter { !$0.isEmpty }.sorted { (titles[$0] ?? $0) < (titles[$1] ?? $1) }
        let address = [("vereinbarung", wanted.agreement), ("art", wanted.kind?.rawValue ?? ""), ("bis", wanted.until)].filter { !$0.1.isEmpty }
            .map { "\($0.0)=\(Percent.encoded($0.1))" }.joined(separator: "&")
        return try desk.office.frame.page(
            "fristen", title: "Fristen",
            [
                "monate": months.enumerated().map { ["id": "m\($0.offset)", "name": $0.element.name, "fristen": $0.element.entries] as [String: Any] }, "keine": entries.isEmpty,
                "anzahl": entries.count == 1 ? "1 Tag" : "\(entries.count) Tage", "mehr": shown(entries.count > Self.most ? "Gezeigt sind die nächsten \(Self.most)." : nil),
                "ohneRegister": try desk.room.store() == nil, "bis": wanted.until,
                "falscherTag": shown(
                    !wanted.until.isEmpty && wanted.last == nil ? "„\(wanted.until)“ ist kein Tag. Schreiben Sie ihn als 31.12.2027; solange sind alle gezeigt." : nil),
                "vereinbarungen": RegisterForm.choices([("", "alle")] + agreements.map { ($0, titles[$0] ?? ClauseNames.readable($0)) }, wanted.agreement),
                "artwahl": RegisterForm.choices([("", "alle")] + Deadline.Kind.allCases.map { ($0.rawValue, $0.inGerman) }, wanted.kind?.rawValue ?? ""),
                "kalender": "/fristen/fristen.ics" + (address.isEmpty ? "" : "?" + address),
                "stumm": silent.prefix(50).map { contract -> [String: Any] in
                    [
                        "partner": RecordWords.name(of: contract, titles), "adresse": RecordAddress.of(contract.summary.identifier),
                        "hinweise": contract.remarks.prefix(3).map(ClerkWords.sentence),
                    ]
                }, "jederzeit": shown(anyDay == 0 ? nil : RecordWords.contracts(anyDay)), "hatStumme": !silent.isEmpty,
                "stummZahl": silent.count == 1 ? "1 Vertrag" : "\(silent.count) Verträge",
            ], for: visit.visitor)
    }

    private func calendar(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { throw Problem.stillReckoning }
        let reminder = visit.query("erinnerung").flatMap { Int($0) }.flatMap { (0...365).contains($0) ? $0 : nil }
        guard let list = Wanted(visit).list(book) else { throw Problem.noRegister }
        return PageFrame.download(Array(CalendarFile(reminder: reminder).text(list).utf8), "text/calendar; charset=utf-8", named: "Fristen.ics")
    }
}

/// What falls due in the next weeks, for the start page.
struct ComingDeadlines: Sendable {
    let desk: RecordDesk

    private static let weeks = 6
    private static let most = 10

    /// None while dates are being reckoned, or where the register cannot be read: its own pages say why.
    func values() async -> [String: Any] {
        guard let book = try? await desk.book(patience: 50), let today = Day.read(book.day), let last = today.adding(days: Self.weeks * 7) else { return ["hatFaellig": false] }
        let titles = desk.titles()
        let due = book.contracts.flatMap { contract in contract.dated.filter { $0.date <= last }.map { (contract: contract, deadline: $0) } }
            .sorted { ($0.deadline.date, $0.contract.partner, $0.deadline.title) < ($1.deadline.date, $1.contract.partner, $1.deadline.title) }
        let rows = due.prefix(Self.most).map { entry -> [String: Any] in
            [
                "tag": entry.deadline.date.inGerman, "titel": entry.deadline.title, "partner": RecordWords.name(of: entry.contract, titles),
                "adresse": RecordAddress.of(entry.contract.summary.identifier),
            ]
        }
        return ["hatFaellig": !rows.isEmpty, "faellig": rows, "weitere": shown(due.count > rows.count ? "\(due.count - rows.count) weitere" : nil), "wochen": "\(Self.weeks)"]
    }
}

extension Deadline.Kind {
    /// For a choice.
    var inGerman: String {
        switch self {
        case .kuendigung: "Kündigung"
        case .widerspruch: "Widerspruch gegen Verlängerung"
        case .verlaengerung: "Verlängerung"
        case .ende: "Ende"
        case .auswertung: "Auswertung"
        case .ueberpruefung: "Überprüfung"
        case .entscheidung: "Entscheidung"
        case .bericht: "Bericht"
        case .nachweis: "Nachweis"
        case .abrechnung: "Abrechnung"
        case .nachholen: "Nachholen"
        }
    }
}

extension Problem {
    static let stillReckoning = Problem(
        503, "Die Fristen werden noch berechnet", "Bei sehr vielen Verträgen dauert das einen Augenblick. Geändert wurde nichts.",
        remedy: "Laden Sie die Seite in ein paar Sekunden neu.",
        link: Link(address: "/fristen", text: "Zu den Fristen"))
}
