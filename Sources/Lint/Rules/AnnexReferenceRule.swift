import Findings

struct AnnexReferenceRule: TextRule {
    static let card = RuleCard(
        "anlage-ohne-gegenstueck", .warnung, "Der Text verweist auf eine Anlage, die es nicht gibt, oder eine Anlage ist da, auf die nichts verweist.",
        remedy: "Überschreiben Sie die Anlage mit ihrer Nummer und nennen Sie sie im Text.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var headed: Set<Int> = []
        var mentioned: [(number: Int, passage: LintPassage, offset: Int)] = []
        var listed: (passage: LintPassage, count: Int)?
        for (index, passage) in text.passages.enumerated() {
            let tokens = passage.tokens
            if passage.role == .heading, tokens.first?.text == "Anlage", tokens.count > 1, let number = tokens[1].number { headed.insert(number) }
            if passage.role == .heading, tokens.first?.text == "Anlagen", tokens.count <= 2 {
                let items = text.passages[(index + 1)...].prefix { $0.role == .item }
                listed = (passage, items.count)
                headed.formUnion(1..<items.count + 1)
            }
            for start in tokens.indices.dropLast() where tokens[start].text == "Anlage" && !(passage.role == .heading && start == 0) {
                if let number = tokens[start + 1].number { mentioned.append((number, passage, tokens[start].range.lowerBound)) }
            }
        }
        var told: Set<Int> = []
        var findings = mentioned.filter { !headed.contains($0.number) && told.insert($0.number).inserted }.map {
            finding($0.passage, $0.offset, "Eine „Anlage \($0.number)“ gibt es hier nicht.")
        }
        if let listed, listed.count > 0 {
            let unnamed = (1...listed.count).filter { number in !mentioned.contains { $0.number == number } }
            if !unnamed.isEmpty {
                let numbers = unnamed.map(String.init).joined(separator: ", ")
                findings.append(finding(listed.passage, 0, "Auf Anlage \(numbers) verweist kein Text."))
            }
        }
        return findings
    }
}
