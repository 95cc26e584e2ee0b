import Agreements
import Assembler
import DocumentModel
import Findings
import GermanText

/// Names, addresses and representation of the parties, from the fields of kind `stelle`. Open fields become rules or
/// placeholders; fields that are missing leave their words out.
struct PartyBuilder {
    var text: Instantiator
    /// Where the agreement names the party, for findings.
    let place: Place
    private var position: SourcePosition { SourcePosition(line: 1, column: 1) }

    // MARK: - Lines

    /// Name, department, address, representation: one entry a line, the first is the name.
    mutating func lines(of party: FieldPath, _ grammaticalCase: GrammaticalCase, withAddress: Bool) -> [[Inline]] {
        var lines = [name(of: party, grammaticalCase)]
        if let entity = legalEntity(of: party, grammaticalCase) { lines = [entity, [.text("handelnd durch ")] + name(of: party, .accusative)] }
        if let unit = inlines(party.appending("einheit")) { lines.append(unit) }
        if withAddress, let address = address(of: party) { lines.append(address) }
        if let representation = representation(of: party) { lines.append(representation) }
        return lines.filter { !$0.isEmpty }
    }

    /// „der Stadt Musterstadt“ where the grammatical gender is known, else the name alone.
    mutating func name(of party: FieldPath, _ grammaticalCase: GrammaticalCase) -> [Inline] {
        // Of a body that is open its forms are open too; what is to be written is its name.
        let form = party.appending("formen").appending(grammaticalCase.rawValue)
        if string(form) != nil, let form = inlines(form) { return form }
        if let form = text.articleAndName(of: party, grammaticalCase, at: position) { return form }
        guard let name = inlines(party.appending("name")) else { return [] }
        guard let article = article(of: party, grammaticalCase) else { return name }
        return [.text(article + " ")] + name
    }

    /// „dem Land Musterland“: for whom an authority or a school acts; it is the party, not they. `nil` where the body acts for itself.
    private mutating func legalEntity(of party: FieldPath, _ grammaticalCase: GrammaticalCase) -> [Inline]? {
        let path = party.appending("rechtstraeger")
        guard let written = string(path), written != string(party.appending("name")) else { return nil }
        let declined = text.context.forms?.head(ofBody: written).map { BodyName(written, $0.gender).form(grammaticalCase) } ?? written
        let words = GermanTypography.normaliseName(text.cleaned(declined, path: path, at: position))
        return words.isEmpty ? nil : [.span(Span(.value(path), [.text(words)]))]
    }

    /// Of a Land or the Bund nobody prints what everybody knows.
    private func isState(_ party: FieldPath) -> Bool { ["land", "bund"].contains(string(party.appending("art"))) }

    /// „Musterstraße 1, 12345 Musterstadt“
    mutating func address(of party: FieldPath) -> [Inline]? {
        if isState(party), string(party.appending("strasse")) == nil { return nil }
        let parts = ["strasse", "plz", "ort"].map { party.appending($0) }
        if parts.allSatisfy({ isOpen($0) }) { return [openLine(parts[0], "Straße, Postleitzahl, Ort")] }
        let street = inlines(parts[0])
        let town = [inlines(parts[1]), inlines(parts[2])].compactMap { $0 }
        // The postcode stays with its town (DIN 5008).
        let place: [Inline] = town.count == 2 ? town[0] + [.text("\u{A0}")] + town[1] : town.first ?? []
        guard let street else { return place.isEmpty ? nil : place }
        return place.isEmpty ? street : street + [.text(", ")] + place
    }

    /// „– im Folgenden „Netzwerkpartner“ genannt –“; of several parties „zusammen“.
    /// - Parameter all: what all parties are called together, where one sentence says both: „… „Länder“, alle zusammen „Beteiligte“ genannt –“.
    static func shortName(_ designation: [Inline], ofGroup isGroup: Bool = false, all: [Inline] = []) -> [Inline] {
        guard !designation.isEmpty else { return [] }
        let more: [Inline] = all.isEmpty ? [] : [.text("“, alle zusammen „"), .span(Span(.definition, all))]
        return [.text("–\u{A0}im Folgenden \(isGroup ? "zusammen " : "")„"), .span(Span(.definition, designation))] + more + [.text("“ genannt\u{A0}–")]
    }

    /// „Für die Stadt Musterstadt“; the name alone where its article is not known.
    mutating func signatureLine(of party: FieldPath) -> [Inline] {
        let name = name(of: party, .accusative)
        let hasArticle = article(of: party, .accusative) != nil || string(party.appending("formen").appending("akkusativ")) != nil
        return name.isEmpty || !hasArticle ? name : [.text("Für ")] + name
    }

    // MARK: - Representation

    /// „vertreten durch den Oberbürgermeister Max Muster, dieser vertreten durch …“
    mutating func representation(of party: FieldPath) -> [Inline]? {
        let path = party.appending("vertreten_durch")
        if isState(party) || string(party.appending("art")) == "einzelperson", case .missing = text.context.field(path) { return nil }
        switch text.context.field(path) {
        case .value(.list(let persons), _):
            let chain = text.chain(of: persons, .accusative, path: path, at: position)
            return chain.isEmpty ? nil : [.text("vertreten durch ")] + chain
        case .value(.text(let words), _):
            guard let title = text.context.forms?.title(words, .accusative) else { break }
            let clean = text.cleaned(title, path: path, at: position)
            return clean.isEmpty ? nil : [.text("vertreten durch "), .span(Span(.value(path), .plain(ValueText.name(clean, normalised: true))))]
        case .open(var presentation):
            // „vertreten durch Vertreten durch“ would stand there.
            presentation.placeholder = "Name und Amt"
            return [.text("vertreten durch "), text.open(path, presentation)]
        default: break
        }
        guard let found = inlines(path) else { return nil }
        return [.text("vertreten durch ")] + found
    }

