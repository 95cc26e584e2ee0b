import Foundation

/// File names that every system takes: ASCII letters, digits, hyphens.
public enum FileName {
    private static let longest = 60

    /// „7“ and „Kita »Sonne« & Söhne“ give `7-kita-sonne-soehne.pdf`.
    public static func contract(number: String, partner: String) -> String {
        let parts = [slug(number), slug(partner)].filter { !$0.isEmpty }
        return (parts.isEmpty ? "vertrag" : parts.joined(separator: "-")) + ".pdf"
    }

    static func slug(_ text: String) -> String {
        var slug = ""
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            guard slug.utf8.count < longest else { break }
            switch scalar {
            case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
            // A combining diaeresis turns a, o, u into German spelling; other marks are dropped.
            case "\u{308}": if let last = slug.last, "aou".contains(last) { slug.append("e") }
            case "ß": slug += "ss"
            case "\u{300}"..."\u{36F}": break
            case "ł": slug.append("l")
            case "ø": slug.append("o")
            case "đ": slug.append("d")
            case "ı": slug.append("i")
            case "æ": slug += "ae"
            case "œ": slug += "oe"
            default: if !slug.isEmpty, slug.last != "-" { slug.append("-") }
            }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug
    }
}
