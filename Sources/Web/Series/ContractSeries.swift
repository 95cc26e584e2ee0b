import Agreements
import Foundation
import Production
import Tables

/// One contract for each row of a table that somebody has sent.
struct ContractSeries: Sendable, Hashable {
    /// 32 hexadecimal digits.
    let id: String
    var owner: String
    /// Name of the agreement.
    var agreement: String
    /// What the clerk calls it.
    var name: String
    /// What the table was called where it came from; only for showing.
    var fileName: String
    /// Which of the tables that were sent: from 1.
    var table = 1
    /// Cells mended since.
    var changes: [CellChange] = []
    /// Day of all contracts, where the agreement says „heute“: a run that goes on tomorrow makes no others. Empty: as the agreement says.
    var day = ""
    /// What holds for all rows, as typed, by the fields' paths.
    var values: [String: String] = [:]
    /// Files behind every contract.
    var annexes: [KeptAnnex] = []
    /// Which of the folders with files that rows name: from 1, 0: none.
    var files = 0
    /// The print run that is wanted or was made last.
    var print: SeriesPrint?
    /// Make a file for Word beside each contract.
    var word = false
    /// Take the contracts into the register.
    var entersRegister = false
    /// Leave out rows with errors.
    var onlySound = false
    var state = State.open
    /// What came of the last run: a sentence.
    var told = ""
    /// Grows with each change of the table.
    var version = 1
    /// Seconds since 1970.
    var created: Double
    var changed: Double

    enum State: String, Sendable {
        case open = "offen"
        case waiting = "wartet"
        case running = "laeuft"
        case stopped = "angehalten"
        case done = "fertig"
        case failed = "gescheitert"

        /// Whether a run has it: the table stays as it is then.
        var isBusy: Bool { self == .waiting || self == .running }

        var inGerman: String {
            switch self {
            case .open: "noch nicht erstellt"
            case .waiting: "wartet, bis eine andere Serie fertig ist"
            case .running: "wird erstellt"
            case .stopped: "angehalten"
            case .done: "fertig"
            case .failed: "nicht fertig geworden"
            }
        }
    }

    /// - Parameters:
    ///   - library: folder of the library.
    ///   - place: where the series' files lie.
    func request(_ library: String, _ place: SeriesPlace) -> ContractRequest {
        var settings = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if !day.isEmpty, values["datum"] == nil { settings.append("datum=\(day)") }
        var request = ContractRequest(agreement: agreement, library: library, settings: settings, partners: place.table(self))
        request.changes = changes
        request.annexes = AnnexShelf.attached(annexes, of: id, below: place.data)
        // One that is empty, where there is none: what a row names is missing there.
        request.annexFolder = place.files(self)
        return request
    }

    /// Whether contracts bear the day on which they are made.
    static func takesToday(_ agreement: AgreementFile) -> Bool { agreement.date?.value == .today }
}

/// Where the files of series lie: below the data folder, under names of ours.
struct SeriesPlace: Sendable {
    let data: String

    static let folderName = "serien"

    func folder(_ id: String) -> String { "\(data)/\(SeriesPlace.folderName)/\(id)" }

    /// Each table has a folder of its own.
    func tableFolder(_ series: ContractSeries) -> String { "\(folder(series.id))/\(series.table)" }

    /// Named so because reports name it.
    func table(_ series: ContractSeries) -> String { "\(tableFolder(series))/Partnerliste" }

    func contracts(_ id: String) -> String { "\(folder(id))/vertraege" }

    func files(_ series: ContractSeries) -> String { "\(folder(series.id))/dateien-\(series.files)" }

    func print(_ series: ContractSeries) -> String { "\(folder(series.id))/druck-\(series.print?.number ?? 0)" }

    /// All but the last.
    func removePrints(of series: ContractSeries) {
        let kept = "druck-\(series.print?.number ?? 0)"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder(series.id))) ?? [] where name.hasPrefix("druck-") && name != kept {
            try? FileManager.default.removeItem(atPath: "\(folder(series.id))/\(name)")
        }
    }
}
