import Findings
import Rendering

/// Scans and other pictures as annex pages.
enum PictureAnnex {
    static func conversion(_ path: String, _ bytes: [UInt8]) throws(Finding) -> AnnexFile.Conversion {
        guard let file = PictureFile(path: path, bytes: bytes), file.pageCount > 0 else {
            throw ForeignFinding.damagedPicture(path, page: 1, of: 1)
        }
        guard file.pageCount <= AnnexFile.pageLimit else {
            throw ForeignFinding.tooManyPages(path, file.pageCount, limit: AnnexFile.pageLimit)
        }
        var conversion = AnnexFile.Conversion(mediaType: file.format.rawValue, carried: bytes)
        var converted: [Int] = []
        var objects: [PictureObject] = []
        for index in 0..<file.pageCount {
            guard let page = file.page(index) else { throw ForeignFinding.damagedPicture(path, page: index + 1, of: file.pageCount) }
            var seen = page.seen
            seen.number = index + 1
            seen.isScan = true
            conversion.seen.append(seen)
            objects.append(page.object)
            if page.wasConverted { converted.append(index + 1) }
        }
        if !converted.isEmpty { conversion.remarks.append(ForeignFinding.convertedColours(path)) }
        guard TextRecognition.version.text != nil else {
            conversion.pages = objects.map { .ready($0) }
            return conversion
        }
        let reading = PictureReading(objects)
        conversion.pages = reading.pages
        conversion.structure = reading.structure
        return conversion
    }
}
