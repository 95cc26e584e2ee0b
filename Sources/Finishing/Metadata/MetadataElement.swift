import CExpat

/// An element of an XML document with what is in it; names are „namespace name“.
struct MetadataElement {
    var name: String
    var attributes: [String: String] = [:]
    var children: [MetadataElement] = []
    /// All characters that stand directly in it.
    var text = ""

    /// More than that no metadata have that anybody writes.
    fileprivate static let countLimit = 5_000
    fileprivate static let nestingLimit = 32

    /// The root of the document; `nil` where it is no XML, has a document type – so there are no entities to expand, and nothing outside is ever
    /// fetched –, more than 5,000 elements or more than 32 of them in one another.
    static func root(of bytes: [UInt8]) -> MetadataElement? {
        guard let parser = XML_ParserCreateNS(nil, 0x20) else { return nil }
        defer { XML_ParserFree(parser) }
        let reader = MetadataReader(parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(reader).toOpaque())
        XML_SetElementHandler(
            parser, { data, name, attributes in MetadataReader.of(data)?.start(name, attributes) }, { data, _ in MetadataReader.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { data, text, count in MetadataReader.of(data)?.text(text, count) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in MetadataReader.of(data)?.stop() }
        let status = withExtendedLifetime(reader) {
            bytes.withUnsafeBytes { XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), 1) }
        }
        return status == XML_STATUS_ERROR || reader.isStopped ? nil : reader.root
    }
}

/// Puts the tree together while expat reads.
private final class MetadataReader {
    private let parser: XML_Parser
    private var open: [MetadataElement] = []
    private var count = 0
    var root: MetadataElement?
    var isStopped = false

    init(_ parser: XML_Parser) { self.parser = parser }

    static func of(_ data: UnsafeMutableRawPointer?) -> MetadataReader? {
        data.map { Unmanaged<MetadataReader>.fromOpaque($0).takeUnretainedValue() }
    }

    func stop() {
        isStopped = true
        XML_StopParser(parser, 0)
    }

    func start(_ name: UnsafePointer<XML_Char>?, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard !isStopped, let name else { return }
        count += 1
        guard count <= MetadataElement.countLimit, open.count < MetadataElement.nestingLimit else { return stop() }
        var element = MetadataElement(name: String(cString: name))
        if var pair = list {
            while let key = pair[0], let value = pair[1] {
                element.attributes[String(cString: key)] = String(cString: value)
                pair += 2
            }
        }
        open.append(element)
    }

    func end() {
        guard !isStopped, let done = open.popLast() else { return }
        if open.isEmpty { root = done } else { open[open.count - 1].children.append(done) }
    }

    func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
        guard !isStopped, let text, count > 0, !open.isEmpty else { return }
        open[open.count - 1].text += String(decoding: UnsafeRawBufferPointer(start: text, count: Int(count)), as: UTF8.self)
    }
}
