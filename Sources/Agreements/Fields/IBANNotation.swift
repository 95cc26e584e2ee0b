import Settings

/// International bank account numbers (ISO 13616): read as people type them, checked, written in groups of four.
enum IBANNotation {
    package enum Fault: Error, Equatable {
        /// Anything but letters and digits between the blanks, or not two letters and two digits to begin with.
        case form
        /// The country's numbers have so many characters.
        case length(country: String, expected: Int, found: Int)
        /// ISO 7064, MOD 97-10: a digit is wrong or two have changed places.
        case checkDigits

        /// A German clause: „… ist keine IBAN: “.
        var reason: String {
            switch self {
            case .form: "sie beginnt mit zwei Buchstaben und zwei Ziffern, danach folgen Ziffern und Buchstaben"
            case .length(let country, let expected, let found): "mit \(country) hat sie \(expected) Zeichen, hier sind es \(found)"
            case .checkDigits: "die Prüfziffern stimmen nicht, eine Ziffer ist falsch oder vertauscht"
            }
        }
    }

    /// - Returns: in capitals, in groups of four with no-break spaces between them, as it is printed (ISO 13616-1, 6.3).
    static func read(_ text: String) throws(Fault) -> String {
        var characters: [UInt8] = []
        for scalar in text.unicodeScalars where !scalar.isWhiteSpace && scalar != "-" && scalar != "\u{2011}" {
            guard let byte = UInt8(exactly: scalar.value) else { throw .form }
            characters.append((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
        }
        guard (15...34).contains(characters.count), characters[..<2].allSatisfy(isLetter), characters[2..<4].allSatisfy(isDigit),
            characters[4...].allSatisfy({ isLetter($0) || isDigit($0) })
        else { throw .form }
        let country = String(decoding: characters[..<2], as: UTF8.self)
        if let expected = lengths[country], expected != characters.count {
            throw .length(country: country, expected: expected, found: characters.count)
        }
        guard remainder(characters[4...] + characters[..<4]) == 1 else { throw .checkDigits }
        let groups = stride(from: 0, to: characters.count, by: 4).map {
            String(decoding: characters[$0..<min($0 + 4, characters.count)], as: UTF8.self)
        }
        return groups.joined(separator: "\u{A0}")
    }

    /// Letters count as 10 to 35; digit by digit, so that nothing overflows.
    private static func remainder(_ characters: ArraySlice<UInt8>) -> Int {
        var value = 0
        for byte in characters {
            if isDigit(byte) {
                value = (value * 10 + Int(byte - UInt8(ascii: "0"))) % 97
            } else {
                value = (value * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
            }
        }
        return value
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Of the countries whose accounts take part in SEPA (ISO 13616 register; European Payments Council, EPC409-09). Others are
    /// checked by their digits alone.
    private static let lengths: [String: Int] = [
        "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
        "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
        "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19,
        "SK": 24, "SM": 27, "VA": 22,
    ]
}
