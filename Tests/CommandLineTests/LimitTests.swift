import Foundation
import Testing

/// What the system does not give is told, with an exit code: never a signal, an endless wait, or other bytes. Thousands more: Tests/Full/limits.
@Suite("Limits of the system")
struct LimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// A line of shell; `$K` is the program.
        let script: String
        let status: ClosedRange<Int32>
        var told = ""
    }

    static let cases = [
        Case(testDescription: "standard output is full", script: "$K explain probe >/dev/full", status: 74...74, told: "Ausgabe"),
        Case(testDescription: "standard output is closed", script: "$K explain probe >&-", status: 74...74, told: "Ausgabe"),
        Case(
            testDescription: "standard output is closed, and a file is written", script: "$K build probe -o neu.pdf >&-; s=$?; qpdf --check neu.pdf >/dev/null || exit 99; exit $s",
            status: 74...74),
        Case(testDescription: "the reader has gone", script: "{ sleep 0.3; $K explain probe; echo $? >status; } | true; exit $(cat status)", status: 74...74),
        Case(testDescription: "everything is closed", script: "$K build probe -o neu.pdf <&- >&- 2>&-", status: 74...74),
        // With less than the program's own file the system ends it by a signal before its first instruction.
        Case(testDescription: "hardly any memory", script: "ulimit -v $(($(stat -c %s \"$K\") / 1024)); $K build probe -o neu.pdf", status: 1...127),
        Case(testDescription: "little memory for a batch", script: "ulimit -v 150000; $K batch probe --partners partner.csv -o aus --workers 8", status: 0...127),
        Case(testDescription: "hardly any stack", script: "ulimit -s 100; $K build probe -o neu.pdf", status: 0...127),
        Case(testDescription: "a second of processor", script: "ulimit -t 1; $K check", status: 0...74),
        Case(testDescription: "a path of thousands of parts", script: "$K build probe --set \"$(printf 'a.%.0s' {1..20000})a=1\"", status: 64...65, told: "a.a"),
        Case(
            testDescription: "a heading of thousands of parts",
            script: "{ printf 'nr;partner.name;'; printf 'a.%.0s' {1..30000}; echo 'a'; echo '1;Kita;x'; } >lang.csv; $K batch probe --partners lang.csv -o aus",
            status: 65...65),
        Case(testDescription: "no program to draw with", script: "PATH=/nirgends $K build bild -o neu.pdf", status: 65...66, told: "Hilfsprogramm „pdftoppm“"),
        Case(testDescription: "no folder for temporary files", script: "TMPDIR=/nirgends $K build bild -o neu.pdf", status: 65...66, told: "Hilfsprogramm „pdftoppm“"),
        Case(testDescription: "too little memory to draw", script: "ulimit -v 1200000; $K build bild -o neu.pdf", status: 0...66),
        Case(testDescription: "no threads", script: "\(nobody) prlimit --nproc=0 $K batch probe --partners partner.csv -o aus --workers 4", status: 74...74, told: "Thread"),
        Case(
            testDescription: "hardly any stack, and no second process that could tell", script: "\(nobody) prlimit --nproc=0 --stack=65536 $K build probe -o neu.pdf",
            status: 74...74,
            told: "Stapel"),
        Case(
            testDescription: "helpers that could not be asked for their version leave no other manifest",
            script: """
                $K batch bild --partners partner.csv -o aus --workers 1 && mv aus/manifest.json frei.json && rm -r aus || exit 1
                for limit in nproc=1 nproc=3 nproc=4 nproc=6 nofile=8 nofile=10 nofile=12; do
                  \(nobody) prlimit --$limit $K batch bild --partners partner.csv -o aus --workers 1 && { cmp aus/manifest.json frei.json || exit 2; }
                  rm -rf aus
                done
                exit 0
                """, status: 0...0),
        Case(testDescription: "no threads for one contract", script: "\(nobody) prlimit --nproc=0 $K build probe -o neu.pdf", status: 0...0),
    ]

    /// Root may have as many processes as it likes.
    private static let nobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""

    @Test("A message and an exit code", arguments: cases)
    func told(example: Case) throws {
        let folder = try SmallLibrary.make()
        try folder.write("agreements/anlage.pdf", Data(contentsOf: URL(filePath: Program.checkout + "/agreements/anlagen/verfahrensschema.pdf")))
        let annex = "anlagen:\n  - {kennung: plan, titel: Plan, art: pdf, datei: anlage.pdf}\nunterschriften:"
        try folder.write("agreements/bild.yaml", SmallLibrary.agreement.replacing("unterschriften:", with: annex))
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let before = Set(folder.files)
        let outcome = try Program.shell("K=\(Program.path)\n\(example.script)", in: folder.path)
        #expect(example.status.contains(outcome.status), "\(outcome.status): \(outcome.all.suffix(1_000))")
        #expect(example.told.isEmpty || outcome.errors.contains(example.told), "\(outcome.errors.prefix(1_000))")
        if outcome.status != 0, outcome.status != 74 {
            #expect(Set(folder.files).subtracting(before).allSatisfy { !$0.hasSuffix(".pdf") }, "nothing is made")
        }
        // Pages drawn under limits are those drawn without.
        if outcome.status == 0, example.script.contains("build bild") {
            let made = try Data(contentsOf: URL(filePath: folder.path + "/neu.pdf"))
            _ = try Program.run(["build", "bild", "-o", "frei.pdf"], in: folder.path)
            #expect(try Data(contentsOf: URL(filePath: folder.path + "/frei.pdf")) == made)
        }
    }
}
