import Findings
import GermanText

struct LeftoverRule: TextRule {
    /// The marks it names are what it looks for in clauses and drafts; nothing is left open here.
    static let card = RuleCard(
        "leerstelle", .fehler,
        "Stehen gebliebene Platzhalter: Punkt- oder Unterstrichreihen, „XXX“, „TODO“, Anweisungen wie „an dieser Stelle aufführen“, eine offene Aufzählung „...“, eine Beschriftung ohne Wert.",
        remedy: "Füllen Sie die Stelle aus; in Klauseln machen {{feld}} und {{linie:…}} daraus ein Feld.")
    static let kinds: Set<LintText.Kind> = .sources

    /// What people write where something is still to come.
    private static let words: Set<String> = ["XXX", "XX", "TODO", "FIXME", "TBD", "xxx", "Lorem", "NN"]
    private static let instructions = ["an dieser stelle", "hier einfügen", "hier einsetzen", "bitte ergänzen", "bitte eintragen", "logo einfügen", "wappen einfügen"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.enumerated().flatMap { index, passage -> [Finding] in
            let isFollowed = text.passages.dropFirst(index + 1).first?.role == .item
            var findings = rows(passage) + words(passage)
            findings += date(passage) + instruction(passage)
            findings += labels(passage) + emptyLabel(passage, isFollowed: isFollowed)
            return findings
        }
    }

    /// „.....“, „_____“, and „...“ as the whole item.
    private func rows(_ passage: LintPassage) -> [Finding] {
        var findings: [Finding] = []
        var start = 0
        while start < passage.scalars.count {
            let scalar = passage.scalars[start]
            var end = start + 1
            while end < passage.scalars.count, passage.scalars[end] == scalar { end += 1 }
            let isWhole = end - start == passage.scalars.count
            if scalar == .ellipsis, isWhole { findings.append(finding(passage, start, "Der Punkt der Liste besteht nur aus „…“: Hier fehlt der Text.")) }
            let isRow = scalar == "_" && end - start >= 3 || scalar == "." && end - start >= (isWhole ? 3 : 4)
            if isRow {
                findings.append(finding(passage, start, "Hier ist eine Leerstelle stehen geblieben: „\(passage.words(start..<min(end, start + 8)))“."))
            }
            start = end
        }
        return findings
    }

    private func words(_ passage: LintPassage) -> [Finding] {
        passage.tokens.filter { LeftoverRule.words.contains($0.text) }.map {
            finding(passage, $0.range.lowerBound, "Hier ist ein Platzhalter stehen geblieben: „\($0.text)“.")
        }
    }

    /// „Musterstadt, den“ without a day.
    private func date(_ passage: LintPassage) -> [Finding] {
        let tokens = passage.tokens
        guard tokens.count <= 6, tokens.last?.text == "den", tokens.dropLast().last?.text == "," else { return [] }
        return [finding(passage, 0, "Hinter „\(passage.text)“ fehlt der Tag.")]
    }

    private func instruction(_ passage: LintPassage) -> [Finding] {
        let lower = passage.text.lowercased()
        return LeftoverRule.instructions.filter { lower.contains($0) }.prefix(1).map {
            finding(passage, 0, "Hier steht eine Anweisung statt eines Textes: „\($0)“.")
        }
    }

    /// „Name Institution/Träger, Straße, Hausnummer, PLZ-Ort“: nothing but words that say what belongs here.
    private func labels(_ passage: LintPassage) -> [Finding] {
        let words = passage.tokens.filter(\.isWord)
        guard passage.role != .label, words.count >= 4, words.allSatisfy({ LeftoverRule.partyLabels.contains($0.text) }),
            !passage.tokens.contains(where: { $0.text == ":" || $0.isNumber })
        else { return [] }
        return [finding(passage, 0, "Hier stehen nur Beschriftungen: „\(passage.text)“.")]
    }

    private static let partyLabels: Set<String> = [
        "Name", "Vorname", "Nachname", "Institution", "Träger", "Trägers", "Einrichtung", "Organisation", "Straße", "Hausnummer", "Nr", "PLZ", "Postleitzahl",
        "Ort", "Wohnort", "Anschrift", "Adresse", "Telefon", "Telefonnummer", "Telefax", "Fax", "E", "Mail", "Datum", "Funktion", "Ansprechperson", "und", "der", "des", "oder",
    ]

    /// „Erreichbar:“ and nothing after it. A short label only: a sentence may introduce what follows.
    private func emptyLabel(_ passage: LintPassage, isFollowed: Bool) -> [Finding] {
        guard passage.role == .heading, !isFollowed, passage.scalars.last == ":", passage.tokens.filter(\.isWord).count == 1, passage.tokens.count == 2,
            let word = passage.tokens.first, word.text.hasSuffix("bar") || LeftoverRule.labels.contains(word.text)
        else { return [] }
        return [finding(passage, 0, "Hinter „\(word.text):“ fehlt die Angabe.")]
    }

    private static let labels: Set<String> = [
        "Telefon", "Telefax", "Fax", "E", "Mail", "Anschrift", "Adresse", "Name", "Datum", "Ort", "Zuständig", "Ansprechperson",
    ]
}
