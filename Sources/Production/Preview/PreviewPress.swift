import Agreements
import Assembler
import Checksum
import DocumentModel
import Findings
import HouseStyle
import Layout
import Styles
import Typeface

/// What is to be seen: an agreement with somebody's answers.
public struct PreviewRequest: Sendable {
    /// Name of an agreement of the library, or a path.
    public var agreement: String
    /// Usually `AgreementData/init(answers:)`, `examples` as `ExampleUse/asDraft` while it is being filled in.
    package var data: AgreementData
    /// Texts of the draft's own.
    package var overlay: SourceOverlay
    /// Files behind the annexes that the agreement names.
    public var annexes: [AttachedFile]
    /// Foreign pages that cannot stand in an archive as they are are errors.
    public var strict: Bool

    package init(agreement: String, data: AgreementData, overlay: SourceOverlay = .none, annexes: [AttachedFile] = [], strict: Bool = false) {
        self.agreement = agreement
        self.data = data
        self.overlay = overlay
        self.annexes = annexes
        self.strict = strict
    }

    /// What a program of others holds in memory: values, and texts in the place of the library's files or beside them.
    ///
    /// - Parameters:
    ///   - settings: `path=value`, as `--set` takes them.
    ///   - texts: by path below the library's folder: `clauses/kuendigung/frist.md`.
    /// - Throws: ``Failure`` where a setting cannot be read.
    public init(agreement: String, settings: [String] = [], texts: [String: String] = [:], annexes: [AttachedFile] = [], strict: Bool = false) throws(Failure) {
        self.init(agreement: agreement, data: try failing(AgreementData(options: settings)), overlay: SourceOverlay(texts), annexes: annexes, strict: strict)
    }
}

/// A contract set in pages, with what a live preview shows of it. ``PreviewPress`` draws them.
public struct PreviewPages: Sendable {
    public let pages: [PreviewPage]
    /// Warnings and hints of everything up to the pages.
    public let findings: [Finding]
    /// What the values are given for, and where they come from.
    package let plan: AssemblyPlan
    let list: DisplayList
    let provenance: WordProvenance
    /// Styles and fonts that they were set with, and are drawn with by any press.
    let supplies: Supplies

    /// Indices of the pages that somebody who has seen others does not know yet.
    public func unknown(to seen: Set<String>) -> [Int] { pages.indices.filter { !seen.contains(pages[$0].id) } }

    /// How large pages of an annex are printed, in per cent, by their numbers in the file; those that are printed as large as they are are left out.
    public func reduced(_ look: AnnexLook) -> [Int: Int] {
        var reduced: [Int: Int] = [:]
        for item in list.pages.flatMap(\.items) {
            guard case .foreignPage(let path, let index, let rect) = item.drawing, path == look.path, look.pages.indices.contains(index) else { continue }
            let percent = Int((rect.width / look.pages[index].width * 100).rounded(.down))
            if (1..<100).contains(percent) { reduced[index + 1] = percent }
        }
        return reduced
    }
}

public struct PreviewPage: Sendable, Hashable {
    /// The same for pages that look alike, today and tomorrow; any other page has another: a name to keep a picture under.
    public let id: String
    /// „3“ as printed; empty on a cover.
    public let label: String
    /// Points.
    public let width: Double
    public let height: Double
}

