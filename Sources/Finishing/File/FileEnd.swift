import Checksum

/// What stands after the objects of a file of ours: cross-references, trailer, `%%EOF` (ISO 32000-1, 7.5.4–7.5.5 and 7.5.8).
///
/// Written in one way only for each of both kinds of cross-references, so that it can be recognised again to the byte. Contracts have a stream; those of program version 0.1
/// have a table, and so has what is made for the printer.
struct FileEnd {
    /// By object number; that of object 0 is not used.
    var addresses: [ObjectAddress]
    var root: PDFReference
    /// Files of PDF 2.0 have none.
    var info: PDFReference?
    /// The first 16 bytes of the SHA-256 of everything before.
    var identifier: [UInt8]
    /// Where the cross-references begin.
    var start: Int
    /// The object that they are; `nil` for a table.
    var stream: PDFReference?
    /// Bytes that it takes; known of one that was read.
    var length = 0

    static func identifier(of content: ArraySlice<UInt8>) -> [UInt8] {
        identifier(content.withUnsafeBytes { SHA256.digest(of: $0) })
    }

    /// - Parameter digest: the SHA-256 of everything before.
    static func identifier(_ digest: [UInt8]) -> [UInt8] { Array(digest.prefix(16)) }

    func writeTable(_ output: inout PDFBytes) {
        output.text("xref\n0 ")
        output.int(addresses.count)
        output.text("\n0000000000 65535 f \n")
        output.crossReferences(addresses.dropFirst())
        output.text("trailer\n<<")
        writeTrailer(&output)
        output.text(">>\n")
        writeStart(&output)
    }

    func writeStream(_ output: inout PDFBytes, _ packer: ObjectPacker) {
        writeStream(&output, data: packer.compressedAnew(CrossReferences.filtered(addresses)))
    }

    /// - Parameter data: the rows, compressed.
    func writeStream(_ output: inout PDFBytes, data: some Collection<UInt8>) {
        guard let stream else { return }
        output.int(stream.number)
        output.text(" 0 obj\n<</Type/XRef")
        writeTrailer(&output)
        output.text("/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Filter/FlateDecode/Length ")
        output.int(data.count)
        output.text(">>stream\n")
        output.raw(data)
        output.text("\nendstream\nendobj\n")
        writeStart(&output)
    }

    private func writeTrailer(_ output: inout PDFBytes) {
        output.text("/Size ")
        output.int(addresses.count)
        output.text("/Root ")
        output.reference(root)
        if let info {
            output.text("/Info ")
            output.reference(info)
        }
        output.text("/ID[")
        for _ in 0..<2 {
            output.text("<")
            for byte in identifier { output.hexadecimal(byte) }
            output.text(">")
        }
        output.text("]")
    }

    private func writeStart(_ output: inout PDFBytes) {
        output.text("startxref\n")
        output.int(start)
        output.text("\n%%EOF\n")
    }
}
