import ArgumentParser

@main
struct Klauselwerk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "klauselwerk",
        abstract: "Setzt Vereinbarungen aus freigegebenen Klauseln zusammen und druckt sie als PDF.")
}
