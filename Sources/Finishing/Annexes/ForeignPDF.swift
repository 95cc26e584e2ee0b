import Checksum
import DocumentModel
import Findings
import Keeping
import Rendering

/// Somebody else's PDF on its way into ours.
///
/// What is taken is what a page shows – content, the resources it draws with, the appearances of its annotations and fields –
/// as a Form XObject; never actions or scripts. A page that could not stand in an archive becomes a picture, and a finding says
/// why.
final class ForeignPDF {
    private let file: QPDFFile
    private let geometries: [PageGeometry]
    private let resources = ForeignResources()
    private let layers: Layers
    /// What Poppler draws pages from that become pictures.
    private let drawable: [UInt8]
    /// About fields that show less than they hold.
    private let unshown: Finding?
    private let version: PDFVersion

    /// - Throws: Without pages, too long, damaged, with values that nobody here can show.
    init(_ file: QPDFFile, for version: PDFVersion = .pdf17) throws(Finding) {
        self.file = file
        self.version = version
        let count = file.pageCount
        guard count > 0 else { throw ForeignFinding.noPages(file.path) }
        guard count <= AnnexFile.pageLimit else {
            throw ForeignFinding.tooManyPages(file.path, count, limit: AnnexFile.pageLimit)
        }
        var geometries: [PageGeometry] = []
        for index in 0..<count {
            guard let geometry = PageGeometry(file.page(index)) else {
                throw ForeignFinding.damaged(file.path, detail: "Seite \(index + 1) hat keine brauchbare Größe")
            }
            geometries.append(geometry)
        }
        self.geometries = geometries
        layers = Layers(file.root)
        let looks = try FieldLooks.settle(file, geometries, layers)
        (drawable, unshown) = (looks.bytes, looks.remark)
    }

    /// What runs is taken out first: pages and the copy that travels along are those of the cleaned file, so that a contract made
    /// again from what it carries is the same.
    static func conversion(_ bytes: [UInt8], path: String, for version: PDFVersion) throws(Finding) -> AnnexFile.Conversion {
        let (isRestricted, opened) = try Self.opened(bytes)
        guard let opened else { throw ForeignFinding.encrypted(path) }
        let original = try QPDFFile(opened, path: path)
        let form = XFAForm(original.root)
        if form == .only { throw ForeignFinding.onlyXFA(path) }
        let active = ActiveContent(original.root)
        let isSigned = original.isSigned
        let passive = active.isFound ? original.withoutActiveContent() : original
        let file = try ForeignPDF(passive ?? original, for: version)
        // That pages cannot be looked at here must not make other pages.
        var conversion = try telling(DrawingError.self, file.conversion())
        conversion.carried = passive?.bytes
        var remarks: [Finding] = []
        if form == .beside { remarks.append(ForeignFinding.besideXFA(path)) }
        if isRestricted { remarks.append(ForeignFinding.restricted(path)) }
        if isSigned { remarks.append(ForeignFinding.signed(path, travelsAlong: !active.isFound && !isRestricted)) }
        if active.isFound { remarks.append(ForeignFinding.active(path, copyTravelsAlong: passive != nil)) }
        if active.hasAttachments { remarks.append(ForeignFinding.attachments(path, travelAlong: !active.isFound)) }
        conversion.remarks = remarks + conversion.remarks
        return conversion
    }

    private static func opened(_ bytes: [UInt8]) throws(Finding) -> (isRestricted: Bool, bytes: [UInt8]?) {
        try telling(ConfinedProgram.Obstacle.self, RestrictedPDF.isEncrypted(bytes) ? (true, RestrictedPDF.opened(bytes)) : (false, bytes))
    }

    private func openingWords() throws(DrawingError) -> [ForeignPageWords.Word] {
        try helped(ForeignPageWords.words(drawable, 1...1)?.first ?? [])
    }

