import DocumentModel
import Findings
import Rendering
import VectorPicture

/// Pictures in SVG as Form XObjects: drawn into a PDF page, which is then audited and copied like anybody else's.
enum VectorObject {
    /// - Throws: ``DrawingError/picture(path:reason:)``
    static func picture(_ path: String) throws(DrawingError) -> PictureObject {
        try picture(path, VectorDrawing.inspection(path))
    }

    /// The drawing as the only page of an annex.
    static func conversion(_ path: String, _ bytes: [UInt8]) throws(Finding) -> AnnexFile.Conversion {
        let inspection: SVGInspection
        do throws(SVGDefect) { inspection = try SVGInspection(bytes) } catch { throw ForeignFinding.unusablePicture(path, reason: error.reason) }
        do throws(DrawingError) {
            let size = PaperSize(vectors: inspection.width, inspection.height)
            var conversion = AnnexFile.Conversion(mediaType: PictureFile.Format.svg.rawValue)
            conversion.seen = [ForeignPage(width: size.width, height: size.height)]
            conversion.pages = [.ready(try picture(path, inspection))]
            conversion.carried = inspection.isActive ? nil : bytes
            return conversion
        } catch {
            if case .picture(_, let reason) = error { throw ForeignFinding.unusablePicture(path, reason: reason) }
            throw error.finding
        }
    }

    private static func picture(_ path: String, _ inspection: SVGInspection) throws(DrawingError) -> PictureObject {
        func refused(_ defect: SVGDefect) -> DrawingError { .picture(path: path, reason: defect.reason) }
        guard let page = try VectorDrawing.pdf(path, inspection) else { throw refused(.notDrawn) }
        do {
            return try ForeignPDF(QPDFFile(page, path: path)).firstPage()
        } catch let defect as ForeignPDF.Defect {
            throw refused(.notArchivable(defect.reason))
        } catch {
            throw refused(.notDrawn)
        }
    }
}
