import Findings
import Layout
import Rendering
import Typeface

/// From a display list to the finished file. Belongs to one worker: it owns the C libraries' objects and keeps what documents
/// have in common (fonts, furniture, pictures).
///
/// The bytes depend on the display list and the options alone, never on what was made before.
public final class DocumentRenderer {
    private let drawer: PageDrawer
    private let preview: PagePreview
    private let shelf = PictureShelf()

    /// - Throws: ``Findings`` if Cairo or FreeType cannot start.
    public init(fonts: FontLibrary) throws(Findings) {
        do throws(DrawingError) {
            drawer = try PageDrawer(fonts: fonts)
            preview = try PagePreview(fonts: fonts)
        } catch { throw Findings([error.finding]) }
    }

    /// The whole document, PDF/A-3a and PDF/UA-1.
    public func pdf(_ list: DisplayList, options: FinishingOptions = FinishingOptions()) throws(Findings) -> [UInt8] {
        do throws(DrawingError) {
            let drawn = try drawer.draw(list)
            let pictures = try pictures(of: drawn)
            return DocumentFinisher(list: list, drawn: drawn, options: options, pictures: pictures).file()
        } catch { throw Findings([error.finding]) }
    }

    /// One page as a PNG picture.
    /// - Parameter dpi: Pixels per inch, 10 to 1200.
    public func png(_ list: DisplayList, page: Int, dpi: Double) throws(Findings) -> [UInt8] {
        do throws(DrawingError) { return try preview.png(list, page: page, dpi: dpi) } catch {
            throw Findings([error.finding])
        }
    }

    private func pictures(of drawn: DrawnDocument) throws(DrawingError) -> [PictureSource: PictureObject] {
        var found: [PictureSource: PictureObject] = [:]
        for page in drawn.pages {
            for picture in page.pictures where found[picture.source] == nil {
                switch picture.source {
                case .image(let file): found[picture.source] = try shelf.image(file)
                case .foreignPage: continue
                }
            }
        }
        return found
    }
}