    private func conversion() throws(DrawingError) -> AnnexFile.Conversion {
        var conversion = AnnexFile.Conversion()
        conversion.seen = try seenPages()
        for index in geometries.indices { conversion.seen[index].isScan = isScan(file.page(index)["/Resources"]) }
        let words = try openingWords()
        let half = (geometries[0].rotation % 180 == 0 ? geometries[0].height : geometries[0].width) / 2
        conversion.opening = words.filter { $0.y < half }.map(\.text)
        var copier = ResourceCopier(resources, press: ColorProfile.ofPress(file.root), writesLengths: version == .pdf20)
        var roots: [Int: Int] = [:]
        var reading: PageReading? = TaggedTree.isThere(file.root) ? .tagged(StructureReading(pages: geometries.count)) : .untagged(UntaggedReading(pages: geometries.count))
        var (annotated, hiding, undrawn): ([Int], [Int], [Int]) = ([], [], [])
        for index in geometries.indices {
            let shown = appearances(index)
            if shown.areThere { annotated.append(index + 1) }
            if shown.hidesSome { hiding.append(index + 1) }
            if !shown.undrawn.isEmpty { undrawn.append(index + 1) }
            let before = copier
            switch copyPage(index, shown, &copier, &reading, &conversion.hasInlineImages) {
            case .success(let root):
                roots[index] = root
            case .failure(let defect):
                // Nothing of it may stay in the file.
                copier = before
                conversion.reasons[index] = defect.reason
                reading?.fail(index, "sie wird ein Bild")
            }
        }
        // Text that scanners have recognised goes with the page.
        for index in geometries.indices where roots[index] == nil && showsTextNowhere(file.page(index)) { conversion.seen[index].isScan = true }
        let recognised = recognisedPages(roots, conversion.seen, &copier)
        if let reading { conversion.structure = structure(reading, roots, copier, recognised) }
        let shared = SharedObjects(copier.group)
        let (path, bytes) = (file.path, drawable)
        for index in geometries.indices {
            if let root = roots[index] {
                conversion.pages.append(.ready(object(of: index, root, shared)))
            } else {
                let page = conversion.seen[index]
                conversion.pages.append(
                    .later(
                        Lazy { () throws(DrawingError) in
                            let picture = try ForeignPageRaster.picture(bytes, path: path, number: page.number, page, dpi: 300)
                            return try Self.isRead(index, recognised) ? PicturedPage().object(picture, width: page.width, height: page.height) : picture.object
                        }))
            }
        }
        if !annotated.isEmpty { conversion.remarks.append(ForeignFinding.flattened(path, pages: annotated)) }
        if copier.usesInks { conversion.remarks.append(ForeignFinding.inks(path)) }
        if !hiding.isEmpty { conversion.remarks.append(ForeignFinding.hidden(path, pages: hiding)) }
        if !undrawn.isEmpty { conversion.remarks.append(ForeignFinding.undrawn(path, pages: undrawn)) }
        if let unshown { conversion.remarks.append(unshown) }
        return conversion
    }

    /// The first page as a Form XObject.
    /// - Throws: the first reason, as a German clause, why it could not stand in an archive.
    func firstPage() throws(Defect) -> PictureObject {
        var copier = ResourceCopier(resources, press: ColorProfile.ofPress(file.root))
        var hasInlineImages = false
        var reading: PageReading?
        let root = try copyPage(0, appearances(0), &copier, &reading, &hasInlineImages).get()
        return object(of: 0, root, SharedObjects(copier.group))
    }

    private static func isRead(_ index: Int, _ recognised: RecognisedPages?) throws(DrawingError) -> Bool {
        try helped(recognised?.page(index) != nil)
    }

    /// Pages that show pictures and no text, to be read when they are asked for; `nil` where nothing is installed that could.
    private func recognisedPages(_ roots: [Int: Int], _ seen: [ForeignPage], _ copier: inout ResourceCopier) -> RecognisedPages? {
        let scans = geometries.indices.filter { seen[$0].isScan }
        guard !scans.isEmpty, TextRecognition.version.text != nil else { return nil }
        let font = scans.contains { roots[$0] != nil } ? InvisibleFont.add(to: &copier.group) : 0
        let pictured = PicturedPage()
        let sources = scans.map { index in
            guard let root = roots[index] else {
                return RecognisedPage.Source(page: index, width: seen[index].width, height: seen[index].height, root: pictured.root, font: pictured.font)
            }
            let isTurned = geometries[index].rotation % 180 != 0
            let (width, height) = (geometries[index].width, geometries[index].height)
            return RecognisedPage.Source(page: index, width: isTurned ? height : width, height: isTurned ? width : height, root: root, font: font)
        }
        let bytes = drawable
        return RecognisedPages(sources) { (bytes, $0.page + 1) }
    }

    private func isScan(_ resources: QPDFObject) -> Bool {
        let objects = resources["/XObject"]
        return resources["/Font"].keys.isEmpty && objects.keys.contains { objects[$0]["/Subtype"].name == "Image" }
    }

