import DocumentModel
import Findings
import Finishing
import Production
import Rendering

/// A page of a PDF that lies here, as a picture.
enum SheetPicture {
    /// Filed scans and papers are smaller; a copier's whole stack is not drawn from.
    private static let sizeLimit = 256 << 20

    /// - Parameters:
    ///   - page: from 1.
    ///   - pixels: of the longer side.
    /// - Returns: PNG; `nil` where there is no such page.
    /// - Throws: ``Failure`` where it cannot be drawn.
    static func png(_ path: String, page: Int, pixels: Int) throws(Failure) -> [UInt8]? {
        guard let bytes = FileBytes.read(path, limit: sizeLimit) else { return nil }
        let file = try failing(.data, ScanFile(bytes, path: path))
        guard let size = file.size(page - 1) else { return nil }
        return try failing(
            listing(DrawingError.self, ForeignPagePicture.png(path, index: page - 1, ForeignPage(number: page, width: size.width, height: size.height), pixels: pixels)))
    }

    static func pageCount(_ path: String) -> Int {
        guard let bytes = FileBytes.read(path, limit: sizeLimit), let file = try? ScanFile(bytes, path: path) else { return 0 }
        return file.pageCount
    }
}
