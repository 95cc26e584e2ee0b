/// What happened to a contract on a day. Events are added, never changed; one that was wrong is cancelled by another.
package struct ContractEvent: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case made = "erstellt"
        case sent = "versandt"
        case returned = "zurueck"
        case signed = "unterschrieben"
        case inForce = "in_kraft"
        case amended = "geaendert"
        case terminated = "gekuendigt"
        case expired = "ausgelaufen"
        case replaced = "ersetzt"

        /// As people write it: `zurück`, `in Kraft`, `Gekündigt`.
        package init?(german text: String) {
            let folded = GermanFolding.fold(text).split(whereSeparator: { " _-".contains($0) }).joined(separator: "_")
            self.init(rawValue: folded)
        }

        /// „in Kraft“
        package var inGerman: String {
            switch self {
            case .returned: "zurück"
            case .inForce: "in Kraft"
            case .amended: "geändert"
            case .terminated: "gekündigt"
            case .made, .sent, .signed, .expired, .replaced: rawValue
            }
        }

        /// Whether it says what state the contract is in; a contract in force that is amended stays in force.
        var isState: Bool { self != .amended }

        /// Order of a contract's life: of events of one day the later one counts.
        var rank: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
    }

    package var kind: Kind
    /// ISO.
    package var day: String
    /// Who signed, gave notice, sent.
    package var who: String
    /// ISO: from when it has effect, where that is another day; empty otherwise.
    package var effect: String
    package var remark: String
    /// The cancellation's reason, where it was cancelled.
    package var cancelled: String?

    package init(_ kind: Kind, on day: String, who: String = "", effect: String = "", remark: String = "", cancelled: String? = nil) {
        self.kind = kind
        self.day = day
        self.who = who
        self.effect = effect
        self.remark = remark
        self.cancelled = cancelled
    }

    /// The state that events leave a contract in on a day: what the last one says that counts; a contract without any was made.
    ///
    /// - Parameter day: ISO; events after it do not count.
    package static func state(after events: [ContractEvent], on day: String) -> Kind {
        let counting = events.filter { $0.cancelled == nil && $0.kind.isState && $0.day <= day }
        return counting.max { ($0.day, $0.kind.rank) < ($1.day, $1.kind.rank) }?.kind ?? .made
    }
}
