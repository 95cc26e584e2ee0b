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

    enum Case { case dative, accusative }

    // MARK: - Lines

    /// Name, department, address, representation: one entry a line, the first is the name.
    mutating func lines(of party: FieldPath) -> [[Inline]] {
        var lines = [name(of: party, .dative)]
        if let unit = inlines(party.appending("einheit")) { lines.append(unit) }
        if let address = address(of: party) { lines.append(address) }
        if let representation = representation(of: party) { lines.append(representation) }
        return lines.filter { !$0.isEmpty }
    }

    /// „der Stadt Musterstadt“ where the grammatical gender is known, else the name alone.
    mutating func name(of party: FieldPath, _ grammaticalCase: Case?) -> [Inline] {
        if let grammaticalCase, let form = inlines(party.appending("formen").appending(grammaticalCase == .dative ? "dativ" : "akkusativ")) { return form }
        if let grammaticalCase, let form = text.articleAndName(of: party, grammaticalCase == .dative ? .dative : .accusative, at: position) { return form }
        guard let name = inlines(party.appending("name")) else { return [] }
        guard let grammaticalCase, let article = article(of: party, grammaticalCase) else { return name }
        return [.text(article + " ")] + name
    }

    /// „Musterstraße 1, 12345 Musterstadt“
    mutating func address(of party: FieldPath) -> [Inline]? {
        let parts = ["strasse", "plz", "ort"].map { party.appending($0) }
        if parts.allSatisfy({ isOpen($0) }) { return [openLine(parts[0], "Straße, Postleitzahl, Ort")] }
        let street = inlines(parts[0])
        let town = [inlines(parts[1]), inlines(parts[2])].compactMap { $0 }
        // The postcode stays with its town (DIN 5008).
        let place: [Inline] = town.count == 2 ? town[0] + [.text("\u{A0}")] + town[1] : town.first ?? []
        guard let street else { return place.isEmpty ? nil : place }
        return place.isEmpty ? street : street + [.text(", ")] + place
    }

    /// „– im Folgenden „Netzwerkpartner“ genannt –“
    static func shortName(_ designation: [Inline]) -> [Inline] {
        guard !designation.isEmpty else { return [] }
        return [.text("–\u{A0}im Folgenden „"), .span(Span(.definition, designation)), .text("“ genannt\u{A0}–")]
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
        if string(party.appending("art")) == "einzelperson", case .missing = text.context.field(path) { return nil }
        guard case .value(.list(let persons), _) = text.context.field(path) else {
            guard let found = inlines(path) else { return nil }
            return [.text("vertreten durch ")] + found
        }
        var result: [Inline] = []
        var pronoun = ""
        for person in persons {
            guard case .record(let record) = person else { continue }
            let words = text.cleaned(text.context.person(record, .accusative), path: path, at: position)
            guard !words.isEmpty else { continue }
            result.append(.text(result.isEmpty ? "vertreten durch " : ", \(pronoun) vertreten durch "))
            result.append(.span(Span(.value(path), [.text(words)])))
            pronoun = record.text("anrede") == "Frau" ? "diese" : "dieser"
        }
        return result.isEmpty ? nil : result
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
            // „Jale Mustermann, Vorstand“
            let parts = words.split(separator: ",", maxSplits: 1).map { text.cleaned(String($0).trimmed, path: path, at: position) }
            let name = PartyBuilder.withoutArticle(parts.first ?? "")
            return (name.isEmpty ? [] : [.span(Span(.value(path), [.text(name)]))], .plain(parts.count > 1 ? parts[1] : ""))
        default:
            return ([], [])
        }
    }

    private static func withoutArticle(_ text: String) -> String {
        for article in ["den ", "die ", "das ", "der "] where text.hasPrefix(article) { return String(text.dropFirst(article.count)) }
        return text
    }

    // MARK: - Fields

    /// „dem“, „der“; „den“, „die“, „das“; `nil` where the body's gender is not known.
    mutating func article(of party: FieldPath, _ grammaticalCase: Case) -> String? {
        if let number = string(party.appending("numerus")), number.hasPrefix("p") { return grammaticalCase == .dative ? "den" : "die" }
        switch (string(party.appending("genus")), grammaticalCase) {
        case ("m", .dative), ("n", .dative): return "dem"
        case ("f", .dative): return "der"
        case ("m", .accusative): return "den"
        case ("f", .accusative): return "die"
        case ("n", .accusative): return "das"
        default: return nil
        }
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
            text.findings.append(
                Finding(
                    .fehler, "wert-fehlt", at: place, "Für das Feld „\(path)“ (\(presentation.label)) fehlt der Wert.",
                    remedy: "Den Wert in den Daten angeben, oder mit „--set \(path)=…“."))
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

extension FieldPath {
    func appending(_ name: String) -> FieldPath { FieldPath(rawValue + "." + name) }
}

extension Record {
    /// A text that is not empty.
    func text(_ name: String) -> String? {
        switch self[name] {
        case .text(let text), .choice(let text): text.trimmed.isEmpty ? nil : text.trimmed
        default: nil
        }
    }
}
