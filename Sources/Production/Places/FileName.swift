import Checksum
import Foundation

/// File names that every system takes.
public enum FileName {
    /// Longest text of one value in a name, bytes.
    private static let longest = 60

    /// ASCII letters, digits and hyphens: „Kita »Sonne« & Söhne“ gives `kita-sonne-soehne`.
    static func slug(_ text: String) -> String { germanSlug(text) ?? generalSlug(text) }

    /// The same for what nearly every name consists of, ASCII and German letters; `nil`: there is something else. Each row of a series asks for it three times, and
    /// Unicode's tables would be a fiftieth of a contract's work.
    private static func germanSlug(_ text: String) -> String? {
        guard text.unicodeScalars.allSatisfy({ $0.isASCII || "äöüÄÖÜß".unicodeScalars.contains($0) }) else { return nil }
        var slug: [UInt8] = []
        slug.reserveCapacity(longest + 2)
        func append(_ letters: StaticString) {
            letters.withUTF8Buffer { for letter in $0 where slug.count < longest { slug.append(letter) } }
        }
        for scalar in text.unicodeScalars {
            guard slug.count < longest else { break }
            switch scalar {
            case "a"..."z", "0"..."9": slug.append(UInt8(truncatingIfNeeded: scalar.value))
            case "A"..."Z": slug.append(UInt8(truncatingIfNeeded: scalar.value + 0x20))
            case "ä", "Ä": append("ae")
            case "ö", "Ö": append("oe")
            case "ü", "Ü": append("ue")
            // Whole, also where only one letter has room.
            case "ß": slug += "ss".utf8
            default: if !slug.isEmpty, slug.last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
            }
        }
        while slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug, as: UTF8.self)
    }

    static func generalSlug(_ text: String) -> String {
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

    /// A whole name as Windows, macOS and Linux take it: no path, no reserved characters or device names, composed (NFC), at
    /// most 150 bytes before the ending, neither hidden nor ending in a point or a blank.
    ///
    /// Rules: learn.microsoft.com, „Naming Files, Paths, and Namespaces“.
    public static func safe(_ name: String) -> String { isSafe(name) ? name : cleaned(name) }

    /// Whether it certainly is one already: small ASCII letters, digits and hyphens before the ending, and too many of them for a device's name.
    private static func isSafe(_ name: String) -> Bool {
        let (bytes, hyphen) = (name.utf8, UInt8(ascii: "-"))
        guard name.hasSuffix(".pdf"), bytes.count > 8, bytes.count <= 154 else { return false }
        let stem = bytes.dropLast(4)
        return stem.first != hyphen && stem.last != hyphen
            && stem.allSatisfy { byte in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == hyphen }
    }

    static func cleaned(_ name: String) -> String {
        var clean = ""
        for scalar in name.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": clean.append("-")
            default:
                let category = scalar.properties.generalCategory
                if [.control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator].contains(category) {
                    continue
                }
                clean.unicodeScalars.append(scalar)
            }
        }
        let ending = clean.lowercased().hasSuffix(".pdf") ? 4 : 0
        var stem = String(clean.dropLast(ending))
        while stem.utf8.count > 150 { stem.removeLast() }
        while let last = stem.last, ". -".contains(last) { stem.removeLast() }
        while let first = stem.first, ". -".contains(first) { stem.removeFirst() }
        if stem.isEmpty { stem = "vertrag" }
        let device = stem.split(separator: ".").first.map { $0.uppercased() } ?? ""
        let isNumbered = device.count == 4 && ["COM", "LPT"].contains(device.prefix(3)) && device.last?.isNumber == true
        if ["CON", "PRN", "AUX", "NUL"].contains(device) || isNumbered { stem = "_" + stem }
        return stem + ".pdf"
    }

    /// „007-kita-sonne.docx“ beside „007-kita-sonne.pdf“.
    static func wordCopy(beside contract: String) -> String { (contract.lowercased().hasSuffix(".pdf") ? String(contract.dropLast(4)) : contract) + ".docx" }

    /// Names with the same key are one file on a system that ignores case or composition.
    static func key(_ name: String) -> UInt64 { key(canonical: canonical(name)) }

    static func key(canonical name: String) -> UInt64 { StableHash.of(name) }

    /// The same for names that are one file on such a system.
    static func canonical(_ name: String) -> String { name.precomposedStringWithCanonicalMapping.lowercased() }
}
