import DocumentModel
import Findings
import Production
import Register

/// What somebody looks for in the register, as it stands in the address.
struct RecordFilter: Sendable, Hashable {
    enum Order: String, Sendable, CaseIterable {
        case partner, datum, ende, kuendigung, vereinbarung, stand

        var inGerman: String {
            switch self {
            case .partner: "Partner"
            case .datum: "Datum des Vertrags, neueste zuerst"
            case .ende: "Ende, nächstes zuerst"
            case .kuendigung: "Kündigung bis, nächste zuerst"
            case .vereinbarung: "Vereinbarung"
            case .stand: "Stand"
            }
        }
    }

    var words = ""
    var agreement = ""
    var partner = ""
    /// `datenschutz@1.0`
    var clause = ""
    var state: ContractEvent.Kind?
    /// Days as typed.
    var endBy = ""
    var noticeBy = ""
    var isScanned: Bool?
    var isSigned: Bool?
    var order = Order.partner
    var page = 1

    static let rowsOfAPage = 50
    private static let longest = 300

    init(_ field: (String) -> String?) {
        func text(_ name: String) -> String { String((field(name) ?? "").prefix(Self.longest)) }
        (words, agreement, partner, clause) = (text("suche"), text("vereinbarung"), text("partner"), text("klausel"))
        state = ContractEvent.Kind(rawValue: text("stand"))
        (endBy, noticeBy) = (text("ende_bis"), text("kuendigung_bis"))
        func flag(_ name: String) -> Bool? { text(name) == "ja" ? true : text(name) == "nein" ? false : nil }
        (isScanned, isSigned) = (flag("scan"), flag("unterschrieben"))
        order = Order(rawValue: text("ordnung")) ?? .partner
        page = max(1, Int(text("seite")) ?? 1)
    }

    /// What differs from „alles“, by the names of the form; without the page.
    var fields: [(name: String, value: String)] {
        func said(_ flag: Bool?) -> String { flag.map { $0 ? "ja" : "nein" } ?? "" }
        return [
            ("suche", words), ("vereinbarung", agreement), ("partner", partner), ("klausel", clause), ("stand", state?.rawValue ?? ""), ("ende_bis", endBy),
            ("kuendigung_bis", noticeBy), ("scan", said(isScanned)), ("unterschrieben", said(isSigned)), ("ordnung", order == .partner ? "" : order.rawValue),
        ].filter { !$0.1.isEmpty }
    }

    /// „suche=Kita&stand=versandt“
    var address: String { fields.map { "\($0.name)=\(Percent.encoded($0.value))" }.joined(separator: "&") }

    /// Whether anything is left out.
    var isAsking: Bool { fields.contains { $0.name != "ordnung" } }

    /// Days that are none, by the names of their fields.
    var faults: [String: String] {
        var faults: [String: String] = [:]
        for (name, text) in [("ende_bis", endBy), ("kuendigung_bis", noticeBy)] where !text.isEmpty && Day.read(text) == nil {
            faults[name] = "„\(text)“ ist kein Tag. Schreiben Sie ihn als 31.12.2026; solange bleibt diese Angabe außer Betracht."
        }
        return faults
    }

    /// The contracts that fit, in their order.
    func found(in book: RecordOutlook.Book, _ store: RegisterStore) throws(Failure) -> [ContractOutlook] {
        var query = RegisterQuery()
        (query.words, query.partner) = (words, partner)
        let identifiers = words.isEmpty && partner.isEmpty ? nil : Set(try store.identifiers(query))
        var withClause = RegisterQuery()
        withClause.clauses = [clause]
        let signed = clause.isEmpty ? nil : Set(try store.identifiers(withClause))
        let (end, notice) = (Day.read(endBy), Day.read(noticeBy))
        let found = book.contracts.filter { contract in
            if !agreement.isEmpty, contract.summary.agreement != agreement { return false }
            // What an amendment says is said of its contract.
            if let identifiers, !identifiers.contains(contract.summary.identifier),
                book.amendments[contract.summary.sha256]?.contains(where: { identifiers.contains($0.identifier) }) != true
            {
                return false
            }
            if let signed, !contract.has(clause, signed: signed.contains(contract.summary.identifier)) { return false }
            if let state, contract.state != state { return false }
            if let isScanned, contract.isScanned != isScanned { return false }
            if let isSigned, contract.isSigned != isSigned { return false }
            if let end, contract.end.map({ $0 <= end }) != true { return false }
            if let notice, contract.notice.map({ $0 <= notice }) != true { return false }
            return true
        }
        return sorted(found)
    }

    /// By what was asked for, then partner, then identifier; those without a day last.
    private func sorted(_ contracts: [ContractOutlook]) -> [ContractOutlook] {
        func key(_ contract: ContractOutlook) -> String {
            switch order {
            case .partner, .datum: ""
            case .ende: contract.end?.isoText ?? "9"
            case .kuendigung: contract.notice?.isoText ?? "9"
            case .vereinbarung: contract.summary.agreement
            case .stand: "\(ContractEvent.Kind.allCases.firstIndex(of: contract.state) ?? 0)"
            }
        }
        let keyed = contracts.map { (first: key($0), second: GermanFolding.fold($0.partner), contract: $0) }
        return keyed.sorted { a, b in
            if order == .datum, a.contract.summary.date != b.contract.summary.date { return a.contract.summary.date > b.contract.summary.date }
            return (a.first, a.second, a.contract.summary.identifier) < (b.first, b.second, b.contract.summary.identifier)
        }.map(\.contract)
    }
}

extension ContractOutlook {
    /// Whether it has a clause today: as it was signed, unless an amendment has given it another version.
    ///
    /// - Parameters:
    ///   - asked: `datenschutz@1`, as ``ClauseAsked`` has it.
    ///   - signed: whether the signed contract has it.
    func has(_ asked: String, signed: Bool) -> Bool {
        let asked = ClauseAsked(asked)
        if revised.contains(where: { asked.holds(name: $0.name, version: $0.now) }) { return true }
        return signed && !revised.contains { asked.holds(name: $0.name, version: $0.signed) }
    }
}
