import Deadlines
import Findings
import Production
import Register

/// A contract of the register as values for its template.
struct ContractForm {
    let entry: ContractEntry
    let outlook: ContractOutlook?
    let book: RecordOutlook.Book
    let partners: [PartnerListing]
    let place: ContractPlace
    let titles: [String: String]

    static func name(of entry: ContractEntry, _ titles: [String: String]) -> String {
        let parties = entry.parties.map(\.record.name).filter { !$0.isEmpty }.joined(separator: ", ")
        return [parties, entry.title, titles[entry.agreement] ?? "", entry.identifier].first { !$0.isEmpty } ?? entry.identifier
    }

    var values: [String: Any] {
        let own = entry.sha256.isEmpty ? [] : book.amendments[entry.sha256] ?? []
        let amendments = own.sorted { ($0.date, $0.identifier) < ($1.date, $1.identifier) }
        let isAmendment = entry.origin?.amendment != nil
        let original = isAmendment ? book.contracts.first { $0.summary.sha256 == entry.origin?.amendment?.contract } : nil
        let deadlines = outlook?.deadlines ?? []
        let state = ContractEvent.state(after: entry.events, on: book.day)
        let canBeMade = place.file != nil && entry.origin != nil && !isAmendment
        return [
            "name": ContractForm.name(of: entry, titles), "vertrag": entry.identifier, "adresse": RecordAddress.of(entry.identifier), "stand": state.inGerman,
            "angaben": facts.map { ["was": $0.0, "wert": $0.1] }, "aktenzeichen": entry.fileNumber,
            "partner": partners.map(partner), "hatPartner": !partners.isEmpty, "parteien": entry.parties.map { ["name": $0.record.name] },
            "mehrereParteien": entry.parties.count > 1,
            "ereignisse": entry.events.map(RecordWords.event), "hatEreignisse": !entry.events.isEmpty,
            "arten": RegisterForm.choices(ContractEvent.Kind.allCases.filter { $0 != .made }.map { ($0.rawValue, $0.inGerman) }, suggestion(state).rawValue),
            "heute": Day.shown(book.day),
            "fristen": deadlines.map(RecordWords.deadline), "hatFristen": !deadlines.isEmpty, "fristenHinweise": (outlook?.remarks ?? []).map(ClerkWords.sentence),
            "klauseln": entry.clauses.map { clause -> [String: Any] in
                ["name": ClauseNames.subject(clause.name), "fassung": clause.version, "adresse": "/register?klausel=\(Percent.encoded("\(clause.name)@\(clause.version)"))"]
            }, "hatKlauseln": !entry.clauses.isEmpty, "klauselzahl": entry.clauses.count == 1 ? "1 Klausel" : "\(entry.clauses.count) Klauseln",
            "nachtraege": amendments.map { ["adresse": RecordAddress.of($0.identifier), "titel": $0.title.isEmpty ? "Nachtrag" : $0.title, "tag": Day.shown($0.date)] },
            "hatNachtraege": !amendments.isEmpty, "istNachtrag": isAmendment, "urspruenglich": shown(values: original.map { ["adresse": RecordAddress.of($0.summary.identifier)] }),
            "hatDatei": place.file != nil, "dateiFehlt": place.file == nil && !entry.path.isEmpty, "ohneDatei": entry.path.isEmpty,
            "scans": place.scans.map { ["name": $0, "adresse": "\(RecordAddress.of(entry.identifier))/scans/\(Percent.encoded($0))"] }, "hatScans": !place.scans.isEmpty,
            "darfFassungen": canBeMade, "beitritt": canBeMade, "kennungen": shown(entry.origin?.detail == .voll ? nil : entry.origin.map { _ in "ja" }),
        ]
    }

    private var facts: [(String, String)] {
        [
            ("Betreff", entry.title), ("Vereinbarung", titles[entry.agreement] ?? ClauseNames.readable(entry.agreement)), ("Nr. in der Partnerliste", entry.number),
            ("Datum", Day.shown(entry.date)), ("Seiten", entry.pages.map(String.init) ?? ""), ("Kennung", entry.identifier), ("Nachweis", proof),
            ("Aufgenommen aus", source),
        ].filter { !$0.1.isEmpty }
    }

    private var source: String {
        switch entry.source {
        case .run: "der Erstellung selbst"
        case .pdf: "seinem PDF"
        case .manifest: "dem Manifest einer Serie"
        case .table: "einer Tabelle älterer Verträge"
        }
    }

    private var proof: String {
        guard let verdict = Verification.Verdict(rawValue: entry.proof) else { return "" }
        switch verdict {
        case .unchanged, .recorded: return "nachgewiesen, unverändert"
        case .libraryMovedOn, .otherProgram, .sameClauses: return "mit der heutigen Bibliothek nicht mehr nachzuweisen"
        case .altered, .extended, .notRecorded: return "verändert"
        }
    }

    /// What most likely happens next.
    private func suggestion(_ state: ContractEvent.Kind) -> ContractEvent.Kind {
        switch state {
        case .made: .sent
        case .sent: .returned
        case .returned: .signed
        case .signed: .inForce
        case .inForce, .amended, .terminated, .expired, .replaced: .terminated
        }
    }

    private func partner(_ partner: PartnerListing) -> [String: Any] {
        let last = partner.staende.last
        let role = entry.parties.first { $0.identifier == partner.partner }
        return [
            "id": partner.partner, "name": last?.name ?? "", "rolle": role.map { ClauseNames.readable($0.role) } ?? "", "anschrift": shown(last?.anschrift),
            "vertretung": shown(last?.vertreten_durch), "suche": "/register?partner=\(Percent.encoded(partner.partner))",
            "frueher": partner.staende.count > 1
                ? partner.staende.map { standing -> [String: Any] in
                    [
                        "ab": shown(standing.ab.isEmpty ? nil : Day.shown(standing.ab)),
                        "text": [standing.name, standing.anschrift, standing.vertreten_durch].filter { !$0.isEmpty }.joined(separator: "; "),
                    ]
                } : [],
            "hatFrueher": partner.staende.count > 1,
        ]
    }
}
