import Assembler
import Findings
import GermanText
import Spelling

/// What the rules know: statutes, words for persons and roles, the dictionary. Belongs to one worker, as the dictionary does.
public final class LintKnowledge {
    let statutes: Statutes
    let laender: Laender
    let citations: CitationFinder
    /// All abbreviations of statutes, sorted.
    let lawNames: [String]
    let persons: GenderForms
    let terms: Terms
    let subsections: Subsections
    let spelling: SpellingDictionary

    /// - Throws: what is wrong in the facts' files.
    public init(facts: Facts, spelling: SpellingDictionary) throws(Findings) {
        statutes = try facts.statutes()
        laender = try facts.laender()
        citations = try facts.citationFinder()
        lawNames = Set(statutes.names + laender.lawNames + (try facts.churchLaw().acts.map(\.abbreviation))).sorted()
        persons = try facts.genderForms()
        terms = try facts.terms()
        subsections = try facts.subsections()
        self.spelling = spelling
    }

    /// Are the two words forms of one noun? „Netzwerkpartners“ and „Netzwerkpartner“.
    func isSameWord(_ a: String, _ b: String) -> Bool {
        let (a, b) = (a.lowercased(), b.lowercased())
        if a == b { return true }
        let (short, long) = a.unicodeScalars.count < b.unicodeScalars.count ? (a, b) : (b, a)
        return long.hasPrefix(short) && LintKnowledge.endings.contains(String(long.dropFirst(short.count)))
            || !Set(spelling.stems(of: a)).isDisjoint(with: spelling.stems(of: b)) && !spelling.stems(of: a).isEmpty
    }

    /// Endings of declension, and of the word for women.
    static let endings: Set<String> = ["s", "es", "n", "en", "e", "er", "ern", "in", "innen"]
}
