import ArgumentParser
import Production

struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Arbeitet mit den Manifesten von Serien.", subcommands: [Merge.self])

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge", abstract: "Fügt die Manifeste von Teilen einer Serie zu einem zusammen.",
            discussion: """
                Die Teile haben „batch --part“ oder „batch --shard i/n“ in denselben Ordner geschrieben. Es entstehen manifest.json und bericht.html wie \
                von einem ungeteilten Lauf; die Manifeste der Teile werden gelöscht. Wurde danach ein Teil noch einmal erstellt, so nimmt derselbe Befehl ihn in das Manifest auf.
                """,
            aliases: ["zusammenfuehren"])

        @Argument(help: ArgumentHelp("Ordner, in dem die Teile liegen.", valueName: "ordner"))
        var folder: String

        @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
        var quiet = false

        func run() throws {
            let result = try ManifestMerge.run(folder: folder)
            if !quiet {
                Terminal.report(result.findings)
                let failed = result.failed == 0 ? "" : ", davon \(result.failed) gescheitert"
                let open = result.open == 0 ? "" : "; \(result.open) Zeilen sind noch offen: die Teile mit „--resume“ fortsetzen, dann noch einmal zusammenfügen"
                Terminal.print(
                    result.parts == 0
                        ? "Die Serie ist schon zusammengefügt: \(result.rows) Zeilen\(failed)."
                        : "\(result.parts == 1 ? "1 Teil" : "\(result.parts) Teile") mit \(result.rows) Zeilen zusammengefügt\(failed)\(open).")
            }
            if result.open > 0 { throw ExitCode(ExitStatus.unfinished.rawValue) }
            if result.failed > 0 { throw ExitCode(ExitStatus.rowsFailed.rawValue) }
        }
    }
}
