import CExpat
import Findings
import Foundation

/// An element of a part with all that is in it. Names of WordprocessingML begin with `w:`, of relationships with `r:`, of markup
/// compatibility with `mc:`, whatever prefixes the file has; all others have none.
struct MarkupElement: Sendable {
    enum Content: Sendable {
        case element(MarkupElement)
        case text(String)
    }

    var name: String
    var attributes: [(name: String, value: String)]
    var content: [Content] = []

    subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    var elements: [MarkupElement] { content.compactMap { if case .element(let element) = $0 { element } else { nil } } }

    func first(_ name: String) -> MarkupElement? {
        for case .element(let element) in content where element.name == name { return element }
        return nil
    }

    /// `w:val` of a child.
    func value(of name: String) -> String? { first(name)?["w:val"] }

    /// Of an on/off property (ECMA-376-1, 17.17.4): there, and not switched off.
    func isOn(_ name: String) -> Bool {
        guard let property = first(name) else { return false }
        return !["0", "false", "off"].contains(property["w:val"] ?? "true")
    }

    /// All text in it, in order.
    var text: String {
        content.map { part in
            switch part {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }
}

/// Reads a part with expat. A document type is refused, so there are no entities to expand and nothing outside is ever fetched
/// (ECMA-376 part 2, 8.1.4 allows none).
final class MarkupTree {
    private let path: String
    private let part: String
    private let parser: XML_Parser
    private var open: [MarkupElement] = []
    private var root: MarkupElement?
    private var count = 0
    private var failure: Finding?

    private init(_ path: String, _ part: String) throws(Finding) {
        guard let parser = XML_ParserCreateNS(nil, 0x7C) else { throw Refusal.damaged(path, "zu wenig Arbeitsspeicher") }
        (self.path, self.part, self.parser) = (path, part, parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(parser, { data, name, attributes in MarkupTree.of(data)?.start(name, attributes) }, { data, _ in MarkupTree.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { data, text, count in MarkupTree.of(data)?.text(text, count) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in MarkupTree.of(data)?.refuseDocumentType() }
    }

    deinit { XML_ParserFree(parser) }

    /// - Throws: `word-beschaedigt` where it is no XML, too deep, or has a document type; `zip-bombe` where it has too many elements.
    static func read(_ bytes: [UInt8], part: String, path: String) throws(Finding) -> MarkupElement {
        let tree = try MarkupTree(path, part)
        let status = bytes.withUnsafeBytes { buffer in
            XML_Parse(tree.parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), 1)
        }
        if let failure = tree.failure { throw failure }
        guard status != XML_STATUS_ERROR, let root = tree.root else {
            throw Refusal.damaged(path, "der Teil „\(part)“ ist in Zeile \(expat_current_line(tree.parser)) kein gültiges XML")
        }
        return root
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupTree? { data.map { Unmanaged<MarkupTree>.fromOpaque($0).takeUnretainedValue() } }

    /// Transitional and strict files say the same with other names.
    private static let prefixes = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:", "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:", "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:", OriginPart.namespace: "herkunft:",
    ]

    private func name(_ full: UnsafePointer<XML_Char>) -> String {
        guard let bar = strrchr(full, 0x7C) else { return String(cString: full) }
        let space = String(decoding: UnsafeRawBufferPointer(start: full, count: UnsafePointer(bar) - full), as: UTF8.self)
        return (Self.prefixes[space] ?? "") + String(cString: bar + 1)
    }

    private func start(_ name: UnsafePointer<XML_Char>?, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard failure == nil, let name else { return }
        count += 1
        if open.count >= ReadLimits.nesting { return stop(Refusal.damaged(path, "der Teil „\(part)“ ist mehr als \(ReadLimits.nesting)-fach verschachtelt")) }
        if count > ReadLimits.elements { return stop(Refusal.bomb(path, "Der Teil „\(part)“ der Datei hat mehr als \(ReadLimits.elements) Elemente")) }
        var attributes: [(name: String, value: String)] = []
        if var pair = list {
            while let key = pair[0], let value = pair[1] {
                attributes.append((self.name(key), String(cString: value)))
                pair += 2
            }
        }
        open.append(MarkupElement(name: self.name(name), attributes: attributes))
    }

    private func end() {
        guard failure == nil, let done = open.popLast() else { return }
        if open.isEmpty { root = done } else { open[open.count - 1].content.append(.element(done)) }
    }

    private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
        guard failure == nil, let text, count > 0, !open.isEmpty else { return }
        let piece = String(decoding: UnsafeRawBufferPointer(start: text, count: Int(count)), as: UTF8.self)
        let last = open.count - 1
        if case .text(let before)? = open[last].content.last {
            open[last].content[open[last].content.count - 1] = .text(before + piece)
        } else {
            open[last].content.append(.text(piece))
        }
    }

    private func refuseDocumentType() {
        stop(
            Finding(
                .fehler, "word-beschaedigt", at: .file(path),
                "Der Teil „\(part)“ der Datei enthält eine Dokumenttyp-Angabe (DOCTYPE); die hat keine Word-Datei, und sie kann Schaden anrichten.",
                remedy: "Prüfen Sie, woher die Datei stammt, und speichern Sie sie in Word oder LibreOffice neu."))
    }

    private func stop(_ finding: Finding) {
        failure = failure ?? finding
        XML_StopParser(parser, 0)
    }
}
