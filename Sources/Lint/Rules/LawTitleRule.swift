import Agreements
import Findings
import GermanText

struct LawTitleRule: TextRule {
    static let card = RuleCard(
        "gesetzesname", .warnung,
        "Der ausgeschriebene Name eines Gesetzes weicht vom amtlichen ab: anders geschrieben (Datenschutzgrundverordnung) oder in diesem Land anders genannt (Landesdatenschutzgesetz NRW).",
        remedy: "Schreiben Sie den amtlichen Namen.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let names = LawTitleRule.titles(knowledge)
        return text.passages.flatMap { passage in
            LawTitleRule.words(passage).compactMap { word, range in
                spelling(passage, word, range, names) ?? land(passage, word, range, knowledge)
            }
        }
    }

    /// Words of official names that are compounds: folded form → as it is written officially.
    private static func titles(_ knowledge: LintKnowledge) -> [String: String] {
        let names = knowledge.statutes.all.filter(\.isNameVerified).map(\.name)
        let words = names.flatMap { $0.split { $0 == " " || $0 == "(" || $0 == ")" || $0 == "," } }.map(String.init)
        return Dictionary(words.filter { $0.count > 12 }.map { (fold($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func fold(_ word: String) -> String {
        let folded = word.lowercased().filter { $0 != "-" && $0 != "\u{2060}" }
        return folded.hasSuffix("es") ? String(folded.dropLast(2)) : folded
    }

    /// Words with their hyphens.
    private static func words(_ passage: LintPassage) -> [(String, Range<Int>)] {
        var result: [(String, Range<Int>)] = []
        for token in passage.tokens where token.isWord || token.text == "-" {
            if let last = result.last, last.1.upperBound == token.range.lowerBound {
                result[result.count - 1] = (last.0 + token.text, last.1.lowerBound..<token.range.upperBound)
            } else if token.isWord {
                result.append((token.text, token.range))
            }
        }
        return result
    }

    private func spelling(_ passage: LintPassage, _ word: String, _ range: Range<Int>, _ names: [String: String]) -> Finding? {
        guard let official = names[LawTitleRule.fold(word)], !word.hasPrefix(official) else { return nil }
        return finding(passage, range.lowerBound, "„\(word)“ heißt amtlich anders.", remedy: "Schreiben Sie „\(official)“.")
    }

    /// „Landesdatenschutzgesetz NRW“ where the Land's act has another name.
    private func land(_ passage: LintPassage, _ word: String, _ range: Range<Int>, _ knowledge: LintKnowledge) -> Finding? {
        let title = word.hasSuffix("es") ? String(word.dropLast(2)) : word
        guard title == "Landesdatenschutzgesetz" || title == "Landeskinderschutzgesetz",
            let next = passage.tokens.first(where: { $0.range.lowerBound > range.upperBound }),
            let land = knowledge.laender.all.first(where: { LawTitleRule.names($0, passage, next) })
        else { return nil }
        let act: LandAct
        if title.contains("datenschutz") {
            guard let found = land.dataProtectionAct else { return nil }
            act = found
        } else if case .act(let found) = land.childProtection {
            act = found
        } else {
            return nil
        }
        guard act.mark.isVerified || act.name.contains(land.name), !act.name.contains(title), !(act.shortName?.contains(title) ?? false) else {
            return nil
        }
        return finding(
            passage, range.lowerBound, "Ein „\(title)“ gibt es in \(land.name) nicht.",
            remedy: "Das Gesetz heißt „\(act.shortName ?? act.name)“\(act.abbreviation.map { " (\($0))" } ?? "").")
    }

    private static func names(_ land: Land, _ passage: LintPassage, _ token: Token) -> Bool {
        if token.text == land.code || token.text == land.code + "W" && land.code == "NR" { return true }
        if land.code == "NW", token.text == "NRW" { return true }
        return passage.words(token.range.lowerBound..<passage.scalars.count).hasPrefix(land.name)
    }
}
