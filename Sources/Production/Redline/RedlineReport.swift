import Assembler
import Findings
import Foundation
import Word

/// What differs between a returned file and what was sent.
public struct RedlineReport: Sendable {
    /// A change with its number in the report and what the office says to it.
    public struct Entry: Sendable, Hashable {
        public var number: Int
        package var change: TextChange
        public var decision: Decision
    }

    /// A comment with the place it hangs at.
    package struct Remark: Sendable, Hashable {
        package var place: String
        package var author: String
        package var date: String
        package var passage: String
        package var text: String
    }

    let file: String
    package let comparedWith: String
    package let title: String
    public internal(set) var entries: [Entry]
    /// Numbers of references that follow from other changes.
    package let references: [TextChange]
    package let values: ReturnedValues
    package let remarks: [Remark]
    package let invisible: [(place: String, text: String)]
    package let hasRevisions: Bool
    let paragraphs: Int
    public internal(set) var findings: [Finding]
    /// Files that were written.
    public internal(set) var written: [String] = []

    init(_ request: RedlineRequest, _ sent: SentContract, _ comparison: DocumentComparison) {
        file = request.name ?? request.file
        comparedWith = sent.description
        title = sent.info?.title ?? (request.name ?? request.file).lastPathName
        let changes = comparison.changes.filter { !$0.isReferenceOnly }
        entries = changes.enumerated().map { index, change in
            let number = index + 1
            let decision: Decision = request.accepted.contains(number) ? .accepted : request.rejected.contains(number) ? .rejected : .open
            return Entry(number: number, change: change, decision: decision)
        }
        references = comparison.changes.filter(\.isReferenceOnly)
        values = ReturnedValues(comparison.controls, sent)
        remarks = comparison.comments.map {
            Remark(place: $0.place.isEmpty ? $0.heading : $0.place, author: $0.comment.author, date: $0.comment.date, passage: $0.comment.passage, text: $0.comment.text)
        }
        invisible = comparison.invisible
        hasRevisions = comparison.hasRevisions
        paragraphs = comparison.paragraphs
        findings = sent.findings
        findings += RedlineReport.findings(self)
    }

    /// Changes that the file does not mark, although it marks others.
    package var hidden: [Entry] { hasRevisions ? entries.filter { $0.change.marking != .tracked } : [] }

    private static func findings(_ report: RedlineReport) -> [Finding] {
        let file = Place.file(report.file)
        var found = report.hidden.map { entry in
            Finding(
                .warnung, "aenderung-verdeckt", at: file,
                "Änderung \(entry.number) (\(place(of: entry.change))) ist \(entry.change.marking == .partly ? "nur zum Teil" : "nicht") als Änderung gekennzeichnet, obwohl die Datei andere kennzeichnet: \(shortened(entry.change.excerpt))",
                remedy: "Sprechen Sie den Partner darauf an, bevor Sie unterschreiben.")
        }
        if !report.hasRevisions, !report.entries.isEmpty {
            found.append(
                Finding(
                    .hinweis, "aenderungen-ungekennzeichnet", at: file,
                    "Die Datei kennzeichnet keine Änderungen; \(report.entries.count == 1 ? "die eine" : "alle \(report.entries.count)") hat erst der Vergleich gefunden.",
                    remedy: "Bitten Sie darum, beim nächsten Mal „Änderungen nachverfolgen“ einzuschalten."))
        }
        for (place, text) in report.invisible {
            found.append(
                Finding(
                    .warnung, "text-unsichtbar", at: file,
                    "\(place.isEmpty ? "In der Datei" : place): Hier steht Text, den niemand sieht (verborgen, weiß oder winzig): „\(shortened(text))“.",
                    remedy: "Lassen Sie sich erklären, wozu er da ist; im Vertrag darf er nicht stehen."))
        }
        for value in report.values.values {
            guard let doubt = value.doubt else { continue }
            found.append(
                Finding(
                    .warnung, "wert-unsicher", at: file, "Feld „\(value.label)“: geändert von „\(value.before)“ in „\(value.after)“. \(doubt)",
                    remedy: value.value == nil ? "Tragen Sie den Wert selbst in die Datendatei ein." : "Prüfen Sie, was gelten soll."))
        }
        return found
    }

    static func shortened(_ text: String) -> String { text.count > 300 ? text.prefix(300) + " …" : text }

