import Agreements
import Findings
import Production

/// What there is to choose from: each agreement of the library as somebody who looks for one wants to see it.
struct AgreementCard: Sendable, Hashable {
    /// Of its file.
    let name: String
    let title: String
    let description: String?

    static func all(_ library: WarmLibrary) -> [AgreementCard] {
        library.workspace.agreementNames.compactMap { name in (try? library.agreement(name)).map(AgreementCard.init) }
    }

    init(_ agreement: AgreementFile) {
        name = agreement.name
        let texts = [agreement.shortTitle?.value, agreement.title.first?.value].compactMap { $0 }
        title = texts.first { !$0.contains("{{") } ?? ClauseNames.readable(agreement.name)
        description = agreement.description
    }

    var values: [String: Any] { ["name": Percent.encoded(name), "titel": title, "beschreibung": shown(description)] }
}
