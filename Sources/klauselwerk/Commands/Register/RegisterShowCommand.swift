import ArgumentParser
import Production
import Register

struct RegisterShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zeigen", abstract: "Zeigt, was das Register von einem Vertrag weiß.", aliases: ["show"])

    @Argument(help: ArgumentHelp("Kennung, ihr Anfang, oder Aktenzeichen.", valueName: "vertrag"))
    var contract: String

    @Flag(name: [.customLong("wortlaut"), .customLong("text")], help: "Auch den Wortlaut zeigen.")
    var text = false

    @Option(name: [.customLong("setze-aktenzeichen")], help: ArgumentHelp("Dem Vertrag dieses Aktenzeichen geben.", valueName: "aktenzeichen"))
    var fileNumber: String?

    @OptionGroup var register: RegisterOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let store = try register.store()
            if let fileNumber { try store.setFileNumber(fileNumber, of: contract) }
            let listing = ContractListing(try store.contract(fileNumber ?? contract), on: RegisterDays.today)
            Terminal.print(json.json ? prettyJSON(listing) : listing.text(withPassages: text))
        }
    }
}
