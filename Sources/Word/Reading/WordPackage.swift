import Findings

/// The parts of a DOCX that say something, found through its relationships (ECMA-376 part 2, 9.3), once nothing in it can act or fetch.
struct WordPackage {
    struct Relation {
        var type: String
        var target: String
        var isExternal: Bool
    }

    let path: String
    let document: MarkupElement
    /// By identifier.
    let relations: [String: Relation]
    let styles: MarkupElement?
    let numbering: MarkupElement?
    let notes: [MarkupElement]
    let comments: MarkupElement?
    /// Heads and feet, in the order of their names.
    let furniture: [MarkupElement]
    /// `vereinbarung.json`, where the file has it still.
    let origin: [UInt8]?

    /// - Throws: a finding for what is no DOCX, damaged, acts, or asks for something outside.
    init(_ bytes: [UInt8], path: String) throws(Finding) {
        let reader = try PackageReader(bytes, path: path)
        try WordPackage.refuseWhatActs(reader)
        self.path = path
        let root = try WordPackage.relations(of: "", reader)
        guard let main = root.values.first(where: { $0.type == "officeDocument" }) else {
            if reader.has("mimetype"), reader.has("content.xml") {
                throw Refusal.foreign(path, "Die Datei ist ein OpenDocument-Text (ODT).", "Speichern Sie die Datei in LibreOffice als „Word 2007-365 (.docx)“.")
            }
            throw Refusal.damaged(path, "der Verweis auf den Text fehlt")
        }
        guard let content = try WordPackage.part(main.target, reader), content.name == "w:document" else {
            throw Refusal.damaged(path, "der Text fehlt, oder es ist keine Datei eines Textprogramms")
        }
        document = content
        relations = try WordPackage.relations(of: main.target, reader)
        for (_, relation) in relations.sorted(by: { $0.key < $1.key }) where !relation.isExternal && !reader.has(relation.target) {
            throw Refusal.damaged(path, "der Teil „\(relation.target)“ wird genannt, fehlt aber")
        }
        let targets = Dictionary(grouping: relations.values.filter { !$0.isExternal }, by: \.type).mapValues { $0.map(\.target).sorted() }
        func only(_ type: String) throws(Finding) -> MarkupElement? {
            guard let target = targets[type]?.first else { return nil }
            return try WordPackage.part(target, reader)
        }
        styles = try only("styles")
        numbering = try only("numbering")
        comments = try only("comments")
        var notes: [MarkupElement] = []
        for type in ["footnotes", "endnotes"] { if let part = try only(type) { notes.append(part) } }
        self.notes = notes
        var furniture: [MarkupElement] = []
        for target in (targets["header"] ?? []) + (targets["footer"] ?? []) { if let part = try WordPackage.part(target, reader) { furniture.append(part) } }
        self.furniture = furniture
        var origin: [UInt8]?
        for name in reader.names.sorted() where name.hasPrefix("customXml/") && name.hasSuffix(".xml") && !name.contains("itemProps") && origin == nil {
            if let part = try? WordPackage.part(name, reader), part.name == "herkunft:herkunft" { origin = Array(part.text.utf8) }
        }
        self.origin = origin
    }

    private static func part(_ name: String, _ reader: borrowing PackageReader) throws(Finding) -> MarkupElement? {
        guard let bytes = try reader.bytes(of: name) else { return nil }
        return try MarkupTree.read(bytes, part: name, path: reader.path)
    }

    /// Macros, controls and embedded objects by what they are called or said to be.
    private static func refuseWhatActs(_ reader: borrowing PackageReader) throws(Finding) {
        for name in reader.names.map({ $0.lowercased() }) {
            if name.contains("vbaproject") || name.contains("vbadata") { throw Refusal.active(reader.path, "Makros") }
            if name.contains("activex") { throw Refusal.active(reader.path, "ein ausführbares Steuerelement (ActiveX)") }
            if name.contains("/embeddings/") || name.contains("oleobject") { throw Refusal.active(reader.path, "ein eingebettetes Objekt (OLE)") }
            if name.contains("afchunk") { throw Refusal.active(reader.path, "einen fremden Textteil (altChunk), den erst Word umwandelt") }
        }
        guard let types = try part("[Content_Types].xml", reader) else { throw Refusal.damaged(reader.path, "das Verzeichnis der Teile ([Content_Types].xml) fehlt") }
        if types.elements.contains(where: { $0["ContentType"]?.lowercased().contains("macro") ?? false }) { throw Refusal.active(reader.path, "Makros") }
        for name in reader.names where name.lowercased().hasSuffix(".rels") {
            guard let part = try part(name, reader) else { continue }
            for relation in part.elements {
                let type = relation["Type"].map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
                if ["vbaProject", "oleObject", "control", "aFChunk", "subDocument", "package"].contains(type) {
                    throw Refusal.active(reader.path, "ein eingebettetes oder ausführbares Objekt (\(type))")
                }
                guard relation["TargetMode"]?.lowercased() == "external", type != "hyperlink" else { continue }
                throw Refusal.outside(reader.path, ["attachedTemplate": "eine Formatvorlagen-Datei", "image": "ein Bild", "frame": "eine Seite"][type] ?? "einen Teil (\(type))")
            }
        }
    }

    /// What a part refers to, by identifier; `""`: the package itself.
    private static func relations(of part: String, _ reader: borrowing PackageReader) throws(Finding) -> [String: Relation] {
        let pieces = part.split(separator: "/").map(String.init)
        let folder = pieces.dropLast().joined(separator: "/")
        let name = (folder.isEmpty ? "" : folder + "/") + "_rels/" + (pieces.last ?? "") + ".rels"
        guard let root = try self.part(name, reader) else { return [:] }
        var found: [String: Relation] = [:]
        for element in root.elements {
            guard let id = element["Id"], let target = element["Target"] else { continue }
            let type = element["Type"].map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
            let isExternal = element["TargetMode"]?.lowercased() == "external"
            if found[id] != nil { throw Refusal.damaged(reader.path, "zwei Verweise heißen „\(id)“") }
            found[id] = Relation(type: type, target: isExternal ? target : try resolved(target, in: folder, reader.path), isExternal: isExternal)
        }
        return found
    }

    private static func resolved(_ target: String, in folder: String, _ path: String) throws(Finding) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for piece in target.split(separator: "/").map(String.init) where piece != "." {
            guard piece == ".." else {
                parts.append(piece)
                continue
            }
            guard parts.popLast() != nil else { throw Refusal.damaged(path, "ein Verweis führt aus der Datei hinaus") }
        }
        return parts.joined(separator: "/")
    }
}
