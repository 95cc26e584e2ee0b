import Foundation
import Testing

/// Draft, approved, changed, superseded: the life of a clause as clerks meet it.
@Suite("Life of a clause")
struct ApprovalTests {
    private func approve(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Outcome {
        try Program.run(["approve"] + arguments + ["--by", "Rechtsamt", "--date", "2026-02-03"], in: folder.path)
    }

    @Test("An approval names wording, day and office; the second time nothing changes")
    func records() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        let first = try approve(folder, "--all")
        #expect(first.status == 0, "\(first.all)")
        let record = try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8)
        #expect(record.contains("kuendigung/frist 1.0 ") && record.contains(" 2026-02-03 Rechtsamt\n"))
        let second = try approve(folder, "--all")
        #expect(second.output.contains("0 Klauseln freigegeben"))
        #expect(try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8) == record)
        #expect(try Program.run(["check"], in: folder.path).status == 0)
    }

    @Test("A changed wording is an error, makes a draft, and is approved as a new version only")
    func isImmutable() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        _ = try approve(folder, "--all")
        let clause = folder.path + "/clauses/kuendigung/frist.md"
        let text = try String(contentsOfFile: clause, encoding: .utf8)
        try folder.write("clauses/kuendigung/frist.md", text + "\n\nSie ist zu begründen.\n")
        let check = try Program.run(["check"], in: folder.path)
        #expect(check.status == 1 && check.errors.contains("verändert"), "\(check.all)")
        let explanation = try Program.run(["explain", "probe"], in: folder.path)
        #expect(explanation.output.contains("Status entwurf") && explanation.output.contains("seit ihrer Freigabe verändert"), "\(explanation.all)")
        #expect(try approve(folder, "kuendigung/frist").status == 65)
        try folder.replace("fassung: \"1.0\"", with: "fassung: \"1.1\"", in: "clauses/kuendigung/frist.md")
        let again = try approve(folder, "kuendigung/frist")
        #expect(again.status == 0, "\(again.all)")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status endfassung"))
    }

    @Test("An approved clause may be superseded")
    func isSuperseded() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        _ = try approve(folder, "--all")
        try folder.replace("status: freigegeben", with: "status: abgeloest\ngilt_bis: 2026-12-31", in: "clauses/laufzeit/befristet.md")
        let check = try Program.run(["check"], in: folder.path)
        #expect(check.status == 0 && !check.errors.contains("verändert"), "\(check.all)")
    }

    @Test("Approving a draft sets its status")
    func releasesDrafts() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        try folder.replace("status: freigegeben", with: "status: entwurf", in: "clauses/kuendigung/frist.md")
        _ = try approve(folder, "--all")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("noch nicht freigegeben"))
        #expect(try approve(folder, "kuendigung/frist").status == 0)
        #expect(try String(contentsOfFile: folder.path + "/clauses/kuendigung/frist.md", encoding: .utf8).contains("status: freigegeben"))
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status endfassung"))
    }

    @Test("With roles one account asks and another approves; what is written by hand into the record is named")
    func twoPeople() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        let account = try Program.shell("id -un", in: folder.path).output.trimmingCharacters(in: .whitespacesAndNewlines)
        try folder.write("rollen.yaml", "personen:\n  \(account): {rollen: [bearbeiten, freigeben], stelle: Rechtsamt}\n  ben: {rollen: [freigeben]}\n")
        let unasked = try Program.run(["approve", "kuendigung/frist"], in: folder.path)
        #expect(unasked.status == 65 && unasked.errors.contains("niemand die Freigabe beantragt"), "\(unasked.all)")
        let request = try Program.run(["approve", "kuendigung/frist", "--request", "--comment", "Bitte ansehen"], in: folder.path)
        #expect(request.status == 0 && request.output.contains("Freigabe beantragt: kuendigung/frist 1.0"), "\(request.all)")
        let own = try Program.run(["approve", "kuendigung/frist"], in: folder.path)
        #expect(own.status == 65 && own.errors.contains("selbst geschrieben"), "\(own.all)")
        #expect(try Program.run(["approve", "kuendigung/frist", "--by", "Jugendamt"], in: folder.path).status == 64)
        #expect(try Program.run(["check", "--log"], in: folder.path).output.contains("Protokoll mit 1 Eintrag geprüft: keine Befunde."))
        // By hand.
        let record = try String(contentsOfFile: folder.path + "/clauses/freigaben.txt", encoding: .utf8)
        try folder.write("clauses/freigaben.txt", record + "kuendigung/frist 1.0 \(String(repeating: "0", count: 64)) 2026-02-03 Rechtsamt\n")
        for command in [["check", "--log"], ["check"]] {
            let check = try Program.run(command, in: folder.path)
            #expect(check.status == 1 && check.errors.contains("von Hand eingetragen"), "\(check.all)")
        }
        // Another's role is not taken by an option.
        try folder.write("rollen.yaml", "personen:\n  ben: {rollen: [freigeben]}\n")
        let none = try Program.run(["approve", "kuendigung/frist", "--by", "Rechtsamt"], in: folder.path)
        #expect(none.status == 64 && none.errors.contains("darf nicht Klauseln freigeben"), "\(none.all)")
    }

    @Test("Refusing, revoking and superseding have a reason or a day, and the log says so")
    func decisions() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        _ = try Program.run(["approve", "kuendigung/frist", "--request"], in: folder.path)
        #expect(try Program.run(["approve", "kuendigung/frist", "--refuse", " "], in: folder.path).status == 64)
        #expect(try Program.run(["approve", "kuendigung/frist", "--refuse", "Frist fehlt"], in: folder.path).status == 0)
        _ = try approve(folder, "kuendigung/frist")
        #expect(try Program.run(["approve", "kuendigung/frist", "--supersede", "31.12.2027"], in: folder.path).status == 0)
        #expect(try String(contentsOfFile: folder.path + "/clauses/kuendigung/frist.md", encoding: .utf8).contains("status: abgeloest\ngilt_bis: 2027-12-31\n"))
        #expect(try Program.run(["approve", "kuendigung/frist", "--revoke", "Gesetz geändert"], in: folder.path).status == 0)
        let log = try String(contentsOfFile: folder.path + "/clauses/protokoll.txt", encoding: .utf8)
        for act in ["beantragt", "abgelehnt", "freigegeben-allein", "abgeloest", "widerrufen"] { #expect(log.contains(" \(act) kuendigung/frist 1.0 "), "\(act)") }
        #expect(try Program.run(["check", "--log"], in: folder.path).status == 0)
        for wrong in [["--refuse", "a", "--revoke", "b"], ["--request", "--renew"]] {
            #expect(try Program.run(["approve", "kuendigung/frist"] + wrong, in: folder.path).status == 64)
        }
        #expect(try Program.run(["approve", "--all", "--revoke", "a"], in: folder.path).status == 64)
    }

    struct Refusal: Sendable {
        let arguments: [String]
        let status: Int32
    }

    @Test(
        "Unknown clauses, days to come, missing offices and names that break the record are told",
        arguments: [
            Refusal(arguments: ["kuendigung/first", "--by", "Amt"], status: 65), Refusal(arguments: ["kuendigung/frist", "--by", " "], status: 64),
            Refusal(arguments: ["kuendigung/frist", "--by", "Amt", "--date", "morgen"], status: 64), Refusal(arguments: ["--by", "Amt"], status: 64),
            Refusal(arguments: ["--all", "--by", "Amt", "--date", "2126-01-01"], status: 64),
            Refusal(arguments: ["--all", "--by", "Amt\nkuendigung/frist 1.0"], status: 64), Refusal(arguments: ["--all", "--by", "Amt\u{202E}tmA"], status: 64),
            Refusal(arguments: ["--all", "--by", "Amt\u{1B}[31m"], status: 64), Refusal(arguments: ["--all", "--by", "Amt\u{2028}x"], status: 64),
            Refusal(arguments: ["--all", "--by", String(repeating: "Amt ", count: 100)], status: 64),
        ])
    func refuses(refusal: Refusal) throws {
        let folder = try SmallLibrary.make(isApproved: false)
        let outcome = try Program.run(["approve"] + refusal.arguments, in: folder.path)
        #expect(outcome.status == refusal.status, "\(outcome.all)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/clauses/freigaben.txt"))
    }

    @Test("Without a record nobody has approved anything, whatever the clauses say")
    func missing() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status entwurf"))
        let check = try Program.run(["check"], in: folder.path)
        #expect(check.status == 1 && check.errors.contains("die Datei mit den Freigaben fehlt"), "\(check.all)")
        _ = try approve(folder, "--all")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status endfassung"))
        // Under another name it is none.
        try FileManager.default.moveItem(atPath: folder.path + "/clauses/freigaben.txt", toPath: folder.path + "/clauses/freigabe.txt")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status entwurf"))
    }

    struct Record: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// A line of shell, run in the library.
        let spoil: String
    }

    @Test(
        "A record that cannot be read approves nothing and is an error",
        arguments: [
            Record(testDescription: "ein Ordner", spoil: "rm clauses/freigaben.txt; mkdir clauses/freigaben.txt"),
            Record(testDescription: "eine Verknüpfung ins Leere", spoil: "rm clauses/freigaben.txt; ln -s nirgends clauses/freigaben.txt"),
            Record(testDescription: "eine Pipe", spoil: "rm clauses/freigaben.txt; mkfifo clauses/freigaben.txt"),
            Record(testDescription: "Binärdaten", spoil: "head -c 100 /dev/zero >clauses/freigaben.txt"),
            Record(testDescription: "eine abgeschnittene Zeile", spoil: "head -c 150 clauses/freigaben.txt >x; mv x clauses/freigaben.txt; echo abc >>clauses/freigaben.txt"),
            Record(testDescription: "eine doppelte Zeile", spoil: "tail -1 clauses/freigaben.txt >>clauses/freigaben.txt"),
            Record(testDescription: "Regeln, die sich nicht lesen lassen", spoil: "echo x >rules"),
            Record(testDescription: "eine Regel mit falscher Endung", spoil: "mkdir rules; echo 'x: y' >rules/meine.yml"),
        ])
    func unreadable(record: Record) throws {
        let folder = try SmallLibrary.make()
        #expect(try Program.run(["build", "probe", "-o", "vorher.pdf"], in: folder.path).status == 0)
        _ = try Program.shell(record.spoil, in: folder.path)
        let outcome = try Program.run(["build", "probe", "-o", "nachher.pdf"], in: folder.path)
        #expect([65, 66].contains(outcome.status), "\(outcome.all)")
        #expect(!folder.files.contains("nachher.pdf"))
        #expect(try Program.run(["check"], in: folder.path).status == 1)
    }

    @Test(
        "If one clause cannot be approved, none is",
        arguments: [
            ("status: freigegeben\n", "status: &s entwurf\n"), ("fassung: \"1.0\"\nstatus: freigegeben\n", "? status\n: entwurf\nfassung: \"1.0\"\n"),
            ("fassung: \"1.0\"\n", "fassung: \"1.0\\nx\"\n"), ("fassung: \"1.0\"\n", "fassung: \"1 0\"\n"),
        ])
    func together(old: String, new: String) throws {
        let folder = try SmallLibrary.make(isApproved: false)
        try folder.replace("status: freigegeben", with: "status: vorschlag", in: "clauses/kuendigung/frist.md")
        try folder.replace(old, with: new, in: "clauses/zusammenarbeit/treffen.md")
        let before = try folder.files.map { try Data(contentsOf: URL(filePath: folder.path + "/" + $0)) }
        let outcome = try approve(folder, "kuendigung/frist", "zusammenarbeit/treffen")
        #expect(outcome.status == 65, "\(outcome.all)")
        #expect(try folder.files.map { try Data(contentsOf: URL(filePath: folder.path + "/" + $0)) } == before)
    }

    @Test("Approving changes one word of a proposal and nothing else: line ends, comments and marks stay")
    func changesOneWord() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        let text = "\u{FEFF}" + SmallLibrary.notice.replacing("status: freigegeben", with: "status:   vorschlag # mitgeliefert").replacing("\n", with: "\r\n")
        try folder.write("clauses/kuendigung/frist.md", text)
        #expect(try approve(folder, "kuendigung/frist").status == 0)
        let after = try Data(contentsOf: URL(filePath: folder.path + "/clauses/kuendigung/frist.md"))
        #expect(String(decoding: after, as: UTF8.self) == text.replacing("status:   vorschlag", with: "status:   freigegeben"))
    }

    @Test("A shipped proposal makes a draft with one hint that says what to do")
    func proposals() throws {
        let folder = try SmallLibrary.make(isApproved: false)
        for name in ["kuendigung/frist", "laufzeit/unbefristet", "zusammenarbeit/treffen"] {
            try folder.replace("status: freigegeben", with: "status: vorschlag", in: "clauses/\(name).md")
        }
        let draft = try Program.run(["build", "probe"], in: folder.path)
        #expect(draft.status == 0)
        #expect(draft.errors.contains("Hinweis") && !draft.errors.contains("Warnung"), "\(draft.errors)")
        #expect(draft.errors.contains("3 Klauseln sind Vorschläge") && draft.errors.contains("klauselwerk approve --all --by"), "\(draft.errors)")
        _ = try approve(folder, "--all")
        #expect(try Program.run(["explain", "probe"], in: folder.path).output.contains("Status endfassung"))
    }

    @Test("What an agreement changes of an approved clause is listed as not covered")
    func coverage() throws {
        let folder = try SmallLibrary.make()
        #expect(!(try Program.run(["explain", "probe"], in: folder.path).output.contains("nicht umfasst")))
        try folder.write("agreements/anlage.md", "Der Plan.\n")
        try folder.replace("  - kuendigung/frist", with: "  - {klausel: kuendigung/frist, ueberschrift: Ende}", in: "agreements/probe.yaml")
        try folder.replace(
            "felder:\n", with: "felder:\n  frist: {art: zahl, beschriftung: Frist, vorgabe: 36}\n", in: "agreements/probe.yaml")
        try folder.replace(
            "unterschriften:", with: "anlagen:\n  - {kennung: plan, titel: Plan, art: text, datei: anlage.md}\nunterschriften:", in: "agreements/probe.yaml")
        for outcome in [try Program.run(["explain", "probe"], in: folder.path), try Program.run(["check", "probe"], in: folder.path)] {
            for part in ["Überschrift „Ende“ der Klausel „kuendigung/frist“ (freigegeben: „Kündigung“)", "36 in der Klausel „kuendigung/frist“", "Anlage „Plan“ (anlage.md)"] {
                #expect(outcome.all.contains(part), "\(part): \(outcome.all)")
            }
        }
    }
}
