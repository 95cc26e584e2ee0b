/// One word in one number and case, with or without article: builds the form for each mode.
struct Inflection {
    let noun: PersonNoun
    /// First part of a compound: „Netzwerk“ of „Netzwerkpartner“.
    let prefix: String
    let number: GrammaticalNumber
    let grammaticalCase: GrammaticalCase
    let article: Article?

    func form(_ mode: GenderMode) -> String {
        switch mode {
        case .generic: withArticle(.masculine, masculine)
        case .neutral: neutral ?? pair
        case .pair: pair
        case .star, .colon, .underscore: marked(mode.innerMark ?? "*")
        case .innerCapital: innerCapital
        case .slash: slash
        }
    }

    // MARK: Plain forms

    private func joined(_ form: String) -> String {
        guard !prefix.isEmpty, !prefix.hasSuffix("-") else { return prefix + form }
        return prefix + form.prefix(1).lowercased() + form.dropFirst()
    }

    private var masculine: String { form(.masculine) }
    private var feminine: String { form(.feminine) }

    private func form(_ gender: GrammaticalGender) -> String {
        switch noun.kind {
        case .derived(let masculine, let feminine):
            joined((gender == .feminine ? feminine : masculine)[number][grammaticalCase])
        case .adjectival(let stem):
            adjectival(stem, gender)
        }
    }

    private func adjectival(_ stem: String, _ gender: GrammaticalGender) -> String {
        joined(stem + Endings.adjective(after: article, gender, number, grammaticalCase))
    }

    private func article(_ gender: GrammaticalGender) -> String? { article?.form(gender, number, grammaticalCase) }

    private func withArticle(_ gender: GrammaticalGender, _ form: String) -> String {
        article(gender).map { "\($0) \(form)" } ?? form
    }

    // MARK: Both named

    /// „die Netzwerkpartnerin oder der Netzwerkpartner“, „den Netzwerkpartnerinnen und Netzwerkpartnern“: women first.
    private var pair: String {
        if number == .plural {
            return withArticle(.feminine, feminine == masculine ? feminine : "\(feminine) und \(masculine)")
        }
        if feminine == masculine {
            guard let her = article(.feminine), let his = article(.masculine), her != his else { return withArticle(.feminine, feminine) }
            return "\(her) \(conjunction) \(his) \(feminine)"
        }
        return "\(withArticle(.feminine, feminine)) \(conjunction) \(withArticle(.masculine, masculine))"
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
        case nil: nil
        case .noun(let gender, let declension):
            withArticle(gender, joined(declension[number][grammaticalCase]))
        case .adjectival(let stem):
            Inflection(
                noun: PersonNoun(.adjectival(stem: stem)), prefix: prefix, number: number, grammaticalCase: grammaticalCase,
                article: article
            ).pair
        }
    }

    // MARK: Marks within the word

    /// „die*der Netzwerkpartner*in“, „Netzwerkpartner*innen“; „die*der Beauftragte“.
    private func marked(_ mark: String) -> String {
        let article = self.article == nil ? nil : merged(article(.feminine) ?? "", article(.masculine) ?? "", mark)
        let word: String
        if let stem = noun.sharedStem {
            word = joined(stem) + mark + (number == .plural ? "innen" : "in")
        } else {
            word = merged(feminine, masculine, mark)
        }
        return article.map { "\($0) \(word)" } ?? word
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
        let word = joined(stem) + (number == .plural ? "Innen" : "In")
        return slashArticle.map { "\($0) \(word)" } ?? word
    }

    // MARK: Slash

    /// „der/die“ in full; what is only added takes the hyphen of the omitted part: „jede/-r“ (Duden).
    private var slashArticle: String? {
        guard let her = article(.feminine), let his = article(.masculine) else { return nil }
        return slashMerged(her, his)
    }

    private func slashMerged(_ her: String, _ his: String) -> String {
        if her != his, his.hasPrefix(her) || her.hasPrefix(his) { return merged(her, his, "/-") }
        return merged(her, his, "/")
    }

    /// „Netzwerkpartner/-in“, „Koordinatoren/-innen“: only where both words have the stem unchanged; in the singular only where the
    /// word for men is that stem (not „des Partners“, „Pädagoge“).
    private var slash: String {
        let word: String
        switch noun.kind {
        case .adjectival:
            word = slashMerged(feminine, masculine)
        case .derived(let him, _):
            guard let stem = noun.sharedStem.map(joined) else { return pair }
            let keepsStem = joined(him.singular.nominative).hasPrefix(stem) && masculine.hasPrefix(stem)
            guard keepsStem, number == .plural || masculine == stem else { return pair }
            word = masculine + (number == .plural ? "/-innen" : "/-in")
        }
        return slashArticle.map { "\($0) \(word)" } ?? word
    }
}