    /// „Dr. Anna Muster“
    static func personName(_ record: Record) -> String {
        let title = record.text("titel").map { $0 + "\u{A0}" } ?? ""
        return title + [record.text("vorname"), record.text("name")].compactMap { $0 }.joined(separator: " ")
    }

    /// Name and office of the one who signs: the last of the chain.
    mutating func signatory(of party: FieldPath) -> (name: [Inline], office: [Inline]) {
        let path = party.appending("vertreten_durch")
        switch text.context.field(path) {
        case .value(.list(let persons), _):
            guard case .record(let record)? = persons.last else { return ([], []) }
            let name = text.cleaned(PartyBuilder.personName(record), path: path, at: position)
            let office = text.cleaned(PartyBuilder.withoutArticle(record.text("funktion") ?? ""), path: path, at: position)
            return (name.isEmpty ? [] : [.span(Span(.value(path), [.text(name)]))], .plain(office))
        case .value(.text(let words), _):
            // „den Ministerpräsidenten“: who signs stands in the nominative.
            if let title = text.context.forms?.title(words, .nominative) {
                let (office, name) = PartyBuilder.officeAndName(PartyBuilder.strong(title))
                let clean = text.cleaned(name.isEmpty ? office : name, path: path, at: position)
                return (clean.isEmpty ? [] : [.span(Span(.value(path), [.text(clean)]))], name.isEmpty ? [] : .plain(text.cleaned(office, path: path, at: position)))
            }
            // „Jale Mustermann, Vorstand“
            let parts = words.split(separator: ",", maxSplits: 1).map { text.cleaned(String($0).trimmed, path: path, at: position) }
            let name = PartyBuilder.withoutArticle(parts.first ?? "")
            return (name.isEmpty ? [] : [.span(Span(.value(path), [.text(name)]))], .plain(parts.count > 1 ? parts[1] : ""))
        default:
            return ([], [])
        }
    }

    private static func withoutArticle(_ text: String) -> String {
        for article in ["den ", "die ", "das ", "der ", "dem "] where text.hasPrefix(article) { return String(text.dropFirst(article.count)) }
        return text
    }

    /// „der Erste Bürgermeister“ – „Erster Bürgermeister“: without the article an adjective takes its ending.
    private static func strong(_ title: String) -> String {
        var words = withoutArticle(title).split(separator: " ").map(String.init)
        if title.hasPrefix("der "), words.count > 1, words[0].hasSuffix("e"), words[1].first?.isUppercase ?? false { words[0] += "r" }
        return words.joined(separator: " ")
    }

    /// „Bürgermeister Max Muster“: an office with the name behind it; what goes on in small letters („der Finanzen“) belongs to the office.
    private static func officeAndName(_ title: String) -> (office: String, name: String) {
        let words = title.split(separator: " ").map(String.init)
        guard words.count > 1, !words.dropFirst().contains(where: { $0.first?.isLowercase ?? false }) else { return (title, "") }
        // Adjectives („Erster Beigeordneter“) stand before the noun.
        let noun = ["erste", "zweite", "dritte", "stellvertretende"].contains(where: { words[0].lowercased().hasPrefix($0) }) ? 1 : 0
        guard words.count > noun + 1 else { return (title, "") }
        return (words[...noun].joined(separator: " "), words[(noun + 1)...].joined(separator: " "))
    }

    // MARK: - Fields

    /// „dem“, „der“; „den“, „die“, „das“; `nil` where the body's gender is not known.
    func article(of party: FieldPath, _ grammaticalCase: GrammaticalCase) -> String? {
        if string(party.appending("numerus"))?.hasPrefix("p") ?? false { return Article.der.form(.masculine, .plural, grammaticalCase) }
        let gender = string(party.appending("genus")).flatMap(GrammaticalGender.init(rawValue:))
        return gender.flatMap { Article.der.form($0, .singular, grammaticalCase) }
    }

    func string(_ path: FieldPath) -> String? { text.string(path) }

    /// The field's value, its rule or its placeholder; `nil` where it is missing and may be.
    mutating func inlines(_ path: FieldPath) -> [Inline]? {
        switch text.context.field(path) {
        case .value(let value, let presentation):
            let content = text.inlines(for: value, .standard, presentation, path: path, at: position)
            return content.isEmpty ? nil : [.span(Span(.value(path), content))]
        case .open(let presentation):
            return [text.open(path, presentation)]
        case .missing(let presentation):
            text.findings.append(MissingValue.finding(path, presentation.label, at: place))
            return nil
        case .absent, .unknown:
            return nil
        }
    }

    private func isOpen(_ path: FieldPath) -> Bool {
        if case .open = text.context.field(path) { true } else { false }
    }

    private func openLine(_ path: FieldPath, _ label: String) -> Inline {
        text.open(path, FieldPresentation(label: label, ruleLength: 80))
    }
}
