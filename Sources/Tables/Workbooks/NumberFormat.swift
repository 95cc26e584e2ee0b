/// What the number format of a cell shows a number as (ECMA-376 part 1, 18.8.31): up to four sections, for positive and negative numbers, zero
/// and text.
struct NumberFormat: Sendable, Hashable {
    struct Section: Sendable, Hashable {
        var condition: Condition?
        /// `[$-407]`, `[$-de-DE]`: the language of names of months and days; `nil`: the reader's.
        var language: String?
        var tokens: [Token] = []
        /// Something is in it that this program does not show as Excel does.
        var isUnsure = false

        var isDate: Bool { tokens.contains { if case .date = $0 { true } else { false } } }
    }

    struct Condition: Sendable, Hashable {
        var comparison: String
        var bound: Double

        func holds(_ number: Double) -> Bool {
            switch comparison {
            case "<": number < bound
            case "<=": number <= bound
            case ">": number > bound
            case ">=": number >= bound
            case "=": number == bound
            default: number != bound
            }
        }
    }

    enum Token: Sendable, Hashable {
        /// Characters that stand for themselves.
        case literal(String)
        /// `0`, `#`, `?`
        case digit(Unicode.Scalar)
        case point
        case comma
        case percent
        /// `E+` or `E-`
        case exponent(showsPlus: Bool)
        /// Of a fraction; between days and months a point.
        case slash
        /// As a number without format is shown.
        case general
        /// `@`: the cell's text.
        case text
        case date(DatePart)
    }

    /// A letter of a date, so many times.
    enum DatePart: Sendable, Hashable {
        case year(Int), month(Int), day(Int), hour(Int), minute(Int), second(Int)
        /// `.000` behind seconds.
        case fraction(Int)
        /// `[h]`, `[mm]`, `[s]`
        case elapsedHours(Int), elapsedMinutes(Int), elapsedSeconds(Int)
        /// `AM/PM`
        case halfOfDay
    }

    var sections: [Section]

    /// As numbers without a format are shown.
    static let general = NumberFormat(code: "General")

    init(code: String) { sections = NumberFormatParser.sections(of: code) }

    /// The formats that have no code in the file (ECMA-376 part 1, 18.8.30), as Excel in Germany shows them; `nil` for a number that stands for none.
    /// 27–36 and 50–58 are dates of East Asian Excels, in others the short date and times.
    init?(builtIn id: Int) {
        guard let code = NumberFormat.codes[id] else { return nil }
        self.init(code: code)
    }

    private static let codes: [Int: String] = {
        var codes: [Int: String] = [
            0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0 \"€\";-#,##0 \"€\"", 6: "#,##0 \"€\";-#,##0 \"€\"",
            7: "#,##0.00 \"€\";-#,##0.00 \"€\"", 8: "#,##0.00 \"€\";-#,##0.00 \"€\"", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
            14: "dd.mm.yyyy", 15: "dd. mmm yy", 16: "dd. mmm", 17: "mmm yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss",
            22: "dd.mm.yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
            41: "#,##0;-#,##0;\"-\"", 42: "#,##0 \"€\";-#,##0 \"€\";\"- €\"", 43: "#,##0.00;-#,##0.00;\"-\"", 44: "#,##0.00 \"€\";-#,##0.00 \"€\";\"- €\"",
            45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
        ]
        for id in Array(27...31) + [36] + Array(50...54) + [57, 58] { codes[id] = "dd.mm.yyyy" }
        for id in Array(32...35) + [55, 56] { codes[id] = "hh:mm:ss" }
        return codes
    }()

    /// The section that shows a number, and whether it shows the sign itself (then the number is shown without one).
    func section(for number: Double) -> (section: Section, showsSign: Bool)? {
        let numeric = sections.count == 4 ? Array(sections.dropLast()) : sections
        if numeric.contains(where: { $0.condition != nil }) {
            guard let index = numeric.firstIndex(where: { $0.condition?.holds(number) ?? true }) else { return nil }
            // How conditions and signs go together differs from program to program.
            return number < 0 ? nil : (numeric[index], false)
        }
        switch (numeric.count, number) {
        case (0, _): return nil
        case (1, _): return (numeric[0], false)
        case (2, ..<0): return (numeric[1], true)
        case (2, _): return (numeric[0], false)
        case (_, ..<0): return (numeric[1], true)
        case (_, 0): return (numeric[2], false)
        default: return (numeric[0], false)
        }
    }

    /// What a cell with a text shows; `nil` where that is not certain, or nothing.
    func shown(_ text: String) -> String? {
        let section = sections.count == 4 ? sections[3] : sections.first { $0.tokens.contains(.text) }
        guard let section else { return text }
        guard !section.isUnsure, section.tokens.contains(.text) else { return nil }
        return section.tokens.reduce(into: "") { result, token in
            switch token {
            case .text: result += text
            case .literal(let literal): result += literal
            default: break
            }
        }
    }
}
