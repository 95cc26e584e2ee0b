/// An element of an XML file with its content.
struct ExportElement: Sendable, Hashable {
    var name: String
    var attributes: [(name: String, value: String)] = []
    var text = ""
    var children: [ExportElement] = []

    init(_ name: String, _ text: String = "", attributes: [(name: String, value: String)] = [], _ children: [ExportElement?] = []) {
        self.name = name
        self.text = text
        self.attributes = attributes
        self.children = children.compactMap { $0 }
    }

    static func == (a: ExportElement, b: ExportElement) -> Bool { a.xml(indent: 0) == b.xml(indent: 0) }

    func hash(into hasher: inout Hasher) { hasher.combine(xml(indent: 0)) }

    /// An element with text; `nil` where there is none.
    static func optional(_ name: String, _ text: String) -> ExportElement? { text.isEmpty ? nil : ExportElement(name, text) }

    /// The file as a whole.
    var document: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml(indent: 0) + "\n" }

    func xml(indent: Int) -> String {
        let blanks = String(repeating: "  ", count: indent)
        let head = "\(blanks)<\(name)" + attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
        if children.isEmpty { return text.isEmpty ? head + "/>" : "\(head)>\(Self.escaped(text))</\(name)>" }
        return ([head + ">"] + children.map { $0.xml(indent: indent + 1) } + ["\(blanks)</\(name)>"]).joined(separator: "\n")
    }

    /// What XML 1.0 cannot hold (production 2, `Char`) is left out.
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "\t", "\n", " "..."\u{FFFD}", "\u{10000}"...: escaped.append(scalar)
            default: continue
            }
        }
        return String(escaped)
    }
}
