/// What a run has to tell the person who started it: what is wrong, where, and how to mend it.
///
/// All texts are German; they are read by clerks. `rule` is a stable identifier for machines (`--json`) and for tests.
public struct Finding: Error, Sendable, Hashable {
    public var severity: Severity
    /// Stable identifier in kebab-case, German: `feld-unbekannt`, `variante-unbekannt`.
    public var rule: String
    /// Where it is; `nil` when the run as a whole is concerned.
    public var place: Place?
    /// What is wrong: one German sentence with a full stop.
    public var message: String
    /// How to mend it: one German sentence with a full stop.
    public var remedy: String?
    /// Path of the field whose value is missing, for whoever knows where it is to be given.
    public var missing: String?

    public init(_ severity: Severity, _ rule: String, at place: Place? = nil, _ message: String, remedy: String? = nil) {
        self.severity = severity
        self.rule = rule
        self.place = place
        self.message = QuotedText.shortened(message)
        self.remedy = remedy
    }
}

/// Only `fehler` stops a run or changes an exit code.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    case hinweis = "Hinweis"
    case warnung = "Warnung"
    case fehler = "Fehler"

    private var rank: Int {
        switch self {
        case .hinweis: 0
        case .warnung: 1
        case .fehler: 2
        }
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A place in what the clerk wrote: a file with line and column, or a cell of a partner table.
public enum Place: Sendable, Hashable {
    /// `line` and `column` count from 1; 0 means the file as a whole. Columns count Unicode scalars.
    case file(String, line: Int, column: Int)
    /// A cell of a table: file, row as the clerk sees it in Excel (the heading is row 1), name and letter of the column.
    case cell(String, row: Int, column: String?, letter: String? = nil)
    /// Given on the command line, for example `--set partner.name=…`.
    case option(String)

    public static func file(_ path: String) -> Place { .file(path, line: 0, column: 0) }
}

extension Place: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let line, let column):
            if line == 0 { path } else if column == 0 { "\(path):\(line)" } else { "\(path):\(line):\(column)" }
        case .cell(let path, let row, let column, let letter):
            [
                "\(path), Zeile \(row)",
                column == nil && letter == nil ? nil : ", Spalte",
                letter.map { " \($0)" }, column.map { " „\($0)“" },
            ].compactMap { $0 }.joined()
        case .option(let text):
            text
        }
    }
}

/// All findings of severity Fehler of a run at once, thrown by a stage that cannot go on.
public struct FindingList: Error, Sendable, Hashable {
    public var all: [Finding]

    public init(_ all: [Finding]) { self.all = all }

    public var hasErrors: Bool { all.contains { $0.severity == .fehler } }
}
