import Findings

struct MixedGenderRule: TextRule {
    static let card = RuleCard(
        "genderformen-gemischt", .warnung,
        "Ein Dokument verwendet eine Genderform. Hier stehen mehrere nebeneinander, oder dasselbe Wort steht einmal mit und einmal ohne Genderform.",
        remedy: "Verwenden Sie eine Form; in Klauseln erzeugt {{Netzwerkpartner:innen}} sie überall gleich.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let signs = text.passages.map { GenderSign.all(in: $0) }
        return forms(text, signs) + generic(text, signs, knowledge)
    }

    /// The second form and every further one, where it first stands.
    private func forms(_ text: LintText, _ signs: [[GenderSign]]) -> [Finding] {
        var seen: [GenderSign.Form] = []
        var findings: [Finding] = []
        for (passage, found) in zip(text.passages, signs) {
            for sign in found where !seen.contains(sign.form) {
                if let first = seen.first, let token = passage.tokens[sign.tokens].first {
                    findings.append(
                        finding(
                            passage, token.range.lowerBound,
                            "Neben der Form mit „\(first.rawValue)“ steht hier die mit „\(sign.form.rawValue)“."))
                }
                seen.append(sign.form)
            }
        }
        return findings
    }

    /// „Kooperationspartner“ beside „Akteur:innen“: told once for each word.
    private func generic(_ text: LintText, _ signs: [[GenderSign]], _ knowledge: LintKnowledge) -> [Finding] {
        let stems = Set(signs.joined().map(\.stem))
        guard !stems.isEmpty else { return [] }
        var told: Set<String> = []
        let roles = Definition.all(in: text).map(\.term)
        var findings: [Finding] = []
        // Names and offices of those who sign are those of persons.
        for (passage, found) in zip(text.passages, signs) where passage.role != .label {
            for (index, token) in passage.tokens.enumerated() where token.isCapitalised && !found.contains(where: { $0.tokens.contains(index) }) {
                guard let stem = stems.first(where: { token.text.hasPrefix($0) && knowledge.isSameWord($0, token.text) }) ?? MasculineWord.stem(of: token.text, knowledge),
                    !token.text.hasSuffix("in"), !token.text.hasSuffix("innen"), !isOffice(passage, index, knowledge), !isRole(passage, index, roles, knowledge),
                    !isStatutory(passage, index), told.insert(stem).inserted
                else { continue }
                findings.append(
                    finding(passage, token.range.lowerBound, "„\(token.text)“ steht ohne Genderform da, andere Wörter haben eine."))
            }
        }
        return findings
    }

    /// „der Netzwerkpartner“, where a party is called so: it is a body, and the word follows its gender.
    private func isRole(_ passage: LintPassage, _ index: Int, _ roles: [String], _ knowledge: LintKnowledge) -> Bool {
        guard index > 0, ["der", "des", "dem", "den", "„"].contains(passage.tokens[index - 1].text.lowercased()) else { return false }
        return roles.contains { knowledge.isSameWord($0, passage.tokens[index].text) }
    }

    /// „Geheimnisträger nach § 4 KKG“: a word of the statute that is cited behind it.
    private func isStatutory(_ passage: LintPassage, _ index: Int) -> Bool {
        let next = passage.tokens[(index + 1)...].prefix(2)
        return next.last?.text == "§" && next.first.map { ["nach", "gemäß", "gem"].contains($0.text) } ?? false
    }

    /// „Der Landrat“, „vertreten durch den Oberbürgermeister“: the one who holds the office, and the authority that is named so.
    private func isOffice(_ passage: LintPassage, _ index: Int, _ knowledge: LintKnowledge) -> Bool {
        index > 0 && ["der", "des", "dem", "den"].contains(passage.tokens[index - 1].text.lowercased()) && knowledge.persons.isOffice(passage.tokens[index].text)
    }
}
