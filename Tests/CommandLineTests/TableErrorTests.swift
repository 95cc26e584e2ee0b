import Foundation
import Testing

@testable import Production

/// What comes back of a partner list with mistakes: told once with the rows, and as a workbook with the cells marked.
@Suite struct TableErrorTests {
    private static let heading = "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch;Bemerkung"
    private static let table = """
        \(heading)
        1;Kita Mond e. V.;e. V.;Weg 1;;Probestadt;den Vorstand;
        2;Kita Stern e. V.;ev;Weg 2;;Probestadt;den Vorstand;anrufen
        3;Kita Sonne e. V.;eV;Weg 3;00000;Probestadt;den Vorstand;
        4;Kita Luna e. V.;ev;Weg 4;;Probestadt;den Vorstand;

        """

    private func batch(_ folder: TemporaryFolder, _ more: [String] = []) throws -> Program.Outcome {
        try Program.run(["batch", "probe", "--partners", "liste.csv", "-o", "aus", "--quiet"] + more, in: folder.path)
    }

    @Test func equalErrorsAreToldOnceWithTheirRows() throws {
        let folder = try SmallLibrary.make()
        try folder.write("liste.csv", Self.table)
        let outcome = try batch(folder)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("3-mal: Das Feld „partner.plz“ (Postleitzahl) hat keinen Wert. (Zeilen 2, 3, 5)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("Füllen Sie in Spalte E die Zeilen 2, 3, 5 aus."), "\(outcome.errors)")
        #expect(outcome.errors.components(separatedBy: "Ein Feld „Bemerkung“").count == 2, "a heading counts once: \(outcome.errors)")
        #expect(outcome.errors.contains("#Bemerkung") && outcome.errors.contains("--ignore-columns"), "\(outcome.errors)")
    }

    @Test("What the text of a contract lacks is told once, at the cell; what is wrong, without what follows from it")
    func missingInTheText() throws {
        let folder = try SmallLibrary.make()
        let heading = Self.heading.replacing("Bemerkung", with: "partner.genus")
        try folder.write(
            "liste.csv",
            """
            \(heading)
            1;Kita Mond e. V.;ev;Weg 1;00000;Probestadt;den Vorstand;weiblich
            2;Kita Stern e. V.;ev;Weg 2;00000;Probestadt;;f

            """)
        let outcome = try batch(folder)
        #expect(outcome.status == 65)
        let told = outcome.errors.split(separator: "\n").filter { $0.contains("liste.csv, Zeile") }
        #expect(told.count == 2, "\(outcome.errors)")
        #expect(told.contains { $0.contains("Zeile 2, Spalte H „partner.genus“: Fehler") }, "\(outcome.errors)")
        #expect(told.contains { $0.contains("Zeile 3, Spalte G „partner.vertreten_durch“: Fehler") }, "\(outcome.errors)")
        #expect(outcome.errors.contains("Füllen Sie die Zelle G3 aus.") && !outcome.errors.contains("--set"), "\(outcome.errors)")
        // Without the column there is no cell.
        try folder.write("liste.csv", "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort\n1;Kita Mond e. V.;ev;Weg 1;00000;Probestadt\n")
        let column = try batch(folder)
        #expect(column.errors.contains("Ergänzen Sie eine Spalte „partner.vertreten_durch“") && !column.errors.contains("--set"), "\(column.errors)")
    }

    @Test(
        "A column of the office's own",
        arguments: [
            ("#Bemerkung", [String](), ""), ("Bemerkung", ["--ignore-columns", "erledigt?;bemerkung"], ""), ("Bemerkung", ["--spalten-uebergehen", "Bemerkung"], ""),
            ("Bemerkung", [], "eigene_spalten: [erledigt?, Bemerkung]\n"),
        ])
    func ownColumns(heading: String, options: [String], agreement: String) throws {
        let folder = try SmallLibrary.make()
        try folder.write("liste.csv", Self.table.replacing("Bemerkung", with: heading).replacing(";;Probestadt", with: ";00000;Probestadt"))
        if !agreement.isEmpty { try folder.replace("datum:", with: agreement + "datum:", in: "agreements/probe.yaml") }
        let outcome = try batch(folder, options)
        #expect(outcome.status == 0, "\(outcome.all)")
        let row = try Program.run(["build", "probe", "--partners", "liste.csv", "--row", "2", "-o", "zwei.pdf"] + options, in: folder.path)
        #expect(row.status == 0, "\(row.all)")
    }

    @Test("The list comes back as a workbook; mended there, it is a partner list", arguments: ["fehler.xlsx"])
    func workbook(name: String) throws {
        let folder = try SmallLibrary.make()
        try folder.write("liste.csv", Self.table.replacing("Bemerkung", with: "#Bemerkung"))
        let outcome = try batch(folder, ["--errors", name])
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains(name) && folder.files.contains(name), "\(outcome.errors)")
        // What a spreadsheet shows: cells, comments, colours, a list.
        let parts = try Program.shell("for part in xl/worksheets/sheet1.xml xl/comments1.xml xl/sharedStrings.xml xl/styles.xml; do unzip -p \(name) $part; done", in: folder.path)
            .output
        #expect(parts.contains("ref=\"E2\"") && parts.contains("ref=\"E3\"") && parts.contains("ref=\"E5\"") && !parts.contains("ref=\"E4\""))
        #expect(parts.contains("Füllen Sie die Zelle E2 aus.") && parts.contains("FFFFC7CE") && parts.contains("Kita Stern e. V."))
        // As it is, it says the same of the same cells.
        let again = try Program.run(["batch", "probe", "--partners", name, "-o", "aus", "--quiet"], in: folder.path)
        #expect(again.status == 65 && again.errors.contains("(Zeilen 2, 3, 5)"), "\(again.errors)")
        #expect(try batch(folder, ["--errors", name]).status == 73, "what is there is not replaced")
        #expect(try batch(folder, ["--errors", "fehler.txt"]).status == 64)
    }

