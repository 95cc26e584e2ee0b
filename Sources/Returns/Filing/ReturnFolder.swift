import Checksum
import Findings
import Foundation
import Production
import Rendering

/// The folder of one run: its report, and what could not be filed beside a contract. It belongs to the same scans for ever, so a run that was
/// killed goes on in it, and no other run writes into it.
struct ReturnFolder {
    let path: String
    private let lock: FolderLock

    private static let order = "auftrag.json"

    struct Scan: Codable, Hashable {
        let datei: String
        let sha256: String
    }

    private struct Order: Codable, Hashable {
        let format: Int
        let scans: [Scan]
        /// What somebody has put to its page; missing where nothing was.
        let zuordnungen: [HandPlacement]?
    }

    /// - Throws: ``Failure`` 73 where something else lies there, or another run works in it.
    init(_ path: String, scans: [Scan], placements: [HandPlacement]) throws(Failure) {
        self.path = path
        try AtomicFile.makeFolder(path, for: path)
        lock = try FolderLock("\(path)/.ruecklauf.sperre", .alone, folder: path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let file = "\(path)/\(Self.order)"
        let order = Order(format: 1, scans: scans, zuordnungen: placements.isEmpty ? nil : placements)
        if let bytes = FileBytes.read(file, limit: 1 << 20) {
            guard (try? JSONDecoder().decode(Order.self, from: Data(bytes))) == order else { throw Self.foreign(path) }
        } else {
            guard names.allSatisfy({ $0.hasPrefix(".") }) else { throw Self.foreign(path) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let bytes: [UInt8] = (try? encoder.encode(order)).map { Array($0) + [0x0A] } ?? []
            try AtomicFile.write(bytes, to: file)
        }
        // What a run has left that was killed while it wrote its order or its report.
        for name in names where name.hasPrefix(".") && name.hasSuffix(".tmp") && (name.hasPrefix(".bericht.") || name.hasPrefix(".auftrag.")) { unlink("\(path)/\(name)") }
    }

    func release() { lock.release() }

    private static func foreign(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "ruecklauf-ordner", at: .file(path),
                "In diesem Ordner liegt etwas anderes als der Rücklauf dieser Scans mit diesen Zuordnungen; überschrieben wird nichts.",
                remedy: "Nennen Sie mit -o einen neuen Ordner; ein abgebrochener Lauf geht mit denselben Scans in demselben Ordner weiter."))
    }
}
