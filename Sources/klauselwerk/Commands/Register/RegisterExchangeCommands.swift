import ArgumentParser
import Findings
import Foundation
import Production
import Register

struct RegisterExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Gibt das ganze Register aus, verlustfrei: als JSON-Zeilen oder Arbeitsmappe (XLSX).",
        discussion: "„register import“ liest beides wieder ein; in ein leeres Register ergibt es dasselbe.", aliases: ["ausgeben"])

    @Argument(help: ArgumentHelp("Neue Datei; endet sie auf .xlsx, wird es eine Arbeitsmappe, sonst sind es JSON-Zeilen (.jsonl).", valueName: "datei"))
    var file: String

    @OptionGroup var register: RegisterOption

    func run() throws {
        let store = try register.store()
        if file.lowercased().hasSuffix(".xlsx") {
            try NewFile.write(file) { write in try write(try store.exportWorkbook()) }
        } else {
            try NewFile.write(file) { write in try store.exportLines(write) }
        }
        Terminal.print("\(file): geschrieben.")
    }
}

struct RegisterImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Liest ein ausgegebenes Register ein, alles oder nichts.",
        discussion: "Was das Register schon hat, bleibt und wird nur ergänzt.", aliases: ["einlesen"])

    @Argument(help: ArgumentHelp("Datei von „register export“.", valueName: "datei"))
    var file: String

    @OptionGroup var register: RegisterOption

    func run() throws {
        let store = try register.store(.creating)
        let result = file.lowercased().hasSuffix(".xlsx") ? try store.importWorkbook(file) : try store.importLines(file)
        Terminal.print(result.text)
    }
}

struct RegisterBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sichern", abstract: "Kopiert das Register in eine Datei, auch während andere darin arbeiten, und prüft die Kopie.", aliases: ["backup"])

    @Argument(help: ArgumentHelp("Die Sicherung.", valueName: "datei"))
    var file: String

    @Flag(name: [.customLong("replace"), .customLong("ersetzen")], help: "Eine frühere Sicherung dieses Namens ersetzen.")
    var replace = false

    @OptionGroup var register: RegisterOption

    func run() throws {
        try register.store().backUp(to: file, replaces: replace)
        Terminal.print("\(file): gesichert und geprüft.")
    }
}

struct RegisterCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prüft Datei, Verweise, Suchverzeichnis und Zusammenhang des Registers.", aliases: ["pruefen"])

    @OptionGroup var register: RegisterOption

    func run() throws {
        let check = try register.store().check()
        Terminal.print(check.text)
        if !check.isSound { throw ExitCode(ExitStatus.findings.rawValue) }
    }
}
