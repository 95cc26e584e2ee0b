import Findings
import Foundation

/// What a run will need, reckoned from a few of its contracts before anything is written.
public struct SeriesForecast: Sendable, Hashable {
    /// Contracts that are still to be made.
    public var contracts: Int
    /// On the disk, by whole blocks of it, with manifest and report.
    public var bytes: Int
    /// Of these: what lies there twice while an archive is packed.
    public var packing = 0
    /// Archives, each of a part.
    public var archives = 0
    /// Files and folders.
    public var files: Int
    /// On so many processes as the run has, seconds; the disk is not in it.
    public var seconds: Double

    /// „1.000.000 Verträge, rund 206 GiB in 1.001.501 Dateien und Ordnern, rund 1 h 24 min“
    public var text: String {
        "\(SizeWords.number(contracts)) \(contracts == 1 ? "Vertrag" : "Verträge"), rund \(SizeWords.size(bytes))\(packingText) in \(SizeWords.number(files)) Dateien und Ordnern, rund \(SizeWords.duration(seconds))"
    }

    private var packingText: String {
        guard archives > 0 else { return "" }
        let size = SizeWords.size(packing)
        return archives == 1
            ? " (davon \(size) nur, solange das Archiv gepackt wird)" : " (davon \(size) nur, solange das Archiv eines Teils gepackt wird; mehrere zugleich: je Teil so viel)"
    }

    /// Contracts that go into archives.
    enum Packing {
        /// Of a run.
        case one(of: Int)
        /// Of parts that are made one after the other, each of at most so many rows.
        case parts(Int, of: Int)

        var archives: Int {
            switch self {
            case .one: 1
            case .parts(let count, _): count
            }
        }

        /// How many of them lie there as single files, too.
        var rows: Int {
            switch self {
            case .one(let rows), .parts(_, let rows): rows
            }
        }
    }

    /// - Throws: ``Failure`` with status 73 where the disk has not room for it.
    func require(_ room: DiskRoom, at path: String) throws(Failure) {
        if bytes > room.bytes {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "platz-reicht-nicht", at: .file(path),
                    "Für \(text) reicht der Platz auf dem Datenträger nicht: Frei sind \(SizeWords.size(room.bytes)). Erstellt wurde nichts.",
                    remedy: "Schaffen Sie Platz, oder geben Sie mit -o einen Ordner auf einem größeren Datenträger an; ein begonnener Lauf geht mit --resume weiter."))
        }
        if let left = room.files, files > left {
            throw Failure(
                .cannotCreate,
                Finding(
                    .fehler, "inodes-reichen-nicht", at: .file(path),
                    "Für \(text) reicht der Datenträger nicht: Er nimmt nur noch \(SizeWords.number(left)) Dateien auf (Inodes). Erstellt wurde nichts.",
                    remedy: "Geben Sie mit -o einen Ordner auf einem anderen Datenträger an, oder bitten Sie Ihre Systembetreuung, ihn mit mehr Inodes anzulegen."))
        }
    }
}

/// What a disk can still take.
public struct DiskRoom: Sendable, Hashable {
    /// For users without special rights.
    public var bytes: Int
    /// `nil` where its kind does not count them in advance (Btrfs, network shares).
    public var files: Int?
    public var blockSize: Int

    public init(bytes: Int, files: Int?, blockSize: Int = 4_096) { (self.bytes, self.files, self.blockSize) = (bytes, files, blockSize) }

    /// - Parameter folder: is there.
    /// - Returns: `nil` where the system does not say (statvfs(3)).
    public init?(at folder: String) {
        var status = statvfs()
        guard statvfs(folder, &status) == 0, status.f_frsize > 0, status.f_blocks > 0 else { return nil }
        let (bytes, isTooMuch) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        self.bytes = isTooMuch ? Int.max : Int(clamping: bytes)
        files = status.f_files == 0 ? nil : Int(clamping: status.f_favail)
        blockSize = min(1 << 20, Int(clamping: status.f_frsize))
    }
}

/// Numbers for people.
enum SizeWords {
    /// „1.001.501“
    static func number(_ number: Int) -> String {
        let digits = String(max(0, number))
        return digits.indices.map { index in
            let rest = digits.distance(from: index, to: digits.endIndex)
            return (rest % 3 == 0 && index != digits.startIndex ? "." : "") + String(digits[index])
        }.joined()
    }

    /// „2,4 GiB“
    static func size(_ bytes: Int) -> String {
        let units = ["KiB", "MiB", "GiB", "TiB"]
        var (value, unit) = (Double(max(0, bytes)) / 1_024, 0)
        while value >= 1_000, unit < units.count - 1 { (value, unit) = (value / 1_024, unit + 1) }
        let tenths = Int((value * 10).rounded())
        return (value >= 10 ? number(Int(value.rounded())) : "\(tenths / 10),\(tenths % 10)") + " " + units[unit]
    }

    /// „1 h 24 min“
    static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: "\(max(1, Int(seconds.rounded(.up)))) s"
        case ..<3_600: "\(Int((seconds / 60).rounded(.up))) min"
        default: "\(number(Int(min(seconds, 1e12) / 3_600))) h \(Int(min(seconds, 1e12) / 60) % 60) min"
        }
    }
}
