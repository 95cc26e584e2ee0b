import CMalloc
import Findings
import Foundation
import Production
import Synchronization

/// How far a run is, as the page shows it.
struct SeriesProgress: Sendable, Hashable {
    var progress: BatchProgress
    /// Since this run has made its first contract.
    var seconds: Double
    /// Done when this run began to make contracts.
    var doneBefore: Int

    /// Contracts a second; `nil` while there is nothing to go by.
    var rate: Double? {
        let made = progress.done - doneBefore
        return progress.stage == .making && made >= 3 && seconds > 0.5 ? Double(made) / seconds : nil
    }

    /// Seconds to the end.
    var rest: Double? { rate.map { Double(max(0, progress.total - progress.done)) / $0 } }
}

/// Makes the contracts of series, one series after the other: whoever has waited longest for a turn of his own comes next, so that nobody's hundred
/// orders keep another's one waiting. What a run has made stays whatever becomes of the server, and is not made again.
final class SeriesRunner: Sendable {
    private struct Ticket: Sendable {
        let id: String
        let owner: String
    }

    private struct Current: Sendable {
        let ticket: Ticket
        let control: RunControl
        var progress: BatchProgress?
        var makingSince: (time: Double, done: Int)?
    }

    private struct State: Sendable {
        var waiting: [Ticket] = []
        var current: Current?
        /// By person: when he has had his last turn.
        var turns: [String: Int] = [:]
        var turn = 0
        var isStopped = false
        var isClosing = false
    }

    private let state = Mutex(State())
    private let shelf: SeriesShelf
    private let library: WarmLibrary
    /// Keeps a list of contracts: of series that are to enter it.
    private let receiver: @Sendable (ContractSeries) -> any ContractReceiver
    private let work = SideWork("serien")
    /// The rest of the machine is for those who fill in forms.
    private let workers: Int

    init(shelf: SeriesShelf, library: WarmLibrary, receiver: @escaping @Sendable (ContractSeries) -> any ContractReceiver) {
        self.shelf = shelf
        self.receiver = receiver
        self.library = library
        workers = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    }

    /// Goes on with what an earlier server has left.
    func resume() async throws {
        for series in try await shelf.busy() { add(series) }
    }

    /// Orders a run; its state has been noted.
    func add(_ series: ContractSeries) {
        state.withLock { state in
            guard !state.waiting.contains(where: { $0.id == series.id }), state.current?.ticket.id != series.id else { return }
            state.waiting.append(Ticket(id: series.id, owner: series.owner))
        }
        next()
    }

    /// Lets the contracts that are begun come to their end. What waits does not begin.
    ///
    /// - Returns: whether it was at work.
    func stop(_ id: String) -> Bool {
        state.withLock { state in
            state.waiting.removeAll { $0.id == id }
            guard state.current?.ticket.id == id else { return false }
            state.isStopped = true
            state.current?.control.stop()
            return true
        }
    }

    func progress(of id: String) -> SeriesProgress? {
        state.withLock { state in
            guard let current = state.current, current.ticket.id == id, let progress = current.progress else { return nil }
            let since = current.makingSince
            return SeriesProgress(progress: progress, seconds: since.map { GermanTime.now() - $0.time } ?? 0, doneBefore: since?.done ?? 0)
        }
    }

    /// Ends with the server: what is begun comes to its end, the rest goes on with the next.
    func close() async {
        state.withLock { state in
            state.isClosing = true
            state.waiting = []
            state.current?.control.stop()
        }
        while state.withLock({ $0.current != nil }) { try? await Task.sleep(for: .milliseconds(20)) }
    }

    private func next() {
        let begun = state.withLock { state -> Current? in
            guard state.current == nil, !state.isClosing else { return nil }
            let last = state.waiting.indices.min { (state.turns[state.waiting[$0].owner] ?? 0, $0) < (state.turns[state.waiting[$1].owner] ?? 0, $1) }
            guard let last else { return nil }
            let ticket = state.waiting.remove(at: last)
            state.turn += 1
            state.turns[ticket.owner] = state.turn
            state.isStopped = false
            let current = Current(ticket: ticket, control: RunControl(report: { [weak self] in self?.note($0, of: ticket.id) }))
            state.current = current
            return current
        }
        guard let begun else { return }
        Task { [self] in
            await run(begun)
            // What thousands of contracts were made in goes back to the system: the C library keeps it for the run's threads, which have ended (malloc_trim(3)).
            malloc_trim(0)
            state.withLock { $0.current = nil }
            next()
        }
    }

