import CQPDF
import Checksum
import Findings
import Rendering

/// What a finished PDF carries besides its pages, read back: associated files and what was signed.
package struct CarriedFiles: Sendable, Hashable {
    package struct File: Sendable, Hashable {
        package var name: String
        /// AFRelationship, without slash.
        package var relationship: String
        package var bytes: [UInt8]

        package var sha256: String { SHA256.hex(of: bytes) }
    }

    /// In the file's order. What cannot be read or is too large is left out.
    package var files: [File] = []
    /// The Info dictionary's, or what the metadata say where there is none.
    package var producer: String?
    /// Names of the signature fields that are signed, in the order of the form.
    package var signedFields: [String] = []

    /// Of one file, expanded.
    private static let fileLimit = AnnexFile.sizeLimit
    private static let countLimit = 1000

    /// - Parameter path: for findings.
    /// - Throws: ``FindingList``: empty, no PDF, damaged beyond repair, encrypted.
    package init(_ bytes: [UInt8], path: String) throws(FindingList) {
        let file = try listing(QPDFFile(bytes, path: path))
        producer = file.trailer["/Info"]["/Producer"].text ?? Self.producer(of: file.root["/Metadata"])
        for specification in file.root["/AF"].items.prefix(Self.countLimit) {
            guard let name = specification["/UF"].text ?? specification["/F"].text,
                let data = Self.content(of: specification["/EF"]["/F"])
            else { continue }
            files.append(File(name: name, relationship: specification["/AFRelationship"].name ?? "", bytes: data))
        }
        for field in file.root["/AcroForm"]["/Fields"].items.prefix(Self.countLimit)
        where field["/FT"].name == "Sig" && field["/V"].kind == .dictionary {
            // A document time stamp says when, not who (ISO 32000-2, 12.8.5).
            if field["/V"]["/Type"].name == "DocTimeStamp" || field["/V"]["/SubFilter"].name == "ETSI.RFC3161" { continue }
            signedFields.append(field["/T"].text ?? "")
        }
    }

    package subscript(name: String) -> File? { files.first { $0.name == name } }

    /// Files of PDF 2.0 tell it in their metadata alone.
    private static func producer(of metadata: QPDFObject) -> String? {
        guard case .text(let program)? = content(of: metadata).flatMap(MetadataProperties.init)?["http://ns.adobe.com/pdf/1.3/ Producer"] else { return nil }
        return program
    }

    /// The stream's data; only the one filter that we write is undone, so that nothing grows without bound.
    static func content(of stream: QPDFObject) -> [UInt8]? {
        guard stream.kind == .stream, let raw = stream.data(.raw) else { return nil }
        switch (stream["/Filter"].kind, stream["/Filter"].name) {
        case (.null, _): return raw
        case (.name, "FlateDecode"?): return stream["/DecodeParms"].kind == .null ? Flate.expand(raw, limit: fileLimit) : nil
        default: return nil
        }
    }
}
