import DocumentModel
import Finishing
import Findings
import HouseStyle
import Layout
import Typeface

/// What sets and prints: fonts, layout engines by style, renderer. Belongs to one worker and serves it for a whole batch.
public final class Press {
    private let workspace: Workspace
    private let fonts: FontLibrary
    private let setter: ParagraphSetter
    private let renderer: DocumentRenderer
    private var engines: [String: LayoutEngine] = [:]

    /// - Throws: ``Failure`` where the catalogue or a file it names is missing or changed.
    public init(_ workspace: Workspace) throws(Failure) {
        self.workspace = workspace
        do throws(Findings) {
            let catalogue = try CatalogueReader.read(contentsOf: workspace.resources + "/fonts/catalogue.yaml")
            fonts = FontLibrary(catalogue)
            setter = try Press.setter(fonts)
            renderer = try DocumentRenderer(fonts: fonts)
        } catch { throw Failure(error) }
    }

    public func layOut(_ document: Document) throws(Failure) -> LayoutResult {
        do throws(Findings) {
            return try engine(for: document.info.style).layout(document)
        } catch { throw Failure(error) }
    }

    public func pdf(_ list: DisplayList) throws(Failure) -> [UInt8] {
        do throws(Findings) { return try renderer.pdf(list) } catch { throw Failure(error) }
    }

    /// - Parameter page: from 0.
    public func png(_ list: DisplayList, page: Int, dpi: Int) throws(Failure) -> [UInt8] {
        do throws(Findings) { return try renderer.png(list, page: page, dpi: Double(dpi)) } catch { throw Failure(error) }
    }

    private static func setter(_ fonts: FontLibrary) throws(Findings) -> ParagraphSetter {
        let hyphenator: Hyphenator
        do throws(FontError) { hyphenator = try Hyphenator(from: fonts) } catch { throw Findings([error.finding]) }
        do throws(Finding) {
            return try ParagraphSetter(fonts: fonts, hyphenator: hyphenator)
        } catch { throw Findings([error]) }
    }

    /// The library's own style, else the program's.
    private func engine(for style: String) throws(Findings) -> LayoutEngine {
        if let engine = engines[style] { return engine }
        let path = try workspace.path(ofStyle: style)
        let engine = LayoutEngine(setter: setter, style: try StyleReader.read(contentsOf: path))
        engines[style] = engine
        return engine
    }
}
