import DocumentModel
import Findings
import Finishing
import Foundation
import HouseStyle
import Layout
import Styles
import Typeface

/// Sets plain paragraphs: as a PDF, or only as lines that are measured.
struct PlainPress {
    private let library: FontLibrary
    private let setter: ParagraphSetter

    /// - Parameter fonts: the folder of the catalogue.
    init(fonts: String) throws {
        library = FontLibrary(try CatalogueReader.read(contentsOf: fonts + "/catalogue.yaml"))
        setter = try ParagraphSetter(fonts: library, hyphenator: Hyphenator(from: library))
    }

    func pdf(_ paragraphs: [String], _ style: StyleSheet) throws -> [UInt8] {
        var numbers = NodeNumbering()
        let blocks = paragraphs.map { Block(id: numbers.next(), .paragraph(Paragraph(.body, .plain($0)))) }
        guard let date = CalendarDate(year: 2026, month: 11, day: 21) else { return [] }
        let info = DocumentInfo(
            agreement: "settext", title: "Satzprobe", shortTitle: "Satzprobe", author: "Klauselwerk", date: date,
            status: .endfassung, style: style.name)
        let document = Document(info: info, furniture: PageFurniture(), body: blocks)
        let result = try LayoutEngine(setter: setter, style: style).layout(document)
        return try DocumentRenderer(fonts: library).pdf(result.list)
    }

    func measure(_ paragraphs: [String], _ style: StyleSheet) throws -> LineMeasures {
        let format = ParagraphFormat(measure: style.page.measure, hyphenLimit: style.lines.hyphenLimit, costs: style.lines.weightedCosts)
        let text = style.body.text
        let attributes = TextAttributes(family: text.family, size: text.size)
        var measures = LineMeasures()
        for paragraph in paragraphs {
            var styled = StyledText()
            styled.append(paragraph, attributes)
            measures.add(try setter.set(styled, format), measure: format.measure)
        }
        return measures
    }
}

/// Folder and file are there already or are an error.
func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
}
