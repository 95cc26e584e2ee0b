import Layout

/// One content stream as Cairo made it, with the fonts it names.
package struct DrawnStream: Sendable, Hashable {
    /// Flate-compressed.
    package var data: [UInt8]
    package var fonts: [FontResource]

    /// In one go: an array is hashed byte by byte.
    package func hash(into hasher: inout Hasher) { data.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// A font as a content stream names it.
package struct FontResource: Sendable, Hashable {
    /// `f-0-1`: Cairo's number of the font, and of its subset.
    package var name: String
    package var face: FaceVariant
    /// Cairo splits a face into Latin (0) and the rest (1).
    package var subset: Int
}

/// Reads what Cairo writes when a page ends. All it relies on is PDF's syntax, that a page's content is the one stream among
/// its objects, and Cairo's names of fonts, which versions 1.16 and 1.18 form alike (`f-FONT-SUBSET`).
enum CairoOutput {
    static func page(_ bytes: [UInt8], fonts: [FaceVariant]) throws(DrawingError) -> DrawnStream {
        var reader = CairoObjectReader(bytes[...])
        var content: ArraySlice<UInt8>?
        var named: [FontResource] = []
        while let object = try reader.next(length: { _ in nil }) {
            if let data = object.data {
                guard content == nil else { throw .unexpectedOutput("zwei Ströme für eine Seite") }
                content = data
            } else {
                try addFonts(of: object, fonts, to: &named)
            }
        }
        guard let content else { throw .unexpectedOutput("kein Inhaltsstrom") }
        return DrawnStream(data: Array(content), fonts: named)
    }

    /// The names of fonts in a dictionary of resources.
    private static func addFonts(
        of object: CairoObject, _ fonts: [FaceVariant], to named: inout [FontResource]
    ) throws(DrawingError) {
        var lexer = PDFLexer(object.text)
        while let token = lexer.next() {
            guard token == .name, lexer.text.starts(with: "f-".utf8) else { continue }
            let name = String(decoding: lexer.text, as: UTF8.self)
            let parts = name.split(separator: "-")
            guard parts.count == 3, let font = Int(parts[1]), let subset = Int(parts[2]), fonts.indices.contains(font) else {
                throw .unexpectedOutput("unbekannter Schriftname")
            }
            named.append(FontResource(name: name, face: fonts[font], subset: subset))
        }
    }
}
