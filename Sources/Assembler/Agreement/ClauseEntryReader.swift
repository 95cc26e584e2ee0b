import Findings

/// Reads the entries of `klauseln:`.
struct ClauseEntryReader {
    static let clauseKeys = KeySet("einer Klausel der Vereinbarung", ["klausel", "ueberschrift", "felder", "wenn", "nummer"])
    static let groupKeys = KeySet("eines Abschnitts", ["abschnitt", "unterabschnitte", "absaetze", "wenn", "nummer"])

    let log: FindingLog

    func entry(_ node: InputNode) -> ClauseEntry? {
        if node["abschnitt"] != nil { return group(node).map { .group($0) } }
        return use(node).map { .clause($0) }
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
        return ClauseUse(
            mention: mention, heading: reader.textOrEmpty("ueberschrift"), values: values, condition: reader.expression("wenn"),
            isNumbered: reader.flag("nummer"))
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
        return ClauseGroup(
            heading: heading, form: form, clauses: reader.elements(key).compactMap(use), condition: reader.expression("wenn"),
            isNumbered: reader.flag("nummer") ?? true, place: heading.start)
    }
}
