/// One word in one number and case, with or without article: builds the form for each mode.
struct Inflection {
    let noun: PersonNoun
    /// First part of a compound: „Netzwerk“ of „Netzwerkpartner“.
    let prefix: String
    let number: GrammaticalNumber
    let grammaticalCase: GrammaticalCase
    let article: Article?
    /// Stems of the adjectives between article and noun; see ``Designation/adjectives``.
    var adjectives: [String] = []

    func form(_ mode: GenderMode) -> String {
        switch mode {
        case .generic: form(.masculine)
        case .neutral: neutral ?? pair
        case .pair: pair
        case .star, .colon, .underscore: marked(mode.innerMark ?? "*")
        case .innerCapital: innerCapital
        case .slash: slash
        }
    }

    // MARK: Plain forms

    /// „des neuen Netzwerkpartners“
    func form(_ gender: GrammaticalGender) -> String {
        withArticle(gender, phrase(gender, noun(gender)))
    }

    private func joined(_ form: String) -> String {
        guard !prefix.isEmpty, !prefix.hasSuffix("-") else { return prefix + form }
        return prefix + form.prefix(1).lowercased() + form.dropFirst()
    }

    private func noun(_ gender: GrammaticalGender) -> String {
        switch noun.kind {
        case .derived(let masculine, let feminine):
            joined((gender == .feminine ? feminine : masculine)[number][grammaticalCase])
        case .adjectival(let stem):
            joined(stem + ending(gender))
        }
    }

    private func ending(_ gender: GrammaticalGender) -> String {
        Endings.adjective(after: article, gender, number, grammaticalCase)
    }

    private func adjective(_ stem: String, _ gender: GrammaticalGender) -> String {
        Endings.isPlaceName(stem) ? stem : stem + ending(gender)
    }

    private func phrase(_ gender: GrammaticalGender, _ noun: String) -> String {
        (adjectives.map { adjective($0, gender) } + [noun]).joined(separator: " ")
    }

    private func article(_ gender: GrammaticalGender) -> String? { article?.form(gender, number, grammaticalCase) }

    func withArticle(_ gender: GrammaticalGender, _ form: String) -> String {
        article(gender).map { "\($0) \(form)" } ?? form
    }

    // MARK: Both named

    /// „die Netzwerkpartnerin oder der Netzwerkpartner“, „den Netzwerkpartnerinnen und Netzwerkpartnern“: women first.
    private var pair: String {
        let her = phrase(.feminine, noun(.feminine))
        let his = phrase(.masculine, noun(.masculine))
        if number == .plural { return withArticle(.feminine, her == his ? her : "\(her) und \(his)") }
        guard her == his else {
            return "\(withArticle(.feminine, her)) \(conjunction) \(withArticle(.masculine, his))"
        }
        guard let hers = article(.feminine), let its = article(.masculine), hers != its else {
            return withArticle(.feminine, her)
        }
        return "\(hers) \(conjunction) \(its) \(her)"
    }

    /// „jede … und jeder …“ means all of them, „die … oder der …“ one.
    private var conjunction: String {
        switch article {
        case .jeder, .kein: "und"
        default: "oder"
        }
    }

    // MARK: One word for both

    private var neutral: String? {
        switch noun.neutral {
        case nil: return nil
        case .noun(let gender, let declension):
            return withArticle(gender, phrase(gender, joined(declension[number][grammaticalCase])))
        case .adjectival(let stem):
            var other = Inflection(
                noun: PersonNoun(.adjectival(stem: stem)), prefix: prefix, number: number, grammaticalCase: grammaticalCase,
                article: article)
            other.adjectives = adjectives
            return other.pair
        }
    }

    // MARK: Marks within the word

    /// „die*der Netzwerkpartner*in“, „Netzwerkpartner*innen“; „die*der Beauftragte“.
    private func marked(_ mark: String) -> String {
        let word: String
        if let stem = noun.sharedStem {
            word = joined(stem) + mark + (number == .plural ? "innen" : "in")
        } else {
            word = merged(noun(.feminine), noun(.masculine), mark)
        }
        return withMerged(word) { merged($0, $1, mark) }
    }

    /// Article and adjectives in one form for both, before the finished noun.
    private func withMerged(_ word: String, _ merge: (String, String) -> String) -> String {
        var words: [String] = []
        if let her = article(.feminine), let his = article(.masculine) { words.append(merge(her, his)) }
        words += adjectives.map { merge(adjective($0, .feminine), adjective($0, .masculine)) }
        return (words + [word]).joined(separator: " ")
    }

    /// „jede*r“, „ein*e“, „die*der“: the shorter form and what the other has more, else both.
    private func merged(_ her: String, _ his: String, _ mark: String) -> String {
        if her == his { return her }
        if his.hasPrefix(her) { return her + mark + his.dropFirst(her.count) }
        if her.hasPrefix(his) { return his + mark + her.dropFirst(his.count) }
        return her + mark + his
    }

    /// „die/der NetzwerkpartnerIn“; words without „in“ have no such form.
    private var innerCapital: String {
        guard let stem = noun.sharedStem else { return pair }
        return withMerged(joined(stem) + (number == .plural ? "Innen" : "In"), slashMerged)
    }

    // MARK: Slash

    /// „die/der“ in full; what is only added takes the hyphen of the omitted part: „jede/-r“ (Duden).
    private func slashMerged(_ her: String, _ his: String) -> String {
        if her != his, his.hasPrefix(her) || her.hasPrefix(his) { return merged(her, his, "/-") }
        return merged(her, his, "/")
    }

    /// „Netzwerkpartner/-in“, „Koordinatoren/-innen“: only where both words have the stem unchanged; in the singular only where the
    /// word for men is that stem (not „des Partners“, „Pädagoge“).
    private var slash: String {
        switch noun.kind {
        case .adjectival:
            return withMerged(slashMerged(noun(.feminine), noun(.masculine)), slashMerged)
        case .derived(let him, _):
            guard let stem = noun.sharedStem.map(joined) else { return pair }
            let masculine = noun(.masculine)
            let keepsStem = joined(him.singular.nominative).hasPrefix(stem) && masculine.hasPrefix(stem)
            guard keepsStem, number == .plural || masculine == stem else { return pair }
            return withMerged(masculine + (number == .plural ? "/-innen" : "/-in"), slashMerged)
        }
    }
}
