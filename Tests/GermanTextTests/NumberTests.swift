import Testing

@testable import GermanText

@Test("Dates are printed long and short")
func dates() {
    #expect(GermanDate.long(year: 2026, month: 9, day: 16) == "16.\u{A0}September 2026")
    #expect(GermanDate.long(year: 2026, month: 3, day: 1) == "1.\u{A0}März 2026")
    #expect(GermanDate.short(year: 2026, month: 3, day: 1) == "01.03.2026")
    #expect(GermanDate.long(year: 2026, month: 13, day: 1) == "01.13.2026")
}

@Test(
    "Amounts of money have two places, groups and a tied unit",
    arguments: [
        ("1200", "1.200,00~Euro"), ("0.5", "0,50~Euro"), ("2100000", "2.100.000,00~Euro"), ("-12.345", "−12,345~Euro"), ("999", "999,00~Euro"),
    ])
func amounts(plain: String, expected: String) {
    #expect(GermanNumber.amount(plain).map(visible) == expected)
}

@Test("The unit of an amount can be chosen or left out")
func amountUnits() {
    #expect(GermanNumber.amount("5", unit: "€") == "5,00\u{A0}€")
    #expect(GermanNumber.amount("5", unit: "") == "5,00")
}

@Test(
    "Decimals have a comma and, from five digits on, narrow groups",
    arguments: [("2026", "2026"), ("12345.5", "12^345,5"), ("1234567", "1^234^567"), ("-3.25", "−3,25"), ("0", "0")])
func decimals(plain: String, expected: String) {
    #expect(GermanNumber.decimal(plain).map(visible) == expected)
}

@Test("What is no plain number is refused", arguments: ["", "-", "1,5", "1.", ".5", "1e5", "1.2.3", "zwei", "+1", "１"])
func refusesNumbers(plain: String) {
    #expect(GermanNumber.amount(plain) == nil)
    #expect(GermanNumber.decimal(plain) == nil)
}

@Test(
    "Numbers as words",
    arguments: [
        (0, "null"), (1, "eins"), (7, "sieben"), (11, "elf"), (12, "zwölf"), (16, "sechzehn"), (17, "siebzehn"), (21, "einundzwanzig"),
        (30, "dreißig"), (76, "sechsundsiebzig"), (100, "einhundert"), (101, "einhunderteins"), (212, "zweihundertzwölf"), (1000, "eintausend"),
        (1001, "eintausendeins"), (2026, "zweitausendsechsundzwanzig"), (101_000, "einhunderteintausend"),
        (999_999, "neunhundertneunundneunzigtausendneunhundertneunundneunzig"),
    ])
func words(number: Int, expected: String) {
    #expect(GermanNumber.words(number) == expected)
}

@Test("One before a noun has the noun's ending, and words end at 999 999")
func wordsForOne() {
    #expect(GermanNumber.words(1, one: .masculineOrNeuter) == "ein")
    #expect(GermanNumber.words(1, one: .feminine) == "eine")
    #expect(GermanNumber.words(-1) == nil)
    #expect(GermanNumber.words(1_000_000) == nil)
}

@Test("All words for numbers differ")
func wordsDiffer() {
    #expect(Set((0...9999).compactMap { GermanNumber.words($0) }).count == 10_000)
}

@Test(
    "Stems of ordinals",
    arguments: [
        (1, "erst"), (2, "zweit"), (3, "dritt"), (7, "siebt"), (8, "acht"), (19, "neunzehnt"), (20, "zwanzigst"), (21, "einundzwanzigst"), (101, "einhunderterst"),
        (100, "einhundertst"),
    ])
func ordinals(number: Int, stem: String) {
    #expect(GermanNumber.ordinalStem(number) == stem)
}

@Test("Lists within a sentence")
func lists() {
    #expect(GermanList.joined([]) == "")
    #expect(GermanList.joined(["a"]) == "a")
    #expect(GermanList.joined(["a", "b"]) == "a und b")
    #expect(GermanList.joined(["a", "b", "c"], by: "oder") == "a, b oder c")
}
