import Findings
import Settings

/// Reads the entries of `klauseln:`.
struct ClauseEntryReader {
    static let clauseKeys = KeySet(
        "einer Klausel der Vereinbarung",
        ["klausel", "id", "variante_aus", "ueberschrift", "felder", "wenn", "nummer", "absatznummern", "neue_seite", "unterschriften"])
    static let groupKeys = KeySet("eines Abschnitts", ["abschnitt", "unterabschnitte", "absaetze", "wenn", "nummer"])

    let log: FindingLog
    /// Of the agreement.
    var fields: [FieldDeclaration] = []

    /// All entries of `klauseln:`. The word `unterschriften` among them says where the signatures stand; what follows it stands behind them.
    func entries(_ nodes: [InputNode]) -> [ClauseEntry] {
        var isAfter = false
        var ids: [String: Place] = [:]
        return nodes.flatMap { node -> [ClauseEntry] in
            if node.scalar?.text.value == "unterschriften" {
                isAfter = true
                return []
            }
            var found = entries(node)
            for index in found.indices { found[index].isAfterSignatures = isAfter }
            for use in found.flatMap(\.uses) {
                guard let id = use.id else { continue }
                // Variants that a field picks share the place.
                if let before = ids.updateValue(id.place, forKey: id.value), before != id.place {
                    log.error(
                        "id-doppelt", at: id.place, "Die „id“ \(quoted(id.value)) ist schon vergeben (\(before)).", remedy: "Geben Sie jeder Klausel eine eigene „id“.")
                }
            }
            return found
        }
    }

    private func entries(_ node: InputNode) -> [ClauseEntry] {
        if node["abschnitt"] != nil { return group(node).map { [.group($0)] } ?? [] }
        return uses(node).map { .clause($0) }
    }

    /// One use, or one for each variant that a field's value may name (`variante_aus`): to everything behind the reader, the proof above all,
    /// a variant that is picked is a clause under a condition.
    private func uses(_ node: InputNode) -> [ClauseUse] {
        guard let use = use(node) else { return [] }
        guard let name = node["variante_aus"], !name.isEmpty else { return [use] }
        guard let field = name.scalar?.text.value.trimmed, let declaration = fields.first(where: { $0.name == field }) else {
            log.error(
                "feld-unbekannt", at: name.place, "„variante_aus“ nennt ein Feld der Vereinbarung; \(quoted(name.scalar?.text.value ?? "")) ist keines.",
                remedy: Suggestion.remedy(
                    for: name.scalar?.text.value ?? "", among: fields.map(\.name),
                    otherwise: "Deklarieren Sie es unter „felder“ mit „art: auswahl“; seine „werte“ sind die Namen der Varianten."))
            return []
        }
        guard case .choice(let choices) = declaration.kind else {
            log.error(
                "feld-art", at: name.place, "„variante_aus“ braucht eine Auswahl; „\(field)“ ist \(declaration.kind.inGerman).",
                remedy: "Geben Sie dem Feld „art: auswahl“ und als „werte“ die Namen der Varianten.")
            return []
        }
        guard use.mention.variant == nil else {
            log.error(
                "klausel-name", at: use.mention.place, "Neben „variante_aus“ steht nur der Name der Klausel, keine Variante.",
                remedy: "Schreiben Sie: klausel: \(use.mention.family).")
            return []
        }
        return choices.compactMap { choice in
            let mine = "\(field) == \"\(choice.value)\""
            let text = use.condition.map { "(\($0.source.value)) und \(mine)" } ?? mine
            var chosen = use
            chosen.mention.variant = choice.value
            chosen.choice = field
            do throws(FindingList) { chosen.condition = try ExpressionSyntax(parsing: .whole(text, at: name.place)) } catch {
                log.add(error.all)
                return nil
            }
            return chosen
        }
    }

