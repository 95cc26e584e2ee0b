import Agreements
import Findings

/// Whoever wrote a version does not approve it.
enum TwoPersons {
    /// Why a person may not approve a wording; `nil`: they may.
    static func refusal(of source: ClauseSource, by steward: Steward, _ log: ApprovalLog) -> Finding? {
        guard steward.hasSecondPerson, let account = steward.account else { return nil }
        let place = source.frontMatter.places["status"] ?? Place.file(source.path)
        if log.authors(of: source.name, version: source.version.version).contains(account) {
            return Finding(
                .fehler, "freigabe-selbst", at: place,
                "„\(account)“ hat die Fassung \(source.version.version) von „\(source.name)“ selbst geschrieben oder zur Freigabe vorgelegt und gibt sie deshalb nicht frei.",
                remedy: "Bitten Sie eine andere Person mit der Rolle „freigeben“.")
        }
        guard log.openRequest(for: source.name, version: source.version.version, checksum: source.approvalChecksum) != nil else {
            return Finding(
                .fehler, "freigabe-ohne-antrag", at: place,
                "Für diesen Wortlaut von „\(source.name)“ (Fassung \(source.version.version)) hat niemand die Freigabe beantragt.",
                remedy: "Lassen Sie sie von einer anderen Person beantragen, im Browser oder mit: klauselwerk approve \(source.name) --request.")
        }
        return nil
    }
}
