import Testing

@testable import Agreements
@testable import Assembler

/// Numbers: published examples of the ISO 13616 register and of the Deutsche Bundesbank; none is anybody's account.
@Suite("IBAN: ISO 13616")
struct IBANTests {
    @Test(
        "Read as people type them, written in groups of four",
        arguments: [
            ("DE89370400440532013000", "DE89 3704 0044 0532 0130 00"), ("de89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
            ("DE89-3704-0044-0532-0130-00", "DE89 3704 0044 0532 0130 00"), ("AT61 1904 3002 3457 3201", "AT61 1904 3002 3457 3201"),
            ("CH9300762011623852957", "CH93 0076 2011 6238 5295 7"), ("NO9386011117947", "NO93 8601 1117 947"),
            ("GB29NWBK60161331926819", "GB29 NWBK 6016 1331 9268 19"), ("MT84MALT011000012345MTLCAST001S", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"),
            // Not in SEPA: by its digits alone.
            ("BR1800360305000010009795493C1", "BR18 0036 0305 0000 1000 9795 493C 1"),
        ])
    func read(text: String, expected: String) throws {
        #expect(try IBANNotation.read(text) == expected.replacing(" ", with: "\u{A0}"))
    }

    @Test(
        "What is none, and why",
        arguments: [
            ("", .form), ("12345678", .form), ("DEAB370400440532013000", .form), ("DE89 3704 0044 0532 0130 0ü", .form),
            ("DE8937040044053201300", .length(country: "DE", expected: 22, found: 21)),
            ("DE893704004405320130000", .length(country: "DE", expected: 22, found: 23)),
            ("DE89370400440532013001", .checkDigits), ("DE89370400440523013000", .checkDigits), ("DE98370400440532013000", .checkDigits),
        ] as [(String, IBANNotation.Fault)])
    func refused(text: String, fault: IBANNotation.Fault) {
        #expect(throws: fault) { try IBANNotation.read(text) }
    }

    @Test("Every single wrong digit and every swap of neighbours is found (ISO 7064)")
    func everyTypingError() throws {
        let right = Array("DE89370400440532013000")
        for place in right.indices.dropFirst(2) {
            for digit in "0123456789" where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(throws: IBANNotation.Fault.checkDigits) { try IBANNotation.read(String(wrong)) }
            }
            guard place + 1 < right.count, right[place] != right[place + 1] else { continue }
            var wrong = right
            wrong.swapAt(place, place + 1)
            #expect(throws: IBANNotation.Fault.checkDigits) { try IBANNotation.read(String(wrong)) }
        }
    }

    @Test("As a field: printed in groups, compared however it is typed, told where it is wrong")
    func field() throws {
        let agreement = TestLibrary.agreement.replacing(
            "  alter:", with: "  konto: {art: iban, vorgabe: DE89370400440532013000}\n  alter:")
        let library = try TestLibrary(["agreements/a.yaml": agreement])
        #expect(try library.plan().value("konto") == .text("DE89\u{A0}3704\u{A0}0044\u{A0}0532\u{A0}0130\u{A0}00"))
        let wrong = library.errors(["konto=DE89 3704 0044 0532 0130 01"])
        #expect(wrong.map(\.rule) == ["iban-falsch"])
        #expect(wrong.first?.message.contains("die Prüfziffern stimmen nicht") == true)
    }
}
