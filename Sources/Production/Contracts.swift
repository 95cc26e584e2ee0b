import Agreements
import Checksum
import DocumentModel
import Findings
import Layout

/// One contract as a file: `build`, `preview`.
public enum Contracts {
    /// Assembles, sets and writes one contract.
    ///
    /// - Parameters:
    ///   - output: the PDF; `nil`: the agreement's name in the current folder.
    ///   - text: where the assembled text goes, if it is wanted.
    ///   - report: where the figures of the layout go, as JSON, if they are wanted.
    ///   - record: where the file's checksum goes, to be kept apart from it (``Verification``), if it is wanted.
    ///   - replaces: whether text, figures and record may take the place of a file of their names, and the PDF that of a final version with another content.
    ///   - receiver: keeps a list of contracts, if one is kept.
    /// - Throws: ``Failure`` with all findings; nothing has been written then, unless it is the list that fails.
    public static func build(
        _ request: ContractRequest, output: String?, text: String?, report: String? = nil, record: String? = nil, replaces: Bool = false,
        receiver: (any ContractReceiver)? = nil
    ) throws(Failure) -> BuiltContract {
        let workspace = try Workspace.locate(agreement: request.agreement, library: request.library)
        let supplies = Supplies(workspace)
        supplies.prepare()
        defer { supplies.close() }
        let workshop = try Workshop(workspace, supplies)
        workshop.prepare()
        let agreement = try workshop.agreement(at: workspace.agreement ?? request.agreement)
        supplies.prepare(style: agreement.style?.value ?? Supplies.standardStyle)
        supplies.prepare(annexes: agreement.constantForeignFiles)
        let path = output ?? agreement.name + ".pdf"
        var claims = OutputClaims(against: InputFiles(workshop, agreement, request), replaces: replaces)
        let contract = try claims.claim(path, .pdf, option: "-o")
        let textFile = try text.map { path throws(Failure) in try claims.claim(path, .text, option: "--text") }
        let figures = try report.map { path throws(Failure) in try claims.claim(path, .figures, option: "--report") }
        let proof = try record.map { path throws(Failure) in try claims.claim(path, .figures, option: "--nachweis") }
        let assembled = try assemble(workshop, agreement, request)
        let press = try Press(supplies)
        let result = try press.layOut(assembled.document)
        let bytes = try press.pdf(result.list, origin: assembled.origin)
        var contents = [(output: contract, bytes: bytes)]
        if let proof { contents.append((proof, IssueRecord(file: path, bytes: bytes, agreement: agreement.name).json())) }
        if let textFile { contents.append((textFile, Array(Contracts.text(of: assembled.document).utf8))) }
        if let figures {
            let json = LayoutReportJSON(try press.report(result), findings: result.findings)
            contents.append((figures, Array((prettyJSON(json) + "\n").utf8)))
        }
        try claims.write(contents)
        let pages = result.list.pages.count
        if let receiver {
            try receiver.take([
                MadeContract(path: path, sha256: SHA256.hex(of: bytes), pages: pages, assembled.document, origin: assembled.origin, clauses: assembled.unrecordedClauses)
            ])
        }
        return BuiltContract(
            path: path, pages: pages, bytes: bytes.count,
            findings: assembled.findings + result.findings + (try workshop.weights(of: assembled.document)))
    }

    /// The assembled text, one line a block; then, after a form feed, the footnotes, one line each.
    private static func text(of document: Document) -> String {
        let notes = document.footnotes.map { "\($0.label) \($0.text)\n" }
        return document.plainText + "\n" + (notes.isEmpty ? "" : "\u{0C}\n" + notes.joined())
    }

    /// Draws each page as a picture.
    ///
    /// - Parameter overlay: with baselines, boxes, break points and badness under the text.
    public static func preview(
        _ request: ContractRequest, folder: String?, dpi: Int, overlay: Bool = false
    ) throws(Failure) -> ContractPreview {
        let (workshop, agreement) = try Workshop.open(request)
        var request = request
        request.examples = .asDraftUnlessBegun
        let assembled = try assemble(workshop, agreement, request)
        let press = try Press(workshop.supplies)
        let result = try press.layOut(assembled.document)
        let list = overlay ? try press.overlay(result) : result.list
        let count = list.pages.count
        let digits = String(count).count
        var claims = OutputClaims(against: InputFiles(workshop, agreement, request))
        var pictures: [OutputClaims.Output] = []
        for page in 0..<count {
            let number = String(page + 1)
            let padded = String(repeating: "0", count: digits - number.count) + number
            let name = "\(agreement.name)-\(padded).png"
            let path = folder.map { $0.hasSuffix("/") ? $0 + name : "\($0)/\(name)" } ?? name
            pictures.append(try claims.claim(path, .picture, option: "-o"))
        }
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        for (page, picture) in pictures.enumerated() { contents.append((picture, try press.png(list, page: page, dpi: dpi))) }
        try claims.write(contents)
        return ContractPreview(paths: pictures.map(\.path), findings: assembled.findings + result.findings)
    }

    static func assemble(
        _ workshop: Workshop, _ agreement: AgreementFile, _ request: ContractRequest
    ) throws(Failure) -> AssembledContract {
        let data = try workshop.data(request, for: agreement)
        let plan = try workshop.plan(agreement, data)
        let unread = UnreadNames(data)
        var assembled = try workshop.assemble(plan, strict: request.strict, unread: unread)
        assembled.findings = agreement.findings + assembled.findings + unread.findings(isSeries: false)
        return assembled
    }
}

public struct ContractPreview: Sendable, Hashable {
    public var paths: [String]
    public var findings: [Finding]
}
