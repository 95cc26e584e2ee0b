extension GermanNumber {
    /// How „1“ ends: alone it is „eins“, before a noun „ein“ or „eine“.
    public enum One: String, Sendable, Hashable, CaseIterable {
        case alone = "eins"
        case masculineOrNeuter = "ein"
        case feminine = "eine"
    }

    /// „null“ to „neunhundertneunundneunzigtausendneunhundertneunundneunzig“, in small letters, one word.
    ///
    /// - Returns: `nil` outside 0…999,999.
    public static func words(_ number: Int, one: One = .alone) -> String? {
        switch number {
        case 0: "null"
        case 1...999: hundreds(number, one: one.rawValue)
        case 1000...999_999:
            hundreds(number / 1000, one: "ein") + "tausend"
                + (number % 1000 == 0 ? "" : hundreds(number % 1000, one: one.rawValue))
        default: nil
        }
    }

    /// The stem of an ordinal, without its ending: „dritt“ for „der dritte“, „zum dritten“.
    ///
    /// - Returns: `nil` outside 1…999,999.
    public static func ordinalStem(_ number: Int) -> String? {
        guard number > 0, let cardinal = words(number) else { return nil }
        let last = number % 100
        if (1...19).contains(last) {
            let irregular = [1: "erst", 3: "dritt", 7: "siebt", 8: "acht"]
            guard let stem = irregular[last] else { return cardinal + "t" }
            return cardinal.dropLast(small[last].count) + stem
        }
        return cardinal + "st"
    }

    private static let small = [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
        "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ]
    private static let tens = [
        "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
    ]

    /// 1…999
    private static func hundreds(_ number: Int, one: String) -> String {
        let rest = number % 100
        var result = ""
        if number >= 100 { result = (number >= 200 ? small[number / 100] : "ein") + "hundert" }
        switch rest {
        case 0: break
        case 1: result += one
        case 2...19: result += small[rest]
        default:
            let unit = rest % 10
            if unit > 0 { result += (unit == 1 ? "ein" : small[unit]) + "und" }
            result += tens[rest / 10]
        }
        return result
    }
}

/// Lists within a sentence.
public enum GermanList {
    /// „a, b und c“; „“ for nothing.
    public static func joined(_ items: [String], by conjunction: String = "und") -> String {
        guard let last = items.last else { return "" }
        guard items.count > 1 else { return last }
        return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
