import DocumentModel
import Findings
import Word

extension RedlineReport {
    /// The report as a document for our own pages.
    ///
    /// - Parameter date: of the contract: the same comparison is the same file tomorrow.
    func document(style: String, author: String, date: CalendarDate) -> Document {
        var writer = ReportWriter()
        var body = [writer.title("Vergleich der zurückgegebenen Word-Datei", title)]
        body.append(writer.paragraph("Verglichen mit: \(comparedWith). Formatierung ist nicht verglichen."))
        body.append(writer.paragraph([.span(Span(.strong, [.text(summary)]))]))
        body += findings.map { finding in
            writer.paragraph([.span(Span(.strong, [.text(finding.severity.rawValue + ": ")])), .text(finding.message + (finding.remedy.map { " " + $0 } ?? ""))])
        }
        for group in groups {
            body.append(
                writer.section(group.name) { writer in
                    [
                        writer.table(
                            ["Nr.", "Stelle", "bisher", "neu", "Art, Entscheidung"], [1, 2.4, 5, 5, 2.6],
                            group.entries.map { entry in
                                [
                                    [.text(String(entry.number))], [.text(Self.place(of: entry.change))], Self.passage(entry.change, isNew: false),
                                    Self.passage(entry.change, isNew: true),
                                    [.text("\(Self.kind(of: entry.change)), \(marking(of: entry.change)); \(Self.word(for: entry.decision))")],
                                ]
                            })
                    ]
                })
        }
        func add(_ title: String, _ heads: [String], _ widths: [Double], _ rows: [[String]]) {
            guard !rows.isEmpty else { return }
            body.append(writer.section(title) { [$0.table(heads, widths, rows.map { $0.map { [.text($0)] } })] })
        }
        add("Geänderte Werte", ["Feld", "bisher", "neu", "Bemerkung"], [2, 2, 2, 3], values.values.map { [$0.label, $0.before, $0.after, $0.doubt ?? "–"] })
        add(
            "Kommentare", ["Stelle", "Von", "Zu", "Kommentar"], [2, 2, 3, 4],
            remarks.map {
                [$0.place.isEmpty ? "–" : $0.place, $0.author.isEmpty ? "–" : $0.author, $0.passage.isEmpty ? "–" : $0.passage, $0.text.isEmpty ? "–" : $0.text]
            })
        add(
            "Abgelehnt – für die Antwort an den Partner", ["Nr.", "Stelle", "Vorgeschlagen", "Es bleibt bei"], [1, 2.4, 5, 5],
            entries.filter { $0.decision == .rejected }.map { entry in
                [
                    String(entry.number), Self.place(of: entry.change), entry.change.kind == .deleted ? "(gestrichen)" : entry.change.after,
                    entry.change.kind == .inserted ? "(nichts)" : entry.change.before,
                ]
            })
        let info = DocumentInfo(
            agreement: "vergleich", title: "Vergleich: \(title)", shortTitle: "Vergleich", author: author, date: date, status: .endfassung, style: style, isSignable: false)
        let furniture = PageFurniture(
            headLeft: [.text([.text("Vergleich: \(title)")])], footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount])
        return Document(info: info, furniture: furniture, body: body)
    }

    /// One side of a change; what is on that side only is strong.
    private static func passage(_ change: TextChange, isNew: Bool) -> [Inline] {
        var content: [Inline] = []
        for part in change.parts {
            let blank: [Inline] = content.isEmpty ? [] : [.text(" ")]
            switch part {
            case .same(let text): content += blank + [.text(text)]
            case .removed(let text): if !isNew { content += blank + [.span(Span(.strong, [.text(text)]))] }
            case .added(let text): if isNew { content += blank + [.span(Span(.strong, [.text(text)]))] }
            }
        }
        return content.isEmpty ? [.text("–")] : content
    }
}

/// Numbers the parts of a report in reading order.
private struct ReportWriter {
    private var numbering = NodeNumbering()

    mutating func title(_ lines: String...) -> Block { Block(id: numbering.next(), .title(TitleBlock(lines: lines.map { [.text($0)] }))) }

    mutating func paragraph(_ text: String) -> Block { paragraph([.text(text)]) }

    mutating func paragraph(_ content: [Inline]) -> Block { Block(id: numbering.next(), .paragraph(Paragraph(.body, content))) }

    mutating func section(_ title: String, _ content: (inout ReportWriter) -> [Block]) -> Block {
        let id = numbering.next()
        let heading = Heading(id: numbering.next(), text: [.text(title)])
        return Block(id: id, .section(Section(level: 1, heading: heading, blocks: content(&self))))
    }

    mutating func table(_ heads: [String], _ widths: [Double], _ rows: [[[Inline]]]) -> Block {
        let id = numbering.next()
        let header = row(heads.map { [.text($0)] })
        return Block(
            id: id,
            .table(Table(columns: widths.map { TableColumn(width: .share($0)) }, header: [header], rows: rows.map { row($0) })))
    }

    private mutating func row(_ cells: [[Inline]]) -> TableRow {
        let id = numbering.next()
        return TableRow(
            id: id,
            cells: cells.map { content in
                let cell = numbering.next()
                return TableCell(id: cell, blocks: [paragraph(content)])
            })
    }
}
