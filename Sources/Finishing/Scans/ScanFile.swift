import DocumentModel
import Findings
import Rendering

/// A sheet as the copier has sent it.
package struct ScanSheet: Sendable {
    /// Points, as seen.
    package let width: Double
    package let height: Double
    package let picture: ScanPicture
    /// From the unit square of the picture to the sheet as seen, both with the origin at the lower left.
    package let matrix: [Double]
}

/// A copier's PDF: one picture a page. Pages that are more than that are drawn as one.
package final class ScanFile {
    private let file: QPDFFile
    private let path: String
    /// Drawn pages by index: those of the last group.
    private var drawn: [Int: GreyPicture] = [:]

    /// What copiers send; of a page that has to be drawn.
    private static let dpi = 300
    /// Pages a process of Poppler.
    private static let chunk = 8
    /// Of a drawn page: two sheets of A3.
    private static let longest = 10_000

    /// - Throws: ``Finding``: empty, no PDF, damaged, encrypted, made to fill the memory.
    package init(_ bytes: [UInt8], path: String) throws(Finding) {
        file = try QPDFFile(bytes, path: path)
        self.path = path
    }

    package var pageCount: Int { file.pageCount }

    /// Points, as seen; `nil` for a page without a size.
    package func size(_ index: Int) -> (width: Double, height: Double)? {
        guard index >= 0, index < pageCount, let seen = PageGeometry(file.page(index))?.seen else { return nil }
        return (seen.width, seen.height)
    }

    /// - Parameter index: From 0.
    /// - Throws: ``DrawingError/helper(_:)`` where a page has to be drawn and cannot be here.
    /// - Returns: `nil` for a page that nobody can draw.
    package func sheet(_ index: Int) throws(DrawingError) -> ScanSheet? {
        guard index >= 0, index < pageCount, let geometry = PageGeometry(file.page(index)) else { return nil }
        let seen = geometry.seen
        if let only = onlyPicture(index), let picture = ScanPicture(only.image) {
            let matrix = PageMatrix.product(only.matrix, geometry.matrix).map { $0 * geometry.unit }
            return ScanSheet(width: seen.width, height: seen.height, picture: picture, matrix: matrix)
        }
        let pictures = ScanCodings(file.page(index))
        guard pictures.areKnown, let picture = try drawing(index), !(pictures.hold(more: 4_096) && picture.isOfOneShade) else { return nil }
        return ScanSheet(width: seen.width, height: seen.height, picture: ScanPicture(picture), matrix: [seen.width, 0, 0, seen.height, 0, 0])
    }

    // MARK: - What a page draws

    /// The one picture that a page draws, and from its unit square to the page; `nil` where there is more, or anything else.
    private func onlyPicture(_ index: Int) -> (image: QPDFObject, matrix: [Double])? {
        let page = file.page(index)
        guard page["/Annots"].items.isEmpty, let content = page.pageContent, content.count < 4096 else { return nil }
        var stack: [[Double]] = []
        var matrix: [Double] = [1, 0, 0, 1, 0, 0]
        var operands: [ContentOperand] = []
        var found: (QPDFObject, [Double])?
        for word in content.split(whereSeparator: { $0 <= 0x20 }) {
            switch String(decoding: word, as: UTF8.self) {
            case "q":
                guard stack.count < 8 else { return nil }
                stack.append(matrix)
            case "Q":
                guard let last = stack.popLast() else { return nil }
                matrix = last
            case "cm":
                let numbers = operands.compactMap(\.number)
                guard numbers.count == 6, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
                matrix = PageMatrix.product(numbers, matrix)
            case "Do":
                guard found == nil, let name = operands.last?.name else { return nil }
                let image = page["/Resources"]["/XObject"]["/" + name]
                guard image.kind == .stream, abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) > 1 else { return nil }
                found = (image, matrix)
            default:
                let operand = ContentOperandReader.operands(word[...])
                guard operand.count == 1, operand[0].name != nil || operand[0].number != nil else { return nil }
                operands += operand
                continue
            }
            operands = []
        }
        return found
    }

    /// In the picture's own pixels where there is one, else as ``dpi`` gives.
    private func drawing(_ index: Int) throws(DrawingError) -> GreyPicture? {
        if let known = drawn.removeValue(forKey: index) { return known }
        drawn = [:]
        let size = pixels(index)
        var end = index + 1
        while end < min(pageCount, index + Self.chunk), isDrawn(end), pixels(end) == size { end += 1 }
        for range in [index..<end, index..<index + 1] {
            let pictures = try helped(
                ForeignPagePixels.draw(file.bytes, pages: range.lowerBound + 1...range.upperBound, size: (size.width, size.height), dpi: Self.dpi))
            guard let pictures else { continue }
            for (number, picture) in zip(range, pictures) { drawn[number] = picture }
            return drawn.removeValue(forKey: index)
        }
        return nil
    }

    private func isDrawn(_ index: Int) -> Bool { onlyPicture(index).map { ScanPicture($0.image) == nil } ?? true }

    private struct Size: Equatable {
        var width: Int
        var height: Int
    }

    private func pixels(_ index: Int) -> Size {
        guard let seen = PageGeometry(file.page(index))?.seen else { return Size(width: 1, height: 1) }
        var dpi = Double(Self.dpi)
        if let only = onlyPicture(index), let width = only.image["/Width"].double, let height = only.image["/Height"].double, width > 0, height > 0 {
            // Along the picture's own rows, whichever way it lies; where it fills the sheet its pixels stay what they are.
            let along = (only.matrix[0] * only.matrix[0] + only.matrix[1] * only.matrix[1]).squareRoot()
            if along > 1 { dpi = min(max(width / along * 72, 100), 600) }
        }
        func pixels(_ points: Double) -> Int { min(max(Int((points / 72 * dpi).rounded()), 1), Self.longest) }
        return Size(width: pixels(seen.width), height: pixels(seen.height))
    }
}

/// Six numbers as ISO 32000-1, 8.3.4, has them.
enum PageMatrix {
    /// First `a`, then `b`.
    static func product(_ a: [Double], _ b: [Double]) -> [Double] {
        guard a.count == 6, b.count == 6 else { return [1, 0, 0, 1, 0, 0] }
        return [
            a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
        ]
    }
}
