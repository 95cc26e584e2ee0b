import DocumentModel

/// Where a provision stands in a contract, as people cite it: the way down from the contract.
package struct ProvisionPlace: Sendable, Hashable {
    package struct Step: Sendable, Hashable {
        package var kind: ContractPart.Kind
        package var label: String
        /// Among its siblings of that kind and label, from 1.
        package var ordinal: Int
    }

    package var steps: [Step]

    package static let contract = ProvisionPlace(steps: [])

    package func appending(_ step: Step) -> ProvisionPlace { ProvisionPlace(steps: steps + [step]) }

    /// What it stands in; of the contract itself the contract.
    package var parent: ProvisionPlace { ProvisionPlace(steps: Array(steps.dropLast())) }
}

extension ContractPart {
    /// How each part is told from its siblings.
    package var steps: [ProvisionPlace.Step] {
        var counts: [ProvisionPlace.Step: Int] = [:]
        return parts.map { part in
            let sort = ProvisionPlace.Step(kind: part.kind, label: part.label, ordinal: 0)
            counts[sort, default: 0] += 1
            return ProvisionPlace.Step(kind: part.kind, label: part.label, ordinal: counts[sort] ?? 1)
        }
    }

    /// The provision at a place; `nil` where there is none.
    package subscript(place: ProvisionPlace) -> ContractPart? {
        var found = self
        for step in place.steps {
            guard let index = found.steps.firstIndex(of: step) else { return nil }
            found = found.parts[index]
        }
        return found
    }
}

/// What a provision is called in a citation.
struct ProvisionName: Hashable {
    enum Noun: Hashable {
        case paragraphSign, article, section, absatz, unterabsatz, letter, doubleLetter, number, point, table, figure, annex, quotation, title, parties, party, text
    }

    var noun: Noun
    /// „7“, „a“; empty where nothing stands behind the noun.
    var number: String

    /// - Parameter whole: what the provision is part of.
    init(_ step: ProvisionPlace.Step, in whole: ContractPart) {
        let bare = step.label.filter { !"()„“".contains($0) && !$0.isWhitespace || $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }
        let label = String(bare.split(whereSeparator: { " \u{A0}\u{202F}–-".contains($0) }).joined(separator: " "))
        let core = label.hasSuffix(".") || label.hasSuffix(")") ? String(label.dropLast()) : label
        func counted(_ noun: Noun) -> ProvisionName { ProvisionName(noun, whole.parts.count { $0.kind == step.kind } > 1 ? "\(step.ordinal)" : "") }
        switch step.kind {
        case .contract: self.init(.text, "")
        case .title: self.init(.title, "")
        case .parties: self.init(.parties, "")
        case .party: self.init(.party, "\(step.ordinal)")
        case .section:
            if let number = label.wholeMatch(of: /§ ?(.+)/)?.1 {
                self.init(.paragraphSign, String(number))
            } else if let number = label.wholeMatch(of: /(?:Artikel|Art\.) (.+)/)?.1 {
                self.init(.article, String(number))
            } else if core.isEmpty {
                self.init(.section, step.ordinal > 1 ? "\(step.ordinal)" : "")
            } else if core.allSatisfy({ $0.isNumber || $0 == "." }) {
                self.init(.number, core)
            } else if core.count <= 2, core.allSatisfy({ $0.isLowercase }) {
                self.init(core.count == 2 ? .doubleLetter : .letter, core)
            } else {
                self.init(.section, core)
            }
        case .absatz: self.init(core.contains(".") ? .number : .absatz, core.isEmpty ? "\(step.ordinal)" : core)
        case .item:
            if core.isEmpty || !core.contains(where: { $0.isLetter || $0.isNumber }) {
                self.init(.point, "\(step.ordinal)")
            } else if core.allSatisfy({ $0.isNumber || $0 == "." }) {
                self.init(.number, core)
            } else {
                self.init(core.count == 2 && Set(core).count == 1 ? .doubleLetter : .letter, core)
            }
        case .bullet: self.init(.point, "\(step.ordinal)")
        case .text:
            let count = whole.parts.count { $0.kind == .text }
            // An Absatz begins with words of its own.
            let first = whole.kind == .section || whole.kind == .contract || whole.kind == .annex ? 0 : whole.content.isEmpty ? 0 : 1
            self.init(count + first > 1 ? .unterabsatz : .text, count + first > 1 ? "\(step.ordinal + first)" : "")
        case .quotation: self = counted(.quotation)
        case .table: self = counted(.table)
        case .figure: self = counted(.figure)
        case .annex: self.init(.annex, label.hasPrefix("Anlage ") ? String(label.dropFirst(7)) : label == "Anlage" ? "" : label)
        }
    }

