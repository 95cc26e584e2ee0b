/// The agreement: which clauses, who the parties are, how it numbers, what is annexed.
struct AgreementWriter {
    private let contract: OldContract
    /// `kuendigung/altvertrag`, a section each.
    private let clauses: [String]
    /// What of the library says the same, a section each.
    private let offers: [String?]
    /// Name of the commissioning body's file.
    private let body: String
    private let isSpelledOut: Bool

    init(_ contract: OldContract, clauses: [String], offers: [String?], body: String, isSpelledOut: Bool) {
        (self.contract, self.clauses, self.offers, self.body, self.isSpelledOut) = (contract, clauses, offers, body, isSpelledOut)
    }

    var text: String {
        var lines = [
            "# Übernommen aus „\(YAMLText.comment(contract.path.split(separator: "/").last.map(String.init) ?? contract.path))“; ein Entwurf, der durchzusehen ist (bericht.html)."
        ]
        lines.append("titel:")
        lines += contract.title.map { "  - \(YAMLText.literal($0))" }
        lines += ["kurztitel: \(YAMLText.literal(contract.title.joined(separator: " ")))", "stelle: \(body)", "datum: heute", "status: entwurf"]
        lines += numbering
        lines += ["rechtszeilen: nein", "verweise: {form: \(isSpelledOut ? "ausgeschrieben" : "abgekuerzt"), vereinbarung: \"\"}"]
        lines += ["seiten:", "  fuss_rechts: Seite {{seite}} von {{seiten}}"]
        lines += fields + parties
        lines.append("klauseln:")
        for (index, clause) in clauses.enumerated() { lines += entry(clause, index) }
        lines += annexes + signatures
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Numbers

    private var numbering: [String] {
        let scheme = contract.scheme
        var lines = ["gliederung:"]
        lines.append("  abschnitt: \(YAMLText.quoted(section(scheme)))")
        if let subsection = scheme.subsection {
            lines.append("  unterabschnitt: \"\(subsection == .letter ? "a)" : "1.1")\"")
        } else if scheme.subsectionText == "ohne" {
            lines.append("  unterabschnitt: ohne")
        }
        lines.append("  absatz: \(YAMLText.quoted(absatz(scheme)))")
        let levels = scheme.levels.compactMap { level($0) }
        if !levels.isEmpty { lines.append("  ebenen: [\(levels.map(YAMLText.quoted).joined(separator: ", "))]") }
        return lines
    }

    private func section(_ scheme: OldScheme) -> String {
        switch scheme.section {
        case .paragraphSign: "§ 1"
        case .article: "Artikel 1"
        case .roman: "I."
        case .decimal: scheme.sectionText.hasSuffix(".") ? "1." : "1"
        default: "ohne"
        }
    }

    private func absatz(_ scheme: OldScheme) -> String {
        switch scheme.absatz {
        case .bracketed: "(1)"
        case .decimal(depth: 2): "1.1"
        case .decimal, .closed: "1."
        default: "ohne"
        }
    }

    private func level(_ number: LeadingNumber) -> String? {
        switch number.shape {
        case .letter: "a)"
        case .doubleLetter: "aa)"
        case .decimal, .closed: "1."
        case .bracketed: "(1)"
        case .smallRoman: "i)"
        default: nil
        }
    }

    // MARK: - Parties

    private var others: [OldParty] { Array(contract.parties.list.dropFirst()) }

    private func path(_ index: Int) -> String { index == 0 ? "stelle" : index == 1 ? "partner" : "partner\(index)" }

    private var fields: [String] {
        guard !others.isEmpty else { return [] }
        var lines = ["felder:"]
        for index in others.indices {
            lines += ["  \(path(index + 1)):", "    art: stelle", "    beschriftung: \(YAMLText.literal(others[index].designation ?? "Partner"))"]
        }
        for (index, party) in others.enumerated() {
            lines.append("\(path(index + 1)):")
            lines += AgreementWriter.body(party).map { "  " + $0 }
        }
        return lines
    }

    /// A body's keys, for its file or for the field of a partner.
    static func body(_ party: OldParty) -> [String] {
        var lines = ["name: \(YAMLText.quoted(party.name))"]
        let pairs = [("einheit", party.unit), ("strasse", party.street), ("plz", party.postcode), ("ort", party.town), ("vertreten_durch", party.representative)]
        lines += pairs.compactMap { key, value in value.map { "\(key): \(YAMLText.quoted($0))" } }
        if party.isPerson { lines.append("art: einzelperson") } else if party.representative == nil { lines.append("vertreten_durch: noch einzutragen") }
        switch party.article {
        case "der":
            lines += [
                "genus: f", "formen:", "  nominativ: \(YAMLText.quoted("die " + party.name))", "  genitiv: \(YAMLText.quoted("der " + party.name))",
                "  dativ: \(YAMLText.quoted("der " + party.name))", "  akkusativ: \(YAMLText.quoted("die " + party.name))",
            ]
        case "dem": lines += ["formen:", "  dativ: \(YAMLText.quoted("dem " + party.name))"]
        case .some(let article): lines += ["formen:", "  dativ: \(YAMLText.quoted("\(article) \(party.name)"))"]
        case nil: lines += ["formen:"] + ["nominativ", "genitiv", "dativ", "akkusativ"].map { "  \($0): \(YAMLText.quoted(party.name))" }
        }
        return lines
    }

