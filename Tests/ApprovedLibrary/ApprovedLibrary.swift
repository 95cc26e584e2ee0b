import Agreements
import DocumentModel
import Findings
import Foundation

/// The library of the repository as an office has it once its clauses are approved: a copy, so that final versions can be made of it.
///
/// What is not of the library (fonts, styles, facts) is linked.
public enum ApprovedLibrary {
    public static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static let copy = Result { try make() }

    /// One copy a process; gone when it ends.
    public static func path() throws -> String { try copy.get() }

    private static func make() throws -> String {
        let root = NSTemporaryDirectory() + "klauselwerk-freigegeben-\(ProcessInfo.processInfo.processIdentifier)"
        try make(at: root)
        atexit { if let path = try? ApprovedLibrary.copy.get() { try? FileManager.default.removeItem(atPath: path) } }
        return root
    }

    /// What is there gives way.
    public static func make(at root: String) throws {
        let files = FileManager.default
        try? files.removeItem(atPath: root)
        try files.createDirectory(atPath: root, withIntermediateDirectories: true)
        for name in ["clauses", "agreements", "stellen", "rules"] { try files.copyItem(atPath: "\(checkout)/\(name)", toPath: "\(root)/\(name)") }
        for name in ["fonts", "styles", "facts", "schemas"] {
            try files.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(checkout)/\(name)")
        }
        try approve(root)
    }

    /// Approves every clause of a library that is no draft, as it stands, without the checks of `klauselwerk approve`.
    public static func approve(_ root: String) throws {
        for source in ClauseLibrary(root: root).allSources where source.frontMatter.status == .vorschlag {
            let text = try String(contentsOfFile: source.path, encoding: .utf8)
            try text.replacing("\nstatus: vorschlag\n", with: "\nstatus: freigegeben\n", maxReplacements: 1)
                .write(toFile: source.path, atomically: true, encoding: .utf8)
        }
        guard let day = CalendarDate(year: 2026, month: 1, day: 1) else { return }
        let library = ClauseLibrary(root: root)
        let entries = library.allSources.filter { $0.frontMatter.status.claimsApproval }.map {
            ApprovalRecord.Entry(clause: $0.name, version: $0.version.version, checksum: $0.approvalChecksum, day: day, office: "Rechtsamt")
        }
        try ApprovalRecord(entries).text.write(toFile: library.approvalPath, atomically: true, encoding: .utf8)
    }
}
