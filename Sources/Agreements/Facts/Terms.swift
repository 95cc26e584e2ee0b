import Findings
import Settings

/// Words that contracts use for those who take part, and how words are no longer written: `facts/begriffe.yaml`.
package struct Terms: Sendable, Hashable {
    /// Words that mean the same role; a document uses one of them.
    package var synonyms: [[String]]
    /// Roles that mean nobody until the document says whom: „Zuwendungsnehmer“.
    package var rolesToDefine: [String]
    /// As it was written, and as it is written now: „im folgenden“, „im Folgenden“.
    package var outdated: [(old: String, new: String)] { zip(outdatedForms, presentForms).map { ($0, $1) } }
    private var outdatedForms: [String]
    private var presentForms: [String]

    /// Phrases that may mean two things or nothing, and what to say instead.
    package var unclear: [(phrase: String, advice: String)] { zip(unclearPhrases, unclearAdvice).map { ($0, $1) } }
    private var unclearPhrases: [String]
    private var unclearAdvice: [String]

    /// Verbs that ask for the dative: the infinitive, behind it forms that are not regular: „helfen hilft half“.
    package var dativeVerbs: [String]

    static let top = KeySet("der Begriffe", FactReader.markKeys + ["gleichbedeutend", "rollen", "veraltet", "unklar", "dativ"])
    static let phrase = KeySet("der Wendung", ["wendung", "rat"])
    static let group = KeySet("der gleichbedeutenden Wörter", ["rolle", "woerter"])
    static let change = KeySet("der Schreibung", ["alt", "neu"])

    static func read(_ path: String) throws(FindingList) -> Terms {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(Self.top)
        _ = reader.mark(top, asOf: asOf)
        let changes = top.groups("veraltet", change)
        let phrases = top.groups("unklar", phrase)
        let terms = Terms(
            synonyms: top.groups("gleichbedeutend", group).map { $0.texts("woerter").map(\.value) },
            rolesToDefine: top.texts("rollen").map(\.value),
            outdatedForms: changes.map { $0.name("alt") }, presentForms: changes.map { $0.name("neu") },
            unclearPhrases: phrases.map { $0.name("wendung") }, unclearAdvice: phrases.map { $0.name("rat") },
            dativeVerbs: top.texts("dativ").map(\.value))
        try reader.log.throwIfErrors()
        return terms
    }
}
