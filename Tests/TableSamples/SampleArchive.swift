import CZip
import Foundation

/// Writes a ZIP archive of given parts.
public enum SampleArchive {
    public struct NotWritten: Error { public let path: String }

    public static func write(_ parts: [(name: String, content: [UInt8])], to path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw NotWritten(path: path) }
        // libzip reads the contents when the archive is closed.
        var buffers: [UnsafeMutablePointer<UInt8>] = []
        defer { for buffer in buffers { buffer.deallocate() } }
        for (name, content) in parts {
            let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, content.count))
            buffer.initialize(from: content, count: content.count)
            buffers.append(buffer)
            guard let source = zip_source_buffer(archive, buffer, zip_uint64_t(content.count), 0),
                zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0
            else {
                zip_discard(archive)
                throw NotWritten(path: path)
            }
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw NotWritten(path: path)
        }
    }
}

/// A workbook's parts as Excel and LibreOffice write them, as far as reading goes.
public struct SampleWorkbook {
    public var sheets: [SampleSheet]
    public var is1904 = false
    /// Where the parts lie, and whether one is missing.
    public enum Layout { case usual, root, dots, withoutStyles, uncalculated }
    public var layout = Layout.usual
    /// Put before the root element of each sheet: a document type, for instance.
    public var prologue = ""
    /// Put after each sheet's root element: megabytes of blanks, for instance.
    public var epilogue = ""

    public init(_ description: String) { sheets = SampleSheet.sheets(description) }

    // MARK: - XLSX

