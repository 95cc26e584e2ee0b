import Checksum

/// The origin as a part of its own, which Word and LibreOffice keep: `vereinbarung.json` as the text of one element.
enum OriginPart {
    static let namespace = "urn:klauselwerk:herkunft"

    static func markup(_ json: [UInt8]) -> MarkupWriter {
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<herkunft xmlns=\"\(namespace)\">")
        out.text(String(decoding: json, as: UTF8.self))
        out.raw("</herkunft>")
        return out
    }

    /// The part's identifier follows from its content.
    static func properties(_ json: [UInt8]) -> MarkupWriter {
        let hash = Array(SHA256.hex(of: json).uppercased())
        let id = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hash[$0]) }.joined(separator: "-")
        return MarkupWriter(
            MarkupWriter.declaration
                + "<ds:datastoreItem ds:itemID=\"{\(id)}\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs><ds:schemaRef ds:uri=\"\(namespace)\"/></ds:schemaRefs></ds:datastoreItem>"
        )
    }

    static func relations() -> MarkupWriter {
        MarkupWriter(
            MarkupWriter.declaration
                + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>"
        )
    }
}
