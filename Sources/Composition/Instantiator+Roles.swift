import Agreements
import DocumentModel
import Findings
import GermanText

/// What an agreement calls a party.
struct PartyRole {
    /// The party's field.
    var party: FieldPath
    /// `bezeichnung`: „Jugendamt“, or a gender form („{{Netzwerkpartner:in}}“) that follows the party.
    var designation: Template
    /// Of the word, where the agreement says it.
    var gender: GrammaticalGender?
    /// Several parties are called so together: the word is a plural.
    var isGroup = false
    /// Where the agreement names the party.
    var place: Place
}

/// Roles in running text. A word for persons in its gender form follows the party: „die Netzwerkpartnerin“ for a Stadt or a gGmbH,
/// „der Netzwerkpartner“ for an e. V.; both only where the party is a person, or nobody yet.
extension Instantiator {
    /// `{{rolle:partner|dativ}}`
    mutating func role(_ phrase: RolePhrase, at position: SourcePosition) -> String {
        guard let role = context.role(phrase.party) else {
            report(
                "rolle-unbekannt", position, "Keine Partei „\(phrase.party)“ der Vereinbarung hat eine „bezeichnung“.",
                remedy: "Ergänzen Sie unter „parteien: liste:“ bei „stelle: \(phrase.party)“ eine „bezeichnung“.")
            return ""
        }
        let text: String
        switch phrase.form {
        case .declined(let grammaticalCase): text = declined(role, grammaticalCase)
        case .bare: text = word(of: role)
        case .pronoun: text = pronoun(of: role)
        }
        return phrase.isCapital ? text.prefix(1).uppercased() + text.dropFirst() : text
    }

    /// The word alone, for „– im Folgenden „…“ genannt –“.
    mutating func roleName(of party: FieldPath, _ designation: Template) -> [Inline] {
        guard let role = context.role(party), let phrase = designation.genderPhrase else { return inlines(of: designation) }
        return .plain(form(of: phrase, role, nil))
    }

    private mutating func word(of role: PartyRole) -> String {
        role.designation.genderPhrase.map { form(of: $0, role, nil) } ?? inlines(of: role.designation).plainText
    }

    private mutating func declined(_ role: PartyRole, _ grammaticalCase: GrammaticalCase) -> String {
        if let phrase = role.designation.genderPhrase { return form(of: phrase, role, grammaticalCase) }
        let words = inlines(of: role.designation).plainText
        guard !words.isEmpty else { return "" }
        if role.isGroup { return context.forms?.group(words, grammaticalCase) ?? GroupName(words).form(grammaticalCase) }
        if let gender = role.gender ?? context.forms?.gender(ofRole: words) { return BodyName(words, gender).form(grammaticalCase) }
        if let form = context.forms?.office(words, holder: nil, case: grammaticalCase) { return form }
        findings.append(
            Finding(
                .fehler, "rolle-genus", at: role.place, "Ob es „der“, „die“ oder „das“ \(words) heißt, ist nicht bekannt.",
                remedy: "Ergänzen Sie bei der Partei „genus: m“, „genus: f“ oder „genus: n“."))
        return words
    }

    /// „er“, „sie“, „es“; of a person whose gender nobody gave „sie oder er“.
    private mutating func pronoun(of role: PartyRole) -> String {
        if role.isGroup { return "sie" }
        switch role.designation.genderPhrase {
        case .some:
            if isPlural(role.party) { return "sie" }
            return partyGender(role.party).map { $0 == .feminine ? "sie" : "er" } ?? "sie oder er"
        case nil:
            let nominative = declined(role, .nominative)
            return [("der ", "er"), ("das ", "es")].first { nominative.hasPrefix($0.0) }?.1 ?? "sie"
        }
    }

    /// - Parameter grammaticalCase: `nil`: the word without article.
    private mutating func form(of phrase: GenderPhrase, _ role: PartyRole, _ grammaticalCase: GrammaticalCase?) -> String {
        let forms = context.forms
        if role.isGroup {
            var all = phrase
            all.isPlural = true
            all.article = grammaticalCase == nil ? nil : .der
            all.grammaticalCase = grammaticalCase ?? .nominative
            if case .success(let text) = context.phrase(all) { return text }
        }
        if let forms {
            let article: Article? = grammaticalCase == nil ? nil : .der
            if isPlural(role.party) { return forms.role(phrase.stem, .masculine, .plural, grammaticalCase ?? .nominative, article: article) }
            if let gender = partyGender(role.party) {
                return forms.role(phrase.stem, gender == .feminine ? .feminine : .masculine, .singular, grammaticalCase ?? .nominative, article: article)
            }
        }
        var both = phrase
        both.article = grammaticalCase == nil ? nil : .der
        both.grammaticalCase = grammaticalCase ?? .nominative
        switch context.phrase(both) {
        case .success(let text): return text
        case .failure(var finding):
            finding.place = finding.place ?? role.place
            findings.append(finding)
            return phrase.stem
        }
    }

    private func isPlural(_ party: FieldPath) -> Bool { string(party.appending("numerus"))?.hasPrefix("p") ?? false }

    /// Of the noun for persons that fits the party: an e. V. is a Verein, whatever its name is, a GmbH a Gesellschaft.
    private func partyGender(_ party: FieldPath) -> GrammaticalGender? {
        switch string(party.appending("art")) {
        case "ev": .masculine
        case "gmbh", "ggmbh": .feminine
        default: string(party.appending("genus")).flatMap(GrammaticalGender.init(rawValue:))
        }
    }
}

extension Template {
    /// The gender form that the text consists of: `{{Netzwerkpartner:in}}`.
    fileprivate var genderPhrase: GenderPhrase? {
        guard blocks.count == 1, case .paragraph(let content)? = blocks.first?.content, content.count == 1, case .marker(let marker)? = content.first,
            case .gender(let phrase) = marker.content, phrase.article == nil
        else { return nil }
        return phrase
    }
}
