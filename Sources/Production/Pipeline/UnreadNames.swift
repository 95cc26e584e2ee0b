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
        /// Names that rows give of which no contract can be made.
        var doubted: Set<String> = []
        /// Such a row may have given whatever there is.
        var doubtsAll = false
        var leftOut = 0

        /// Whether a row that was left out may have read the name.
        func isDoubtful(_ name: String, isColumn: Bool) -> Bool { leftOut > 0 && (!isColumn || doubtsAll || doubted.contains(name)) }
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
            guard state.given.isEmpty, let row else { return state.given.isEmpty ? nil : FieldUse(decisive: decisive) }
            let givesMore = hasHeading ? state.empty.keys.contains { row.gives($0) } : row.givenNames.contains { !state.seen.contains($0.name) && !isReadElsewhere($0.name) }
            return givesMore ? FieldUse(decisive: decisive) : nil
        }
    }

    /// - Parameters:
    ///   - row: whose document has been composed.
    ///   - weighed: what rules have looked at; asked only where it matters.
    func note(_ use: FieldUse, of row: PartnerRow? = nil, weighed: () -> Set<FieldPath>) {
        state.withLock { state in
            if let row { take(row, &state) }
            // A column is read where a row that has filled it in is read: so the order of the rows does not matter.
            for (name, place) in state.given where !place.isCell || row?.gives(name) ?? true {
                if use.reads(name) { state.given[name] = nil }
            }
            guard state.given.keys.contains(where: { $0.hasSuffix(".datenschutzrecht") }) else { return }
            for path in weighed() { state.given[path.rawValue] = nil }
        }
    }

    private func take(_ row: PartnerRow, _ state: inout State) {
        for (name, place) in state.empty where row.gives(name) {
            state.empty[name] = nil
            state.given[name] = place
        }
        guard !hasHeading else { return }
        for (name, place) in row.givenNames where state.seen.count < Self.mostSeen && !isReadElsewhere(name) && state.seen.insert(name).inserted {
            state.given[name] = place
        }
    }

    private static let mostSeen = 1_000

    /// No contract can be made of the row: nobody knows what it would have read.
    func leaveOut(_ row: PartnerRow) {
        state.withLock { state in
            state.leftOut += 1
            guard row.isReadable, !state.doubtsAll else { return state.doubtsAll = true }
            let names = hasHeading ? (Array(state.empty.keys) + state.given.keys).filter { row.gives($0) } : row.givenNames.map(\.name)
            state.doubted.formUnion(names)
            if state.doubted.count > Self.mostSeen { (state.doubtsAll, state.doubted) = (true, []) }
        }
    }

    /// - Parameters:
    ///   - isSeries: many documents were made; what none of them reads is a mistake rather than a matter of the partner.
    ///   - mayRead: whether some document of the agreement could read the name; asked where rows were left out.
    ///   - tellsDoubts: whether to tell, too, what only the rows that were left out may have read.
    func findings(isSeries: Bool, tellsDoubts: Bool = false, mayRead: (String) -> Bool = { _ in true }) -> [Finding] {
        state.withLock { state in
            state.given.sorted { $0.key < $1.key }.compactMap { name, place in
                guard state.isDoubtful(name, isColumn: place.isCell), mayRead(name) else { return Self.unread(name, place, isSeries: isSeries) }
                return tellsDoubts ? Self.doubtful(name, place) : nil
            }
        }
    }

    private static func unread(_ name: String, _ place: Place, isSeries: Bool) -> Finding {
        // An address book has more than one contract needs.
        let isOfARecord = name.contains(".") && !name.hasPrefix("klauseln.")
        return Finding(
            isSeries && place.isCell && !isOfARecord ? .fehler : .warnung, place.isCell ? "spalte-ungelesen" : "wert-ungelesen", at: place,
            place.isCell
                ? "Die Spalte „\(name)“ ist ausgefüllt, aber \(isSeries ? "kein Vertrag dieser Liste" : "dieser Vertrag") enthält ihre Werte."
                : "„\(name)“ ist angegeben, aber \(isSeries ? "kein Vertrag enthält" : "der Vertrag enthält nirgends") diesen Wert.",
            remedy: place.isCell
                ? "Soll sie nichts bewirken, so stellen Sie ihrer Überschrift ein # voran („#\(name)“); sonst fehlt in der Vereinbarung eine Klausel, die das Feld verwendet."
                : "Löschen Sie die Angabe, oder prüfen Sie, ob das Feld in dieser Vereinbarung so heißt.")
    }

    private static func doubtful(_ name: String, _ place: Place) -> Finding {
        Finding(
            .hinweis, place.isCell ? "spalte-ungelesen" : "wert-ungelesen", at: place,
            place.isCell
                ? "Die Spalte „\(name)“ ist ausgefüllt, aber keiner der Verträge, die jetzt erstellt werden, enthält ihre Werte; ob eine der fehlerhaften Zeilen sie verwendet, ist noch offen."
                : "„\(name)“ ist angegeben, aber keiner der Verträge, die jetzt erstellt werden, enthält diesen Wert; ob eine der fehlerhaften Zeilen ihn verwendet, ist noch offen.",
            remedy: "Berichtigen Sie die fehlerhaften Zeilen; wird die Angabe auch dann nicht verwendet, nennt der nächste Lauf sie noch einmal.")
    }
}

extension Place {
    fileprivate var isCell: Bool { if case .cell = self { true } else { false } }
}
