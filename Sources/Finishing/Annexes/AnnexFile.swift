import Checksum
import DocumentModel
import Findings
import Keeping
import Rendering
import Synchronization

/// Somebody else's file, converted: its pages as they go into our documents, and what has to be said about them.
///
/// Immutable: what the C libraries own is gone by the time it exists. Only pages that have to become pictures are drawn later,
/// when a document wants them.
package final class AnnexFile: Sendable {
    /// Its pages as seen, and its checksum.
    package let document: ForeignDocument
    /// What a reader of the contract has to know, besides pages that became pictures.
    package let remarks: [Finding]
    /// Pages that become pictures, by reason.
    private let rasters: [(reason: String, pages: [Int])]
    private let pages: [ConvertedPage]
    /// Pages have pictures within their content, which PDF 2.0 wants written otherwise.
    let hasInlineImages: Bool
    /// What it says about its structure.
    let structure: AnnexStructure
    /// The file, to travel along, without what it could run; `nil` if that cannot be taken out.
    let attachment: Attachment?
    /// Whether it can be read aloud, by the pages that are taken: said of every contract, made once.
    private let heard = Mutex<[Set<Int>: [Finding]]>([:])
    /// Its structure as it stood in contracts before.
    private let planted = Mutex<[PlantedStructure.Place: PlantedStructure]>([:])

    /// Whether a contract with this annex can be made again from what it carries.
    package var travelsAlong: Bool { attachment != nil }

    enum ConvertedPage: Sendable {
        case ready(PictureObject)
        /// Made when a document wants it.
        case later(Lazy<PictureObject, DrawingError>)
    }

    /// What a converter hands over.
    struct Conversion {
        var seen: [ForeignPage] = []
        /// Words of the first page's upper half.
        var opening: [String] = []
        var pages: [ConvertedPage] = []
        var remarks: [Finding] = []
        var hasInlineImages = false
        var structure = AnnexStructure.none
        /// Why pages, by index, become pictures.
        var reasons: [Int: String] = [:]
        var mediaType = "application/pdf"
        /// What travels along, of which the pages are.
        var carried: [UInt8]?
    }

    /// Larger files are refused; a contract with such an annex could not be sent either.
    static let sizeLimit = 256 << 20
    static let pageLimit = 2000

    /// - Throws: ``FindingList``: missing, empty, neither PDF nor picture, damaged, encrypted, without pages, too long.
    package convenience init(path: String) throws(FindingList) { try self.init(path: path, for: .pdf17) }

    init(path: String, for version: PDFVersion) throws(FindingList) {
        let (conversion, checksum) = try listing(AnnexFile.conversion(path, for: version))
        document = ForeignDocument(path: path, sha256: checksum, pages: conversion.seen, opening: conversion.opening)
        pages = conversion.pages
        hasInlineImages = conversion.hasInlineImages
        structure = conversion.structure
        remarks = conversion.remarks
        let reasons = Dictionary(grouping: conversion.reasons.keys.sorted()) { conversion.reasons[$0] ?? "" }
        rasters = reasons.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }.map { ($0.key, $0.value.map { $0 + 1 }) }
        let name = path.split(separator: "/").last.map(String.init) ?? "anlage"
        attachment = conversion.carried.map {
            Attachment(
                name: name, bytes: $0, mediaType: conversion.mediaType, relationship: .source, description: "Datei der Anlage „\(name)“")
        }
    }

    private static func conversion(_ path: String, for version: PDFVersion) throws(Finding) -> (Conversion, checksum: String) {
        guard let read = FileBytes.read(path, limit: Self.sizeLimit) else { throw ForeignFinding.unreadable(path) }
        guard !read.isEmpty else { throw ForeignFinding.empty(path) }
        if let other = OtherFormat(read) { throw ForeignFinding.otherFormat(path, other) }
        let conversion =
            switch PictureFile.Format(read) {
            case nil: try ForeignPDF.conversion(read, path: path, for: version)
            case .svg: try VectorObject.conversion(path, read)
            case .png, .jpeg, .tiff: try PictureAnnex.conversion(path, read)
            }
        return (conversion, SHA256.hex(of: conversion.carried ?? read))
    }

    /// What a reader of the contract has to know: pages that became pictures and why, what is not taken over.
    ///
    /// - Parameters:
    ///   - strict: Pages that cannot stand in an archive as they are are errors, and do not become pictures.
    ///   - pages: Numbers of the pages that are taken, from 1; `nil`: all.
    package func findings(strict: Bool = false, pages taken: Set<Int>? = nil) -> [Finding] {
        accessibility(pages: taken) + remarks
            + rasters.compactMap { reason, numbers in
                let numbers = taken.map { taken in numbers.filter(taken.contains) } ?? numbers
                return numbers.isEmpty ? nil : ForeignFinding.rasterised(document.path, pages: numbers, reason: reason, isError: strict)
            }
    }

    /// Its structure at a place: the same pages at the same place are the same structure.
    func planted(at place: PlantedStructure.Place, _ make: () -> PlantedStructure) -> PlantedStructure {
        if let known = planted.withLock({ $0[place] }) { return known }
        let made = make()
        planted.withLock { known in
            if known.count >= Self.plantedLimit { known.removeAll(keepingCapacity: true) }
            known[place] = made
        }
        return made
    }

    /// Contracts of one series stand in few places: they differ by a page or two and by what they leave out.
    private static let plantedLimit = 24

    /// Whether it can be read aloud.
    private func accessibility(pages taken: Set<Int>?) -> [Finding] {
        let numbers = taken ?? Set(document.pages.map(\.number))
        if let known = heard.withLock({ $0[numbers] }) { return known }
        let found = hearing(numbers)
        heard.withLock { $0[numbers] = found }
        return found
    }

    private func hearing(_ numbers: Set<Int>) -> [Finding] {
        switch structure.outcome(Set(numbers.map { $0 - 1 })) {
        case .untagged: return [ForeignFinding.inaccessible(document.path)]
        case .defective(let defect): return [ForeignFinding.unstructured(document.path, reason: defect.reason)]
        case .hindered(let obstacle): return [obstacle.finding]
        case .carried(let content):
            return [ForeignFinding.structured(document.path)] + undescribed(content)
        case .made(let made):
            var found = made.recognised.count + made.failures.count == numbers.count ? [] : [ForeignFinding.made(document.path, made)]
            if !made.failures.isEmpty { found.append(ForeignFinding.unread(document.path, made.failures)) }
            if !made.recognised.isEmpty { found.append(ForeignFinding.recognised(document.path, made.recognised)) }
            return found + undescribed(made.content)
        }
    }

    private func undescribed(_ content: AnnexStructure.Content) -> [Finding] {
        content.undescribed.isEmpty ? [] : [ForeignFinding.undescribed(document.path, pages: content.undescribed.map { $0 + 1 })]
    }

    /// What pages that became pictures add to a contract, where that is more than mail servers like; `nil` where it is less.
    ///
    /// - Parameter taken: numbers of the pages that are in the contract, from 1.
    /// - Throws: ``FindingList`` if one of them cannot be drawn.
    package func weight(pages taken: Set<Int>) throws(FindingList) -> Finding? {
        let numbers = picturedPages.filter(taken.contains)
        var bytes = 0
        for number in numbers { bytes += try listing(DrawingError.self, page(number - 1).objects.group.byteCount) }
        return bytes < Self.toldWeight ? nil : ForeignFinding.heavy(document.path, pages: numbers, bytes: bytes)
    }

    /// Of a message, authorities take 10 to 20 MB, a third of which its encoding needs.
    private static let toldWeight = 5_000_000

    /// Pages that become pictures, from 1, with the reason, a German clause.
    package var pictured: [(reason: String, pages: [Int])] { rasters }

    /// Bytes that it takes in memory, more or less: the file, and its pages as they go into documents.
    var weight: Int { (attachment?.bytes.count ?? 0) * 2 + pages.count * 4_096 + 65_536 }

    /// Numbers of the pages that become pictures, from 1, ascending.
    package var picturedPages: [Int] { rasters.flatMap(\.pages).sorted() }

    /// The page as a PDF object, made once.
    /// - Parameter index: From 0.
    /// - Throws: ``DrawingError/foreignPage(path:page:)`` if a page that has to become a picture cannot be drawn.
    package func page(_ index: Int) throws(DrawingError) -> PictureObject {
        guard pages.indices.contains(index) else { throw .foreignPage(path: document.path, page: index + 1) }
        switch pages[index] {
        case .ready(let object): return object
        case .later(let picture): return try picture.value()
        }
    }
}
