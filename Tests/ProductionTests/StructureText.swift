import ChildProcess

/// The structure tree of a PDF with the text of its leaves, as `pdfinfo -struct-text` (poppler) tells it: what a screen reader gets.
struct StructureText {
    var role: String
    var text = ""
    var children: [StructureText] = []

    /// - Parameter path: of the PDF.
    static func read(_ path: String) throws -> StructureText {
        let output = try ChildProcess.run("pdfinfo", ["-struct-text", path]).output
        var stack: [(indent: Int, node: StructureText)] = [(-1, StructureText(role: ""))]
        func close(to indent: Int) {
            while stack.count > 1, let last = stack.last, last.indent >= indent {
                stack.removeLast()
                stack[stack.count - 1].node.children.append(last.node)
            }
        }
        var quoted: (indent: Int, text: String)?
        for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " }.count
            var content = line.dropFirst(indent)
            // A text with line breaks goes on until its closing quote.
            if let open = quoted {
                content = line[...]
                quoted = (open.indent, open.text + "\n" + content)
            } else if content.hasPrefix("\"") {
                quoted = (indent, String(content.dropFirst()))
            } else if content.isEmpty || content.hasPrefix("/") || content.hasPrefix("Object ") {
                continue
            } else {
                close(to: indent)
                let role = content.prefix { $0 != " " && $0 != ":" }
                stack.append((indent, StructureText(role: String(role))))
            }
            if let done = quoted, done.text.hasSuffix("\"") {
                close(to: done.indent)
                stack[stack.count - 1].node.children.append(StructureText(role: "", text: String(done.text.dropLast())))
                quoted = nil
            }
        }
        close(to: 0)
        return stack[0].node
    }

    /// The same of a tree that pikepdf has read, with its text: Poppler 22.12 leaves out elements of PDF 2.0 (FENote).
    init(_ element: TaggedElement) {
        role = element.role
        text = element.text ?? ""
        children = element.kids.map(StructureText.init)
    }

    init(role: String, text: String = "") {
        self.role = role
        self.text = text
    }

    /// Roles that stand within a line.
    private static let inline: Set<String> = ["", "Span", "Reference", "Link", "Quote"]

    /// The texts of the blocks in the order of the tree; within a block nothing is put between the parts.
    ///
    /// - Parameter wanted: whether to go into an element of that role.
    func blocks(where wanted: (String) -> Bool) -> [String] {
        var lines: [String] = []
        var current = ""
        func walk(_ node: StructureText) {
            // A place to write on parts what stands around it, as a block does.
            guard wanted(node.role) else { return flush() }
            let isBlock = !StructureText.inline.contains(node.role)
            if isBlock, !current.isEmpty { flush() }
            current += node.text
            for child in node.children { walk(child) }
            if isBlock { flush() }
        }
        func flush() {
            if !current.isEmpty { lines.append(current) }
            current = ""
        }
        walk(self)
        flush()
        return lines
    }

    /// Texts of the elements of a role, each whole.
    func texts(of role: String) -> [String] {
        self.role == role ? [blocks { _ in true }.joined(separator: " ")] : children.flatMap { $0.texts(of: role) }
    }
}
