/// ArgumentParser speaks English only; its users here read German. The library's fixed phrases are translated where they
/// leave the program (argument-parser 1.8: Usage/HelpGenerator, UsageGenerator, MessageInfo).
package enum GermanMessages {
    /// Translates a help page.
    package static func help(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(helpLine(String(line)))
        }
        return lines.joined(separator: "\n")
    }

    /// Translates what is said about wrong options and arguments.
    package static func error(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { errorLine(String($0)) }
            .joined(separator: "\n")
    }

    private static let titles: [(String, String)] = [
        ("OVERVIEW: ", ""), ("USAGE: ", "Aufruf: "), ("Usage: ", "Aufruf: "), ("ARGUMENTS:", "Angaben:"),
        ("OPTIONS:", "Optionen:"), ("SUBCOMMANDS:", "Befehle:"), ("Help:  ", "Hilfe:  "),
    ]

    private static let phrases: [(String, String)] = [
        ("Show help information.", "Diese Hilfe zeigen."),
        ("Show the version.", "Die Version zeigen."),
        ("Show subcommand help information.", "Hilfe zu einem Befehl zeigen."),
        ("<subcommand>", "<befehl>"), ("<options>", "<optionen>"), ("[<subcommands> ...]", "[<befehl> ...]"),
        ("(default:", "(Vorgabe:"), ("; default:", "; Vorgabe:"), ("(values:", "(Werte:"),
    ]

    private static func helpLine(_ line: String) -> String {
        var text = line
        for (english, german) in titles where text.hasPrefix(english) {
            text = german + text.dropFirst(english.count)
        }
        if let match = text.wholeMatch(of: /\s*See '(.+)' for detailed help\./) {
            text = "  Mehr zu einem Befehl: \(match.1)"
        }
        if let match = text.wholeMatch(of: /\s*See '(.+)' for more information\./) {
            text = "  Mehr dazu: \(match.1)"
        }
        for (english, german) in phrases { text = text.replacing(english, with: german) }
        return text
    }

    /// What the parser says, and how it is said here; `$1` and `$2` are its groups. The first that fits the whole line holds.
    private static let complaints: [(pattern: String, german: String)] = [
        (#"Unknown option '(.+?)'\. Did you mean '(.+?)'\?"#, "Die Option „$1“ gibt es nicht. Meinten Sie „$2“?"),
        (#"Unknown option '(.+?)'"#, "Die Option „$1“ gibt es nicht."),
        (#"Missing value for '(.+?)'"#, "Zu „$1“ fehlt der Wert."),
        (#"Missing expected argument '(.+?)'"#, "Es fehlt die Angabe „$1“."),
        (#"Missing one of: (.+)"#, "Es fehlt eine dieser Angaben: $1."),
        (#"Unexpected argument '(.*)'"#, "Die Angabe „$1“ passt hier nicht."),
        (#"\d+ unexpected arguments: (.+)"#, "Diese Angaben passen hier nicht: $1."),
        (#"The value '(.*?)' is invalid for '(.+?)'.*"#, "Der Wert „$1“ ist für „$2“ nicht zulässig."),
        (
            #"The option '(.+?)' does not take any value, but '(.*)' was specified\."#,
            "Die Option „$1“ hat keinen Wert; angegeben wurde „$2“."
        ),
        (#"Value to be set with .+ had already been set with .+"#, "Zwei Optionen widersprechen sich; geben Sie nur eine an."),
        (#"Invalid option: (.+)"#, "Die Option „$1“ gibt es nicht."),
        (#"Missing required subcommand\."#, "Es fehlt der Befehl."),
    ]

    private static func errorLine(_ line: String) -> String {
        let text = line.hasPrefix("Error: ") ? String(line.dropFirst("Error: ".count)) : line
        for (pattern, german) in complaints {
            guard let match = try? Regex(pattern).wholeMatch(in: text) else { continue }
            var said = german
            for group in match.output.indices.dropFirst() {
                said = said.replacing("$\(group)", with: match.output[group].substring ?? "")
            }
            return "Fehler: " + said
        }
        return line.hasPrefix("Error: ") ? "Fehler: " + helpLine(text) : helpLine(line)
    }
}