    /// „§ 4 (2), Kündigung“
    package static func place(of change: TextChange) -> String {
        let region = change.region == .note ? "Fußnote" : change.region == .furniture ? "Kopf- oder Fußzeile" : ""
        let parts = [region, change.place, change.heading].filter { !$0.isEmpty }
        return parts.isEmpty ? "vor dem ersten Abschnitt" : parts.joined(separator: ", ")
    }

    package static func kind(of change: TextChange) -> String {
        switch change.kind {
        case .changed: "geändert"
        case .inserted: "eingefügt"
        case .deleted: "gestrichen"
        case .moved: change.before == change.after ? "verschoben" : "verschoben und geändert"
        }
    }

    package func marking(of change: TextChange) -> String {
        let people = change.people.isEmpty ? "" : " (\(change.people.joined(separator: "; ")))"
        guard hasRevisions else { return "nicht gekennzeichnet" }
        switch change.marking {
        case .tracked: return "gekennzeichnet" + people
        case .partly: return "nur zum Teil gekennzeichnet" + people
        case .hidden: return "NICHT gekennzeichnet"
        }
    }

    package static func clause(of change: TextChange) -> String {
        change.clause.map { name in
            let parts = name.split(separator: "@", maxSplits: 1)
            return parts.count == 2 ? "Klausel \(parts[0]), Fassung \(parts[1])" : "Klausel \(name)"
        } ?? "außerhalb der Klauseln"
    }

    /// Clauses with their changes, in the order of the text.
    package var groups: [(name: String, entries: [Entry])] {
        var groups: [(name: String, entries: [Entry])] = []
        for entry in entries {
            let name = Self.clause(of: entry.change)
            if let index = groups.firstIndex(where: { $0.name == name }) { groups[index].entries.append(entry) } else { groups.append((name, [entry])) }
        }
        return groups
    }

    /// „5 Änderungen in 3 Klauseln, davon 1 nicht gekennzeichnet; 2 Werte geändert; 1 Kommentar.“
    public var summary: String {
        func count(_ number: Int, _ one: String, _ many: String) -> String { number == 1 ? "1 \(one)" : "\(number) \(many)" }
        guard !entries.isEmpty || !remarks.isEmpty || !values.values.isEmpty || !invisible.isEmpty else {
            return "\(file): Der Wortlaut ist, wie er verschickt wurde (\(count(paragraphs, "Absatz", "Absätze")) verglichen)."
        }
        var text = count(entries.count, "Änderung", "Änderungen") + " in \(count(groups.count, "Klausel oder Teil", "Klauseln und Teilen"))"
        if !hidden.isEmpty { text += ", davon \(hidden.count) nicht oder nur zum Teil gekennzeichnet" }
        if !values.values.isEmpty { text += "; " + count(values.values.count, "Wert", "Werte") + " geändert" }
        if !remarks.isEmpty { text += "; " + count(remarks.count, "Kommentar", "Kommentare") }
        return "\(file): \(text)."
    }

    /// For the terminal.
    public var text: String {
        var lines: [String] = []
        for group in groups {
            lines.append(group.name)
            for entry in group.entries {
                let decision = entry.decision == .accepted ? ", angenommen" : entry.decision == .rejected ? ", abgelehnt" : ""
                lines.append("  \(entry.number). \(Self.place(of: entry.change)): \(Self.kind(of: entry.change)), \(marking(of: entry.change))\(decision)")
                lines.append("     " + Self.shortened(entry.change.excerpt))
            }
        }
        if !references.isEmpty { lines.append("Nur Nummern von Verweisen anders: \(references.map { Self.place(of: $0) }.joined(separator: "; "))") }
        if !values.values.isEmpty {
            lines.append("Werte")
            lines += values.values.map { "  \($0.label) (\($0.path)): \($0.before) → \($0.after)" }
        }
        if !remarks.isEmpty {
            lines.append("Kommentare")
            lines += remarks.map {
                "  \($0.place.isEmpty ? "–" : $0.place), \([$0.author, $0.date].filter { !$0.isEmpty }.joined(separator: ", ")): \($0.passage.isEmpty ? "" : "zu „\(Self.shortened($0.passage))“: ")\($0.text)"
            }
        }
        return FindingReport.printable((lines + [summary]).joined(separator: "\n"))
    }
}
