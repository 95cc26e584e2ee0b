import CLittleCMS
import CQPDF
import Rendering

/// The libraries that the finished file depends on besides those that set and draw it, by name.
package enum FinishingLibraries {
    package static let versions: [String: String] = DrawingLibraries.versions.merging(["lcms2": littleCMS]) { first, _ in first }

    /// Those that foreign pages are read with; asked for only where there are any, since Poppler is another program.
    package static let ofForeignPages: [String: String] = DrawingLibraries.ofForeignPages.merging(qpdf) { first, _ in first }

    /// Those that draw pictures in SVG, and read the drawing; asked for only where there are any.
    package static let ofDrawings: [String: String] = qpdf.merging(["librsvg": VectorDrawing.version.text ?? ""]) { first, _ in first }

    private static let qpdf = ["qpdf": String(cString: qpdf_get_qpdf_version())]

    /// What reads pages that are pictures; empty where nothing here can. Asked for only where there are any: starting it in its confinement takes its time.
    package static let ofScans: [String: String] = ["tesseract": TextRecognition.version.text ?? ""]

    /// Why one of them could not be asked for its version. Those that nothing is needed of are not asked.
    package static func obstacle(foreignPages: Bool, scans: Bool, drawings: Bool) -> ConfinedProgram.Obstacle? {
        if foreignPages, let obstacle = ForeignPageRaster.version.obstacle { return obstacle }
        if scans, let obstacle = TextRecognition.version.obstacle { return obstacle }
        return drawings ? VectorDrawing.version.obstacle : nil
    }

    /// 2140 is 2.14.
    private static var littleCMS: String {
        let version = cmsGetEncodedCMMversion()
        return "\(version / 1000).\(version % 1000 / 10)"
    }
}
