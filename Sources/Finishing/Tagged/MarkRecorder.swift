/// Notes the marked content of a page while its content is cleaned.
///
/// What is painted must be marked as content or as an artifact; lines and surfaces that are neither count as decoration, texts and pictures
/// as a defect: whoever made the file did not say what they are.
final class MarkRecorder: ContentRecorder {
    private(set) var marks = PageSequences()
    private let resources: QPDFObject
    private var open: [Int] = []
    /// Marked content that holds marked content.
    private var containers: Set<Int> = []
    /// Artifacts within content.
    private var inner: Set<Int> = []
    private var numbers: Set<Int> = []
    /// How many were open when the text object began.
    private var atText: Int?
    /// Where the path that is being made began.
    private var path: Int?

    /// - Parameter resources: of the page, which may hold property lists.
    init(_ resources: QPDFObject) { self.resources = resources }

    /// An operator of marked content.
    /// - Parameter place: where it would stand in the cleaned content.
    func mark(_ operation: String, _ operands: ArraySlice<UInt8>, at place: Int) {
        if path != nil { fail("Markierungen stehen mitten in einer Zeichnung") }
        guard operation == "EMC" else { return begin(ContentOperandReader.operands(operands), at: place) }
        guard let index = open.popLast() else { return fail("Markierungen enden, ohne begonnen zu haben") }
        if let atText, open.count < atText { fail("Markierungen und Textblöcke sind verschränkt") }
        marks.events.append((place, .end(index)))
    }

    private func begin(_ operands: [ContentOperand], at place: Int) {
        let properties = MarkProperties(operands, resources)
        var sequence = PageSequences.Sequence(kind: .other, properties: properties.written)
        let outer = open.map { marks.sequences[$0].kind }
        let isInArtifact = outer.contains(.artifact)
        let isInContent = outer.contains { if case .content = $0 { true } else { false } }
        if operands.first?.name == "Artifact" {
            sequence.kind = isInContent || isInArtifact ? .ignored : .artifact
        } else if let id = properties.number {
            sequence.kind = isInArtifact ? .ignored : .content(id)
            if isInArtifact { marks.buried.insert(id) } else if let owner { containers.insert(owner) }
        }
        if isInContent, operands.first?.name == "Artifact" { inner.insert(marks.sequences.count) }
        if case .content(let id) = sequence.kind, !numbers.insert(id).inserted { fail("zwei Inhalte tragen dieselbe Nummer") }
        open.append(marks.sequences.count)
        marks.events.append((place, .begin(marks.sequences.count)))
        marks.sequences.append(sequence)
    }

    /// An operator that stays, from `place` to `end` in the cleaned content.
    func kept(_ operation: String, _ operands: ArraySlice<UInt8>, from place: Int, to end: Int) {
        switch operation {
        case "BT": atText = open.count
        case "ET":
            if atText != open.count { fail("Markierungen und Textblöcke sind verschränkt") }
            atText = nil
        case "m", "re": path = path ?? place
        case "n": path = nil
        case "f", "F", "f*", "B", "B*", "b", "b*", "s", "S":
            paint(from: path ?? place, to: end)
            path = nil
        case "sh": paint(from: place, to: end)
        case "Tj", "TJ", "'", "\"":
            if ContentOperandReader.operands(operands).flatMap(\.strings).contains(where: { !$0.isEmpty }) { show(isText: true) }
        case "BI": show(isText: false)
        case "Do":
            // A drawing may hold text.
            let name = ContentOperandReader.operands(operands).last?.name ?? ""
            show(isText: resources["/XObject"]["/" + name]["/Subtype"].name != "Image")
        default: break
        }
    }

    /// Whose what is drawn is.
    private var owner: Int? {
        open.last { index in
            switch marks.sequences[index].kind {
            case .content, .artifact: true
            case .other, .ignored: false
            }
        }
    }

    private func paint(from place: Int, to end: Int) {
        let owner = owner
        marks.events.append((place, .beginPath(in: owner)))
        marks.events.append((end, .endPath(in: owner)))
    }

    private func show(isText: Bool) {
        guard let owner else { return fail(isText ? "Text steht außerhalb der Gliederung" : "ein Bild steht außerhalb der Gliederung") }
        if isText { marks.sequences[owner].hasText = true } else { marks.sequences[owner].hasPicture = true }
        if !inner.isDisjoint(with: open) { fail("als Beiwerk Markiertes steht mitten in Inhalt") }
    }

    /// To be called when the content is at its end.
    func finish() {
        if !open.isEmpty { fail("Markierungen enden nicht") }
        // Some programs put marks around marks; only the innermost ones say what something is.
        for index in containers.sorted() {
            if marks.sequences[index].isReal { fail("markierte Inhalte sind ineinander verschachtelt") }
            marks.sequences[index].kind = .ignored
        }
    }

    func fail(_ reason: String) {
        if marks.defect == nil { marks.defect = StructureDefect(reason: reason) }
    }
}

/// The property list of marked content (ISO 32000-1, 14.6.2), in the content or among the resources.
struct MarkProperties {
    private(set) var number: Int?
    /// Replacement texts and language, as they are written (14.9).
    private(set) var written = ""

    init(_ operands: [ContentOperand], _ resources: QPDFObject) {
        guard operands.count >= 2 else { return }
        if operands.count == 2, let name = operands[1].name {
            let list = resources["/Properties"]["/" + name]
            number = list["/MCID"].double.flatMap { Int(exactly: $0) }
            for key in ["ActualText", "Alt", "E", "Lang"] {
                if let bytes = list["/" + key].bytes { keep(key, bytes) }
            }
            return
        }
        for (key, value) in zip(operands.dropFirst(2), operands.dropFirst(3)) {
            switch (key.name, value) {
            case ("MCID"?, .number(let id)): number = number ?? Int(exactly: id)
            case (let key?, .string(let bytes)) where ["ActualText", "Alt", "E", "Lang"].contains(key): keep(key, bytes)
            default: break
            }
        }
    }

    /// UTF-16, UTF-8 (PDF 2.0), or letters of one byte, none of which is of private use (ISO 32000-2, 7.9.2.2).
    private static func isReadable(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: [0xFE, 0xFF]) else { return String(decoding: bytes, as: UTF8.self).isReadable || !bytes.starts(with: [0xEF, 0xBB, 0xBF]) }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return bytes.count.isMultiple(of: 2) && String(decoding: units, as: UTF16.self).isReadable
    }

    private mutating func keep(_ key: String, _ bytes: [UInt8]) {
        if key != "Lang", !Self.isReadable(bytes) { return }
        if key == "Lang", !StructureLanguage.isOne(String(decoding: bytes, as: UTF8.self)) { return }
        var out = PDFBytes()
        out.name(key)
        out.text("<")
        for byte in bytes { out.hexadecimal(byte) }
        out.text(">")
        written += String(decoding: out.bytes, as: UTF8.self)
    }
}

enum StructureLanguage {
    /// What the standards take for one (ISO 14289-1, 7.2; RFC 3066).
    static func isOne(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.allSatisfy({ $0.isASCII && $0.isLetter }) else { return false }
        return parts.allSatisfy { (1...8).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    }
}