    private var parties: [String] {
        let parties = contract.parties
        guard parties.form != .none else { return ["parteien:", "  form: ohne", "  liste:", "    - stelle: stelle"] }
        var lines = ["parteien:", "  form: \(parties.form == .block ? "block" : "satz")", "  einleitung: \(YAMLText.literal(parties.lead))"]
        if !parties.closing.isEmpty { lines.append("  schluss: \(YAMLText.literal(parties.closing))") }
        if !parties.collective.isEmpty { lines.append("  sammelbezeichnung: \(YAMLText.literal(parties.collective))") }
        lines.append("  liste:")
        for (index, party) in parties.list.enumerated() {
            lines.append("    - stelle: \(path(index))")
            if let name = party.designation { lines.append("      bezeichnung: \(YAMLText.literal(name))") }
        }
        return lines
    }

    // MARK: - Clauses

    private func entry(_ clause: String, _ index: Int) -> [String] {
        let section = contract.sections[index]
        var lines: [String] = []
        if let offer = offers[index] { lines.append("  # Die Bibliothek hat das auch: \(YAMLText.comment(offer))") }
        var keys: [String] = []
        if let number = section.number, contract.sectionIsIrregular(index) { keys.append("nummer: \(YAMLText.quoted(number.figure))") }
        if section.heading.isEmpty { keys.append("ueberschrift: \"\"") }
        let numbers = section.nodes.filter { $0.kind == .item && $0.number?.shape == contract.scheme.absatz && contract.scheme.absatz != nil }.compactMap { $0.number }
        if numbers.count > 1, numbers.enumerated().contains(where: { $0.element.value != $0.offset + 1 || !$0.element.addition.isEmpty }),
            Set(numbers.map(\.figure)).count == numbers.count
        {
            keys.append("absatznummern: [\(numbers.map { $0.values.count == 1 && $0.addition.isEmpty ? String($0.value) : YAMLText.quoted($0.figure) }.joined(separator: ", "))]")
        }
        if keys.isEmpty { return lines + ["  - \(clause)"] }
        lines.append("  - klausel: \(clause)")
        return lines + keys.map { "    " + $0 }
    }

    // MARK: - Closing

    private var annexes: [String] {
        guard !contract.annexes.isEmpty else { return [] }
        return ["anlagen:"]
            + contract.annexes.flatMap { annex in
                [
                    "  - kennung: \(annex.key)", "    titel: \(YAMLText.literal(annex.title.isEmpty ? "Anlage \(annex.figure)" : annex.title))", "    art: text",
                    "    datei: anlagen/\(contract.name)-\(annex.key).md",
                ]
            }
    }

    private var signatures: [String] {
        let signatures = contract.signatures
        var lines = ["unterschriften:", "  form: \(signatures.isStacked ? "untereinander" : "nebeneinander")"]
        if !signatures.lead.isEmpty { lines.append("  vorspann: \(YAMLText.literal(signatures.lead))") }
        lines.append("  einheiten:")
        guard !signatures.units.isEmpty else {
            for index in contract.parties.list.indices { lines.append("    - partei: \(path(index))") }
            if contract.parties.list.isEmpty { lines.append("    - partei: stelle") }
            return lines
        }
        for (index, unit) in signatures.units.enumerated() {
            let isParty = contract.parties.list.isEmpty ? index == 0 : index < contract.parties.list.count
            lines.append(isParty ? "    - partei: \(path(index))" : "    - zeile: \(YAMLText.literal(unit.line.isEmpty ? "Name der Partei" : unit.line))")
            if isParty, !unit.line.isEmpty { lines.append("      zeile: \(YAMLText.literal(unit.line))") }
            if let town = unit.town { lines.append("      ort: \(YAMLText.literal(town))") } else if !unit.asksForPlace { lines.append("      ort: \"\"") }
            if !unit.mandate.isEmpty { lines.append("      zusatz: \(YAMLText.literal(unit.mandate))") }
            lines.append("      name: \(YAMLText.literal(unit.name))")
            if !unit.office.isEmpty { lines.append("      funktion: \(YAMLText.literal(unit.office))") }
        }
        return lines
    }
}

extension OldContract {
    /// The number is not the one that counting gives; from the first such on all are written out.
    func sectionIsIrregular(_ index: Int) -> Bool {
        var expected = 0
        for (position, section) in sections.enumerated() {
            guard let number = section.number else { continue }
            expected += 1
            if number.value != expected || !number.addition.isEmpty { return index >= position }
            if position >= index { return false }
        }
        return false
    }
}
