import Findings

/// Where a clause names the law of a Land.
struct StateLawMention: Sendable, Hashable {
    var land: Land
    var law: String
}

extension Facts {
    /// The laws of Länder that the clause names, each once, in the order of the facts. Found once a clause: a batch asks for every partner.
    func stateLaws(citedIn clause: ClauseSource) -> [StateLawMention] {
        if let known = rememberedStateLaws(of: clause) { return known }
        guard let laender = try? laender() else { return [] }
        let basis = clause.frontMatter.legalBasis.map(\.value).joined(separator: " ")
        // Words parted by single blanks, so that a name can be looked for as a whole.
        let words = (clause.body.value + " " + basis).split { !($0.isLetter || $0.isNumber || $0 == "-") }
        let text = Array((" " + words.joined(separator: " ") + " ").utf8)
        let found = laender.all.flatMap { land in
            land.lawNames.filter { text.contains(Array(" \($0) ".utf8)) }.map { StateLawMention(land: land, law: $0) }
        }
        remember(found, of: clause)
        return found
    }
}