    /// `kuendigung/frist` or `klausel: kuendigung/frist` with what belongs to it.
    func use(_ node: InputNode) -> ClauseUse? {
        if case .scalar(let scalar) = node.content {
            return ClauseMention(scalar.text, log: log).map { ClauseUse(mention: $0) }
        }
        if case .empty = node.content {
            log.error(
                "klausel-name", at: node.place, "Hier fehlt der Name einer Klausel.",
                remedy: "Löschen Sie die leere Zeile, oder nennen Sie eine Klausel.")
            return nil
        }
        guard let reader = MappingReader(node, ClauseEntryReader.clauseKeys, log: log) else { return nil }
        guard let name = reader.required("klausel", remedy: "Schreiben Sie zum Beispiel: klausel: kuendigung/frist.") else { return nil }
        guard let mention = ClauseMention(name, log: log) else { return nil }
        var values: [InputEntry] = []
        if let node = reader.node("felder") {
            if case .mapping(let entries) = node.content {
                values = entries
            } else {
                log.error(
                    "angabe-art", at: node.place, "„felder“ nennt hier Werte mit Namen, gefunden wurde \(node.kindInGerman).",
                    remedy: "Schreiben Sie: felder: {frist: 6}.")
            }
        }
        var use = ClauseUse(mention: mention, heading: reader.textOrEmpty("ueberschrift"), values: values, condition: reader.expression("wenn"))
        if let number = reader.filled("nummer") {
            use.isNumbered = FlagNotation.flag(number.value)
            if use.isNumbered == nil { use.number = sectionNumber(number) }
        }
        use.absatzNumbers = reader.texts("absatznummern").compactMap { sectionNumber($0) }
        use.id = id(reader)
        use.beginsPage = reader.flag("neue_seite") ?? false
        if let node = reader.node("unterschriften") { use.signatures = AgreementClosingReader(log: log).signatures(node) }
        return use
    }

    /// „4“, „4a“, „IV“.
    private func sectionNumber(_ text: SourceText) -> String? {
        let isNumber = !text.value.isEmpty && text.value.utf8.count <= 8 && text.value.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        if isNumber { return text.value }
        log.error(
            "nummer-unklar", at: text.start, "\(quoted(text.value)) ist keine Nummer.", remedy: "Schreiben Sie nummer: nein, oder die feste Nummer: nummer: 4a.")
        return nil
    }

    private func id(_ reader: MappingReader) -> Located<String>? {
        guard let id = reader.text("id") else { return nil }
        guard LibraryName.isSafe(id.value) else {
            log.error(
                "id-unklar", at: id.start, "\(quoted(id.value)) kann keine „id“ sein.", remedy: "Verwenden Sie Kleinbuchstaben ohne Umlaute, Ziffern und „-“.")
            return nil
        }
        return Located(id.value, at: id.start)
    }

    private func group(_ node: InputNode) -> ClauseGroup? {
        guard let reader = MappingReader(node, ClauseEntryReader.groupKeys, log: log) else { return nil }
        guard let heading = reader.required("abschnitt", remedy: "Nennen Sie die Überschrift des Abschnitts.") else { return nil }
        let forms = [("unterabschnitte", GroupForm.subsections), ("absaetze", .paragraphs)].filter { reader.node($0.0) != nil }
        guard forms.count == 1, let (key, form) = forms.first else {
            log.error(
                "abschnitt-inhalt", at: heading.start,
                forms.isEmpty
                    ? "Der Abschnitt \(quoted(heading.value)) hat keinen Inhalt."
                    : "Der Abschnitt \(quoted(heading.value)) hat „unterabschnitte“ und „absaetze“ zugleich.",
                remedy: "Geben Sie entweder „unterabschnitte“ oder „absaetze“ an.")
            return nil
        }
        reader.rejectEmptyList(key, remedy: "Nennen Sie unter „\(key)“ die Klauseln des Abschnitts, oder löschen Sie den Abschnitt.")
        return ClauseGroup(
            heading: heading, form: form, clauses: reader.elements(key).flatMap(uses), condition: reader.expression("wenn"),
            isNumbered: reader.flag("nummer") ?? true, place: heading.start)
    }
}
