import Findings

extension PhraseRule {
    /// The act of a Land binds its public bodies only; a free Träger keeps DSGVO and BDSG (§ 1 Abs. 1 Satz 2 BDSG), a church its own law.
    static let everybodysLandLaw = PhraseRule(
        card: RuleCard(
            "landesdatenschutz-fuer-alle", .fehler, "Das Datenschutzgesetz eines Landes bindet nur dessen öffentliche Stellen, nicht freie und kirchliche Träger.",
            remedy: "Schreiben Sie „die für sie jeweils geltenden Vorschriften“, oder verwenden Sie „{{partner.datenschutzgesetz}}“."),
        words: ["Alle ", "atenschutzgesetz des Landes"], without: ["soweit"],
        message: "Das Landesdatenschutzgesetz wird allen auferlegt, auch freien und kirchlichen Trägern.")
}