    @Test func aListInOrderGivesNoWorkbook() throws {
        let folder = try SmallLibrary.make()
        let outcome = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--errors", "fehler.xlsx"], in: folder.path)
        #expect(outcome.status == 0 && !folder.files.contains("fehler.xlsx"), "\(outcome.all)")
    }

    @Test func whatASuccessfulRunTellsKeepsItsRows() throws {
        let folder = try SmallLibrary.make()
        try folder.write(
            "liste.csv",
            Self.table.replacing(";Bemerkung", with: "").replacing(";;Probestadt", with: ";00000;Probestadt").replacing("Weg 3;00000", with: "Weg 3;D-00000")
                .replacing("den Vorstand;anrufen", with: "").replacing("den Vorstand;\n", with: "den Vorstand\n"))
        let outcome = try Program.run(["batch", "probe", "--partners", "liste.csv", "-o", "aus", "--only-valid"], in: folder.path)
        #expect(outcome.errors.contains("liste.csv, Zeile 4, Spalte E „partner.plz“: Hinweis"), "\(outcome.all)")
    }

    @Test func aFilledColumnThatNoContractReadsIsAnError() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("  beginn:\n", with: "  zusatz: {art: text, pflicht: nein}\n  beginn:\n", in: "agreements/probe.yaml")
        try folder.write(
            "liste.csv",
            SmallLibrary.partners.replacing("vertreten_durch\n", with: "vertreten_durch;zusatz;partner.telefon\n").replacing("Vorstand\n", with: "Vorstand;wichtig;02000 1\n"))
        let outcome = try batch(folder)
        #expect(outcome.status == 65 && outcome.errors.contains("„zusatz“ ist ausgefüllt"), "\(outcome.all)")
        #expect(outcome.errors.contains("Warnung: Die Spalte „partner.telefon“"), "\(outcome.all)")
        // A column that is empty, or that one contract reads, is none.
        try folder.write(
            "liste.csv", SmallLibrary.partners.replacing("vertreten_durch\n", with: "vertreten_durch;zusatz;beginn\n").replacing("Vorstand\n", with: "Vorstand;;3.4.2027\n"))
        let sound = try batch(folder)
        #expect(sound.status == 0, "\(sound.all)")
    }

    @Test("What is wrong with the list as a whole hinders all rows, also with --only-valid")
    func theListAsAWhole() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("  beginn:\n", with: "  zusatz: {art: text, pflicht: nein}\n  beginn:\n", in: "agreements/probe.yaml")
        try folder.write("liste.csv", SmallLibrary.partners.replacing("vertreten_durch\n", with: "vertreten_durch;zusatz\n").replacing("Vorstand\n", with: "Vorstand;wichtig\n"))
        let before = folder.files
        for more in [[], ["--only-valid"]] {
            let outcome = try batch(folder, more)
            #expect(outcome.status == 65 && outcome.errors.contains("die Liste als Ganzes") && !outcome.errors.contains("0 von"), "\(outcome.all)")
            #expect(outcome.errors.contains("--ignore-columns"), "\(outcome.all)")
            #expect(folder.files == before)
        }
        #expect(try batch(folder, ["--ignore-columns", "zusatz"]).status == 0)
    }

    @Test("Each heading that the agreement does not know is told; a record's name ignores all its columns, and the files are named by number")
    func aListOfMore() throws {
        let folder = try SmallLibrary.make()
        let path = folder.path + "/agreements/probe.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try folder.write(
            "agreements/probe.yaml",
            text.replacing(#/  partner:\n(?:    .*\n)+/#, with: "").replacing("    - stelle: partner\n      bezeichnung: Netzwerkpartner\n", with: "").replacing(
                "    - partei: partner\n", with: ""))
        try folder.write("liste.csv", SmallLibrary.partners)
        let outcome = try batch(folder)
        #expect(outcome.status == 65, "\(outcome.all)")
        for name in ["name", "art", "strasse", "plz", "ort", "vertreten_durch"] {
            #expect(outcome.errors.contains("Ein Feld „partner.\(name)“") && outcome.errors.contains("„#partner.\(name)“"), "\(outcome.all)")
        }
        let made = try batch(folder, ["--ignore-columns", "partner"])
        #expect(made.status == 0 && folder.files.contains("aus/1.pdf") && folder.files.contains("aus/2.pdf"), "\(made.all)")
    }

    @Test("Which law binds a partner is told where no contract says it, unless a rule has asked for it")
    func theLawOfAPartner() throws {
        let folder = try SmallLibrary.make()
        for (name, isTold) in [("Kita Sonnenschein e. V.", true), ("Jobcenter Probestadt", false)] {
            let options = SmallLibrary.partner(name).flatMap { ["--set", $0] } + ["--set", "partner.datenschutzrecht=kdg"]
            let outcome = try Program.run(["build", "probe", "-o", "\(isTold).pdf"] + options, in: folder.path)
            #expect(outcome.status == 0 && outcome.errors.contains("„partner.datenschutzrecht“ ist angegeben") == isTold, "\(outcome.all)")
        }
    }

    @Test("What is no regular file is refused at once", arguments: ["/dev/zero", "rohr", "."])
    func noRegularFile(path: String) throws {
        let folder = try SmallLibrary.make()
        _ = try Program.shell("mkfifo rohr", in: folder.path)
        for arguments in [["batch", "probe", "--partners", path, "-o", "aus"], ["build", "probe", "--data", path], ["build", "probe", "--partners", path, "--row", "1"]] {
            let outcome = try Program.run(arguments, in: folder.path)
            #expect(outcome.errors.contains("keine gewöhnliche Datei"), "\(arguments): \(outcome.all)")
            #expect(outcome.status == 66 || outcome.status == 65, "\(arguments): \(outcome.status)")
        }
    }
}
