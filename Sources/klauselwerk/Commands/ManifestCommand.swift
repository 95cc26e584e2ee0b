import ArgumentParser
import Production

struct ManifestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Arbeitet mit den Manifesten von Serien.", subcommands: [Merge.self])

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge", abstract: "Fügt die Manifeste von Teilen einer Serie zu einem zusammen.",
            discussion: """
                Die Teile hat „batch --shard i/n“ in denselben Ordner geschrieben. Es entstehen manifest.json und bericht.html wie \
                von einem ungeteilten Lauf; die Manifeste der Teile werden gelöscht.
                """,
            aliases: ["zusammenfuehren"])

        @Argument(help: ArgumentHelp("Ordner, in dem die Teile liegen.", valueName: "ordner"))
        var folder: String

        @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
        var quiet = false

        func run() throws {
            let result = try ManifestMerge.run(folder: folder)
            if !quiet {
                let failed = result.failed == 0 ? "" : ", davon \(result.failed) gescheitert"
                Terminal.print("\(result.parts) Teile mit \(result.rows) Zeilen zusammengefügt\(failed).")
            }
            if result.failed > 0 || result.open > 0 { throw ExitCode(ExitStatus.findings.rawValue) }
        }
    }
}
