import Findings

/// What the styles of an ODS file say that matters for reading: which sheets are hidden, and what is struck through.
final class OpenDocumentStyles: XMLReceiver {
    private struct Style {
        var parent: String?
        /// `nil`: as the parent says.
        var isStruck: Bool?
    }

    private(set) var hiddenSheets: Set<String> = []
    private var styles: [String: Style] = [:]
    private var current = ""
    private var currentName = ""
    /// Whether anything is struck through at all.
    private(set) var hasStruck = false

    /// Takes elements of `styles.xml`, and those of `content.xml` before its sheets.
    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "style", "default-style":
            currentName = attributes["name"] ?? ""
            current = "\(attributes["family"] ?? "") \(currentName)"
            guard styles.count < TableLimits.cellFormats else { return }
            styles[current] = Style(parent: attributes["parent-style-name"], isStruck: nil)
        case "table-properties":
            if attributes["display"] == "false", hiddenSheets.count < TableLimits.parts { hiddenSheets.insert(currentName) }
        case "text-properties":
            guard let style = attributes["text-line-through-style"] ?? attributes["text-line-through-type"] else { return }
            styles[current]?.isStruck = style != "none"
            if style != "none" { hasStruck = true }
        default: break
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// - Parameter family: `table-cell`, `text`.
    func strikes(_ name: String?, family: String) -> Bool {
        guard hasStruck, var name else { return false }
        for _ in 0..<16 {
            guard let style = styles["\(family) \(name)"] else { return false }
            if let isStruck = style.isStruck { return isStruck }
            guard let parent = style.parent else { return false }
            name = parent
        }
        return false
    }
}