    private init(_ noun: Noun, _ number: String) { (self.noun, self.number) = (noun, number) }

    var gender: Character {
        switch noun {
        case .paragraphSign, .article, .section, .absatz, .unterabsatz, .letter, .doubleLetter, .point, .title, .text, .quotation: "m"
        case .number, .table, .figure, .annex, .parties, .party: "f"
        }
    }

    var singular: String {
        switch noun {
        case .paragraphSign: "§"
        case .article: "Artikel"
        case .section: "Abschnitt"
        case .absatz: "Absatz"
        case .unterabsatz: "Unterabsatz"
        case .letter: "Buchstabe"
        case .doubleLetter: "Doppelbuchstabe"
        case .number: "Nummer"
        case .point: "Aufzählungspunkt"
        case .table: "Tabelle"
        case .figure: "Abbildung"
        case .annex: "Anlage"
        case .quotation: "eingerückter Text"
        case .title: "Titel"
        case .parties: "Bezeichnung der Vertragsparteien"
        case .party: "Partei"
        case .text: "Text"
        }
    }

    var plural: String {
        switch noun {
        case .paragraphSign: "§§"
        case .article, .title: singular
        case .section: "Abschnitte"
        case .absatz: "Absätze"
        case .unterabsatz: "Unterabsätze"
        case .letter, .doubleLetter: singular + "n"
        case .number, .table: singular + "n"
        case .point: "Aufzählungspunkte"
        case .figure: "Abbildungen"
        case .annex: "Anlagen"
        case .quotation: "eingerückte Texte"
        case .parties, .party: "Parteien"
        case .text: "Texte"
        }
    }

    /// „§ 7“, „Absatz 2“; a blank that does not break between noun and number.
    var text: String { number.isEmpty ? singular : "\(singular)\u{A0}\(number)" }
}

extension ContractPart {
    enum Case { case nominative, dative }

    /// „§ 7 Absatz 2 Buchstabe a“.
    ///
    /// - Parameter isFirst: at the head of a sentence.
    func citation(of place: ProvisionPlace, _ grammatical: Case = .nominative, isFirst: Bool = false) -> String {
        var whole = self
        var words: [String] = []
        for step in place.steps {
            let name = ProvisionName(step, in: whole)
            guard let index = whole.steps.firstIndex(of: step) else { return "" }
            let part = whole.parts[index]
            switch name.noun {
            case .title: words.append(grammatical == .nominative ? (isFirst ? "Der Titel" : "der Titel") : "dem Titel")
            case .parties: words.append(grammatical == .nominative ? (isFirst ? "Die " : "die ") + name.singular : "der " + name.singular)
            case .party: words.append("(\(name.number). Partei)")
            case .section where name.number.isEmpty || part.label.isEmpty:
                words.append(part.heading.isEmpty ? "Abschnitt ohne Überschrift\(name.number.isEmpty ? "" : " (\(name.number).)")" : "Abschnitt „\(part.heading.plainText)“")
            case .text where words.isEmpty:
                words.append((grammatical == .dative ? "dem" : isFirst ? "Der" : "der") + " Text außerhalb der Abschnitte")
            case .text: break
            case .number:
                // „Nummer 5.2“ says that it stands in Nummer 5.
                if let last = words.last, last.hasPrefix("Nummer\u{A0}"), name.text.hasPrefix(last + ".") { words.removeLast() }
                words.append(name.text)
            default: words.append(name.text)
            }
            if step.ordinal > 1, !step.label.isEmpty, [.section, .absatz, .item, .annex].contains(step.kind) { words.append("(\(step.ordinal). Stelle)") }
            whole = part
        }
        return words.joined(separator: " ")
    }
}
