import Checksum
import Rendering
import Styles

/// Scanned sheets as an archive: PDF/A-2b (ISO 19005-2, level B – pictures have no text that could be tagged). Pictures go in as the scanner
/// coded them: turning a sheet is a matrix before its picture, no new pixels.
package enum ScanVolume {
    package struct Page {
        package var width: Double
        package var height: Double
        package var picture: ScanPicture
        /// From the unit square of the picture to the page.
        package var matrix: [Double]

        package init(width: Double, height: Double, picture: ScanPicture, matrix: [Double]) {
            self.width = width
            self.height = height
            self.picture = picture
            self.matrix = matrix
        }
    }

    /// The same bytes for the same sheets; a page is held in memory no longer than it takes to write it.
    ///
    /// - Parameters:
    ///   - page: Of an index from 0.
    ///   - write: takes the file piece by piece.
    package static func write(title: String, count: Int, page: (Int) throws -> Page, to write: ([UInt8]) throws -> Void) throws {
        var checksum = SHA256.Running()
        func pass(_ bytes: [UInt8]) throws {
            checksum.add(bytes)
            try write(bytes)
        }
        var file = PDFFile(version: .pdf17)
        let profile = file.addStream(OutputProfile.compressed) { $0.text("/N 3/Filter/FlateDecode") }
        let tree = file.reserve()
        var pages: [PDFReference] = []
        for index in 0..<count {
            let page = try page(index)
            let picture = add(page.picture, to: &file)
            let content = file.addStream(placement(page)) { _ in }
            pages.append(
                file.add { out in
                    out.beginPage(tree, Size(width: page.width, height: page.height))
                    out.text("/Resources<</XObject<</B ")
                    out.reference(picture)
                    out.text(">>>>/Contents ")
                    out.reference(content)
                    out.text(">>")
                })
            try pass(file.take())
        }
        file.writePageTree(tree, pages)
        // ISO 19005-2, 6.6.2.1: not compressed.
        let metadata = file.addStream(packet(title)) { $0.text("/Type/Metadata/Subtype/XML") }
        let root = file.add { out in
            out.text("<</Type/Catalog/Pages ")
            out.reference(tree)
            out.text("/Lang(de-DE)/ViewerPreferences<</DisplayDocTitle true>>/Metadata ")
            out.reference(metadata)
            out.text("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier")
            out.string(OutputProfile.name)
            out.text("/Info")
            out.string(OutputProfile.name)
            out.text("/DestOutputProfile ")
            out.reference(profile)
            out.text(">>]>>")
        }
        try pass(file.take())
        try write(file.finished(root: root, info: nil, identifier: FileEnd.identifier(checksum.digest)))
    }

    private static func placement(_ page: Page) -> [UInt8] {
        var out = PDFBytes()
        out.text("q ")
        for number in page.matrix {
            out.number(number)
            out.text(" ")
        }
        out.text("cm /B Do Q")
        return out.bytes
    }

    private static func add(_ picture: ScanPicture, to file: inout PDFFile) -> PDFReference {
        func heading(_ out: inout PDFBytes, bits: Int) {
            out.text("/Type/XObject/Subtype/Image/Width ")
            out.int(picture.width)
            out.text("/Height ")
            out.int(picture.height)
            out.raw("/ColorSpace/\(picture.channels == 3 ? "DeviceRGB" : "DeviceGray")/BitsPerComponent ")
            out.int(bits)
            if picture.isInverted { out.raw("/Decode[\((0..<picture.channels).map { _ in "1 0" }.joined(separator: " "))]") }
        }
        switch picture.coding {
        case .fax(let blackIsOne):
            return file.addStream(picture.data) { out in
                heading(&out, bits: 1)
                out.raw("/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns \(picture.width)/Rows \(picture.height)\(blackIsOne ? "/BlackIs1 true" : "")>>")
            }
        case .jpeg:
            return file.addStream(picture.data) { out in
                heading(&out, bits: 8)
                out.text("/Filter/DCTDecode")
            }
        case .samples(let bits): return file.addCompressed(picture.data) { heading(&$0, bits: bits) }
        }
    }

    private static func packet(_ title: String) -> [UInt8] {
        Array(
            """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
            xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(XMPPacket.escaped(title))</rdf:li></rdf:Alt></dc:title>
            <xmp:CreatorTool>\(XMPPacket.producer)</xmp:CreatorTool>
            <pdf:Producer>\(XMPPacket.producer)</pdf:Producer>
            <pdfaid:part>2</pdfaid:part>
            <pdfaid:conformance>B</pdfaid:conformance>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """.utf8)
    }
}
