import Foundation
import Testing

/// `vergleichen`, from the file that was sent to report, values and deviating clause.
@Suite struct CompareTests {
    /// A contract sent as a Word file, changed by somebody: each pair is replaced once in the text.
    static func returned(
        _ changes: [(String, String)], dropping origin: Bool = false, of folder: TemporaryFolder? = nil
    ) throws -> TemporaryFolder {
        let folder = try folder ?? SmallLibrary.make()
        #expect(try Program.run(["word", "probe", "-o", "vertrag.docx", "--quiet"], in: folder.path).status == 0)
        let pairs = changes.map { "(\(quoted($0.0)), \(quoted($0.1)))" }.joined(separator: ", ")
        try folder.write(
            "aendern.py",
            """
            import zipfile
            source = zipfile.ZipFile("vertrag.docx")
            target = zipfile.ZipFile("zurueck.docx", "w", zipfile.ZIP_DEFLATED)
            for item in source.infolist():
                data = source.read(item.filename)
                if item.filename == "word/document.xml":
                    text = data.decode()
                    for old, new in [\(pairs)]:
                        assert old in text, (old, text)
                        text = text.replace(old, new, 1)
                    data = text.encode()
                if \(origin ? "item.filename.startswith('customXml/')" : "False"): continue
                if \(origin ? "item.filename == 'word/_rels/document.xml.rels'" : "False"):
                    import re
                    data = re.sub(rb'<Relationship Id="rIdO"[^>]*/>', b'', data)
                target.writestr(item.filename, data)
            target.close()

            """)
        let made = try Program.shell("python3 aendern.py", in: folder.path)
        #expect(made.status == 0, "\(made.all)")
        return folder
    }

    private static func quoted(_ text: String) -> String { "\"\"\"\(text)\"\"\"" }

    static let author = "w:author=\"Frau Muster\" w:date=\"2026-11-20T00:00:00Z\""
    static let tracked = (
        "bedarf der Schriftform.</w:t></w:r>",
        "bedarf </w:t></w:r><w:del w:id=\"1\" \(author)><w:r><w:delText>der Schriftform.</w:delText></w:r></w:del><w:ins w:id=\"2\" \(author)><w:r><w:t>der Textform.</w:t></w:r></w:ins>"
    )

    @Test func whatIsMarkedAndWhatIsNotIsTold() throws {
        let folder = try Self.returned([Self.tracked, ("zweimal jährlich", "einmal jährlich")])
        let outcome = try Program.run(["vergleichen", "zurueck.docx", "--html", "bericht.html", "--pdf", "bericht.pdf"], in: folder.path)
        #expect(outcome.status == 1, "\(outcome.all)")
        #expect(outcome.output.contains("Klausel kuendigung/frist, Fassung 1.0"), "\(outcome.all)")
        #expect(outcome.output.contains("[-Schriftform-] {+Textform+}") && outcome.output.contains("Frau Muster, 2026-11-20"), "\(outcome.all)")
        #expect(outcome.errors.contains("nicht als Änderung gekennzeichnet") && outcome.errors.contains("[-zweimal-] {+einmal+}"), "\(outcome.all)")
        #expect(outcome.output.contains("2 Änderungen in 2 Klauseln und Teilen, davon 1 nicht"))
        let page = try String(contentsOfFile: folder.path + "/bericht.html", encoding: .utf8)
        #expect(page.contains("<del>Schriftform</del>") && page.contains("<ins>einmal</ins>"))
        let text = try Program.shell("pdftotext -layout bericht.pdf - | tr '\\n' ' '", in: folder.path).output
        #expect(text.contains("Textform") && text.contains("Frau Muster"), "\(text)")
    }

    @Test func anUntouchedFileHasNothingToTell() throws {
        let folder = try Self.returned([])
        let outcome = try Program.run(["vergleichen", "zurueck.docx"], in: folder.path)
        #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.contains("Der Wortlaut ist, wie er verschickt wurde"), "\(outcome.all)")
    }

    @Test func changedValuesBecomeADataFileThatBuildTakes() throws {
        let folder = try Self.returned([(">1.\u{A0}November 2026<", ">1. Februar 2027<")])
        let outcome = try Program.run(["vergleichen", "zurueck.docx", "--werte", "werte.yaml"], in: folder.path)
        let values = try String(contentsOfFile: folder.path + "/werte.yaml", encoding: .utf8)
        #expect(values.contains("beginn: \"2027-02-01\""), "\(values) \(outcome.all)")
        let built = try Program.run(["build", "probe", "--data", "werte.yaml", "-o", "neu.pdf", "--text", "neu.txt"], in: folder.path)
        #expect(built.status == 0, "\(built.all)")
        #expect(try String(contentsOfFile: folder.path + "/neu.txt", encoding: .utf8).replacing("\u{A0}", with: " ").contains("1. Februar 2027"))
    }

