/// Characters that have no business in running text: they would vanish in print or turn the reading order round.
package enum TextHygiene {
    /// German name of a forbidden scalar, `nil` for all others.
    package static func forbiddenName(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: nil
        case 0x00...0x1F, 0x7F...0x9F: "Steuerzeichen \(code(scalar))"
        // UAX #9: explicit embeddings, overrides and isolates; and the marks that switch direction unseen.
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: "Zeichen für die Schreibrichtung \(code(scalar))"
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF: "privates Zeichen \(code(scalar))"
        case 0xFEFF, 0xFFF9...0xFFFB, 0x2028, 0x2029, 0xE0000...0xE007F: "unsichtbares Zeichen \(code(scalar))"
        case 0xFFFD: "Ersatzzeichen für ein unlesbares Zeichen \(code(scalar))"
        case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): "Nichtzeichen \(code(scalar))"
        default: nil
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
    }
}
