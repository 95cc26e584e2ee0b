import Findings
import Foundation
import Production
import Synchronization
import TakingOver

/// Takes old contracts over, one order after the other, as `klauselwerk uebernehmen` does.
final class TakeOverRunner: Sendable {
    private let shelf: TakenShelf
    private let library: WarmLibrary
    private let work = SideWork("uebernahmen")
    /// Names of those that wait or are at work in this server.
    private let busy = Mutex<Set<String>>([])

    init(shelf: TakenShelf, library: WarmLibrary) { (self.shelf, self.library) = (shelf, library) }

    func isBusy(_ id: String) -> Bool { busy.withLock { $0.contains(id) } }

    func add(_ taken: TakenContracts) {
        guard busy.withLock({ $0.insert(taken.id).inserted }) else { return }
        Task { [self] in
            await run(taken)
            _ = busy.withLock { $0.remove(taken.id) }
        }
    }

    private func run(_ taken: TakenContracts) async {
        let result = shelf.result(taken.id)
        // What a dead server has left of it is begun anew.
        try? FileManager.default.removeItem(atPath: result)
        let request = TakeOver.Request(files: shelf.paths(taken), folder: result, library: library.workspace.library, land: taken.land.isEmpty ? nil : taken.land)
        do throws(Failure) {
            let report = try await work.run { () throws(Failure) in
                let report = try TakeOver.run(request)
                try AtomicFile.write(Array(prettyJSON(report.json).utf8), to: self.shelf.report(taken.id))
                return report
            }
            // Whoever has removed it meanwhile finds nothing of it left.
            guard (try? await shelf.taken(taken.id, of: taken.owner)) != nil else {
                try? FileManager.default.removeItem(atPath: shelf.folder(taken.id))
                return
            }
            try? await shelf.note(.done, report.entries.count == 1 ? "1 Vertrag ist übernommen." : "\(report.entries.count) Verträge sind übernommen.", of: taken.id)
        } catch { try? await shelf.note(.failed, told(error, taken), of: taken.id) }
    }

    /// Without the folders of the server in it.
    private func told(_ failure: Failure, _ taken: TakenContracts) -> String {
        failure.findings.filter { $0.severity == .fehler }.map { finding in
            var name = ""
            if case .file(let path, _, _)? = finding.place { name = path.split(separator: "/").last.map { "„\($0)“: " } ?? "" }
            let text = zip(shelf.paths(taken), taken.files).reduce(finding.message) { $0.replacing($1.0, with: $1.1) }
            return name + ClerkWords.sentence(text) + (ClerkWords.remedy(finding.remedy).map { " " + $0 } ?? "")
        }.joined(separator: "\n")
    }
}
