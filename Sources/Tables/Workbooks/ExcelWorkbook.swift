import Findings

/// XLSX (ECMA-376): workbook, cell formats and shared texts first, then the sheets, row by row.
enum ExcelWorkbook {
    static func read(_ archive: borrowing ZipArchive, to receiver: some TableReceiver) throws(Finding) {
        let relations = RelationReader()
        _ = try XMLStream.read("xl/_rels/workbook.xml.rels", of: archive, to: relations)
        let workbook = WorkbookReader()
        _ = try XMLStream.read("xl/workbook.xml", of: archive, to: workbook)
        let formats = FormatReader()
        _ = try XMLStream.read(relations.part(ofType: "/styles") ?? "xl/styles.xml", of: archive, to: formats)
        let texts = SharedTextReader()
        _ = try XMLStream.read(relations.part(ofType: "/sharedStrings") ?? "xl/sharedStrings.xml", of: archive, to: texts)
        let shared = try texts.finish()
        var isFirst = true
        for sheet in workbook.sheets.prefix(TableLimits.sheets) where !sheet.isHidden {
            guard let part = relations.parts[sheet.relation] ?? (isFirst ? "xl/worksheets/sheet1.xml" : nil) else { continue }
            isFirst = false
            try receiver.sheet(sheet.name)
            let reader = SheetReader(
                path: archive.path, formats: formats.kinds, texts: Spool.Cursor(shared), is1904: workbook.is1904, receiver: receiver)
            guard try XMLStream.read(part, of: archive, to: reader) else {
                throw ZipArchive.damaged(archive.path, "das Blatt „\(sheet.name)“ fehlt")
            }
            for range in reader.merged { receiver.merged(range) }
        }
    }
}

/// `workbook.xml.rels`: which part an identifier means.
private final class RelationReader: XMLReceiver {
    private(set) var parts: [String: String] = [:]
    private var partsByType: [(type: String, part: String)] = []

    func part(ofType suffix: String) -> String? { partsByType.first { $0.type.hasSuffix(suffix) }?.part }

    func start(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", parts.count < TableLimits.parts, let id = attributes["Id"], let target = attributes["Target"] else { return }
        let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        parts[id] = part
        partsByType.append((attributes["Type"] ?? "", part))
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `workbook.xml`: names of the sheets, and the date system.
private final class WorkbookReader: XMLReceiver {
    struct Sheet {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var is1904 = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name == "workbookPr" {
            is1904 = ["1", "true"].contains(attributes["date1904"])
        } else if name == "sheet", sheets.count < TableLimits.parts {
            let state = attributes["state"]
            sheets.append(
                Sheet(name: attributes["name"] ?? "", relation: attributes["id"] ?? "", isHidden: state == "hidden" || state == "veryHidden"))
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `styles.xml`: what each cell format shows a number as.
private final class FormatReader: XMLReceiver {
    private(set) var kinds: [NumberFormat] = []
    private var codes: [Int: String] = [:]
    private var isInCellFormats = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            if codes.count < TableLimits.cellFormats, let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats && kinds.count < TableLimits.cellFormats:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            kinds.append(codes[id].map(NumberFormat.init(code:)) ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func end(_ name: String) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `sharedStrings.xml`: the texts that cells name by number, kept in a spool.
private final class SharedTextReader: XMLReceiver {
    private var writer = SpoolWriter()
    private var text = SheetText()

    func start(_ name: String, _ attributes: XMLAttributes) { text.start(name) }

    func end(_ name: String) throws(Finding) {
        text.end(name)
        guard name == "si" else { return }
        try writer.append(text.take())
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.add(bytes) }

    func finish() throws(Finding) -> Spool { try writer.finish() }
}

/// The text of `<t>` elements within a shared or inline text: formatting falls away, phonetic hints too.
struct SheetText {
    private var content: [UInt8] = []
    private var isInText = false
    private var phonetics = 0
    private(set) var isTooLong = false

    mutating func start(_ name: String) {
        if name == "rPh" { phonetics += 1 }
        if name == "t" { isInText = phonetics == 0 }
    }

    mutating func end(_ name: String) {
        if name == "rPh" { phonetics -= 1 }
        if name == "t" { isInText = false }
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInText else { return }
        if content.count + bytes.count > TableLimits.cellBytes { isTooLong = true } else { content += bytes }
    }

    /// What has been gathered; begins anew.
    mutating func take() -> [UInt8] {
        defer {
            content.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        return content
    }
}
