import DocumentModel
import Styles
import TestDocuments
import Foundation
import Testing

@testable import Layout

/// One file a case in `Golden/`: pages and structure as text. A change shows as a readable diff. `KLAUSELWERK_RECORD=1` writes
/// them anew.
@Suite struct GoldenLayouts {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func check(_ name: String, _ document: Document, _ style: StyleSheet = StyleSheet()) throws {
        try check(name, document, style, EvenSetter())
    }

    static func check(_ name: String, _ document: Document, _ style: StyleSheet, _ setter: some ParagraphSetting) throws {
        let list = DocumentLayout(setter: setter, style: style).layOut(document).list
        let found = list.dump() + "structure\n" + list.structure.dump()
        let file = folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["KLAUSELWERK_RECORD"] != nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try found.write(to: file, atomically: true, encoding: .utf8)
        }
        let wanted = try String(contentsOf: file, encoding: .utf8)
        let (a, b) = (found.components(separatedBy: "\n"), wanted.components(separatedBy: "\n"))
        for (number, (line, expected)) in zip(a, b).enumerated() {
            #expect(line == expected, "\(name).txt:\(number + 1)")
        }
        #expect(a.count == b.count)
    }

    @Test func aFootnoteALinkAndABlankInASentence() throws {
        let builder = DocumentBuilder()
        let target = builder.section("§ 1", "Gegenstand") { [builder.paragraph("Kurz.")] }
        let content: [Inline] = [
            .text("Nach "), .reference(target: target.id, content: [.text("§ 1 dieser Vereinbarung")]), .text(" gilt dies"),
            builder.footnote("1", "Vgl. Leitbild."), .text(". Name: "),
            .blank(FillIn(id: builder.id(), label: "Name", length: .restOfLine(minimum: 30))),
        ]
        try Self.check("footnote-link-blank", builder.document([target, builder.paragraph(content)]))
    }

    @Test func nestedListsHangTheirLabels() throws {
        let builder = DocumentBuilder()
        let inner = { builder.list(.ordered, level: 2, [("a)", { [builder.bullets(["eins", "zwei"])] }), ("b)", { [builder.paragraph("be")] })]) }
        try Self.check(
            "nested-lists",
            builder.document([
                builder.list(.absaetze, [("(1)", { [builder.paragraph("Es gilt:", .listLead), inner()] }), ("(2)", { [builder.paragraph("Zwei.")] })])
            ]))
    }

    @Test func aTableAcrossPagesRepeatsItsHead() throws {
        let builder = DocumentBuilder()
        let header = [builder.row(["Name", "Anschrift"])]
        let rows = (1...16).map { builder.row(["Stelle \($0)", "Ort"], height: 15) }
        let columns = [TableColumn(width: .fixed(60)), TableColumn()]
        try Self.check(
            "table-across-pages",
            builder.document([
                builder.block { _ in .table(Table(caption: [.text("Kontakte")], columns: columns, header: header, rows: rows)) }
            ]))
    }

    @Test func signaturesSideBySideStandOnOneLine() throws {
        let builder = DocumentBuilder()
        try Self.check("signatures", builder.document([builder.paragraph("Schluss."), builder.signatures(.sideBySide, units: 2)]))
    }

    @Test func aLetterAfterDIN5008() throws {
        let builder = DocumentBuilder()
        let head = builder.block { _ in
            .letterhead(
                Letterhead(
                    form: .b, sender: [[.text("Kreis Musterau")]], returnAddress: [.text("Kreis Musterau · 00040 Bad Musterau")],
                    recipient: [[.text("Familienzentrum")], [.text("Beispielweg 12")]],
                    information: [InformationGroup([InformationEntry(label: "Telefon", value: [[.text("02000 160")]])])],
                    subject: [.text("Vereinbarung")], footer: [[[.text("Kreis Musterau")]]]))
        }
        try Self.check("letter", builder.document([head, builder.paragraph("Text.")]))
    }

    @Test func contentsAnnexAndForeignPages() throws {
        let builder = DocumentBuilder()
        let body = [
            builder.block { _ in .tableOfContents(heading: [.text("Inhalt")]) },
            builder.section("1", "Ziele", form: .runIn) { [builder.paragraph("Text.")] },
            builder.section("2", "Wege") { [builder.paragraph("Text.")] },
        ]
        let foreign = ForeignDocument(
            path: "anlage.pdf", sha256: "",
            pages: [ForeignPage(width: 595.28, height: 841.89), ForeignPage(number: 2, width: 841.89, height: 595.28)])
        builder.annexes = [
            Annex(id: builder.id(), key: "a", label: "Anlage 1", title: [.text("Text")], content: .blocks([builder.paragraph("Ja.")])),
            Annex(id: builder.id(), key: "b", label: "Anlage 2", title: [.text("Ordnung")], content: .foreign(foreign)),
        ]
        builder.furniture = PageFurniture(
            headLeft: [.text([.text("Kopf")])], footLeft: [.annexLabel],
            footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount])
        try Self.check("contents-annexes", builder.document(body))
    }
}
