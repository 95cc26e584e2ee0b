import Agreements
import Findings
import GermanText
import Spelling

/// What the rules know: statutes, words for persons and roles, the dictionary. Belongs to one worker, as the dictionary does.
package final class LintKnowledge {
    let statutes: Statutes
    let laender: Laender
    let citations: CitationFinder
    /// All abbreviations of statutes, sorted.
    let lawNames: [String]
    let persons: GenderForms
    let terms: Terms
    let subsections: Subsections
    let spelling: SpellingDictionary
    /// Words that mean men and women alike and are used for that: stems of „Mitarbeitende“, „Ansprechperson“.
    let neutralStems: [String]
    private let dativeForms: Set<String>

    /// - Throws: what is wrong in the facts' files.
    package init(facts: Facts, spelling: SpellingDictionary) throws(FindingList) {
        statutes = try facts.statutes()
        laender = try facts.laender()
        citations = try facts.citationFinder()
        lawNames = Set(statutes.names + laender.lawNames + (try facts.churchLaw().acts.map(\.abbreviation))).sorted()
        persons = try facts.genderForms()
        terms = try facts.terms()
        subsections = try facts.subsections()
        neutralStems = persons.neutralWords.filter { word in LintKnowledge.neutralEndings.contains { word.hasSuffix($0) } }
        dativeForms = Set(terms.dativeVerbs.flatMap(LintKnowledge.forms))
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

    /// „hilft“: a form of a verb that asks for the dative.
    func asksForDative(_ word: String) -> Bool { dativeForms.contains(word.lowercased()) }

    /// „Leitung“ and „Beteiligte“ are everybody's words; „Mitarbeitende“ are chosen.
    private static let neutralEndings = ["end", "person", "kraft"]

    /// The regular forms, and those that are listed behind the infinitive: „helfen hilft half“.
    private static func forms(_ entry: String) -> [String] {
        let words = entry.split(separator: " ").map(String.init)
        guard let infinitive = words.first, infinitive.hasSuffix("en") else { return words }
        return words + ["t", "te", "ten", "et"].map { infinitive.dropLast(2) + $0 }
    }

    /// Endings of declension, and of the word for women.
    static let endings: Set<String> = ["s", "es", "n", "en", "e", "er", "ern", "in", "innen"]
}
