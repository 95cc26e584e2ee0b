import Findings

/// XLSX (ECMA-376): workbook, cell formats and shared texts first, then the sheets, row by row.
enum ExcelWorkbook {
    /// Where the workbook is: by the package's relationships, else where programs put it; `nil` where there is none.
    static func part(of archive: borrowing ZipArchive) throws(Finding) -> String? {
        let named = try PackageRelations.of("", in: archive)["officeDocument"]
        if let named, archive.has(named), !named.hasSuffix(".bin"), !named.hasSuffix("document.xml") { return named }
        return archive.has("xl/workbook.xml") ? "xl/workbook.xml" : nil
    }

    static func read(_ part: String, _ archive: borrowing ZipArchive, to receiver: some TableReceiver) throws(Finding) {
        let relations = try PackageRelations.of(part, in: archive)
        let workbook = WorkbookReader()
        _ = try XMLStream.read(part, of: archive, to: workbook)
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let formats = FormatReader()
        // Without them nobody could say what a cell shows.
        guard try XMLStream.read(relations["styles"] ?? folder + "styles.xml", of: archive, to: formats) || relations["styles"] == nil else {
            throw ZipArchive.damaged(archive.path, "die Zellformate („\(relations["styles"] ?? "")“) fehlen")
        }
        let texts = SharedTextReader()
        guard try XMLStream.read(relations["sharedStrings"] ?? folder + "sharedStrings.xml", of: archive, to: texts) || relations["sharedStrings"] == nil else {
            throw ZipArchive.damaged(archive.path, "die Texte („\(relations["sharedStrings"] ?? "")“) fehlen")
        }
        let shared = try texts.finish()
        var isFirst = true
        for sheet in workbook.sheets.prefix(TableLimits.sheets) where !sheet.isHidden {
            let relation = relations.byIdentifier[sheet.relation]
            // A chart or a dialogue has no cells.
            if let relation, relation.type != "worksheet" { continue }
            guard let part = relation?.part ?? (isFirst ? folder + "worksheets/sheet1.xml" : nil) else {
                throw ZipArchive.damaged(archive.path, "das Blatt „\(sheet.name)“ fehlt")
            }
            isFirst = false
            try receiver.sheet(sheet.name)
            let reader = SheetReader(
                path: archive.path, formats: formats.formats, texts: Spool.Cursor(shared), workbook: workbook.properties, receiver: receiver)
            guard try XMLStream.read(part, of: archive, to: reader) else {
                throw ZipArchive.damaged(archive.path, "das Blatt „\(sheet.name)“ fehlt")
            }
            for range in reader.merged { receiver.merged(range) }
        }
    }
}

/// What holds for all sheets of a workbook.
struct WorkbookProperties: Sendable {
    var is1904 = false
    /// The program that wrote the file did not calculate: zeros stand where results belong.
    var isToBeCalculated = false
}

/// `workbook.xml`: names of the sheets, and the date system.
private final class WorkbookReader: XMLReceiver {
    struct Sheet {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var properties = WorkbookProperties()

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name == "workbookPr" {
            properties.is1904 = ["1", "true"].contains(attributes["date1904"])
        } else if name == "calcPr" {
            properties.isToBeCalculated = ["1", "true"].contains(attributes["fullCalcOnLoad"])
        } else if name == "sheet", sheets.count < TableLimits.parts {
            let state = attributes["state"]
            sheets.append(
                Sheet(name: attributes["name"] ?? "", relation: attributes["id"] ?? "", isHidden: state == "hidden" || state == "veryHidden"))
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `styles.xml`: what each cell format shows a number as, and whether it strikes through.
private final class FormatReader: XMLReceiver {
    private(set) var formats: [CellFormat] = []
    private var codes: [Int: String] = [:]
    private var known: [Int: NumberFormat?] = [:]
    private var struckFonts: [Bool] = []
    private var isInFonts = false
    private var isInCellFormats = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            if codes.count < TableLimits.cellFormats, let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
        case "fonts": isInFonts = true
        case "font" where isInFonts && struckFonts.count < TableLimits.cellFormats: struckFonts.append(false)
        case "strike" where isInFonts && !struckFonts.isEmpty: struckFonts[struckFonts.count - 1] = SheetText.isOn(attributes)
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats && formats.count < TableLimits.cellFormats:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            let font = attributes["fontId"].flatMap { Int($0) } ?? 0
            formats.append(CellFormat(number: format(id), isStruck: struckFonts.indices.contains(font) && struckFonts[font]))
        default: break
        }
    }

    private func format(_ id: Int) -> NumberFormat? {
        if let format = known[id] { return format }
        let format = codes[id].map(NumberFormat.init(code:)) ?? NumberFormat(builtIn: id)
        known[id] = .some(format)
        return format
    }

    func end(_ name: String) {
        if name == "cellXfs" { isInCellFormats = false }
        if name == "fonts" { isInFonts = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// An entry of `cellXfs`.
struct CellFormat: Sendable {
    /// `nil`: the file names one that it does not have.
    var number: NumberFormat?
    var isStruck = false
}

/// `sharedStrings.xml`: the texts that cells name by number, kept in a spool.
private final class SharedTextReader: XMLReceiver {
    private var writer = SpoolWriter()
    private var text = SheetText()

    func start(_ name: String, _ attributes: XMLAttributes) { text.start(name, attributes) }

    func end(_ name: String) throws(Finding) {
        text.end(name)
        guard name == "si" else { return }
        // The first byte says whether something of it is struck through.
        try writer.append([text.isStruck ? 1 : 0] + text.take())
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.add(bytes) }

    func finish() throws(Finding) -> Spool { try writer.finish() }
}

/// The text of `<t>` elements within a shared or inline text: formatting falls away, phonetic hints too.
struct SheetText {
    private var content: [UInt8] = []
    private var isInText = false
    private var phonetics = 0
    private var isRunStruck = false
    private(set) var isTooLong = false
    /// Whether some of the text is struck through.
    private(set) var isStruck = false

    mutating func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "rPh": phonetics += 1
        case "t": isInText = phonetics == 0
        case "r": isRunStruck = false
        case "strike": isRunStruck = SheetText.isOn(attributes)
        default: break
        }
    }

    /// A property that is on by being there, unless it says otherwise (ECMA-376 part 1, 18.8.35).
    static func isOn(_ attributes: XMLAttributes) -> Bool { !["0", "false"].contains(attributes["val"]) }

    mutating func end(_ name: String) {
        if name == "rPh" { phonetics -= 1 }
        if name == "t" { isInText = false }
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInText else { return }
        if isRunStruck, bytes.contains(where: { $0 > 0x20 }) { isStruck = true }
        if content.count + bytes.count > TableLimits.cellBytes { isTooLong = true } else { content += bytes }
    }

    /// What has been gathered; begins anew.
    mutating func take() -> [UInt8] {
        defer {
            content.removeAll(keepingCapacity: true)
            isTooLong = false
            isStruck = false
            isRunStruck = false
        }
        return content
    }
}