/// Sets contracts and draws their pages, as often as somebody types: fonts, paragraphs and pictures are kept. Its work is done one request after the
/// other; whoever serves many people has a few of them.
public actor PreviewPress {
    private let library: WarmLibrary
    private var kept: Kept?

    /// What belongs to one state of styles and fonts.
    private struct Kept {
        let supplies: Supplies
        let press: Press
        let fonts: FontLibrary
        var pictures = PagePictures()
    }

    public init(_ library: WarmLibrary) { self.library = library }

    /// The pages of a contract.
    ///
    /// - Throws: ``Failure`` with all findings that keep it from being made; their places lead to fields (`AgreementData/answeredPath(_:)`).
    public func pages(_ request: PreviewRequest) throws(Failure) -> PreviewPages {
        let (contract, plan, workshop, _) = try assemble(request)
        let press = try kept(workshop.supplies).press
        let result: LayoutResult
        if let sheet = try Self.laidStyle(contract.document, request.overlay, workshop) {
            result = try press.layOut(contract.document, in: sheet)
        } else {
            result = try press.layOut(contract.document)
        }
        let list = result.list
        var identity = PageIdentity(try fontChecksums(workshop))
        return PreviewPages(
            pages: list.pages.map { PreviewPage(id: identity.of($0), label: $0.label, width: $0.size.width, height: $0.size.height) },
            findings: contract.findings + result.findings, plan: plan, list: list, provenance: WordProvenance(contract.document, plan), supplies: workshop.supplies)
    }

    /// A page as a PNG picture for a screen: text and lines without colour in 16 greys.
    ///
    /// - Parameters:
    ///   - page: from 0.
    ///   - dpi: pixels per inch; cut to 10–1200.
    public func picture(_ pages: PreviewPages, page: Int, dpi: Int) throws(Failure) -> [UInt8] {
        guard pages.pages.indices.contains(page) else {
            throw Failure(.data, Finding(.fehler, "seite-fehlt", "Eine Seite \(page + 1) gibt es nicht.", remedy: "Laden Sie die Vorschau neu."))
        }
        let id = pages.pages[page].id
        let press = try kept(pages.supplies).press
        if let known = kept?.pictures.picture(id, dpi) { return known }
        let picture = try press.png(pages.list, page: page, dpi: dpi, coarsely: true)
        kept?.pictures.keep(picture, id, dpi)
        return picture
    }

    /// The words of a page, in the order of reading, with what they come from.
    ///
    /// - Parameter page: from 0; beyond the last there are none.
    public func words(_ pages: PreviewPages, page: Int) throws(Failure) -> [PreviewWord] {
        guard pages.list.pages.indices.contains(page) else { return [] }
        let fonts = try kept(pages.supplies).fonts
        var reader = PageWords(list: pages.list, provenance: pages.provenance, fonts: fonts)
        return try failing(listing(FontError.self, reader.words(of: page)))
    }

    /// The finished file of the same contract, byte for byte what `klauselwerk build` makes of the same values in a data file.
    ///
    /// - Returns: the bytes, the number of pages, and warnings and hints.
    public func file(_ request: PreviewRequest) throws(Failure) -> (bytes: [UInt8], pages: Int, findings: [Finding]) {
        let (contract, _, workshop, _) = try assemble(request)
        let press = try kept(workshop.supplies).press
        let result = try press.layOut(contract.document)
        return (try press.pdf(result.list, origin: contract.origin), result.list.pages.count, contract.findings + result.findings)
    }

    /// The same contract as a file of a word processor, byte for byte what `klauselwerk word` makes of the same values.
    ///
    /// - Parameter locksClauses: whether clauses can only be read.
    public func word(_ request: PreviewRequest, locksClauses: Bool) throws(Failure) -> [UInt8] {
        let (contract, _, workshop, agreement) = try assemble(request)
        let press = try kept(workshop.supplies).press
        let result = try press.layOut(contract.document)
        return try press.word(
            contract.document, pages: result.list.destinations.mapValues { $0.page + 1 }, origin: contract.origin, fields: agreement.wordFields, locksClauses: locksClauses)
    }

    private func assemble(
        _ request: PreviewRequest
    ) throws(Failure) -> (contract: AssembledContract, plan: AssemblyPlan, workshop: Workshop, agreement: AgreementFile) {
        let workshop = try library.workshop(request.overlay)
        var agreement = try library.agreement(request.agreement, request.overlay)
        var data = request.data
        for file in request.annexes { try agreement.attach(file, into: &data) }
        let plan = try workshop.plan(agreement, data)
        var contract = try workshop.assemble(plan, strict: request.strict)
        contract.findings = agreement.findings + contract.findings
        return (contract, plan, workshop, agreement)
    }

    /// A style that somebody has changed and not yet saved.
    private static func laidStyle(_ document: Document, _ overlay: SourceOverlay, _ workshop: Workshop) throws(Failure) -> StyleSheet? {
        guard let text = overlay.texts["styles/\(document.info.style).yaml"] else { return nil }
        return try failing(StyleReader.read(text, file: "\(workshop.workspace.library)/styles/\(document.info.style).yaml"))
    }

    private func kept(_ supplies: Supplies) throws(Failure) -> Kept {
        if let kept, kept.supplies === supplies { return kept }
        let fonts = try failing(FontLibrary(supplies.catalogue()))
        let made = Kept(supplies: supplies, press: try Press(supplies), fonts: fonts)
        kept = made
        return made
    }

    private func fontChecksums(_ workshop: Workshop) throws(Failure) -> [String] {
        return try failing(workshop.supplies.catalogue().faces.map(\.file.sha256))
    }
}

/// Pictures drawn lately, up to a bound of bytes.
private struct PagePictures {
    private struct Key: Hashable {
        let page: String
        let dpi: Int
    }

    private var pictures: [Key: [UInt8]] = [:]
    /// Latest last.
    private var order: [Key] = []
    private var bytes = 0

    private static let limit = 24 << 20

    func picture(_ page: String, _ dpi: Int) -> [UInt8]? { pictures[Key(page: page, dpi: dpi)] }

    mutating func keep(_ picture: [UInt8], _ page: String, _ dpi: Int) {
        let key = Key(page: page, dpi: dpi)
        guard pictures.updateValue(picture, forKey: key) == nil else { return }
        order.append(key)
        bytes += picture.count
        while bytes > Self.limit, order.count > 1 { bytes -= pictures.removeValue(forKey: order.removeFirst())?.count ?? 0 }
    }
}
