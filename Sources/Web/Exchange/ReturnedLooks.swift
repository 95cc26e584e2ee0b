import Checksum
import Findings
import Foundation
import Production

/// Holds returned files against their drafts, as `klauselwerk vergleichen` does.
struct ReturnedLooks: Sendable {
    let library: WarmLibrary
    let annexes: AnnexShelf
    private let work = SideWork("vergleiche", together: true)

    init(library: WarmLibrary, annexes: AnnexShelf) { (self.library, self.annexes) = (library, annexes) }

    /// - Parameters:
    ///   - path: of the file.
    ///   - wantsPaper: the report as a PDF, too.
    /// - Throws: ``Failure`` where the file is none, damaged, or of another agreement.
    func look(_ file: ReturnedFile, at path: String, of draft: Draft, wantsPaper: Bool = false) async throws(Failure) -> ReturnedContract.Look {
        let contract = try contract(draft, file.content)
        var request = RedlineRequest(file: path, library: library.workspace.library)
        request.name = file.name
        let asked = request
        return try await work.run { () throws(Failure) in
            var keys = ChangeKeys()
            return try ReturnedContract.look(asked, of: contract, wantsPaper: wantsPaper) { entry in
                switch file.content.decisions[keys.next(entry)] {
                case .accept: .accepted
                case .reject: .rejected
                case nil: .open
                }
            }
        }
    }

    /// The draft as it was when the file came; of its choices about clauses those that the file's origin tells of.
    private func contract(_ now: Draft, _ then: ReturnedFile.Content) throws(Failure) -> DraftContract {
        var draft = now
        (draft.choices, draft.answers) = (then.choices, then.answers)
        let sent = draft
        let attached = annexes.attached(draft.annexes, of: draft.id)
        return DraftContract(library: library, agreement: draft.agreement) { [library] clauses throws(Failure) in
            var draft = sent
            if let clauses { draft.choices = draft.choices.filter { clauses.contains("\($0.key)/\($0.value.text == nil ? $0.value.variant : DraftTexts.ownVariant)") } }
            return try DraftTexts(library: library).overlay(of: draft)
        } annex: { sum in
            attached.lazy.compactMap { try? Array(Data(contentsOf: URL(filePath: $0.path))) }.first { SHA256.hex(of: $0) == sum }
        } changing: { [library] changed throws(Failure) in
            var other = sent
            for (path, text) in changed { other.answers[path] = text }
            guard let data = try InterviewReader(library: library).read(other).final else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "entwurf-unvollstaendig",
                        "Die Datei sagt nicht mehr, woraus sie entstanden ist, und der Entwurf war noch nicht vollständig, als sie kam; so lässt sich nichts vergleichen.",
                        remedy: "Ergänzen Sie im Entwurf, was noch fehlt, und laden Sie die Datei dann noch einmal hoch."))
            }
            return PreviewRequest(agreement: sent.agreement, data: data, overlay: try DraftTexts(library: library).overlay(of: sent), annexes: attached)
        }
    }
}

/// Names changes by what they say, in the order of a report.
struct ChangeKeys {
    private var seen: [String: Int] = [:]

    /// 16 hexadecimal digits; of changes that say the same, each has its own.
    mutating func next(_ entry: RedlineReport.Entry) -> String {
        let text = [RedlineReport.kind(of: entry.change), RedlineReport.place(of: entry.change), entry.change.before, entry.change.after].joined(separator: "\u{1F}")
        let count = seen[text, default: 0]
        seen[text] = count + 1
        return String(SHA256.hex(of: Array("\(text)\u{1F}\(count)".utf8)).prefix(16))
    }

    static func isWellFormed(_ key: some StringProtocol) -> Bool { key.utf8.count == 16 && key.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } }
}
