import Testing

/// Help and usage messages are German throughout, also those that the argument parser brings.
@Suite struct HelpTests {
    static let commands = ["build", "preview", "batch", "check", "explain", "clauses", "fields", "new", "inspect", "verify", "approve", "register", "takeover"]

    @Test(arguments: commands)
    func helpIsGerman(command: String) throws {
        let outcome = try Program.run([command, "--help"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Aufruf: "))
        expectGerman(outcome.output)
    }

    @Test func theOverviewIsGerman() throws {
        let outcome = try Program.run(["--help"])
        #expect(outcome.status == 0)
        for command in HelpTests.commands { #expect(outcome.output.contains(command)) }
        expectGerman(outcome.output)
    }

    @Test(arguments: [
        ("build", "erstellen"), ("preview", "vorschau"), ("batch", "serie"), ("check", "pruefen"),
        ("explain", "erklaeren"), ("clauses", "klauseln"), ("fields", "felder"), ("new", "neu"),
        ("inspect", "auslesen"), ("verify", "nachweisen"), ("approve", "freigeben"), ("takeover", "uebernehmen"),
    ])
    func everyCommandHasAGermanName(english: String, german: String) throws {
        #expect(try Program.run([german, "--help"]).status == 0)
        #expect(try Program.run([english, "--help"]).status == 0)
    }

    @Test(arguments: [
        ["build"], ["build", "x", "--unbekannt"], ["build", "x", "-o"], ["buildd", "x"], ["preview", "x", "--dpi", "viel"],
        ["preview", "x", "--dpi", "9"], ["batch", "x"], ["new", "sonstwas", "x"], ["build", "x", "--row", "1"], ["build", "x", "y"],
        ["new", "clause", "../boese"], ["check", "--json=ja"],
    ])
    func wrongUsageIsExplainedInGerman(arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 64, "\(outcome.all)")
        #expect(outcome.errors.contains("Fehler"), "\(outcome.all)")
        #expect(outcome.output.isEmpty)
        expectGerman(outcome.errors)
    }

    func expectGerman(_ text: String) {
        for word in [
            "USAGE", "OVERVIEW", "OPTIONS", "SUBCOMMAND", "subcommand", "Show ", "See '", "default", "Error", "Missing", "Unknown", "Unexpected", "invalid", "Help:", "required",
        ] {
            #expect(!text.contains(word), "„\(word)“ ist Englisch: \(text)")
        }
    }
}
