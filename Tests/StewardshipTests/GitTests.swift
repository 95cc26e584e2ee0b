import ChildProcess
import Findings
import Foundation
import Testing

@testable import Stewardship

/// A library that is a git repository: each saving is a commit, of the files of that saving alone.
@Suite("Library in git")
struct GitTests {
    private static let name = "kuendigung/frist"

    /// A repository with everything committed, hooks that would spoil it, and settings that would ask for a signature.
    private func house(roles: String? = SmallHouse.roles) throws -> SmallHouse {
        let house = try SmallHouse(roles: roles)
        try git(house, "init", "-q", "-b", "haupt")
        try git(house, "config", "commit.gpgSign", "true")
        try git(house, "config", "core.fsmonitor", "/bin/false")
        for hook in ["pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "post-index-change"] {
            try house.write(".git/hooks/\(hook)", "#!/bin/sh\ntouch '\(house.root)/hook-\(hook)'\nexit 1\n")
            chmod("\(house.root)/.git/hooks/\(hook)", 0o755)
        }
        try git(house, "add", "-A")
        try git(house, "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-q", "-m", "Anfang")
        return house
    }

    @discardableResult
    private func git(_ house: SmallHouse, _ words: String...) throws -> String {
        let who = ["-c", "user.name=Jemand", "-c", "user.email=jemand@example.invalid", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
        let child = try ChildProcess.run("git", ["-C", house.root] + who + words)
        #expect(child.status == 0, "\(words): \(child.errors)")
        return child.output
    }

    @Test("Author and message are those of the person; what is staged or changed besides stays as it is; no hook runs")
    func saving() throws {
        let house = try house()
        try house.write("agreements/fremd.yaml", "titel: Fremd\n")
        try git(house, "add", "agreements/fremd.yaml")
        try house.write("rollen.yaml", house.text("rollen.yaml") + "\n# noch nicht fertig\n")
        let desk = try house.desk("anna")
        let opened = try desk.open(Self.name)
        var edit = opened.edit
        edit.setBody("Die Frist beträgt sechs Monate.")
        _ = try desk.save(Self.name, edit.bytes, from: opened.sha256, comment: "Frist verlängert")
        #expect(desk.notes.findings.isEmpty)
        #expect(
            try git(house, "log", "-1", "--format=%an|%ae|%s|%b").trimmingCharacters(in: .whitespacesAndNewlines)
                == "Anna Muster|anna@klauselwerk.invalid|kuendigung/frist 1.0: geschrieben|Frist verlängert")
        #expect(
            try git(house, "show", "--format=", "--name-only", "HEAD").split(separator: "\n").map(String.init).sorted() == [
                "clauses/freigaben.txt", "clauses/kuendigung/frist.md", "clauses/protokoll.txt",
            ])
        #expect(try git(house, "status", "--porcelain").split(separator: "\n").map(String.init).sorted() == [" M rollen.yaml", "A  agreements/fremd.yaml"])
        #expect(!FileManager.default.contentsOfDirectory(of: house.root).contains { $0.hasPrefix("hook-") })
        // Approving is a commit, too, of another person.
        _ = try house.desk("anna").request([Self.name], comment: "Bitte")
        _ = try house.desk("ben").approve([Self.name], by: nil)
        #expect(try git(house, "log", "-1", "--format=%an %s").hasPrefix("Ben Beispiel kuendigung/frist 1.0: freigegeben"))
    }

    @Test("A clause that is renamed goes and comes in one commit; a new version lies beside it in git as on the disk")
    func renaming() throws {
        let house = try house(roles: nil)
        _ = try house.desk(nil).rename(Self.name, to: "frist-lang")
        #expect(try git(house, "show", "--format=", "--name-status", "--no-renames", "HEAD").contains("D\tclauses/kuendigung/frist.md"))
        _ = try house.desk(nil).approve(["kuendigung/frist-lang"], by: "Rechtsamt")
        try house.change("kuendigung/frist-lang", as: nil) { $0.setBody("Anders.") }
        #expect(
            try git(house, "ls-files", "clauses/kuendigung").split(separator: "\n").map(String.init).sorted() == [
                "clauses/kuendigung/frist-lang.md", "clauses/kuendigung/frist-lang@1.0.md",
            ])
        #expect(try git(house, "status", "--porcelain").isEmpty)
        #expect(try house.audit() == [])
    }

    @Test("An editor against a pull: the change from outside comes first, nothing is overwritten")
    func pull() throws {
        let house = try house(roles: nil)
        let other = NSTemporaryDirectory() + "klauselwerk-anderes-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: other) }
        _ = try ChildProcess.run("git", ["clone", "-q", house.root, other])
        try house.text("clauses/kuendigung/frist.md").replacing("drei Monate", with: "neun Monate").write(
            toFile: other + "/clauses/kuendigung/frist.md", atomically: true, encoding: .utf8)
        let who = ["-C", other, "-c", "user.name=Fern", "-c", "user.email=fern@example.invalid"]
        #expect(try ChildProcess.run("git", who + ["commit", "-q", "-a", "-m", "Von außen"]).status == 0)
        let desk = try house.desk(nil)
        let opened = try desk.open(Self.name)
        // While somebody types.
        #expect(try ChildProcess.run("git", ["-C", house.root, "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "pull", "-q", other, "haupt"]).status == 0)
        var edit = opened.edit
        edit.setBody("Die Frist beträgt ein Jahr.")
        guard case .conflict(let theirs, let sum) = try desk.save(Self.name, edit.bytes, from: opened.sha256) else {
            Issue.record("overwritten")
            return
        }
        #expect(theirs.body.contains("neun Monate") && house.text("clauses/kuendigung/frist.md").contains("neun Monate"))
        // Having seen both texts, one is chosen; the other is in git.
        guard case .saved = try desk.save(Self.name, edit.bytes, from: sum) else {
            Issue.record("not saved")
            return
        }
        #expect(try git(house, "show", "HEAD~1:clauses/kuendigung/frist.md").contains("neun Monate"))
    }

    @Test("An agreement in the workshop against a pull: both are there, and who saves then has seen both")
    func pulledAgreement() throws {
        let house = try house(roles: nil)
        let file = LibraryFile(.agreement, "probe")
        let text = "titel: Probe\nstelle: haus\nklauseln: [kuendigung/frist]\n"
        _ = try house.desk(nil).save(file, Array(text.utf8), from: "")
        #expect(try git(house, "log", "-1", "--format=%s").hasPrefix("agreements/probe.yaml: angelegt"))
        let other = NSTemporaryDirectory() + "klauselwerk-anderes-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: other) }
        _ = try ChildProcess.run("git", ["clone", "-q", house.root, other])
        let theirs = text.replacing("Probe", with: "Von außen")
        try theirs.write(toFile: other + "/" + file.path, atomically: true, encoding: .utf8)
        let who = ["-C", other, "-c", "user.name=Fern", "-c", "user.email=fern@example.invalid"]
        #expect(try ChildProcess.run("git", who + ["commit", "-q", "-a", "-m", "Von außen"]).status == 0)
        let opened = try #require(try house.desk(nil).open(file))
        // While somebody moves clauses about.
        #expect(try ChildProcess.run("git", ["-C", house.root, "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "pull", "-q", other, "haupt"]).status == 0)
        let mine = Array(text.replacing("Probe", with: "Meins").utf8)
        guard case .conflict(let found, let sum) = try house.desk(nil).save(file, mine, from: opened.sha256) else {
            Issue.record("overwritten")
            return
        }
        #expect(String(decoding: found, as: UTF8.self) == theirs && house.text(file.path) == theirs)
        #expect(try house.desk(nil).save(file, mine, from: sum) == .saved)
        #expect(try git(house, "log", "-1", "--format=%s").hasPrefix("agreements/probe.yaml: geändert"))
        #expect(try git(house, "show", "HEAD~1:agreements/probe.yaml").contains("Von außen") && house.text(file.path).contains("Meins"))
    }

    @Test("Where git takes nothing, what is saved is saved, and the desk says so")
    func refused() throws {
        let house = try house(roles: nil)
        try git(house, "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "checkout", "-q", "-b", "anderer")
        try house.write(".git/MERGE_HEAD", try git(house, "rev-parse", "HEAD"))
        let desk = try house.desk(nil)
        let opened = try desk.open(Self.name)
        var edit = opened.edit
        edit.setBody("Trotzdem.")
        guard case .saved = try desk.save(Self.name, edit.bytes, from: opened.sha256) else {
            Issue.record("not saved")
            return
        }
        #expect(desk.notes.findings.map(\.rule) == ["git-nicht-festgehalten"])
        #expect(house.text("clauses/kuendigung/frist.md").contains("Trotzdem."))
        #expect(try house.audit() == [])
    }

    @Test("A library within another repository is left alone")
    func within() throws {
        let house = try SmallHouse()
        let outer = NSTemporaryDirectory() + "klauselwerk-aussen-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: outer) }
        #expect(try ChildProcess.run("git", ["init", "-q", outer]).status == 0)
        #expect(LibraryGit(library: house.root) == nil)
        try FileManager.default.createDirectory(atPath: outer + "/bibliothek", withIntermediateDirectories: true)
        #expect(LibraryGit(library: outer + "/bibliothek") == nil && LibraryGit(library: outer) != nil)
    }
}

extension FileManager {
    fileprivate func contentsOfDirectory(of path: String) -> [String] { (try? contentsOfDirectory(atPath: path)) ?? [] }
}
