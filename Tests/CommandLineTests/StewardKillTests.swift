import Foundation
import TestScale
import Testing

/// A run that is killed for good, between any two of its files: nothing is lost, `check --log` says what is left, and the next run goes on.
@Suite("Approving and changing the library, killed", .serialized)
struct StewardKillTests {
    private static let clause = "clauses/kuendigung/frist.md"

    /// Enters the system's call for the n-th time that gives a file its name, and dies there (strace(1), „Tampering“).
    private static func killed(_ arguments: [String], atRename number: Int, in folder: String) throws -> Int32 {
        let words = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let tampering = ["rename", "renameat", "renameat2"].map { "-e inject=?\($0):signal=KILL:when=\(number)" }.joined(separator: " ")
        return try Program.shell("strace -f -qq -o /dev/null -e trace='?rename,?renameat,?renameat2' \(tampering) \(words) >/dev/null 2>&1", in: folder).status
    }

    @Test("Killed at each of its files", arguments: 1...4)
    func killed(number: Int) throws {
        let folder = try SmallLibrary.make(isApproved: false)
        try folder.replace("status: freigegeben", with: "status: entwurf", in: Self.clause)
        let approve = ["approve", "kuendigung/frist", "--by", "Rechtsamt", "--date", "2026-02-03"]
        let status = try Self.killed(approve, atRename: number, in: folder.path)
        let names = ["clauses/protokoll.txt", Self.clause, "clauses/freigaben.txt"]
        let there = names.map { (try? String(contentsOfFile: folder.path + "/" + $0, encoding: .utf8)) ?? "" }
        // The log comes first, the record last: without it the clause is a draft still.
        #expect(number > 3 ? status == 0 : status != 0, "\(status)")
        #expect(there[0].isEmpty == (number <= 1) && there[1].contains("status: freigegeben") == (number > 2) && there[2].isEmpty == (number <= 3))
        let check = try Program.run(["check", "--log"], in: folder.path)
        switch number {
        case 2, 3: #expect(check.status == 0 && check.errors.contains("ist den Freigaben noch nicht bekannt: Ein Vorgang ist beim Schreiben abgebrochen"), "\(check.all)")
        default: #expect(check.status == 0 && check.errors.isEmpty, "\(check.all)")
        }
        let again = try Program.run(approve, in: folder.path)
        #expect(again.status == 0, "\(again.all)")
        let after = try Program.run(["check", "--log"], in: folder.path)
        #expect(after.status == 0 && after.errors.isEmpty, "\(after.all)")
        #expect(try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8).contains("kuendigung/frist 1.0 "))
    }
}