    public func excelParts() -> [(name: String, content: [UInt8])] {
        var shared: [String] = []
        var parts: [(String, String)] = []
        var relations = ""
        var entries = ""
        for (index, sheet) in sheets.enumerated() {
            let name = "worksheets/sheet\(index + 1).xml"
            relations += "<Relationship Id=\"rId\(index + 1)\" Type=\"http://x/relationships/worksheet\" Target=\"\(name)\"/>"
            entries += "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(index + 1)\" state=\"\(sheet.isHidden ? "hidden" : "visible")\" r:id=\"rId\(index + 1)\"/>"
            parts.append(("xl/" + name, excelSheet(sheet, sheets[..<index].reduce(0) { $0 + $1.codes.count }, &shared)))
        }
        let codes = sheets.flatMap(\.codes)
        relations += "<Relationship Id=\"rIdS\" Type=\"http://x/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        relations += "<Relationship Id=\"rIdF\" Type=\"http://x/relationships/styles\" Target=\"styles.xml\"/>"
        let date = is1904 ? " date1904=\"1\"" : ""
        parts.append(
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><workbookPr\(date)/><sheets>\(entries)</sheets>\(layout == .uncalculated ? "<calcPr fullCalcOnLoad=\"1\"/>" : "")</workbook>"
            ))
        parts.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"))
        parts.append(
            (
                "xl/styles.xml",
                """
                <styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]dd\\.mm\\.yyyy;@"/>\(codes.enumerated().map {
                    "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\(escaped($1))\"/>"
                }.joined())</numFmts>
                <fonts><font><sz val="11"/></font><font><strike/></font><font><strike val="0"/></font></fonts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="49"/><xf numFmtId="0" fontId="1"/>\(codes.indices.map {
                    "<xf numFmtId=\"\(200 + $0)\" fontId=\"2\"/>"
                }.joined())</cellXfs></styleSheet>
                """
            ))
        parts.append(("xl/sharedStrings.xml", "<sst>" + shared.joined() + "</sst>"))
        if layout == .withoutStyles { parts.removeAll { $0.0 == "xl/styles.xml" } }
        if layout == .root || layout == .dots {
            let target = layout == .root ? "workbook.xml" : "./xl/../xl/workbook.xml"
            parts.append(("_rels/.rels", "<Relationships><Relationship Id=\"w\" Type=\"http://x/relationships/officeDocument\" Target=\"\(target)\"/></Relationships>"))
            parts = parts.map { name, content in
                let moved = layout == .root && name.hasPrefix("xl/") ? String(name.dropFirst(3)) : name
                return (
                    moved,
                    layout == .dots ? content.replacing("Target=\"worksheets", with: "Target=\"/xl/worksheets").replacing("Target=\"styles", with: "Target=\"./styles") : content
                )
            }
        }
        return parts.map { ($0.0, Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + Array($0.1.utf8)) }
    }

    private func excelSheet(_ sheet: SampleSheet, _ codes: Int, _ shared: inout [String]) -> String {
        var rows = ""
        var code = codes
        for (index, row) in sheet.rows.enumerated() where !row.cells.isEmpty {
            rows += "<row r=\"\(index + 1)\"\(row.isHidden ? " hidden=\"1\"" : "")>"
            for (column, cell) in row.cells.enumerated() {
                guard let cell else { continue }
                let reference = "r=\"\(letter(column))\(index + 1)\""
                switch cell {
                case .text(let text):
                    rows += "<c \(reference) t=\"s\"><v>\(shared.count)</v></c>"
                    shared.append("<si><r><t xml:space=\"preserve\">\(escaped(text))</t></r><rPh><t>nicht gelesen</t></rPh></si>")
                case .inline(let text): rows += "<c \(reference) t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
                case .formatted(_, let number):
                    rows += "<c \(reference) s=\"\(5 + code)\"><v>\(number)</v></c>"
                    code += 1
                case .struck(let text): rows += "<c \(reference) s=\"4\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
                case .partlyStruck(let text):
                    rows += "<c \(reference) t=\"s\"><v>\(shared.count)</v></c>"
                    shared.append("<si><r><rPr><strike/></rPr><t>alt</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> \(escaped(text))</t></r></si>")
                case .number(let number): rows += "<c \(reference)><v>\(number)</v></c>"
                case .date(let serial): rows += "<c \(reference) s=\"1\"><v>\(serial)</v></c>"
                case .percent(let number): rows += "<c \(reference) s=\"2\"><v>\(number)</v></c>"
                case .flag(let flag): rows += "<c \(reference) t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
                case .error(let error): rows += "<c \(reference) t=\"e\"><v>\(error)</v></c>"
                case .formula(let value?): rows += "<c \(reference)><f>A1+1</f><v>\(value)</v></c>"
                case .formula(nil): rows += "<c \(reference)><f>A1+1</f></c>"
                }
            }
            rows += "</row>"
        }
        let merged = sheet.merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        return "\(prologue)<worksheet><sheetData>\(rows)</sheetData><mergeCells>\(merged)</mergeCells></worksheet>\(epilogue)"
    }

    // MARK: - ODS

    public func openDocumentParts() -> [(name: String, content: [UInt8])] {
        let tables = sheets.map { sheet -> String in
            let style = sheet.isHidden ? "verborgen" : "sichtbar"
            let rows = sheet.rows.enumerated().map { index, row -> String in
                let cells = row.cells.enumerated().map { openDocumentCell($1, $0, index + 1, sheet.merged) }.joined()
                return "<table:table-row\(row.isHidden ? " table:visibility=\"filter\"" : "")>\(cells.isEmpty ? "<table:table-cell/>" : cells)</table:table-row>"
            }
            return """
                <table:table table:name="\(escaped(sheet.name))" table:style-name="\(style)">\(rows.joined())\
                <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
                """
        }
        let names = "xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\""
        let styles = """
            <style:style style:name="sichtbar"><style:table-properties table:display="true"/></style:style>\
            <style:style style:name="verborgen"><style:table-properties table:display="false"/></style:style>\
            <style:style style:name="durch" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>\
            <style:style style:name="erbt" style:family="table-cell" style:parent-style-name="durch"/>\
            <style:style style:name="wort" style:family="text"><style:text-properties style:text-line-through-type="single" style:text-line-through-style="solid"/></style:style>
            """
        let content = """
            <?xml version="1.0" encoding="UTF-8"?>
            \(prologue)<office:document-content \(names)><office:automatic-styles>\(styles)</office:automatic-styles>\
            <office:body><office:spreadsheet>\(tables.joined())</office:spreadsheet></office:body></office:document-content>\(epilogue)
            """
        return [
            ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)), ("content.xml", Array(content.utf8)),
            ("META-INF/manifest.xml", Array("<manifest xmlns=\"m\"/>".utf8)),
        ]
    }

    private func openDocumentCell(_ cell: SampleSheet.Cell?, _ column: Int, _ row: Int, _ merged: [String]) -> String {
        let span = merged.compactMap { range -> String? in
            let corners = range.split(separator: ":")
            guard corners.count == 2, corners[0] == "\(letter(column))\(row)" else { return nil }
            let rows = (Int(corners[1].filter(\.isNumber)) ?? row) - row + 1
            let columns = (corners[1].utf8.first.map { Int($0) - 65 } ?? column) - column + 1
            return " table:number-rows-spanned=\"\(rows)\" table:number-columns-spanned=\"\(columns)\""
        }.joined()
        func element(_ attributes: String, _ text: String) -> String {
            // An empty one would say that the cell shows nothing.
            let paragraphs = text.isEmpty ? "" : text.split(separator: "\n", omittingEmptySubsequences: false).map { "<text:p>\($0)</text:p>" }.joined()
            return "<table:table-cell\(span) \(attributes)><office:annotation><text:p>nicht gelesen</text:p></office:annotation>\(paragraphs)</table:table-cell>"
        }
        switch cell {
        case nil: return "<table:table-cell\(span)/>"
        case .text(let text)?, .inline(let text)?:
            // ODF writes runs of blanks as elements.
            return element("office:value-type=\"string\"", escaped(text).replacing("  ", with: " <text:s/>"))
        case .formatted(let code, let number)?: return element("office:value-type=\"float\" office:value=\"\(number)\"", escaped(code))
        case .struck(let text)?: return element("table:style-name=\"erbt\" office:value-type=\"string\"", escaped(text))
        case .partlyStruck(let text)?: return element("office:value-type=\"string\"", "<text:span text:style-name=\"wort\">alt</text:span> \(escaped(text))")
        case .number(let number)?:
            return element("office:value-type=\"float\" office:value=\"\(number)\"", (Double(number).map { String(format: "%.15g", $0) } ?? number).replacing(".", with: ","))
        case .date(let serial)?:
            let day = Date(timeIntervalSince1970: ((Double(serial) ?? 0) - 25_569) * 86_400)
            return element("office:value-type=\"date\" office:date-value=\"\(day.ISO8601Format(.iso8601.year().month().day()))\"", "")
        case .percent(let number)?: return element("office:value-type=\"percentage\" office:value=\"\(number)\"", "")
        case .flag(let flag)?: return element("office:value-type=\"boolean\" office:boolean-value=\"\(flag)\"", flag ? "WAHR" : "FALSCH")
        case .error(let error)?:
            return element("table:formula=\"of:=[.A1]\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"", error)
        case .formula(let value?)?: return element("table:formula=\"of:=[.A1]\" office:value-type=\"float\" office:value=\"\(value)\"", value)
        case .formula(nil)?: return "<table:table-cell table:formula=\"of:=[.A1]\"/>"
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    private func letter(_ column: Int) -> String {
        (column < 26 ? "" : letter(column / 26 - 1)) + String(UnicodeScalar(UInt8(65 + column % 26)))
    }
}
