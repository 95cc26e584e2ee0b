import Layout

/// What a structure type of a foreign file is to us.
enum TaggedRole: Hashable, Sendable {
    /// Only its children count.
    case transparent
    case artifact
    /// Of this level; `nil`: by its depth.
    case heading(Int?)
    case role(StructureRole)

    /// - Parameter type: a standard type of PDF 1.7 or 2.0 (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4).
    init(_ type: String) {
        self =
            switch type {
            case "H", "Title": type == "H" ? .heading(nil) : .role(.paragraph)
            case "Artifact": .artifact
            case "Sect", "Art": .role(.section)
            case "Part": .role(.part)
            case "Div", "Aside", "Index": .role(.division)
            case "BlockQuote": .role(.quotation)
            case "P": .role(.paragraph)
            // A table of contents whose lines name no targets is a list.
            case "L", "TOC": .role(.list)
            case "LI", "TOCI": .role(.listItem)
            case "Lbl": .role(.label)
            case "LBody": .role(.listBody)
            case "Table": .role(.table)
            case "THead": .role(.tableHead)
            case "TBody", "TFoot": .role(.tableBody)
            case "TR": .role(.tableRow)
            case "TH": .role(.headerCell)
            case "TD": .role(.dataCell)
            case "Caption": .role(.caption)
            case "Note", "FENote": .role(.note)
            case "Link": .role(.link)
            case "Figure", "Formula": .role(.figure)
            case "Span", "Quote", "Code", "Em", "Strong", "Sub", "BibEntry", "Reference", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP":
                .role(.span)
            default:
                if let level = TaggedRole.level(type) { .heading(level) } else { .transparent }
            }
    }

    private static func level(_ type: String) -> Int? {
        guard type.first == "H", let level = Int(type.dropFirst()), (1...99).contains(level) else { return nil }
        return level
    }
}

/// The role map of a foreign file: its own types, what they stand for.
struct RoleMap {
    private let map: QPDFObject
    private var known: [String: TaggedRole] = [:]

    private static let standard2 = "http://iso.org/pdf2/ssn"
    private static let standard1 = "http://iso.org/pdf/ssn"
    /// Beyond it the map goes in circles.
    private static let steps = 20

    /// - Parameter root: the StructTreeRoot.
    init(_ root: QPDFObject) { map = root["/RoleMap"] }

    mutating func role(of element: QPDFObject) -> TaggedRole {
        guard let type = element["/S"].name else { return .transparent }
        let namespace = element["/NS"]
        let key = namespace.kind == .dictionary ? "\(namespace.number) \(type)" : type
        if let found = known[key] { return found }
        let role = namespace.kind == .dictionary ? mapped(type, in: namespace) : mapped(type)
        known[key] = role
        return role
    }

    private func mapped(_ type: String) -> TaggedRole {
        var type = type
        for _ in 0..<Self.steps {
            let role = TaggedRole(type)
            // A standard type stands for itself, whatever the map says (ISO 14289-1, 7.1).
            if role != .transparent || Self.transparentTypes.contains(type) { return role }
            guard let next = map["/" + type].name else { return .transparent }
            type = next
        }
        return .transparent
    }

    /// ISO 32000-2, 14.8.6.2.
    private func mapped(_ type: String, in namespace: QPDFObject) -> TaggedRole {
        var (type, namespace) = (type, namespace)
        for _ in 0..<Self.steps {
            let name = namespace["/NS"].text
            if name == Self.standard2 || name == Self.standard1 { return TaggedRole(type) }
            let next = namespace["/RoleMapNS"]["/" + type]
            if let name = next.name { return mapped(name) }
            guard let name = next.items.first?.name, next.items.count == 2 else { return .transparent }
            (type, namespace) = (name, next.items[1])
        }
        return .transparent
    }

    private static let transparentTypes: Set<String> = ["Document", "DocumentFragment", "NonStruct", "Private", "Annot", "Form"]
}
