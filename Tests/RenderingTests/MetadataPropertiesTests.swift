import Testing

@testable import Finishing

/// What metadata say, in the ways in which programs write it.
@Suite("Metadata as properties")
struct MetadataPropertiesTests {
    private static func packet(_ content: String, head: String = "") -> [UInt8] {
        Array(
            """
            \(head)<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:a="urn:a" xmlns:b="urn:b">\(content)</rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """.utf8)
    }

    private static func description(_ content: String, _ attributes: String = "") -> String {
        "<rdf:Description rdf:about=\"\" \(attributes)>\(content)</rdf:Description>"
    }

    /// The forms of ISO 16684-1, 7, and what only looks alike.
    private static let pairs: [(String, String, isSame: Bool)] = [
        (description("<a:x>1</a:x><a:y>2</a:y>"), description("<a:y>2</a:y> <a:x>1</a:x>"), true),
        (description("<a:x>1</a:x>"), description("", "a:x=\"1\""), true),
        (description("<a:x>1</a:x><a:y>2</a:y>"), description("<a:x>1</a:x>") + description("<a:y>2</a:y>"), true),
        (description("<a:x>1</a:x>"), description("<q:x xmlns:q=\"urn:a\">1</q:x>"), true),
        (description("<a:x rdf:parseType=\"Resource\"><a:y>1</a:y></a:x>"), description("<a:x><rdf:Description><a:y>1</a:y></rdf:Description></a:x>"), true),
        (description("<a:x rdf:parseType=\"Resource\"><a:y>1</a:y></a:x>"), description("<a:x><rdf:Description a:y=\"1\"/></a:x>"), true),
        (description("<a:x rdf:parseType=\"Resource\"><a:y>1</a:y></a:x>"), description("<a:x a:y=\"1\"/>"), true),
        (description("<a:x>urn:x</a:x>"), description("<a:x rdf:resource=\"urn:x\"/>"), true),
        (description("<a:x><rdf:Bag><rdf:li>1</rdf:li></rdf:Bag></a:x>"), description("<a:x>\n<rdf:Bag>\n<rdf:li>1</rdf:li>\n</rdf:Bag>\n</a:x>"), true),
        (description("<a:x>&lt;1&#x2F;</a:x>"), description("<a:x><![CDATA[<1/]]></a:x>"), true),
        (description("<a:x xml:lang=\"de\">1</a:x>"), description("<a:x xml:lang=\"en\">1</a:x>"), false),
        (description("<a:x>1</a:x>"), description("<a:x>1 </a:x>"), false),
        (description("<a:x>1</a:x>"), description("<a:x>1</a:x><a:y/>"), false),
        (description("<a:x>1</a:x><a:y/>"), description("<a:x>1</a:x>"), false),
        (description("<a:x>1</a:x>"), description("<b:x>1</b:x>"), false),
        (description("<a:x><rdf:Seq><rdf:li>1</rdf:li></rdf:Seq></a:x>"), description("<a:x><rdf:Bag><rdf:li>1</rdf:li></rdf:Bag></a:x>"), false),
        (
            description("<a:x><rdf:Seq><rdf:li>1</rdf:li><rdf:li>2</rdf:li></rdf:Seq></a:x>"), description("<a:x><rdf:Seq><rdf:li>2</rdf:li><rdf:li>1</rdf:li></rdf:Seq></a:x>"),
            false
        ),
        (description("<a:x>1</a:x>"), description("<a:x><rdf:Description><rdf:value>1</rdf:value><b:q>2</b:q></rdf:Description></a:x>"), false),
    ]

    @Test("What says the same is the same, and nothing else", arguments: pairs.indices)
    func sameness(index: Int) throws {
        let (first, second, isSame) = Self.pairs[index]
        let one = try #require(MetadataProperties(Self.packet(first)), "\(first)")
        let other = try #require(MetadataProperties(Self.packet(second)), "\(second)")
        #expect(one.differing(from: other).isEmpty == isSame, "\(first)\n\(second)")
        #expect((one == other) == isSame)
    }

    @Test(
        "What says something twice, or in no way that metadata are written, is none",
        arguments: [
            description("<a:x>1</a:x><a:x>1</a:x>"), description("<a:x>1</a:x>", "a:x=\"1\""), description("<a:x>1</a:x>") + description("<a:x>2</a:x>"),
            description("<a:x rdf:parseType=\"Literal\"><b:y/></a:x>"), description("<a:x rdf:ID=\"i\">1</a:x>"), description("<a:x>1<b:y/></a:x>"),
            description("<a:x><b:y/><b:z/></a:x>"), description("<a:x><rdf:Bag><b:y/></rdf:Bag></a:x>"), description("Text"), description("<x>1</x>"),
            description("<a:x><rdf:Description rdf:about=\"urn:z\"><a:y>1</a:y></rdf:Description></a:x>"), description("<a:x>1</a:x>", "xml:lang=\"de\""),
            "<rdf:Description rdf:about=\"urn:other\"><a:x>1</a:x></rdf:Description>", "<a:x>1</a:x>", "<rdf:Description>",
        ])
    func refused(content: String) {
        #expect(MetadataProperties(Self.packet(content)) == nil, "\(content)")
    }

    @Test("No document type, no depth without end")
    func hostile() {
        let whole = Self.description("<a:x>1</a:x>")
        #expect(MetadataProperties(Self.packet(whole)) != nil)
        #expect(MetadataProperties(Self.packet(whole, head: "<!DOCTYPE x [<!ENTITY e \"1\">]>")) == nil)
        #expect(MetadataProperties(Self.packet(whole, head: "<!-- - -->")) != nil)
        let deep = String(repeating: "<a:x><rdf:Description>", count: 40) + String(repeating: "</rdf:Description></a:x>", count: 40)
        #expect(MetadataProperties(Self.packet(Self.description(deep))) == nil)
        let wide = (0..<6_000).map { "<a:x\($0)/>" }.joined()
        #expect(MetadataProperties(Self.packet(Self.description(wide))) == nil)
        #expect(MetadataProperties(Array(Self.packet(whole).dropLast(40))) == nil)
        #expect(MetadataProperties([]) == nil)
    }
}
