import Agreements
import Assembler
import DocumentModel
import Findings
import Layout

/// What can be checked of a contract before it is signed: `check --urkunde`. It says what is so, not what the law makes of it.
public struct DeedCheck: Sendable, Encodable {
    public enum Outcome: String, Sendable, Encodable {
        case passed = "bestanden"
        case failed = "nicht bestanden"
        /// Nothing to be compared.
        case notApplicable = "entfällt"
    }

    public struct Point: Sendable, Encodable {
        public let pruefpunkt: String
        public let ergebnis: Outcome
        public let grund: String

        init(_ name: String, _ outcome: Outcome, _ reason: String) {
            pruefpunkt = name
            ergebnis = outcome
            grund = QuotedText.shortened(reason)
        }

        init(_ name: String, _ failures: [String], passed: String) {
            self.init(name, failures.isEmpty ? .passed : .failed, failures.isEmpty ? passed : failures.joined(separator: " "))
        }
    }

    let vereinbarung: String
    let seiten: Int
    public let punkte: [Point]
    /// Of assembling and setting.
    public let findings: [Finding]

    private enum CodingKeys: String, CodingKey { case vereinbarung, seiten, punkte }

    public var passes: Bool { !punkte.contains { $0.ergebnis == .failed } }

    /// - Parameter pdf: where the result goes as a sheet of its own, if it is wanted.
    /// - Throws: ``Failure`` where the contract cannot be made at all.
    public static func of(_ request: ContractRequest, pdf: String? = nil) throws(Failure) -> DeedCheck {
        let (workshop, agreement) = try Workshop.open(request)
        var claims = OutputClaims(against: InputFiles(workshop, agreement, request))
        let claimed = try pdf.map { path throws(Failure) in try claims.claim(path, .pdf, option: "--pdf") }
        var request = request
        request.examples = .always
        let plan = try workshop.plan(agreement, try workshop.data(request, for: agreement))
        let (document, findings) = try workshop.compose(plan)
        let press = try Press(workshop.supplies)
        let result = try press.layOut(document)
        let check = DeedCheck(plan, document, result, try workshop.formRules(), findings + result.findings)
        if let claimed {
            let sheet = try press.layOut(check.sheet(for: document.info))
            try claims.write([(claimed, try press.pdf(sheet.list, origin: nil))])
        }
        return check
    }

    init(_ plan: AssemblyPlan, _ document: Document, _ result: LayoutResult, _ formRules: FormRules, _ findings: [Finding]) {
        vereinbarung = plan.agreement.name
        seiten = result.list.pages.count
        let pages = DeedPages(document, result.list)
        let content = DeedContent(plan, document, formRules)
        punkte =
            [pages.pagination, pages.identification, content.numbering, content.annexes(findings, pages.annexPages), content.blanks, content.draft]
            + pages.signatures + [content.copies, content.representation, content.form]
        self.findings = findings
    }

    /// For people.
    public var text: String {
        let width = punkte.map(\.pruefpunkt.count).max() ?? 0
        var lines = ["Urkunde „\(vereinbarung)“, \(seiten == 1 ? "1 Seite" : "\(seiten) Seiten")", ""]
        for point in punkte {
            let mark = point.ergebnis == .passed ? "✓" : point.ergebnis == .failed ? "✗" : "–"
            lines.append("\(mark) \(point.pruefpunkt)\(String(repeating: " ", count: width - point.pruefpunkt.count + 2))\(point.grund)")
        }
        let failed = punkte.count { $0.ergebnis == .failed }
        lines += ["", failed == 0 ? "Alle Prüfpunkte bestanden." : "\(failed) von \(punkte.count) Prüfpunkten nicht bestanden."]
        lines.append(DeedCheck.reservation)
        return lines.joined(separator: "\n")
    }

    private static let reservation = "Geprüft ist, was am Dokument feststellbar ist. Das ersetzt keine rechtliche Prüfung."

    /// The result on a sheet in the agreement's house style.
    private func sheet(for info: DocumentInfo) -> Document {
        var numbering = NodeNumbering()
        func paragraph(_ text: String, _ role: ParagraphRole = .body) -> Block {
            Block(id: numbering.next(), .paragraph(Paragraph(role, .plain(text))))
        }
        func row(_ texts: [String]) -> TableRow {
            let id = numbering.next()
            return TableRow(
                id: id,
                cells: texts.map { text in
                    let cell = numbering.next()
                    return TableCell(id: cell, blocks: [paragraph(text)])
                })
        }
        let title = Block(id: numbering.next(), .title(TitleBlock(lines: [.plain("Prüfung der Urkunde"), .plain(info.title)])))
        let lead = paragraph("\(seiten == 1 ? "1 Seite" : "\(seiten) Seiten"); Stichtag \(info.date.inGerman).")
        let tableID = numbering.next()
        let table = Table(
            columns: [TableColumn(width: .share(3)), TableColumn(width: .share(2)), TableColumn(width: .share(6))],
            header: [row(["Prüfpunkt", "Ergebnis", "Grund"])],
            rows: punkte.map { row([$0.pruefpunkt, $0.ergebnis.rawValue, $0.grund]) },
            summary: "Prüfpunkte der Urkunde mit Ergebnis und Grund")
        let body = [title, lead, Block(id: tableID, .table(table)), paragraph(DeedCheck.reservation, .note)]
        var info = info
        info.title = "Prüfung der Urkunde: \(info.title)"
        info.shortTitle = "Prüfung der Urkunde"
        info.status = .endfassung
        let furniture = PageFurniture(footLeft: [.text(.plain(info.agreement))], footRight: [.text(.plain("Seite ")), .pageNumber, .text(.plain(" von ")), .pageCount])
        return Document(info: info, furniture: furniture, body: body)
    }
}
