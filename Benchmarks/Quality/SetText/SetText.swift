import ArgumentParser
import Findings

/// Sets plain text with the program's own engine, for comparison with others: `make quality` calls it.
@main
struct SetText: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settext", abstract: "Sets plain text, as make quality compares it.",
        subcommands: [PDFCommand.self, TextCommand.self, SweepCommand.self])
}

/// Sets the text and writes a PDF.
struct PDFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pdf", abstract: "Writes the text as a PDF.")

    @OptionGroup var setting: SettingOptions
    @Option(help: ArgumentHelp("Costs that differ from the style's, NAME=NUMBER.", valueName: "list")) var costs = ""
    @Option(name: .shortAndLong, help: "Where the PDF goes.") var output: String

    func run() throws {
        var style = try setting.style()
        try CostList(costs).apply(to: &style.lines)
        try write(try setting.press().pdf(try setting.paragraphs(), style), to: output)
    }
}

/// Prints the text as it is set, a paragraph a line: what the other engines are given, and what their PDFs are compared with.
struct TextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "text", abstract: "Prints the normalised text, a paragraph a line.")

    @Argument(help: "Plain text in UTF-8, an empty line between paragraphs.") var files: [String]

    func run() throws { print(try PlainTextFile.paragraphs(of: files).joined(separator: "\n")) }
}

/// Measures many settings of the costs in one run, on the lines before they are drawn.
struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "Reads one list of costs a line from standard input and prints the measures of each.")

    @OptionGroup var setting: SettingOptions

    func run() throws {
        let texts = try setting.paragraphs()
        let press = try setting.press()
        while let line = readLine() {
            var style = try setting.style()
            try CostList(line).apply(to: &style.lines)
            print(try press.measure(texts, style).description)
        }
    }
}