    private func note(_ progress: BatchProgress, of id: String) {
        state.withLock { state in
            guard state.current?.ticket.id == id else { return }
            state.current?.progress = progress
            if progress.stage == .making, state.current?.makingSince == nil { state.current?.makingSince = (GermanTime.now(), progress.done) }
        }
    }

    private func run(_ current: Current) async {
        let ticket = current.ticket
        // Where it was deleted or stopped meanwhile there is nothing to do.
        guard let series = try? await shelf.update(ticket.id, of: ticket.owner, { if $0.state == .waiting { $0.state = .running } }), series.state == .running else { return }
        let folder = shelf.place.print(series)
        let isPrinting = series.print?.volumes.isEmpty ?? false
        // What a dead server has left of it is begun anew.
        if isPrinting { try? FileManager.default.removeItem(atPath: folder) }
        let request = BatchRequest(
            contract: series.request(library.workspace.library, shelf.place), folder: shelf.place.contracts(series.id), workers: workers, resumes: true, replaces: true,
            onlyValid: series.onlySound, print: isPrinting ? series.print?.options(folder) : nil, word: series.word)
        let outcome: (state: ContractSeries.State, told: String)
        var volumes: [SeriesPrint.Volume] = []
        do throws(Failure) {
            let receiver = series.entersRegister ? receiver(series) : nil
            let result = try await work.run { () throws(Failure) in try Batch.run(request, control: current.control, receiver: receiver) }
            volumes = result.volumes.map { SeriesPrint.Volume(name: $0.path.split(separator: "/").last.map(String.init) ?? "", pages: $0.pages, sheets: $0.sheets) }
            outcome = Self.outcome(result, series)
        } catch { outcome = (.failed, Self.told(error)) }
        let (isStopped, isClosing) = state.withLock { ($0.isStopped, $0.isClosing) }
        // Not done, and nobody has asked for an end: the next server goes on.
        if isClosing, !isStopped, outcome.state != .done { return }
        let made = volumes
        let noted = try? await shelf.update(ticket.id, of: ticket.owner) { series in
            series.state = isStopped && outcome.state == .failed ? .stopped : outcome.state
            series.told = outcome.told
            guard isPrinting else { return }
            series.print?.volumes = made
            if made.isEmpty { series.print = nil }
        }
        if isPrinting, let noted, noted.print != nil { shelf.place.removePrints(of: noted) }
    }

    private static func outcome(_ result: BatchResult, _ series: ContractSeries) -> (ContractSeries.State, String) {
        let present = result.made + result.kept + result.outdated
        var text = present == 1 ? "1 Vertrag liegt bereit." : "\(present) Verträge liegen bereit."
        if result.failed > 0 { text += result.failed == 1 ? " Für 1 Zeile ist keiner entstanden." : " Für \(result.failed) Zeilen ist keiner entstanden." }
        if result.outdated > 0 { text += " \(result.outdated) davon blieben, wie sie waren, weil sie unterschrieben oder verändert sind." }
        if result.removed > 0 {
            text +=
                result.removed == 1 ? " 1 Vertrag, dessen Zeile es nicht mehr gibt, ist entfernt." : " \(result.removed) Verträge, deren Zeilen es nicht mehr gibt, sind entfernt."
        }
        if result.lacksPrintRun { text += " Die Druckauflage ist nicht entstanden, weil nicht alle Verträge so vorliegen, wie sie heute entstünden." }
        if !result.volumes.isEmpty { text += result.volumes.count == 1 ? " Die Druckauflage liegt bereit." : " Die Druckauflage liegt in \(result.volumes.count) Bänden bereit." }
        if series.entersRegister, result.open == 0, present > 0 { text += present == 1 ? " Er steht im Register." : " Sie stehen im Register." }
        if result.open > 0 { return (.stopped, text + " \(result.open == 1 ? "1 Zeile ist" : "\(result.open) Zeilen sind") noch offen.") }
        return (.done, text)
    }

    private static func told(_ failure: Failure) -> String {
        let errors = failure.findings.filter { $0.severity == .fehler }.ordered
        let texts = errors.prefix(3).map { SeriesWords.sentence($0.message) }
        return (texts.isEmpty ? ["Die Tabelle hat noch Fehler."] : texts).joined(separator: " ") + (errors.count > 3 ? " Und \(errors.count - 3) weitere Befunde." : "")
    }
}
