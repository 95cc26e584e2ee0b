import ArgumentParser
import Production

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Legt eine kommentierte Vorlage an: eine Vereinbarung oder eine Klausel.",
        usage: "klauselwerk new agreement|clause <name> [--library <ordner>]", aliases: ["neu"])

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case agreement, vereinbarung, clause, klausel
    }

    @Argument(help: ArgumentHelp("„agreement“ (vereinbarung) oder „clause“ (klausel).", valueName: "art"))
    var kind: Kind

    @Argument(
        help: ArgumentHelp(
            "Name: für eine Vereinbarung „netzwerk-sued“, für eine Klausel „kuendigung/sechs-wochen“.", valueName: "name"))
    var name: String

    @OptionGroup var libraryOption: LibraryOption

    func run() throws {
        let path =
            switch kind {
            case .agreement, .vereinbarung: try Skeletons.newAgreement(name, library: libraryOption.library)
            case .clause, .klausel: try Skeletons.newClause(name, library: libraryOption.library)
            }
        Terminal.print("Angelegt: \(path)")
    }
}
