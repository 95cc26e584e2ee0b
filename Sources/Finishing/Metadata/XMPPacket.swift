import DocumentModel

/// The file's metadata as XMP (ISO 16684-1), with the schema description that PDF/A asks for where a schema is not its own.
struct XMPPacket {
    var info: DocumentInfo
    var conformance: Conformance

    static let producer = "Klauselwerk"
    /// Of our own properties.
    private static let namespace = "urn:klauselwerk:metadaten:1"

    var bytes: [UInt8] {
        let date = "\(info.date.isoText)T00:00:00Z"
        let packet = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
            xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
            xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:klauselwerk="\(Self.namespace)">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(Self.escaped(info.title))</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>\(Self.escaped(info.author))</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>\(Self.escaped(info.language.rawValue))</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>\(date)</xmp:CreateDate>
            <xmp:ModifyDate>\(date)</xmp:ModifyDate>
            <xmp:MetadataDate>\(date)</xmp:MetadataDate>
            <xmp:CreatorTool>\(Self.producer)</xmp:CreatorTool>
            <pdf:Producer>\(Self.producer)</pdf:Producer>
            \(identification)
            <klauselwerk:vereinbarung>\(Self.escaped(info.agreement))</klauselwerk:vereinbarung>
            <klauselwerk:status>\(info.status.rawValue)</klauselwerk:status>
            </rdf:Description>
            \(conformance.describesSchemas ? Self.extensionSchema : declarations)
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """
        return Array(packet.utf8)
    }

    /// ISO 19005-3, 6.6.4; ISO 19005-4, 6.7.3; ISO 14289-1, 5; ISO 14289-2, 5.
    private var identification: String {
        let entries: [(name: String, value: String?)] = [
            ("pdfaid:part", String(conformance.archive.part)), ("pdfaid:conformance", conformance.archive.level),
            ("pdfaid:rev", conformance.archive.revision.map(String.init)), ("pdfuaid:part", String(conformance.accessibility.part)),
            ("pdfuaid:rev", conformance.accessibility.revision.map(String.init)),
        ]
        return entries.compactMap { entry in entry.value.map { "<\(entry.name)>\($0)</\(entry.name)>" } }.joined(separator: "\n")
    }

    /// PDF Declarations (PDF Association, 2019), 4.
    private var declarations: String {
        let items = conformance.declarations.map {
            "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>\($0)</pdfd:conformsTo></rdf:li>"
        }
        return """
            <rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>
            \(items.joined(separator: "\n"))
            </rdf:Bag></pdfd:declarations></rdf:Description>
            """
    }

    /// ISO 19005-3, 6.6.2.3: schemas other than the predefined ones describe themselves.
    private static let extensionSchema = """
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
        xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag>
        \(schema(
            "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
            [("part", "Integer", "internal", "Part of ISO 14289 the file conforms to")]))
        \(schema(
            "Klauselwerk", namespace, "klauselwerk",
            [
                ("vereinbarung", "Text", "external", "Name of the agreement the contract was made of"),
                ("status", "Text", "external", "endfassung, entwurf or muster"),
            ]))
        </rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        """

    private static func schema(
        _ name: String, _ namespace: String, _ prefix: String,
        _ properties: [(name: String, type: String, category: String, description: String)]
    ) -> String {
        let described = properties.map {
            """
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>\($0.name)</pdfaProperty:name>\
            <pdfaProperty:valueType>\($0.type)</pdfaProperty:valueType><pdfaProperty:category>\($0.category)</pdfaProperty:category>\
            <pdfaProperty:description>\($0.description)</pdfaProperty:description></rdf:li>
            """
        }
        return """
            <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>\(name)</pdfaSchema:schema>\
            <pdfaSchema:namespaceURI>\(namespace)</pdfaSchema:namespaceURI><pdfaSchema:prefix>\(prefix)</pdfaSchema:prefix>\
            <pdfaSchema:property><rdf:Seq>\(described.joined())</rdf:Seq></pdfaSchema:property></rdf:li>
            """
    }

    /// XML text; characters that XML 1.0 forbids are dropped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension CalendarDate {
    /// `D:20261001000000Z`; the document has a day but no hour, so it begins at midnight UTC.
    var pdfText: String { "D:\(isoText.filter { $0 != "-" })000000Z" }
}
