import Findings
import GermanText

struct SpacingRule: TextRule {
    static let card = RuleCard(
        "leerzeichen", .hinweis,
        "Leerzeichen an falscher Stelle: mehrere hintereinander, vor Doppelpunkt oder Komma, auf nur einer Seite eines Schrägstrichs („Einrichtung/ Dienst“).",
        remedy: "Löschen Sie das Leerzeichen.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        // The columns of a table may be parted by blanks.
        text.passages.flatMap { passage in passage.scalars.indices.compactMap { place(passage, $0) } }
    }

    private func place(_ passage: LintPassage, _ index: Int) -> Finding? {
        let scalars = passage.scalars
        func at(_ offset: Int) -> Unicode.Scalar? { scalars.indices.contains(index + offset) ? scalars[index + offset] : nil }
        func blank(_ offset: Int) -> Bool { at(offset).map { $0.isBlank && $0 != "\n" } ?? false }
        switch scalars[index] {
        case " ", .noBreakSpace:
            guard passage.role != .label, !blank(-1), blank(1), at(-1) != nil, at(-1) != "\n" else { return nil }
            return finding(passage, index, "Hier stehen mehrere Leerzeichen hintereinander.", remedy: "Lassen Sie eines stehen.")
        case ":", ",", ";":
            guard blank(-1), at(-2) != nil, at(-2) != LintPassage.gap, at(1).map({ $0.isBlank }) ?? true else { return nil }
            return finding(passage, index, "Vor „\(scalars[index])“ steht ein Leerzeichen.")
        case "/":
            // „Datum / Unterschrift“ is right, „Einrichtung/ Dienst“ and „Einrichtung /Dienst“ are not.
            guard blank(-1) != blank(1), at(-1) != nil, at(1) != nil, at(-1) != "\n", at(1) != "\n" else { return nil }
            return finding(passage, index, "Am Schrägstrich steht nur auf einer Seite ein Leerzeichen.")
        default: return nil
        }
    }
}
