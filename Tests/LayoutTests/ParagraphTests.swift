import Layout
import Testing
import Typeface

@Suite struct ParagraphTests {
    static let sample = """
        Die Netzwerkpartner verpflichten sich, bei gewichtigen Anhaltspunkten für die Gefährdung des Kindeswohls die \
        Gefährdungseinschätzung unter Hinzuziehung einer insoweit erfahrenen Fachkraft vorzunehmen und die Erziehungsberechtigten \
        sowie das Kind oder den Jugendlichen einzubeziehen, soweit der wirksame Schutz des Kindes nicht in Frage gestellt wird. \
        Die Kooperationsvereinbarung gilt auf unbestimmte Zeit und kann von jeder Partei mit einer Frist von drei Monaten zum \
        Ende eines Kalenderhalbjahres schriftlich gekündigt werden.
        """

    @Test(arguments: [453.5, 340, 212]) func linesFillTheMeasure(measure: Double) throws {
        let setter = try TestFonts.setter()
        let set = try setter.set(TestFonts.text(Self.sample), ParagraphFormat(measure: measure, protrudes: false))
        #expect(set.issues.isEmpty)
        for line in set.lines.dropLast() { #expect(abs(line.width - measure) < 0.01) }
        #expect(set.lines.last.map { $0.width <= measure } ?? false)
    }
}

func text(of line: SetLine) -> String {
    line.items.map { if case .text(let run) = $0.content { run.text } else { "" } }.joined()
}
