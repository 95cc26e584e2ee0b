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
        let contract = try contract(draft)
        var request = RedlineRequest(file: path, library: library.workspace.library)
        request.name = file.name
        let asked = request
        return try await work.run { () throws(Failure) in
            var keys = ChangeKeys()
            return try ReturnedContract.look(asked, of: contract, wantsPaper: wantsPaper) { entry in
                switch file.decisions[keys.next(entry)] {
                case .accept: .accepted
                case .reject: .rejected
                case nil: .open
                }
            }
        }
    }

    private func contract(_ draft: Draft) throws(Failure) -> DraftContract {
        let overlay = try DraftTexts(library: library).overlay(of: draft)
        let attached = annexes.attached(draft.annexes, of: draft.id)
        return DraftContract(library: library, agreement: draft.agreement, overlay: overlay) { sum in
            attached.lazy.compactMap { try? Array(Data(contentsOf: URL(filePath: $0.path))) }.first { SHA256.hex(of: $0) == sum }
        } changing: { [library] changed throws(Failure) in
            var other = draft
            for (path, text) in changed { other.answers[path] = text }
            guard let data = try InterviewReader(library: library).read(other).final else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "entwurf-unvollstaendig", "Die Datei sagt nicht mehr, woraus sie entstanden ist, und der Entwurf ist noch nicht vollständig; so lässt sich nichts vergleichen.",
                        remedy: "Ergänzen Sie im Entwurf, was noch fehlt, und laden Sie die Datei dann noch einmal hoch."))
            }
            return PreviewRequest(agreement: draft.agreement, data: data, overlay: overlay, annexes: attached)
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
