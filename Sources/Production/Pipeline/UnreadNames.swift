import Assembler
import DocumentModel
import Findings
import Synchronization

/// Columns, options and keys of a data file that no document of a run reads: what somebody wrote there would be in no contract.
final class UnreadNames: Sendable {
    private struct State {
        /// Given, and read by nobody so far.
        var given: [String: Place]
        /// Columns that no row has filled in so far.
        var empty: [String: Place]
        /// Names that lines of JSON have given.
        var seen: Set<String> = []
    }

    private let state: Mutex<State>
    private let isReadElsewhere: @Sendable (String) -> Bool
    /// Without a heading, each row names what it gives.
    private let hasHeading: Bool

    /// - Parameter isReadElsewhere: what file names, the order of a print run and its cover letter read.
    init(_ data: AgreementData, _ table: PartnerTable? = nil, isReadElsewhere: @escaping @Sendable (String) -> Bool = { _ in false }) {
        self.isReadElsewhere = isReadElsewhere
        hasHeading = table.map { !$0.columns.isEmpty } ?? true
        var given: [String: Place] = [:]
        for (name, place) in data.givenNames where !isReadElsewhere(name) { given[name] = place }
        var columns: [String: Place] = [:]
        for name in table?.columns ?? [] where !isReadElsewhere(name) { columns[name] = table?.heading(of: name) }
        state = Mutex(State(given: given, empty: columns))
    }

    /// What notes the fields that the row's document reads; `nil` where there is nothing left to find out.
    func use(for row: PartnerRow?, decisive: Set<FieldPath>) -> FieldUse? {
        state.withLock { state in
            if let row {
                for (name, place) in state.empty where row.gives(name) {
                    state.empty[name] = nil
                    state.given[name] = place
                }
                if !hasHeading {
                    for (name, place) in row.givenNames where state.seen.count < 1_000 && !isReadElsewhere(name) && state.seen.insert(name).inserted {
                        state.given[name] = place
                    }
                }
            }
            return state.given.isEmpty ? nil : FieldUse(decisive: decisive)
        }
    }

    /// - Parameter weighed: what rules have looked at; asked only where it matters.
    func note(_ use: FieldUse, weighed: () -> Set<FieldPath>) {
        state.withLock { state in
            for name in state.given.keys where use.reads(name) { state.given[name] = nil }
            guard state.given.keys.contains(where: { $0.hasSuffix(".datenschutzrecht") }) else { return }
            for path in weighed() { state.given[path.rawValue] = nil }
        }
    }

    /// - Parameter isSeries: many documents were made; what none of them reads is a mistake rather than a matter of the partner.
    func findings(isSeries: Bool) -> [Finding] {
        state.withLock { state in
            state.given.sorted { $0.key < $1.key }.map { name, place in
                var isColumn = false
                if case .cell = place { isColumn = true }
                // An address book has more than one contract needs.
                let isOfARecord = name.contains(".") && !name.hasPrefix("klauseln.")
                return Finding(
                    isSeries && isColumn && !isOfARecord ? .fehler : .warnung, isColumn ? "spalte-ungelesen" : "wert-ungelesen", at: place,
                    isColumn
                        ? "Die Spalte „\(name)“ ist ausgefüllt, aber \(isSeries ? "kein Vertrag dieser Liste" : "dieser Vertrag") enthält ihre Werte."
                        : "„\(name)“ ist angegeben, aber \(isSeries ? "kein Vertrag enthält" : "der Vertrag enthält nirgends") diesen Wert.",
                    remedy: isColumn
                        ? "Soll sie nichts bewirken, so stellen Sie ihrer Überschrift ein # voran („#\(name)“); sonst fehlt in der Vereinbarung eine Klausel, die das Feld verwendet."
                        : "Löschen Sie die Angabe, oder prüfen Sie, ob das Feld in dieser Vereinbarung so heißt.")
            }
        }
    }
}
