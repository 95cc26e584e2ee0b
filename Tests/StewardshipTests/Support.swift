import ApprovedLibrary
import Findings
import Foundation
import Production
import Testing

@testable import Stewardship

/// A library in a folder of its own, gone with it: what tests write, and fonts, facts and styles of the checkout.
final class SmallHouse {
    let root = NSTemporaryDirectory() + "klauselwerk-haus-\(UUID().uuidString)"

    init(roles: String? = nil, _ clauses: [String: String] = ["kuendigung/frist": SmallHouse.clause()]) throws {
        let files = FileManager.default
        for folder in ["clauses", "stellen", "agreements"] { try files.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true) }
        for name in ["fonts", "facts", "styles"] {
            try files.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(ApprovedLibrary.checkout)/\(name)")
        }
        for (name, text) in clauses { try write("clauses/\(name).md", text) }
        if let roles { try write("rollen.yaml", roles) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Anna writes, Ben approves, Cem does both, Dana only reads.
    static let roles = """
        personen:
          anna:
            name: Anna Muster
            rollen: [bearbeiten]
          ben:
            name: Ben Beispiel
            stelle: Rechtsamt Musterstadt
            rollen: [freigeben]
          cem:
            rollen: [bearbeiten, freigeben]
            stelle: Jugendamt
          dana:
            rollen: lesen
        """

    static func clause(version: String = "1.0", status: String = "entwurf", text: String = "Die Frist beträgt drei Monate.") -> String {
        """
        ---
        # Kopf der Klausel
        ueberschrift: Kündigung   # so gedruckt
        fassung: "\(version)"
        status: \(status)
        grundlage: [§ 59 SGB X]
        ---

        \(text)

        """
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = URL(filePath: "\(root)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(root)/\(name)").map { Array($0) } }
    func text(_ name: String) -> String { String(decoding: bytes(name) ?? [], as: UTF8.self) }
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(name)") }

    /// Names of all files of the clauses.
    var files: [String] { (FileManager.default.enumerator(atPath: "\(root)/clauses")?.compactMap { $0 as? String } ?? []).filter { $0.contains(".") }.sorted() }

    func desk(_ account: String?) throws -> LibraryDesk {
        try LibraryDesk(Workspace.locate(agreement: nil, library: root), account: account, time: { "2026-11-29T16:03:11Z" })
    }

    /// Opens a clause, changes it and saves it.
    @discardableResult
    func change(_ name: String = "kuendigung/frist", as account: String?, _ change: (inout ClauseEdit) throws -> Void) throws -> LibraryDesk.SaveResult {
        let desk = try desk(account)
        let opened = try desk.open(name)
        var edit = opened.edit
        try change(&edit)
        return try desk.save(name, edit.bytes, from: opened.sha256)
    }

    /// Rules of what the audit finds.
    func audit() throws -> [String] { try ApprovalAudit.of(library: root).findings.map(\.rule) }
}

/// The rules of a failure's findings; none where nothing fails.
func refusals(_ body: () throws -> Void) throws -> [String] {
    do { try body() } catch let failure as Failure { return failure.findings.map(\.rule) }
    return []
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
