import Findings
import GermanText

struct OfficialHeadingRule: TextRule {
    static let card = RuleCard(
        "ueberschrift-abweichend", .warnung,
        "Die Überschrift, die in Klammern hinter einer Vorschrift steht, ist nicht die amtliche. Mehrere Vorschriften zusammen haben keine Überschrift.",
        remedy: "Übernehmen Sie die amtliche Überschrift, oder lassen Sie die Klammer weg.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.filter { $0.role == .legalLine }.compactMap { passage in
            guard let found = knowledge.citations.findCitations(in: passage.text).first, let law = found.citation.law,
                knowledge.statutes[law] != nil
            else { return nil }
            let rest = passage.scalars[passage.offset(of: found.range.upperBound)...].drop(while: \.isBlank)
            guard rest.first == "(", rest.last == ")" else { return nil }
            let written = passage.words(rest.startIndex + 1..<rest.endIndex - 1)
            if found.citation.needsPluralSign {
                return finding(passage, rest.startIndex, "Mehrere Vorschriften haben keine gemeinsame Überschrift „\(written)“.")
            }
            guard let official = knowledge.statutes.heading(of: found.citation), official != written else { return nil }
            return finding(
                passage, rest.startIndex, "Die Überschrift „\(written)“ ist nicht die amtliche.", remedy: "Amtlich heißt sie: „\(official)“.")
        }
    }
}
