import DocumentModel
import Styles
import TestDocuments
import Testing

@testable import Layout

/// The page of a letter against the measures of DIN 5008, in millimetres from the upper left corner of the sheet.
@Suite struct LetterPageTests {
    static func head(_ form: LetterForm, _ builder: DocumentBuilder, information: Int = 3) -> Block {
        builder.block { _ in
            .letterhead(
                Letterhead(
                    form: form, sender: [[.text("Kreis Musterau")], [.text("Die Landrätin")]],
                    returnAddress: [.text("Kreis Musterau · Am Markt 1 · 00040 Bad Musterau")],
                    recipient: ["Familienzentrum Sonnenhof e. V.", "Frau Dr. Anna Beispiel", "Beispielweg 12", "00041 Neustadt"].map { [.text($0)] },
                    information: [
                        InformationGroup((0..<information).map { InformationEntry(label: "Telefon \($0)", value: [[.text("02000 160")]]) })
                    ], subject: [.text("Vereinbarung")], footer: [[[.text("Kreis Musterau")]], [[.text("Sparkasse")]]]))
        }
    }

    private struct Measured {
        var marks: [Double] = []
        /// First and last baseline and left edge by what the text begins with.
        var texts: [(text: String, x: Double, right: Double, y: Double)] = []

        func first(_ start: String) -> (x: Double, right: Double, y: Double)? {
            texts.first { $0.text.hasPrefix(start) }.map { ($0.x, $0.right, $0.y) }
        }
    }

    private func measure(_ form: LetterForm, information: Int = 3) -> Measured {
        let builder = DocumentBuilder()
        let document = builder.document([Self.head(form, builder, information: information), builder.paragraph("Text.")])
        let list = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(document).list
        var found = Measured()
        for item in list.pages[0].items + list.pages[0].furniture {
            switch item.drawing {
            case .line(let from, _, _, _) where from.x < mm(20): found.marks.append(from.y / mm(1))
            case .text(let run):
                let right = run.origin.x + Double(run.text.count) * run.size / 2
                found.texts.append((run.text, run.origin.x / mm(1), right / mm(1), run.origin.y / mm(1)))
            default: break
            }
        }
        return found
    }

    /// Form, top of the address field and of the information block, upper edge of the subject, marks.
    static let forms: [(LetterForm, field: Double, block: Double, subject: Double, marks: [Double])] = [
        (.a, 27, 32, 80.5, [87, 148.5, 192]), (.b, 45, 50, 98.5, [105, 148.5, 210]),
    ]

    @Test(arguments: forms) func everythingStandsWhereTheStandardWantsIt(
        form: LetterForm, field: Double, block: Double, subject: Double, marks: [Double]
    ) throws {
        let found = measure(form)
        #expect(found.marks.sorted().count == marks.count)
        for (mark, wanted) in zip(found.marks.sorted(), marks) { #expect(abs(mark - wanted) < 0.01) }
        // The address field is 85 × 45 mm and begins 20 mm from the edge, its text 5 mm further.
        for start in ["Kreis Musterau ·", "Familienzentrum", "Frau Dr.", "Beispielweg", "00041"] {
            let line = try #require(found.first(start))
            #expect(abs(line.x - 25) < 0.01)
            #expect(line.right <= 105 && line.y > field && line.y < field + 45, "\(start)")
        }
        // The return address stands in the zone of remarks of 17.7 mm, the recipient in that of the address.
        #expect(try #require(found.first("Kreis Musterau ·")).y < field + 17.7)
        #expect(try #require(found.first("Familienzentrum")).y > field + 17.7)
        // The information block begins at 125 mm and is at most 75 mm wide.
        let information = try #require(found.first("Telefon 0"))
        #expect(abs(information.x - 125) < 0.01 && information.y > block && information.y < block + 5)
        for line in found.texts where line.x >= 125 && line.y > block && line.y < subject { #expect(line.right <= 200) }
        let text = try #require(found.first("Vereinbarung"))
        #expect(abs(text.x - 25) < 0.01 && text.y > subject && text.y < subject + 6)
    }

    /// Return address, electronic address, and how many lines they take.
    @Test(arguments: [
        ("Stadt Musterstadt · Amt", "amt@musterstadt.example.org", 1),
        ("Stadt Musterstadt · Jugendamt · Rathausplatz 1–3 · 00001 Musterstadt", "jugend@musterstadt.example.org", 1),
        ("Gemeinde Bad Musterbrunn an der Au · Fachdienst Kinder und Jugend · Am Alten Rathaus 12 · 00001 Bad Musterbrunn", "x@example.org", 2),
    ])
    func nothingOfTheHeadStandsInTheMargin(address: String, mail: String, lines: Int) throws {
        let builder = DocumentBuilder()
        let head = builder.block { _ in
            .letterhead(
                Letterhead(
                    form: .b, sender: [[.text("Stadt")]], returnAddress: [.text(address)], recipient: [[.text("Familienzentrum")]],
                    information: [InformationGroup([InformationEntry(label: "E-Mail", value: [[.text(mail)]])])], subject: [.text("Brief")], footer: []))
        }
        let style = StyleSheet()
        let list = DocumentLayout(setter: EvenSetter(), style: style).layOut(builder.document([head, builder.paragraph("Text.")])).list
        let runs = list.pages[0].items.compactMap { if case .text(let run) = $0.drawing { run } else { nil } }
        for run in runs {
            let right = run.origin.x + Double(run.text.unicodeScalars.count - (run.text.hasSuffix(" ") ? 1 : 0)) * run.size / 2
            #expect(right <= style.page.size.width - style.page.right + 0.01, "\(run.text)")
        }
        let small = runs.filter { $0.size < style.letter.returnAddress.size + 0.01 && $0.origin.x < mm(100) }
        #expect(Set(small.map(\.origin.y)).count == lines)
        #expect(small.allSatisfy { $0.size >= 6 })
        #expect(runs.contains { $0.text == mail })
    }

    @Test func aLongInformationBlockMovesTheSubjectDown() throws {
        let found = measure(.b, information: 14)
        let last = try #require(found.first("Telefon 13"))
        let subject = try #require(found.first("Vereinbarung"))
        // Two blank lines between them.
        #expect(subject.y - last.y >= 2 * StyleSheet().letter.text.leading / mm(1))
    }
}
