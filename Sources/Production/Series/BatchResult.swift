import Findings

/// What became of a partner table.
public struct BatchResult: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// `nr` of the row.
        public var number: String
        /// Name of the file in the folder; `nil` where the row failed.
        public var file: String?
        public var pages: Int?
        public var findings: [Finding]
    }

    public var folder: String
    public var rows: [Row]

    public var failed: Int { rows.count { $0.file == nil } }

    /// Of all rows; what several rows say alike is said once.
    public var findings: [Finding] {
        var seen: Set<Finding> = []
        return rows.flatMap(\.findings).filter { seen.insert($0).inserted }
    }

    /// „25 Verträge in serie-fruehe-hilfen.“
    public var summary: String {
        let made = rows.count - failed
        let contracts = made == 1 ? "1 Vertrag" : "\(made) Verträge"
        let rest = failed == 0 ? "" : failed == 1 ? " 1 Zeile ist gescheitert." : " \(failed) Zeilen sind gescheitert."
        return "\(contracts) in \(folder).\(rest)"
    }
}
