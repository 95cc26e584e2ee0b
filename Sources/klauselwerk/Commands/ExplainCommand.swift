import ArgumentParser
import Production

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Sagt, welche Variante jeder Klausel gewählt wurde und warum.",
        aliases: ["erklaeren"])

    @OptionGroup var contract: ContractOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let explanation = try Explanation.of(contract.request)
            if json.json {
                Terminal.print(prettyJSON(explanation))
            } else {
                Terminal.report(explanation.findings)
                Terminal.print(Workspace.displayed(explanation.text))
            }
        }
    }
}
