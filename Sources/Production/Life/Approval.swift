import Assembler
import DocumentModel
import Findings

/// Approves clauses: `approve`.
public enum Approval {
    public struct Result: Sendable {
        /// `kuendigung/frist 1.0`
        public var approved: [String]
        /// Were so already.
        public var unchanged: Int
        public var record: String
    }

    /// Records wording, day and office of clauses, and sets their `status` to `freigegeben`.
    ///
    /// - Parameters:
    ///   - names: `FAMILY/VARIANT`; empty: every version of every clause whose file is no `entwurf`.
    ///   - day: `nil` asks the clock.
    ///   - renews: a changed wording may keep its version: for a library that no contract has been made of.
    /// - Throws: ``Failure``; nothing has been written then.
    public static func approve(
        _ names: [String], by office: String, on day: String?, renews: Bool, library: String?
    ) throws(Failure) -> Result {
        let workshop = try Workshop(Workspace.locate(agreement: nil, library: library))
        let clauses = workshop.planner.library
        let date = try self.day(day) ?? workshop.today
        let office = office.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
        guard !office.isEmpty else {
            throw usage("stelle-fehlt", "Es fehlt, wer die Klausel freigibt.", remedy: "Geben Sie die Stelle an: --by „Rechtsamt“.")
        }
        let known: ApprovalRecord?
        do throws(Findings) { known = try clauses.approvals() } catch { throw Failure(error) }
        var record = known ?? ApprovalRecord()
        let proofreader = try Proofreader(workshop.workspace, workshop.supplies)
        let sources = try wanted(names, clauses)
        var findings: [Finding] = []
        var edits: [(path: String, text: String)] = []
        var result = Result(approved: [], unchanged: 0, record: clauses.approvalPath)
        for source in sources {
            let standing = Optional(record).standing(of: source)
            if case .approved = standing {
                result.unchanged += 1
                continue
            }
            if case .changed(let entry) = standing, !renews {
                findings.append(immutable(source, entry))
                continue
            }
            findings += (source.findings + proofreader.check(source)).filter { $0.severity == .fehler }
            if !source.frontMatter.status.claimsApproval { edits.append(try released(source)) }
            record.record(
                ApprovalRecord.Entry(
                    clause: source.name, version: source.version.version, checksum: source.approvalChecksum, day: date, office: office))
            result.approved.append("\(source.name) \(source.version.version)")
        }
        guard findings.isEmpty else { throw Failure(Findings(findings)) }
        for edit in edits { try AtomicFile.write(Array(edit.text.utf8), to: edit.path) }
        if !result.approved.isEmpty { try AtomicFile.write(Array(record.text.utf8), to: clauses.approvalPath) }
        return result
    }

    private static func day(_ text: String?) throws(Failure) -> CalendarDate? {
        guard let text else { return nil }
        if let day = CalendarDate(written: text) { return day }
        throw usage("datum-unlesbar", "„\(text)“ ist kein Tag.", remedy: "Schreiben Sie 2026-11-21 oder 21.11.2026.")
    }

    private static func wanted(_ names: [String], _ clauses: ClauseLibrary) throws(Failure) -> [ClauseSource] {
        let all = clauses.currentSources
        if names.isEmpty { return clauses.allSources.filter { $0.frontMatter.status != .entwurf } }
        var sources: [ClauseSource] = []
        var findings: [Finding] = []
        for name in names {
            if let source = all.first(where: { $0.name == name }) {
                sources.append(source)
            } else {
                findings.append(
                    Finding(
                        .fehler, "variante-unbekannt", at: .option(name), "Eine lesbare Klausel „\(name)“ gibt es nicht.",
                        remedy: Suggestion.remedy(for: name, among: all.map(\.name)) ?? "„klauselwerk clauses“ zeigt alle."))
            }
        }
        guard findings.isEmpty else { throw Failure(Findings(findings)) }
        return sources
    }

    private static func immutable(_ source: ClauseSource, _ entry: ApprovalRecord.Entry) -> Finding {
        Finding(
            .fehler, "freigabe-veraendert", at: source.frontMatter.places["fassung"] ?? .file(source.path),
            "Die Fassung \(entry.version) von „\(source.name)“ ist schon freigegeben, mit anderem Wortlaut.",
            remedy: "Geben Sie dem neuen Wortlaut eine neue „fassung“, und bewahren Sie den alten als „\(source.variant)@\(entry.version).md“ auf.")
    }

    /// The file with its status changed; the line is the reader's own.
    private static func released(_ source: ClauseSource) throws(Failure) -> (path: String, text: String) {
        do throws(Findings) {
            let text = try SourceFile(contentsOf: source.path).text
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if case .file(_, let line, _)? = source.frontMatter.places["status"], lines.indices.contains(line - 1) {
                lines[line - 1] = "status: freigegeben"
            }
            return (source.path, lines.joined(separator: "\n"))
        } catch { throw Failure(error) }
    }

    private static func usage(_ rule: String, _ message: String, remedy: String) -> Failure {
        Failure(.usage, Finding(.fehler, rule, message, remedy: remedy))
    }
}
