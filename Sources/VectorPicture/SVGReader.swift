import CExpat

/// Walks through the elements with expat, which bounds the expansion of entities itself (since 2.4.0) and fetches nothing.
final class SVGReader {
    private(set) var width: String?
    private(set) var height: String?
    private(set) var viewBox: String?
    private(set) var isActive = false
    private var defect: SVGDefect?
    private var count = 0
    private var depth = 0
    /// Within `style`, whose text is CSS.
    private var isStyle = false
    private var styleText = ""
    /// Depth of the element of another program whose content is skipped; 0 outside.
    private var skipped = 0
    private var parser: XML_Parser?

    private static let namespace = "http://www.w3.org/2000/svg"

    func read(_ bytes: [UInt8]) throws(SVGDefect) {
        // Names come as „namespace name“.
        guard let parser = XML_ParserCreateNS(nil, 0x20) else { throw .tooLarge }
        self.parser = parser
        defer {
            self.parser = nil
            XML_ParserFree(parser)
        }
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { data, name, attributes in SVGReader.of(data)?.start(name, attributes) }, { data, _ in SVGReader.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { data, text, count in SVGReader.of(data)?.text(text, count) }
        XML_SetProcessingInstructionHandler(parser) { data, target, content in SVGReader.of(data)?.instruction(target, content) }
        let status = withExtendedLifetime(self) {
            bytes.withUnsafeBytes { XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), 1) }
        }
        if let defect { throw defect }
        if status == XML_STATUS_ERROR { throw .notWellFormed(line: Int(expat_current_line(parser))) }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> SVGReader? {
        data.map { Unmanaged<SVGReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ found: SVGDefect) {
        guard defect == nil else { return }
        defect = found
        if let parser { XML_StopParser(parser, 0) }
    }

    private func start(_ name: UnsafePointer<XML_Char>?, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard defect == nil, let name else { return }
        count += 1
        depth += 1
        guard count <= SVGInspection.elementLimit, depth <= SVGInspection.nestingLimit else { return stop(.tooLarge) }
        let parts = String(cString: name).split(separator: " ")
        let isSVG = parts.count == 2 && parts[0] == Self.namespace
        let element = parts.last.map(String.init) ?? ""
        if count == 1 {
            guard isSVG, element == "svg" else { return stop(.noSVG) }
        }
        // What other programs keep for themselves is not drawn, nor is anything in it.
        guard skipped == 0 else { return }
        guard isSVG else {
            skipped = depth
            return
        }
        isStyle = element == "style"
        switch element {
        case "text": return stop(.letters)
        case "foreignObject": return stop(.foreignObject)
        case "script": isActive = true
        case "image": break
        default: if !SVGVocabulary.elements.contains(element) { return undrawn(element, of: element) }
        }
        attributes(of: element, list)
    }

    private func attributes(of element: String, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard var pair = list else { return }
        while defect == nil, let name = pair[0], let value = pair[1] {
            pair += 2
            let qualified = String(cString: name).split(separator: " ")
            let name = qualified.last.map(String.init) ?? ""
            let text = String(cString: value)
            switch name {
            case "width" where count == 1: width = text
            case "height" where count == 1: height = text
            case "viewBox" where count == 1: viewBox = text
            // A link leads a reader away; nothing is drawn from there.
            case "href" where element != "a" && element != "script": reference(text, of: element)
            case "filter" where text != "none": stop(.effects)
            case _ where name.hasPrefix("on"): isActive = true
            default: styles(text)
            }
            if defect == nil, qualified.count == 1, let found = undrawn(name, text, of: element) { undrawn(found, of: element) }
        }
    }

    private func reference(_ address: String, of element: String) {
        if address.hasPrefix("#") { return }
        stop(element == "image" && address.hasPrefix("data:") ? .pixels : .outside(String(address.prefix(60))))
    }

    /// Addresses in CSS (`fill: url(#gradient)`) and presentation attributes.
    private func styles(_ text: String) {
        if text.contains("@import") { return stop(.outside("@import")) }
        let compact = text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        if compact.contains("filter:url(") { return stop(.effects) }
        for part in compact.components(after: "url(") where !part.hasPrefix("#") {
            return stop(.outside(String(part.prefix { $0 != ")" }.prefix(60))))
        }
    }

    /// What of an attribute would not be drawn.
    private func undrawn(_ name: String, _ value: String, of element: String) -> String? {
        if element == "style", name == "media" { return ["all", "screen"].contains(value) ? nil : "media=\"\(value.prefix(60))\"" }
        if SVGVocabulary.isIdle(element: element) || name == "filter" { return nil }
        if name == "style" { return SVGStyleSheet.undrawn(declarations: value) }
        guard let kind = SVGVocabulary.kind(ofAttribute: name) else { return name }
        // Its own size is looked at by itself.
        if count == 1, name == "width" || name == "height" { return nil }
        return SVGValue.isDrawn(value, as: kind) ? nil : "\(name)=\"\(value.prefix(60))\""
    }

    private func undrawn(_ what: String, of element: String) {
        stop(.undrawn(what, element: element, line: parser.map { Int(clamping: expat_current_line($0)) } ?? 1))
    }

    private func end() {
        if skipped == depth { skipped = 0 }
        depth -= 1
        if isStyle {
            if defect == nil, let found = SVGStyleSheet.undrawn(in: styleText) { undrawn(found, of: "style") }
            styleText = ""
        }
        isStyle = false
    }

    private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
        guard isStyle, let text, count > 0 else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
            let part = String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self)
            styleText += part
            styles(part)
        }
    }

    private func instruction(_ target: UnsafePointer<XML_Char>?, _ content: UnsafePointer<XML_Char>?) {
        guard let target, String(cString: target) == "xml-stylesheet" else { return }
        stop(.outside(content.map { String(String(cString: $0).prefix(60)) } ?? "xml-stylesheet"))
    }
}

extension String {
    /// What follows each occurrence of `mark`.
    fileprivate func components(after mark: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            rest = rest[range.upperBound...]
            found.append(rest)
        }
        return found
    }
}
