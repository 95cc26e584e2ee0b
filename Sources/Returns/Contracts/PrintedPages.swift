import Findings
import Production
import Rendering

/// Pages of contracts as they were printed, drawn for measuring. The last ones are kept: copies of one contract come together.
final class PrintedPages {
    private var kept: [(path: String, page: Int, picture: BitPicture)] = []

    private static let most = 24
    /// Grey print, a watermark or a coat of arms, is print as well.
    private static let threshold: UInt8 = 190

    /// - Parameter page: from 1.
    /// - Returns: `nil` where it cannot be drawn.
    /// - Throws: ``Failure`` where no page can be drawn here.
    func page(_ page: Int, of contract: ShelvedContract) throws(Failure) -> BitPicture? {
        if let known = kept.first(where: { $0.path == contract.path && $0.page == page }) { return known.picture }
        let carried = try CarriedOrigin(contentsOf: contract.path)
        let drawn = try failing(
            .inputOutput, telling(ConfinedProgram.Obstacle.self, ForeignPagePixels.draw(carried.original, pages: page...page, dpi: PrintAlignment.dpi)))
        guard let grey = drawn?.first, let picture = BitPicture(grey: grey.samples, width: grey.width, height: grey.height, threshold: Self.threshold) else { return nil }
        kept.append((contract.path, page, picture))
        if kept.count > Self.most { kept.removeFirst() }
        return picture
    }
}
