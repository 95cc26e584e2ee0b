import DocumentModel
import Finishing
import Findings
import Layout
import Rendering
import Styles
import Typeface

/// What sets and prints: fonts, layout engines by style, renderer. Belongs to one worker and serves it for a whole batch.
public final class Press {
    private let supplies: Supplies
    private let setter: ParagraphSetter
    /// Taken when something is drawn first: by then it has been prepared, while lines were set.
    private var taken: DocumentRenderer?
    private var engines: [String: LayoutEngine] = [:]
    /// Of files for word processors.
    var wordPictures = PictureMemory()

    /// - Throws: ``Failure`` where the catalogue or a file it names is missing or changed.
    public init(_ supplies: Supplies) throws(Failure) {
        self.supplies = supplies
        let fonts = FontLibrary(try failing(supplies.catalogue()))
        setter = try failing(Press.setter(fonts, supplies.hyphenator()))
    }

    /// For `make bench`.
    package var clock: LayoutClock? {
        get { setter.clock }
        set { setter.clock = newValue }
    }

    /// The house style of that name.
    func sheet(_ name: String) throws(Failure) -> StyleSheet {
        return try failing(supplies.style(name))
    }

    package func layOut(_ document: Document) throws(Failure) -> LayoutResult {
        return try failing(engine(for: document.info.style).layout(document))
    }

    /// Copies of one contract: what stands around their text differs.
    func layOut(_ document: Document, copies: [CopyLabel]) throws(Failure) -> [LayoutResult] {
        return try failing(engine(for: document.info.style).layout(document, copies: copies))
    }

    /// Sets in a style that is no file yet.
    func layOut(_ document: Document, in sheet: StyleSheet) throws(Failure) -> LayoutResult {
        return try failing(LayoutEngine(setter: setter, style: sheet).layout(document))
    }

    /// A slip sheet in large letters of the contract's style.
    func slip(of sheet: SlipSheet, before contract: DocumentInfo) throws(Failure) -> DisplayList {
        // No name of a style has a blank.
        let key = "\(contract.style) groß"
        let engine: LayoutEngine
        if let known = engines[key] {
            engine = known
        } else {
            engine = LayoutEngine(setter: setter, style: SlipSheet.style(try failing(supplies.style(contract.style))))
            engines[key] = engine
        }
        var list = try failing(engine.layout(sheet.document(before: contract))).list
        for index in list.pages.indices { list.pages[index].furniture.append(SlipSheet.bar(on: list.pages[index].size)) }
        return list
    }

    package func report(_ result: LayoutResult) throws(Failure) -> LayoutReport {
        return try failing(engine(for: result.list.info.style).report(result))
    }

    /// The pages with what a typesetter wants to see under them.
    package func overlay(_ result: LayoutResult) throws(Failure) -> DisplayList {
        return try failing(engine(for: result.list.info.style).overlay(result))
    }

    /// The finished file.
    /// - Parameter origin: what it carries about its making.
    package func pdf(_ list: DisplayList, origin: ContractOrigin?) throws(Failure) -> [UInt8] { try file(list, origin: origin).bytes }

    /// The same, in parts, with its checksum: for batches.
    package func file(_ list: DisplayList, origin: ContractOrigin?) throws(Failure) -> FinishedFile {
        let options = FinishingOptions(
            signatureFields: list.info.isSignable, textFields: list.info.isForm, attachments: origin.map { [$0.attachment] } ?? [],
            profile: list.info.profile ?? .archiv)
        return try failing(renderer().file(list, options: options))
    }

    /// The pages as they are printed.
    func draw(_ list: DisplayList) throws(Failure) -> DrawnDocument { try failing(renderer().draw(list)) }

    /// Adds pages to a print run.
    func print(_ drawn: DrawnDocument, into volume: PrintVolume) throws(Failure) {
        try failing(renderer().print(drawn, into: volume))
    }

    /// - Parameters:
    ///   - page: from 0.
    ///   - coarsely: in 16 greys, where there is nothing but text and lines without colour.
    package func png(_ list: DisplayList, page: Int, dpi: Int, coarsely: Bool = false) throws(Failure) -> [UInt8] {
        return try failing(renderer().png(list, page: page, dpi: Double(dpi), coarsely: coarsely))
    }

    private static func setter(_ fonts: FontLibrary, _ hyphenator: Hyphenator) throws(FindingList) -> ParagraphSetter {
        return try listing(ParagraphSetter(fonts: fonts, hyphenator: hyphenator))
    }

    private func renderer() throws(FindingList) -> DocumentRenderer {
        if let taken { return taken }
        let renderer = try supplies.renderer()
        taken = renderer
        return renderer
    }

    private func engine(for style: String) throws(FindingList) -> LayoutEngine {
        if let engine = engines[style] { return engine }
        let engine = LayoutEngine(setter: setter, style: try supplies.style(style))
        engines[style] = engine
        return engine
    }
}

/// The press of a worker, made when it is first wanted: not every file has to be set.
final class OwnPress {
    private var made: (supplies: Supplies, press: Press)?

    /// - Throws: ``Failure`` as ``Press``.
    func press(_ supplies: Supplies) throws(Failure) -> Press {
        if let made, made.supplies === supplies { return made.press }
        let press = try Press(supplies)
        made = (supplies, press)
        return press
    }
}
