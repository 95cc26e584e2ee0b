/// The title of an office or the name of an institution, declined as a whole: „die Hessische Beauftragte für Datenschutz“, „dem
/// Unabhängigen Datenschutzzentrum Saarland“.
public struct Designation: Sendable, Hashable {
    public enum Head: Sendable, Hashable {
        /// An office, by who holds it; without a gender both are named in the gender mode of the document.
        case office(PersonNoun, GrammaticalGender?)
        /// „Landesamt“
        case institution(GrammaticalGender, PersonNoun.Declension)
    }

    /// Stems of the adjectives before the head: „Hessisch“. Those in -er from names of places stay as they are: „Berliner“.
    public var adjectives: [String]
    public var head: Head
    /// What follows the head and is not declined with it: „für Datenschutz und Informationsfreiheit“.
    public var complement: String

    public init(adjectives: [String] = [], head: Head, complement: String = "") {
        self.adjectives = adjectives
        self.head = head
        self.complement = complement
    }

    /// The form in the singular.
    ///
    /// - Parameter mode: Matters only for an office whose holder's gender is not given.
    public func form(case grammaticalCase: GrammaticalCase = .nominative, article: Article? = .der, mode: GenderMode) -> String {
        let text: String
        switch head {
        case .office(let noun, let gender):
            let inflection = inflection(of: noun, grammaticalCase, article)
            text = gender.map { inflection.form($0) } ?? inflection.form(mode)
        case .institution(let gender, let declension):
            // A noun of its own, declined like a person's that has this one gender.
            let noun = PersonNoun(.derived(masculine: declension, feminine: declension))
            text = inflection(of: noun, grammaticalCase, article).form(gender)
        }
        return complement.isEmpty ? text : "\(text) \(complement)"
    }

    private func inflection(of noun: PersonNoun, _ grammaticalCase: GrammaticalCase, _ article: Article?) -> Inflection {
        Inflection(
            noun: noun, prefix: "", number: .singular, grammaticalCase: grammaticalCase, article: article, adjectives: adjectives)
    }
}
