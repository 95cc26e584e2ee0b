import Foundation

/// Text taken out of a PDF by poppler, compared with the assembled text.
///
/// Lines end where the page wanted it, so a line end may stand for a space or for nothing; every other character, and
/// every space within a line, has to agree.
struct ExtractedText {
    /// Unicode scalars; U+00AD with the line end after it is gone.
    private(set) var scalars: [Unicode.Scalar]

    init(_ text: String) {
        var result: [Unicode.Scalar] = []
        var afterSoftHyphen = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{AD}" {
                afterSoftHyphen = true
                continue
            }
            if afterSoftHyphen, scalar == "\n" || scalar == "\u{0C}" || scalar == " " { continue }
            afterSoftHyphen = false
            if !ExtractedText.isIgnorable(scalar) { result.append(scalar) }
        }
        scalars = result
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Takes `piece` off the end, white space apart; `false` (and nothing is taken) where the text does not end with it.
    mutating func removeLast(_ piece: String) -> Bool {
        let wanted = piece.unicodeScalars.filter { !ExtractedText.isIgnorable($0) && !$0.properties.isWhitespace }
        var end = scalars.count
        for scalar in wanted.reversed() {
            while end > 0, scalars[end - 1].properties.isWhitespace { end -= 1 }
            guard end > 0, scalars[end - 1] == scalar else { return false }
            end -= 1
        }
        scalars.removeSubrange(end...)
        return true
    }

    /// The same at the beginning.
    mutating func removeFirst(_ piece: String) -> Bool {
        var turned = ExtractedText("")
        turned.scalars = scalars.reversed()
        var view = String.UnicodeScalarView()
        view.append(contentsOf: piece.unicodeScalars.reversed())
        guard turned.removeLast(String(view)) else { return false }
        scalars = turned.scalars.reversed()
        return true
    }

    /// `nil` where both agree; else a passage around the first difference.
    func difference(from assembled: String) -> String? {
        let expected = Array(assembled.unicodeScalars.filter { !ExtractedText.isIgnorable($0) })
        var i = 0
        var j = 0
        while true {
            let lineEnd = skipLineEnds(&i)
            let spaces = skipSpaces(expected, &j)
            if i == scalars.count && j == expected.count { return nil }
            guard i < scalars.count, j < expected.count, scalars[i] == expected[j],
                lineEnd != .none || !spaces || i == 0, lineEnd != .space || spaces || j == 0
            else { return passage(i, expected, j) }
            i += 1
            j += 1
        }
    }

    private enum Gap { case none, space, lineEnd }

    private func skipLineEnds(_ i: inout Int) -> Gap {
        var gap = Gap.none
        while i < scalars.count, scalars[i].properties.isWhitespace {
            if scalars[i] == "\n" || scalars[i] == "\u{0C}" { gap = .lineEnd } else if gap == .none { gap = .space }
            i += 1
        }
        return gap
    }

    private func skipSpaces(_ text: [Unicode.Scalar], _ j: inout Int) -> Bool {
        let start = j
        while j < text.count, text[j].properties.isWhitespace { j += 1 }
        return j > start
    }

    private func passage(_ i: Int, _ expected: [Unicode.Scalar], _ j: Int) -> String {
        func cut(_ text: [Unicode.Scalar], _ at: Int) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text[max(0, min(at, text.count) - 60)..<min(text.count, at + 60)])
            return String(view)
        }
        return "im PDF: …\(cut(scalars, i))…\nzusammengesetzt: …\(cut(expected, j))…"
    }

    /// Joiners and break controls have no glyph.
    private static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2060, 0x200B, 0x200C, 0x200D, 0xFEFF: true
        default: false
        }
    }
}
