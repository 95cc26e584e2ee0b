import Agreements
import Findings
import Production

/// What becomes of a draft once changes of a returned file are accepted: deviating wordings for this contract, and values.
struct CarriedChanges: Sendable {
    private(set) var choices: [String: ClauseChoice] = [:]
    private(set) var answers: [String: String] = [:]
    /// What was done, and what could not be: German sentences.
    private(set) var told: [String] = []

    /// - Parameters:
    ///   - wanted: paths of the changed values that are to be taken.
    ///   - earlier: wordings that the draft has got from the same file before.
    ///   - interview: of the draft as it is now.
    init(_ look: ReturnedContract.Look, wanted: Set<String>, earlier: [String: ClauseChoice], _ draft: Draft, _ interview: Interview, _ agreement: AgreementFile) {
        for clause in look.clauses { take(clause, earlier, draft, interview, agreement) }
        let labels = Dictionary(interview.fields.map { ($0.path, $0.label) }, uniquingKeysWith: { first, _ in first })
        for value in look.report.values.values where wanted.contains(value.path) {
            guard let text = value.value, let label = labels[value.path] else {
                told.append("Die Angabe „\(value.label)“ ist nicht übernommen: Tragen Sie sie selbst in das Formular ein.")
                continue
            }
            answers[value.path] = text
            told.append("Angabe „\(label)“: „\(value.after)“ statt „\(value.before)“.")
        }
        told += look.remarks.map { ClerkWords.sentence($0.message) }
        if told.isEmpty { told = ["Nichts: Es ist keine Änderung angenommen und keine Angabe gewählt."] }
    }

    private mutating func take(_ clause: DeviatingClause, _ earlier: [String: ClauseChoice], _ draft: Draft, _ interview: Interview, _ agreement: AgreementFile) {
        let parts = clause.clause.split(whereSeparator: { $0 == "/" || $0 == "@" }).map(String.init)
        guard parts.count == 3 else { return }
        let (family, variant) = (parts[0], parts[1])
        let taken = interview.clauses.first { $0.source.family == family }
        let title = taken.map(ClauseNames.title) ?? ClauseNames.readable(family)
        let isOurs = earlier[family].map { $0 == draft.choices[family] } ?? false
        guard taken?.source.variant == variant || isOurs else {
            return told.append(
                "Klausel „\(title)“ ist nicht geändert: Der Entwurf hat hier inzwischen eine andere Fassung als die verschickte Datei. Ändern Sie den Wortlaut unter „Klauseln“.")
        }
        guard DraftTexts.field(choosing: family, in: agreement) == nil else {
            return told.append(
                "Klausel „\(title)“ ist nicht geändert: Welche Fassung gilt, hängt von einer Angabe im Formular ab. Bitten Sie die Stelle, die Ihre Klauseln pflegt, um eine abweichende Fassung."
            )
        }
        let base = variant == DraftTexts.ownVariant ? draft.choices[family]?.variant ?? variant : variant
        choices[family] = ClauseChoice(variant: base, text: DraftTexts.body(clause.text))
        told.append("Klausel „\(title)“ hat jetzt einen abweichenden Wortlaut für diesen Vertrag; er ist ein Entwurf, bis ihn jemand freigibt.")
    }

    func apply(to draft: inout Draft) {
        for (family, choice) in choices { draft.choices[family] = choice }
        for (path, text) in answers { draft.answers[path] = text }
    }
}
