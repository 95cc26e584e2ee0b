import Findings

extension PhraseRule {
    /// Parties sign on different days.
    static let whichSignature = PhraseRule(
        card: RuleCard(
            "unterzeichnung-welche", .fehler, "Die Parteien unterschreiben an verschiedenen Tagen; „mit Unterzeichnung“ sagt nicht, welcher zählt.",
            remedy: "Schreiben Sie „sobald die letzte Partei unterzeichnet hat“."),
        words: ["in Kraft", "mit Unterzeichnung"], without: ["letzte"],
        message: "„Mit Unterzeichnung“ lässt offen, welche der Unterschriften zählt.")
}
