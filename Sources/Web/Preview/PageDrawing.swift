import Foundation
import Production

/// A page of a contract as SVG: the engine's picture, and over it the words as text that can be selected, searched and read aloud.
///
/// Places are attributes of SVG, which a strict content security policy allows; styles in attributes it does not.
enum PageDrawing {
    enum Picture: Sendable {
        /// Fetched by the browser from this address.
        case at(String)
        /// A PNG that comes with the drawing (RFC 2397): a browser has it without asking once more.
        case within([UInt8])

        fileprivate var address: String {
            switch self {
            case .at(let address): PageDrawing.escaped(address)
            case .within(let bytes): "data:image/png;base64," + Data(bytes).base64EncodedString()
            }
        }
    }

    /// - Parameters:
    ///   - page: as it is set.
    ///   - number: from 1.
    ///   - words: of the page, in reading order.
    ///   - picture: address of its picture.
    ///   - marked: numbers of words with a box under them.
    ///   - kind: of these boxes: `neu`, `fort`.
    ///   - id: `nil`: by its number.
    static func svg(_ page: PreviewPage, number: Int, words: [PreviewWord], picture: Picture, marked: Set<Int> = [], as kind: String = "neu", id: String? = nil) -> String {
        var text =
            "<svg class=\"seite\" viewBox=\"0 0 \(figure(page.width)) \(figure(page.height))\" role=\"group\" aria-label=\"Seite \(number)\" data-seite=\"\(page.id)\" id=\"\(id ?? "seite-\(number)")\">"
            + "<image href=\"\(picture.address)\" width=\"\(figure(page.width))\" height=\"\(figure(page.height))\"></image>"
        for index in marked.sorted() where words.indices.contains(index) {
            let word = words[index]
            text +=
                "<rect class=\"\(kind)\" x=\"\(figure(word.x - 1))\" y=\"\(figure(word.y))\" width=\"\(figure(word.width + 2))\" height=\"\(figure(word.height))\"></rect>"
        }
        var index = 0
        while index < words.count {
            let first = words[index]
            var line = "<text y=\"\(figure(first.y + first.height * 0.78))\" font-size=\"\(figure(first.height * 0.82))\"\(first.isFurniture ? " aria-hidden=\"true\"" : "")>"
            while index < words.count, words[index].y == first.y, words[index].height == first.height, words[index].isFurniture == first.isFurniture {
                line += word(words[index]) + " "
                index += 1
            }
            text += line + "</text>"
        }
        return text + "</svg>"
    }

    private static func word(_ word: PreviewWord) -> String {
        let origin = (word.field.map { " data-feld=\"\(escaped($0))\"" } ?? "") + (word.clause.map { " data-klausel=\"\(escaped($0))\"" } ?? "")
        let span = "<tspan x=\"\(figure(word.x))\" textLength=\"\(figure(word.width))\" lengthAdjust=\"spacingAndGlyphs\"\(origin)>\(escaped(word.text))</tspan>"
        guard let field = word.field else { return span }
        return "<a href=\"#feld-\(escaped(field))\" tabindex=\"-1\">\(span)</a>"
    }

    /// Hundredths of a point.
    private static func figure(_ number: Double) -> String {
        let hundredths = Int((number.isFinite ? min(max(number, -100_000), 100_000) : 0) * 100)
        let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        return (hundredths < 0 ? "-\(whole)" : "\(whole)") + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
    }

    /// By bytes, for a page has five hundred words with three attributes each.
    fileprivate static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
