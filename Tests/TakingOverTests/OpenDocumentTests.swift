import Findings
import Testing

@testable import TakingOver
@testable import Word

/// Files of LibreOffice, written as it writes them.
@Suite struct `An old contract in OpenDocument` {
    static let spaces = ["office", "text", "style", "table", "draw", "xlink", "fo"].map { name in
        let urn = [
            "xlink": "http://www.w3.org/1999/xlink", "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
            "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        ]
        return "xmlns:\(name)=\"\(urn[name] ?? "urn:oasis:names:tc:opendocument:xmlns:\(name):1.0")\""
    }.joined(separator: " ")

    static let styles = """
        <office:document-styles \(spaces)><office:styles>
        <style:style style:name="Kopf" style:family="paragraph" style:default-outline-level="1"><style:text-properties fo:font-weight="bold"/></style:style>
        <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="§ "/>
        <text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")"/>
        <text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/></text:list-style>
        </office:styles></office:document-styles>
        """

    static func file(_ text: String, changing changed: [String: String] = [:]) throws -> [UInt8] {
        var parts = [
            "mimetype": "application/vnd.oasis.opendocument.text", "styles.xml": styles, "META-INF/manifest.xml": "<manifest/>",
            "content.xml": "<office:document-content \(spaces)><office:body><office:text>\(text)</office:text></office:body></office:document-content>",
        ]
        for (name, text) in changed { parts[name] = text }
        var package = OfficePackage()
        for (name, text) in parts.sorted(by: { $0.key < $1.key }) { package.add(name, Array(text.utf8)) }
        return try package.archive()
    }

    static func rule(_ text: String, changing changed: [String: String] = [:]) throws -> String {
        let bytes = try file(text, changing: changed)
        do {
            _ = try ReadDocument.ofAnyKind(bytes, path: "alt.odt")
            return "gelesen"
        } catch let finding { return finding.rule }
    }

    @Test func `is read with the numbers that LibreOffice counts`() throws {
        let text = """
            <text:p>Vertrag</text:p>
            <text:list xml:id="a" text:style-name="L1"><text:list-item><text:h text:style-name="Kopf" text:outline-level="1">Gegenstand</text:h>
            <text:list><text:list-item><text:p>Erster<text:s text:c="2"/>Absatz<text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p>Fußnote.</text:p></text:note-body></text:note>.</text:p></text:list-item>
            <text:list-item><text:p>Zweiter mit</text:p><text:list><text:list-item><text:p>eins,</text:p></text:list-item><text:list-item><text:p>zwei.</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item></text:list>
            <text:p>Dazwischen.</text:p>
            <text:list text:continue-list="a" text:style-name="L1"><text:list-item><text:h text:style-name="Kopf" text:outline-level="1">Ende</text:h></text:list-item></text:list>
            """
        let document = try ReadDocument.ofAnyKind(Self.file(text), path: "alt.odt")
        #expect(
            document.paragraphs.map { "\($0.label)|\($0.text)" } == [
                "|Vertrag", "§ 1|Gegenstand", "(1)|Erster Absatz.", "(2)|Zweiter mit", "a)|eins,", "b)|zwei.", "|Dazwischen.", "§ 2|Ende",
            ])
        #expect(document.notes.map(\.text) == ["Fußnote."])
        #expect(document.paragraphs[1].outline == 0)
        #expect(document.paragraphs[1].isBold)
    }

    static let hostile: [(String, String, [String: String])] = [
        ("word-aktiv", "<text:p/>", ["Basic/Standard/Module1.xml": "x"]), ("word-aktiv", "<text:p/>", ["Object 1/content.xml": "<x/>"]),
        ("word-extern", "<text:p><draw:frame><draw:image xlink:href=\"http://angriff.invalid/x.png\"/></draw:frame></text:p>", [:]),
        ("word-extern", "<text:section text:name=\"s\"><text:section-source xlink:href=\"file:///etc/passwd\"/></text:section>", [:]),
        ("word-aktiv", "<text:p><draw:frame><draw:object xlink:href=\"./Teil\"/></draw:frame></text:p>", [:]),
        ("word-beschaedigt", String(repeating: "<text:section>", count: 10_000) + String(repeating: "</text:section>", count: 10_000), [:]),
        ("word-beschaedigt", "", ["content.xml": "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>"]), ("word-beschaedigt", "", ["content.xml": "<x"]),
        ("zip-bombe", "<text:p>" + String(repeating: "a", count: 12_000_000) + "</text:p>", [:]),
        ("word-fremd", "<text:p/>", ["META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"]),
        ("gelesen", "<text:p><text:a xlink:href=\"https://beispiel.invalid\">Verweis</text:a></text:p>", [:]),
    ]

    @Test(arguments: hostile.indices) func `that is made to do harm is refused by a clear word`(_ index: Int) throws {
        let (rule, text, parts) = Self.hostile[index]
        #expect(try Self.rule(text, changing: parts) == rule)
    }
}
