import Agreements
import DocumentModel
import Findings
import GermanText

/// Parties and persons in the four cases.
extension Instantiator {
    /// `{{stelle|dativ}}`: „der Stadt Musterstadt“; `{{leitung|genitiv}}`: „der Landrätin Dr. Anna Muster“; `{{leitung.funktion|dativ}}`:
    /// „dem Oberbürgermeister“.
    ///
    /// Only the members that are printed are asked for, so that a contract carries no others.
    mutating func inflected(_ path: FieldPath, _ grammaticalCase: GrammaticalCase, at position: SourcePosition) -> [Inline] {
        guard let kind = context.kind(path) else { return [] }
        switch kind {
        case .body: return body(path, grammaticalCase, at: position)
        case .person: return person(path, grammaticalCase, at: position)
        case .representation:
            switch content(of: path, at: position) {
            case .value(.list(let persons), _): return chain(of: persons, grammaticalCase, path: path, at: position)
            case .value(.text(let words), _): return value(context.forms?.title(words, grammaticalCase) ?? words, of: path, at: position)
            default: return []
            }
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .list, .address, .table, .inflection:
            // The office of a person.
            guard case .value(.text(let title), _) = content(of: path, at: position) else { return [] }
            let owner = path.owner
            return value(context.office(title, owner.flatMap { string($0.appending("anrede")) }, grammaticalCase), of: path, at: position)
        }
    }

    private mutating func body(_ path: FieldPath, _ grammaticalCase: GrammaticalCase, at position: SourcePosition) -> [Inline] {
        if let form = string(path.appending("formen").appending(grammaticalCase.rawValue)) { return value(form, of: path.appending("formen"), at: position) }
        if let form = articleAndName(of: path, grammaticalCase, at: position) { return form }
        let name = path.appending("name")
        if case .open(let presentation) = context.field(name) { return [open(name, presentation)] }
        guard let text = string(name) else {
            _ = content(of: name, at: position)
            return []
        }
        if grammaticalCase != .nominative {
            findings.append(
                Finding(
                    .warnung, "beugung-unbekannt", at: locator.place(position), "Wie „\(text)“ gebeugt wird, ist nicht bekannt; der Name steht ungebeugt.",
                    remedy: "Geben Sie „\(path).genus“ (m, f oder n) an, oder die Formen unter „\(path).formen“."))
        }
        return value(text, of: name, at: position)
    }

    /// „der Stadt Musterstadt“ by genus and number; `nil` where these are not known. The article is a word of the sentence.
    mutating func articleAndName(of body: FieldPath, _ grammaticalCase: GrammaticalCase, at position: SourcePosition) -> [Inline]? {
        guard let gender = string(body.appending("genus")).flatMap(GrammaticalGender.init(rawValue:)), let name = string(body.appending("name")) else { return nil }
        let number: GrammaticalNumber = string(body.appending("numerus"))?.hasPrefix("p") ?? false ? .plural : .singular
        let words = BodyName(name, gender, number).form(grammaticalCase).split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return nil }
        return [.text(words[0] + " ")] + value(words[1], of: body.appending("name"), at: position)
    }

    private mutating func person(_ path: FieldPath, _ grammaticalCase: GrammaticalCase, at position: SourcePosition) -> [Inline] {
        let name = path.appending("name")
        guard case .value = content(of: name, at: position) else {
            if case .open(let presentation) = context.field(name) { return [open(name, presentation)] }
            return []
        }
        var record = Record()
        for member in ["anrede", "titel", "vorname", "name", "funktion"] {
            if let text = string(path.appending(member)) { record.fields[member] = .text(text) }
        }
        return value(context.person(record, grammaticalCase), of: path, at: position)
    }

    /// „die Oberbürgermeisterin Dr. Erika Muster, diese vertreten durch den Leiter des Jugendamts Max Muster“: the first as the sentence
    /// needs it, each other behind „vertreten durch“.
    mutating func chain(of persons: [Value], _ grammaticalCase: GrammaticalCase, path: FieldPath, at position: SourcePosition) -> [Inline] {
        var result: [Inline] = []
        var pronoun = ""
        for person in persons {
            guard case .record(let record) = person else { continue }
            let words = cleaned(context.person(record, result.isEmpty ? grammaticalCase : .accusative), path: path, at: position)
            guard !words.isEmpty else { continue }
            if !result.isEmpty { result.append(.text(", \(pronoun) vertreten durch ")) }
            result.append(.span(Span(.value(path), [.text(GermanTypography.normaliseName(words))])))
            pronoun = record.text("anrede") == "Frau" || record.text("anrede") == nil && context.person(record, .nominative).hasPrefix("die ") ? "diese" : "dieser"
        }
        return result
    }

    private mutating func value(_ text: String, of path: FieldPath, at position: SourcePosition) -> [Inline] {
        let words = GermanTypography.normaliseName(cleaned(text, path: path, at: position))
        return words.isEmpty ? [] : [.span(Span(.value(path), [.text(words)]))]
    }

    func string(_ path: FieldPath) -> String? {
        switch context.field(path) {
        case .value(.text(let value), _), .value(.choice(let value), _): value.trimmed.isEmpty ? nil : value.trimmed
        default: nil
        }
    }
}

extension TextContext {
    /// „der Landrätin“; where the data do not know the office, what was written with the article that fits the holder.
    func office(_ title: String, _ address: String?, _ grammaticalCase: GrammaticalCase) -> String {
        let holder = address.flatMap { ["Frau": GrammaticalGender.feminine, "Herr": .masculine][$0] }
        if let form = forms?.office(title, holder: holder, case: grammaticalCase) { return form }
        let hasArticle = ["der ", "den ", "die ", "das ", "dem "].contains { title.hasPrefix($0) }
        guard !hasArticle, let article = holder.flatMap({ Article.der.form($0, .singular, grammaticalCase) }) else { return title }
        return "\(article) \(title)"
    }

    /// „der Landrätin Dr. Anna Muster“, „Herrn Max Muster“, „des Herrn Max Muster“.
    func person(_ record: Record, _ grammaticalCase: GrammaticalCase) -> String {
        let name = PartyBuilder.personName(record)
        let address = record.text("anrede")
        if let title = record.text("funktion") {
            let office = office(title, address, grammaticalCase)
            return name.isEmpty ? office : "\(office) \(name)"
        }
        guard let address else { return name }
        let declined = address == "Herr" && grammaticalCase != .nominative ? "Herrn" : address
        let article = grammaticalCase == .genitive ? (address == "Frau" ? "der " : "des ") : ""
        return "\(article)\(declined) \(name)"
    }
}

extension FieldPath {
    /// The path without its last part.
    fileprivate var owner: FieldPath? {
        rawValue.lastIndex(of: ".").map { FieldPath(String(rawValue[..<$0])) }
    }
}