    @Test func aChoiceIsAListToOpenAndReadBackByItsValue() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("status: endfassung", with: "status: entwurf", in: "agreements/probe.yaml")
        try folder.replace(
            "  beginn:\n",
            with: "  turnus:\n    art: auswahl\n    beschriftung: Turnus\n    werte:\n      selten: jährlich\n      oft: vierteljährlich\n    vorgabe: selten\n  beginn:\n",
            in: "agreements/probe.yaml")
        try folder.replace("zweimal jährlich", with: "{{turnus}}", in: "clauses/zusammenarbeit/treffen.md")
        _ = try Self.returned([("<w:t xml:space=\"preserve\">jährlich</w:t>", "<w:t xml:space=\"preserve\">vierteljährlich</w:t>")], of: folder)
        let markup = try Program.shell("unzip -p vertrag.docx word/document.xml", in: folder.path).output
        #expect(
            markup.contains(
                "<w:dropDownList><w:listItem w:displayText=\"jährlich\" w:value=\"selten\"/><w:listItem w:displayText=\"vierteljährlich\" w:value=\"oft\"/></w:dropDownList>"))
        let outcome = try Program.run(["vergleichen", "zurueck.docx", "--werte", "werte.yaml"], in: folder.path)
        #expect(try String(contentsOfFile: folder.path + "/werte.yaml", encoding: .utf8).contains("turnus: \"oft\""), "\(outcome.all)")
    }

    @Test func acceptedChangesBecomeADeviatingClauseRejectedOnesAList() throws {
        let folder = try Self.returned([Self.tracked, ("zweimal jährlich", "einmal jährlich")])
        let outcome = try Program.run(
            ["vergleichen", "zurueck.docx", "--annehmen", "2", "--ablehnen", "1", "--entwurf", "entwuerfe", "--html", "bericht.html"], in: folder.path)
        let draft = try String(contentsOfFile: folder.path + "/entwuerfe/kuendigung/frist-abweichung.md", encoding: .utf8)
        #expect(draft.contains("2. Die Kündigung bedarf der Textform."), "\(draft)")
        #expect(draft.contains("Frist von {{frist}} Monaten") && draft.contains("status: vorschlag"), "\(draft) \(outcome.all)")
        let page = try String(contentsOfFile: folder.path + "/bericht.html", encoding: .utf8)
        #expect(page.contains("Abgelehnt – für die Antwort an den Partner"))
        // It is a clause of the library once somebody puts it there.
        let moved = try Program.shell("cp entwuerfe/kuendigung/frist-abweichung.md clauses/kuendigung/", in: folder.path)
        #expect(moved.status == 0)
        try folder.replace("  - kuendigung/frist", with: "  - kuendigung/frist-abweichung", in: "agreements/probe.yaml")
        let built = try Program.run(["build", "probe", "--set", "status=entwurf", "-o", "neu.pdf", "--text", "neu.txt"], in: folder.path)
        #expect(try String(contentsOfFile: folder.path + "/neu.txt", encoding: .utf8).contains("bedarf der Textform"), "\(built.all)")
    }

    @Test func withoutOriginWhatWasSentHasToBeNamed() throws {
        let folder = try Self.returned([("zweimal jährlich", "einmal jährlich")], dropping: true)
        let alone = try Program.run(["vergleichen", "zurueck.docx"], in: folder.path)
        #expect(alone.status == 65 && alone.errors.contains("--gesendet"), "\(alone.all)")
        for options in [["--gesendet", "vertrag.docx"], ["--vereinbarung", "probe"]] {
            let outcome = try Program.run(["vergleichen", "zurueck.docx"] + options, in: folder.path)
            #expect(outcome.status == 0 && outcome.output.contains("[-zweimal-] {+einmal+}"), "\(outcome.all)")
        }
    }

    @Test(arguments: [
        (["--annehmen", "7"], "gibt es nicht"), (["--annehmen", "1", "--ablehnen", "1"], "zugleich"), (["--html", "zurueck.docx"], "endet aber nicht"),
        (["--werte", "clauses/werte.yaml"], "Bibliothek"),
    ]) func whatCannotBeIsRefusedAndNothingIsWritten(_ options: [String], _ word: String) throws {
        let folder = try Self.returned([("zweimal jährlich", "einmal jährlich")])
        let before = folder.files
        let outcome = try Program.run(["vergleichen", "zurueck.docx"] + options, in: folder.path)
        #expect(outcome.status >= 64 && outcome.errors.contains(word), "\(outcome.all)")
        #expect(folder.files == before)
    }
}
