import Assembler
import DocumentModel
import Findings
import Foundation
import Rendering

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
        let date = try self.day(day, today: workshop.today)
        let office = try self.office(office)
        let known = try failing(clauses.approvals())
        var record = known ?? ApprovalRecord()
        let proofreader = try Proofreader(workshop.workspace, workshop.supplies)
        let sources = try wanted(names, clauses)
        var findings: [Finding] = []
        var edits: [(path: String, bytes: [UInt8])] = []
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
            if !source.frontMatter.status.claimsApproval {
                do throws(Failure) { edits.append(try released(source)) } catch { findings += error.findings }
            }
            record.record(
                ApprovalRecord.Entry(
                    clause: source.name, version: source.version.version, checksum: source.approvalChecksum, day: date, office: office))
            result.approved.append("\(source.name) \(source.version.version)")
        }
        guard findings.isEmpty else { throw Failure(FindingList(findings)) }
        guard !result.approved.isEmpty else { return result }
        guard record.canBeReadBack else {
            throw usage("freigabe-unlesbar", "Diese Freigabe ließe sich nicht wieder lesen; geschrieben wurde nichts.", remedy: "Prüfen Sie Klauseln und Stelle.")
        }
        let staged = StagedFiles()
        for edit in edits { try staged.add([edit.bytes], as: edit.path) }
        // Last: without it the clauses are drafts still.
        try staged.add([Array(record.text.utf8)], as: clauses.approvalPath)
        try staged.commit()
        return result
    }

    private static func day(_ text: String?, today: CalendarDate) throws(Failure) -> CalendarDate {
        guard let text else { return today }
        guard let day = CalendarDate(written: text) else {
            throw usage("datum-unlesbar", "„\(text)“ ist kein Tag.", remedy: "Schreiben Sie 2026-11-21 oder 21.11.2026.")
        }
        guard day <= today else {
            throw usage(
                "datum-zukunft", "Der \(day.inGerman) liegt in der Zukunft; freigeben lässt sich heute oder rückwirkend.",
                remedy: "Geben Sie mit --date den Tag an, an dem freigegeben wurde.")
        }
        return day
    }

    private static func office(_ text: String) throws(Failure) -> String {
        let office = text.trimmingCharacters(in: .whitespaces)
        if office.isEmpty {
            throw usage("stelle-fehlt", "Es fehlt, wer die Klausel freigibt.", remedy: "Geben Sie die Stelle an: --by „Rechtsamt“.")
        }
        guard ApprovalRecord.Entry.isSound(office: office) else {
            throw usage(
                "stelle-unzulaessig",
                "Der Name der Stelle enthält einen Zeilenumbruch oder ein unsichtbares Zeichen, oder er ist länger als \(ApprovalRecord.Entry.longestOffice) Zeichen.",
                remedy: "Schreiben Sie den Namen der Stelle in einer Zeile: --by „Rechtsamt Musterstadt“.")
        }
        return office
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
        guard findings.isEmpty else { throw Failure(FindingList(findings)) }
        return sources
    }

    private static func immutable(_ source: ClauseSource, _ entry: ApprovalRecord.Entry) -> Finding {
        Finding(
            .fehler, "freigabe-veraendert", at: source.frontMatter.places["fassung"] ?? .file(source.path),
            "Die Fassung \(entry.version) von „\(source.name)“ ist schon freigegeben, mit anderem Wortlaut.",
            remedy: "Geben Sie dem neuen Wortlaut eine neue „fassung“, und bewahren Sie den alten als „\(source.variant)@\(entry.version).md“ auf.")
    }

    /// The file with its status changed and nothing else: read again, it is the same clause.
    private static func released(_ source: ClauseSource) throws(Failure) -> (path: String, bytes: [UInt8]) {
        do throws(FindingList) {
            guard let bytes = FileBytes.read(source.path, limit: 1 << 24), case .file(_, let line, _)? = source.frontMatter.places["status"] else {
                throw FindingList([unchangeable(source)])
            }
            // Bytes, so that line ends and everything else stay as they are.
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            guard lines.indices.contains(line - 1) else { throw FindingList([unchangeable(source)]) }
            let old = Array(lines[line - 1])
            let start = Array("status:".utf8)
            let rest = old.dropFirst(start.count).drop { $0 == 0x20 || $0 == 0x09 }
            let word = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            guard old.starts(with: start), word.elementsEqual(source.frontMatter.status.rawValue.utf8) else { throw FindingList([unchangeable(source)]) }
            lines[line - 1] = (start + [0x20] + Array("freigegeben".utf8) + Array(rest.dropFirst(word.count)))[...]
            let edited = Array(lines.joined(separator: [0x0A]))
            let read = try ClauseLibrary.reread(source, as: edited)
            guard read.frontMatter.status == .freigegeben, read.approvalChecksum == source.approvalChecksum else {
                throw FindingList([unchangeable(source)])
            }
            return (source.path, edited)
        } catch { throw Failure(error) }
    }

    private static func unchangeable(_ source: ClauseSource) -> Finding {
        Finding(
            .fehler, "status-unveraenderbar", at: source.frontMatter.places["status"] ?? .file(source.path),
            "Der „status“ lässt sich hier nicht ändern, oder die Datei ist gerade verändert worden.",
            remedy: "Schreiben Sie „status: \(source.frontMatter.status.rawValue)“ in eine eigene Zeile des Kopfes, und geben Sie die Klausel dann frei.")
    }

    private static func usage(_ rule: String, _ message: String, remedy: String) -> Failure {
        Failure(.usage, Finding(.fehler, rule, message, remedy: remedy))
    }
}
