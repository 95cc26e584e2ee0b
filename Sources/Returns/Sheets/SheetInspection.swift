import DocumentModel
import Findings
import Finishing
import Layout
import PageMarks
import Production
import Rendering
import Styles

/// Looks at the sheets of scans, one after the other: mark, way it lies, ink.
struct SheetInspection {
    let shelf: ContractShelf
    let prints: PrintedPages

    /// - Parameter file: of the scan.
    /// - Throws: ``Failure`` where the register cannot be read, or pages cannot be drawn here.
    func read(_ index: Int, of file: ScanFile) throws(Failure) -> ReturnedSheet.Kind {
        guard let (sheet, pixels, bits) = try drawn(index, of: file) else { return .unreadable }
        let scale = SheetInspection.scale(of: sheet)
        guard let found = MarkSearch.find(pixels, bits, scale: scale) else {
            return BlackCells(bits, scale: scale).isBlank ? .blank : .unmarked
        }
        let mark = found.mark
        if MarkSearch.isOfTwoPages(bits, scale: scale), let other = MarkSearch.find(pixels, bits, scale: scale, besides: found), other.mark != mark { return .several }
        guard let contract = try shelf.contract(marked: mark.identity.contract), contract.sizes.count == mark.count else { return .stranger(mark) }
        let size = contract.sizes[mark.page - 1]
        let place = PageMarkPlace(on: Size(width: size.width, height: size.height)).symbol
        guard
            let placement = SheetPlacement(
                found, on: sheet, bits, left: place.x, bottom: size.height - place.y - place.height, side: place.width)
        else { return .stranger(mark) }
        let asked = contract.fields.filter { $0.page == mark.page }
        let fields = try asked.isEmpty ? [] : measure(asked, on: mark.page, of: contract, bits, placement)
        return .page(mark, placement, fields)
    }

    /// - Returns: `nil` for a sheet that nobody can draw.
    private func drawn(_ index: Int, of file: ScanFile) throws(Failure) -> (sheet: ScanSheet, pixels: ScanPicture.Pixels, bits: BitPicture)? {
        let sheet: ScanSheet?
        do throws(DrawingError) { sheet = try file.sheet(index) } catch { throw Failure(.inputOutput, SheetInspection.finding(error)) }
        guard let sheet, let pixels = sheet.picture.pixels else { return nil }
        let bits: BitPicture?
        switch pixels {
        case .bits(let picture): bits = picture
        case .grey(let grey): bits = BitPicture(grey: grey.samples, width: grey.width, height: grey.height, threshold: SheetInspection.threshold(of: grey.samples))
        }
        return bits.map { (sheet, pixels, $0) }
    }

    /// A sheet that somebody has put to its page. Which way up it lies says the print, where it is found again.
    ///
    /// - Throws: ``Failure`` where contract or page cannot be, or the sheet cannot be drawn.
    func place(_ hand: HandPlacement, _ index: Int, of file: ScanFile) throws(Failure) -> ReturnedSheet.Kind {
        let contract = try shelf.contract(named: hand.contract)
        try hand.require(pages: contract.sizes.count)
        guard let (sheet, _, bits) = try drawn(index, of: file) else { throw Failure(.data, SheetInspection.unreadable) }
        let size = contract.sizes[hand.page - 1]
        func placement(_ degrees: Int) -> SheetPlacement? { SheetPlacement(quarters: degrees / 90, sheet, width: size.width, height: size.height) }
        var best: (placement: SheetPlacement, found: Int)?
        for degrees in hand.turn.map({ [$0] }) ?? HandPlacement.turns {
            guard let placement = placement(degrees) else { continue }
            let found = try aligned(hand.page, of: contract, bits, placement)?.alignment.found ?? 0
            if found > best?.found ?? -1 { best = (placement, found) }
        }
        guard let best else { throw Failure(.data, SheetInspection.unreadable) }
        let asked = contract.fields.filter { $0.page == hand.page }
        let fields = try asked.isEmpty ? [] : measure(asked, on: hand.page, of: contract, bits, best.placement)
        let mark = PageMark(CopyIdentity(contract: contract.mark, copy: hand.copy), page: hand.page, of: contract.sizes.count)
        return .page(mark, best.placement, fields)
    }

    private func measure(
        _ fields: [SignatureField], on page: Int, of contract: ShelvedContract, _ scan: BitPicture, _ placement: SheetPlacement
    ) throws(Failure) -> [ReturnedSheet.SignedField] {
        guard let (print, alignment) = try aligned(page, of: contract, scan, placement) else {
            return fields.map { ReturnedSheet.SignedField(name: $0.name, ink: .unknown) }
        }
        return fields.map { ReturnedSheet.SignedField(name: $0.name, ink: InkMeasure($0.rect, print, scan, alignment)) }
    }

    /// - Returns: `nil` where the sheet does not show this page.
    private func aligned(
        _ page: Int, of contract: ShelvedContract, _ scan: BitPicture, _ placement: SheetPlacement
    ) throws(Failure) -> (print: BitPicture, alignment: PrintAlignment)? {
        guard let print = try prints.page(page, of: contract), let pixelOfPage = placement.pageOfPixel.inverse else { return nil }
        let scale = 72 / Double(PrintAlignment.dpi)
        let pageOfPrint = PlaneMap(scale, 0, 0, -scale, 0, Double(print.height) * scale)
        return PrintAlignment(print, scan, start: pageOfPrint.then(pixelOfPage)).map { (print, $0) }
    }

    /// On a sheet with nothing on it the noise of the paper would be parted into black and white: black is at least a good deal darker than the paper.
    private static func threshold(of samples: [UInt8]) -> UInt8 {
        let found = Int(BitPicture.threshold(of: samples))
        var counts = [Int](repeating: 0, count: 256)
        for index in stride(from: 0, to: samples.count, by: 7) { counts[Int(samples[index])] += 1 }
        var half = counts.reduce(0, +) / 2
        let paper =
            counts.firstIndex { count in
                half -= count
                return half < 0
            } ?? 255
        return UInt8(clamping: paper > 128 ? min(found, paper - leastContrast) : found)
    }

    /// Of 255 shades.
    private static let leastContrast = 32

    /// Pixels of a millimetre, as the scan's page says; a page without a credible size is taken for one of A4.
    private static func scale(of sheet: ScanSheet) -> (x: Double, y: Double) {
        let (a, b, c, d) = (sheet.matrix[0], sheet.matrix[1], sheet.matrix[2], sheet.matrix[3])
        let (across, down) = ((a * a + b * b).squareRoot(), (c * c + d * d).squareRoot())
        let millimetre = 72 / 25.4
        let (x, y) = (Double(sheet.picture.width) / across * millimetre, Double(sheet.picture.height) / down * millimetre)
        let isCredible = (2.5...48).contains(x) && (2.5...48).contains(y) && min(across, down) > 300 && max(across, down) < 2600
        let narrow = Double(min(sheet.picture.width, sheet.picture.height)) / 210
        return isCredible ? (x, y) : (narrow, narrow)
    }

    static let unreadable = Finding(.fehler, "ruecklauf-blatt-unlesbar", "Ein Blatt des Scans lässt sich nicht zeichnen.", remedy: "Scannen Sie es noch einmal.")

    static func finding(_ error: DrawingError) -> Finding {
        if case .helper(let obstacle) = error { return obstacle.finding }
        return unreadable
    }
}
