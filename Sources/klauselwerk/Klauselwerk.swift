import ArgumentParser
import Production

struct Klauselwerk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "klauselwerk",
        abstract: "Setzt Vereinbarungen aus freigegebenen Klauseln zusammen und druckt sie als PDF.",
        discussion: """

            Zum Beispiel:
              klauselwerk build fruehe-hilfen                    ein Vertrag als PDF
              klauselwerk batch fruehe-hilfen --partners p.csv   ein Vertrag für jede Zeile
              klauselwerk check                                  Bibliothek und Vereinbarungen prüfen

            Jeder Befehl hat auch einen deutschen Namen. Das Handbuch: docs/handbuch.md.
            """,
        version: ProgramVersion.text,
        subcommands: [
            BuildCommand.self, WordCommand.self, CompareCommand.self, TakeOverCommand.self, AnnexCommand.self, PreviewCommand.self, BatchCommand.self, SeriesCommand.self, ManifestCommand.self,
            CheckCommand.self,
            ExplainCommand.self, ClausesCommand.self, FieldsCommand.self, NewCommand.self, ApproveCommand.self, InspectCommand.self,
            VerifyCommand.self, AffectedCommand.self, DeadlinesCommand.self, TerminationCommand.self, AmendCommand.self, ReadingCommand.self, MarkedCommand.self,
            SynopsisCommand.self, RegisterCommand.self, ReturnsCommand.self, ServeCommand.self,
        ])
}