    /// Whether all text of a page that shows pictures is invisible (ISO 32000-1, 9.3.6), as programs put it over a scan that they have recognised.
    private func showsTextNowhere(_ page: QPDFObject) -> Bool {
        let objects = page["/Resources"]["/XObject"]
        guard !objects.keys.isEmpty, objects.keys.allSatisfy({ objects[$0]["/Subtype"].name == "Image" }), let content = page.pageContent else { return false }
        var (mode, outer, isShown) = (0.0, [Double](), false)
        _ = ContentCleaner(content) { operation, operands in
            switch operation {
            case "q": if outer.count < 1_000 { outer.append(mode) }
            case "Q": mode = outer.popLast() ?? 0
            case "Tr": mode = ContentOperandReader.operands(operands).first?.number ?? 0
            case "Tj", "TJ", "'", "\"": if mode != 3 { isShown = true }
            default: break
            }
            return true
        }
        return !isShown
    }

    /// Where the file's own is of no use, the pages are looked at once more.
    private func structure(_ reading: PageReading, _ roots: [Int: Int], _ copier: ResourceCopier, _ recognised: RecognisedPages?) -> AnnexStructure {
        let defect: StructureDefect
        switch reading {
        case .untagged(let reading): return reading.structure(instead: nil, recognised)
        case .tagged(let reading):
            let found = reading.structure(file)
            guard case .defective(let reason) = found.outcome(Set(geometries.indices)) else { return found }
            defect = reason
        }
        var other = UntaggedReading(pages: geometries.count)
        for index in geometries.indices {
            let page = file.page(index)
            guard let root = roots[index], let content = page.pageContent else {
                other.fail(index, "sie wird ein Bild")
                continue
            }
            guard let form = copier.pageForms[root] else {
                other.fail(index, "Anmerkungen oder Formularfelder sind eingezeichnet")
                continue
            }
            let recorder = InkRecorder(page["/Resources"], resources, geometries[index])
            let clean = PageAudit(resources, layers, writesLengths: version == .pdf20).content(content, resources: page["/Resources"], recorder: recorder)
            other.add(index, recorder.ink, clean.bytes, form, matrix: geometries[index].matrix)
        }
        return other.structure(instead: defect, recognised)
    }

    private func appearances(_ index: Int) -> PageAppearance.All {
        PageAppearance.all(of: file.page(index), rotation: geometries[index].rotation, layers)
    }

    private func object(of index: Int, _ root: Int, _ objects: SharedObjects) -> PictureObject {
        let geometry = geometries[index]
        let isTurned = geometry.rotation % 180 != 0
        return PictureObject(
            objects: objects, root: root, width: isTurned ? geometry.height : geometry.width,
            height: isTurned ? geometry.width : geometry.height, isUnitSquare: false)
    }

    /// With the white around their ink.
    private func seenPages() throws(DrawingError) -> [ForeignPage] {
        var pages = geometries.map(\.seen)
        for index in pages.indices { pages[index].number = index + 1 }
        let margins = try ForeignPageRaster.margins(drawable, pages, numbers: pages.map(\.number))
        for (index, found) in margins.enumerated() { pages[index].margins = found ?? .none }
        return pages
    }

    struct Defect: Error { var reason: String }

    private func copyPage(
        _ index: Int, _ shown: PageAppearance.All, _ copier: inout ResourceCopier, _ reading: inout PageReading?,
        _ hasInlineImages: inout Bool
    ) -> Result<Int, Defect> {
        let page = file.page(index)
        let audit = PageAudit(resources, layers, writesLengths: version == .pdf20)
        guard let content = page.pageContent else { return .failure(Defect(reason: "der Inhalt der Seite ist beschädigt")) }
        let recorder = reading?.recorder(page, resources, geometries[index])
        let clean = audit.content(content, resources: page["/Resources"], recorder: recorder)
        for appearance in shown.appearances { audit.appearance(appearance.form) }
        audit.inspectFonts()
        if shown.lacksAppearance { audit.report("Anmerkungen oder Formularfelder haben keine eigene Darstellung") }
        if shown.isUncertain { audit.report("Ebenen werden je nach Anzeige ein- und ausgeblendet") }
        let root = copier.addPage(clean, page: page, geometry: geometries[index], appearances: shown.appearances)
        hasInlineImages = hasInlineImages || audit.hasInlineImages
        if let recorder {
            if let form = copier.pageForms[root] {
                reading?.add(index, recorder, clean.bytes, form, matrix: geometries[index].matrix)
            } else {
                reading?.fail(index, "Anmerkungen oder Formularfelder sind eingezeichnet, die nicht zur Gliederung gehören")
            }
        }
        let defects = audit.defects + copier.takeDefects()
        return defects.first.map { .failure(Defect(reason: $0)) } ?? .success(root)
    }
}
