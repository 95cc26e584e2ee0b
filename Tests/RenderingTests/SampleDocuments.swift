import TestFonts
import DocumentModel
import Layout

/// Documents that have all that an agreement can have.
enum SampleDocuments {
    static let prose = """
        Die Kooperationspartner verpflichten sich zur vertrauensvollen Zusammenarbeit in der Jugendhilfeplanung, \
        insbesondere bei der Gefährdungseinschätzung nach § 8a Abs. 4 SGB VIII. Die Auflagen der \
        Datenschutzgrundverordnung bleiben unberührt; Offenlegungen erfolgen schriftlich. Straßenverkehrsordnungen, \
        Kündigungsfristen und Schriftformerfordernisse finden „entsprechende“ Anwendung – soweit nichts anderes vereinbart ist.
        """

    static func complete() throws -> (list: DisplayList, text: String) {
        var sheet = try SheetBuilder()
        sheet.target(NodeID(rawValue: 1), "§ 1 Gegenstand")
        try sheet.add("§ 1 Gegenstand der Vereinbarung", sheet.element(.heading1), style: .init(bold: true), size: 15)
        try sheet.add(prose, sheet.element(.paragraph))
        try addList(to: &sheet)
        sheet.target(NodeID(rawValue: 2), "§ 2 Pflichten")
        try sheet.add("§ 2 Pflichten", sheet.element(.heading1), style: .init(bold: true), size: 15)
        try addNotes(to: &sheet)
        try addTable(to: &sheet)
        // Runs over a page break.
        for _ in 0..<6 { try sheet.add(prose, sheet.element(.paragraph)) }
        try addSignature(to: &sheet)
        try sheet.addFurniture()
        return (try sheet.list(), sheet.text)
    }

    private static func addList(to sheet: inout SheetBuilder) throws {
        let list = sheet.element(
            StructureElement(role: .list, parent: StructureTree.root, attributes: [.listNumbering(.lowerAlpha)]))
        for (label, text) in [("a)", "Fachberatung durch eine insoweit erfahrene Fachkraft,"), ("b)", prose)] {
            let item = sheet.element(.listItem, in: list)
            try sheet.add([(label + " ", sheet.element(.label, in: item)), (text, sheet.element(.listBody, in: item))])
        }
    }

    private static func addNotes(to sheet: inout SheetBuilder) throws {
        let paragraph = sheet.element(.paragraph)
        let before = sheet.element(.span, in: paragraph)
        let reference = sheet.element(.reference, in: paragraph)
        let link = sheet.element(.link, in: paragraph)
        let after = sheet.element(.span, in: paragraph)
        try sheet.add([
            ("Es gilt ", before), ("1", reference), (" § 1 dieser Vereinbarung", link), (" in der jeweiligen Fassung.", after),
        ])
        sheet.link(.node(NodeID(rawValue: 1)), link, "§ 1 dieser Vereinbarung")
        let note = sheet.element(.note)
        try sheet.add([
            ("1 ", sheet.element(.label, in: note)), ("Zuletzt geändert 2024.", sheet.element(.paragraph, in: note)),
        ])
        let address = sheet.element(.paragraph)
        let web = sheet.element(.link, in: address)
        try sheet.add([("https://www.example.org/", web)])
        sheet.link(.url("https://www.example.org/?a=(b)"), web, "Internetseite")
        let english = sheet.element(
            StructureElement(role: .span, parent: sheet.element(.paragraph), language: Language(rawValue: "en")))
        try sheet.add("Case management office", english)
    }

    private static func addTable(to sheet: inout SheetBuilder) throws {
        let table = sheet.element(
            StructureElement(role: .table, parent: StructureTree.root, attributes: [.tableSummary("Ansprechpersonen")]))
        let head = sheet.element(.tableRow, in: sheet.element(.tableHead, in: table))
        for title in ["Name", "Telefon"] {
            let cell = sheet.element(StructureElement(role: .headerCell, parent: head, attributes: [.scope(.column)]))
            try sheet.add(title, cell, family: TestFonts.sans, style: .init(bold: true), size: 9)
        }
        sheet.addRule()
        let body = sheet.element(.tableBody, in: table)
        for row in [["Łukasz Ğüler-Straße", "0231 50-0"], ["", ""]] {
            let line = sheet.element(.tableRow, in: body)
            for text in row {
                let cell = sheet.element(.dataCell, in: line)
                if !text.isEmpty { try sheet.add(text, cell, family: TestFonts.sans, size: 9) }
            }
        }
    }

    private static func addSignature(to sheet: inout SheetBuilder) throws {
        try sheet.add("Musterstadt, den", sheet.element(.paragraph))
        let form = sheet.element(.form)
        sheet.field(.signature, "unterschrift.stelle.1", form)
        sheet.addRule()
        // A place to fill in with a rule beneath, and one that never gets a field.
        let place = sheet.element(
            StructureElement(role: .form, parent: StructureTree.root, alternativeText: "Ort"))
        sheet.addRule(.content(place))
        sheet.field(.text, "ort.stelle", place)
        let date = sheet.element(StructureElement(role: .form, parent: StructureTree.root, alternativeText: "Datum"))
        sheet.addRule(.content(date))
    }
}
