/// What a file's metadata say, however a program has written them down: ISO 16684-1, 7 lets one property stand as an element or an attribute, its
/// fields in a description of their own or beside one another, under any prefix, in any order and in any number of descriptions.
struct MetadataProperties: Hashable {
    indirect enum Value: Hashable {
        case text(String)
        /// Fields by name.
        case structure([String: Value])
        /// `Seq`, `Bag` or `Alt`, and its items.
        case list(String, [Value])
        /// A value of which something is said: its language, qualifiers.
        case qualified(Value, [String: Value])
    }

    /// By name, „namespace name“.
    private(set) var values: [String: Value] = [:]

    /// Bytes; ours have some 3,000.
    private static let sizeLimit = 1 << 20

    /// - Returns: `nil` for whatever is no metadata, or says something twice or in a way that ISO 16684-1 does not know.
    init?(_ packet: [UInt8]) {
        guard packet.count < Self.sizeLimit, let root = MetadataElement.root(of: packet) else { return nil }
        let isWrapped = root.name == "adobe:ns:meta/ xmpmeta"
        guard !isWrapped || root.children.count == 1, let content = isWrapped ? root.children.first : root, content.name == RDF.root else { return nil }
        for description in content.children {
            guard description.name == RDF.description, description.attributes[RDF.about] ?? "" == "",
                let fields = RDF.fields(of: description, without: RDF.about)
            else { return nil }
            for (name, value) in fields where values.updateValue(value, forKey: name) != nil { return nil }
        }
    }

    /// Names of the properties that do not say the same in both, sorted.
    func differing(from other: MetadataProperties) -> [String] {
        Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }.sorted()
    }

    subscript(name: String) -> Value? { values[name] }
}

/// The part of RDF/XML that metadata are written in.
private enum RDF {
    private static let namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    static let root = namespace + " RDF"
    static let description = namespace + " Description"
    static let about = namespace + " about"
    private static let value = namespace + " value"
    private static let resource = namespace + " resource"
    private static let parseType = namespace + " parseType"
    private static let item = namespace + " li"
    private static let language = "http://www.w3.org/XML/1998/namespace lang"
    private static let lists = [namespace + " Seq": "Seq", namespace + " Bag": "Bag", namespace + " Alt": "Alt"]

    typealias Fields = [String: MetadataProperties.Value]

    /// Of a description, or of an element whose content is read as one.
    ///
    /// - Parameter known: attributes that are no fields.
    static func fields(of element: MetadataElement, without known: String...) -> Fields? {
        guard element.text.isBlank else { return nil }
        var fields: Fields = [:]
        for (name, text) in element.attributes where !known.contains(name) {
            guard isProperty(name) else { return nil }
            fields[name] = .text(text)
        }
        for child in element.children {
            guard isProperty(child.name), let value = value(of: child), fields.updateValue(value, forKey: child.name) == nil else { return nil }
        }
        return fields
    }

    /// A property has a namespace, and of RDF's own only `value` is one.
    private static func isProperty(_ name: String) -> Bool {
        name == value || name.contains(" ") && !name.hasPrefix(namespace + " ") && !name.hasPrefix("http://www.w3.org/XML/")
    }

    private static func value(of element: MetadataElement) -> MetadataProperties.Value? {
        guard let plain = content(of: element) else { return nil }
        guard let language = element.attributes[language] else { return plain }
        if case .qualified(let inner, let qualifiers) = plain {
            return .qualified(inner, qualifiers.merging([Self.language: .text(language)]) { first, _ in first })
        }
        return .qualified(plain, [Self.language: .text(language)])
    }

    private static func content(of element: MetadataElement) -> MetadataProperties.Value? {
        let others = element.attributes.filter { $0.key != language }
        if let type = others[parseType] {
            guard type == "Resource", others.count == 1 else { return nil }
            return fields(of: element, without: parseType, language).map(structure)
        }
        guard let child = element.children.first else {
            if others.isEmpty { return .text(element.text) }
            guard element.text.isEmpty else { return nil }
            if let address = others[resource] { return others.count == 1 ? .text(address) : nil }
            return fields(of: element, without: language).map(structure)
        }
        guard others.isEmpty, element.children.count == 1, element.text.isBlank else { return nil }
        if let list = lists[child.name] { return items(of: child).map { .list(list, $0) } }
        guard child.name == description else { return nil }
        return fields(of: child).map(structure)
    }

    private static func items(of list: MetadataElement) -> [MetadataProperties.Value]? {
        guard list.attributes.isEmpty, list.text.isBlank, list.children.allSatisfy({ $0.name == item }) else { return nil }
        let values = list.children.compactMap(value)
        return values.count == list.children.count ? values : nil
    }

    /// Fields, or a value with what is said of it.
    private static func structure(_ fields: Fields) -> MetadataProperties.Value {
        guard let value = fields[value] else { return .structure(fields) }
        return .qualified(value, fields.filter { $0.key != Self.value })
    }
}

extension String {
    fileprivate var isBlank: Bool { utf8.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }
}
