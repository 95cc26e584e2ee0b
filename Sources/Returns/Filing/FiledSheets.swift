import Checksum
import Findings
import Finishing
import Foundation
import Production
import Rendering

/// Scans that are open, and files made of their sheets. What lies there already stays: the same file is not written again, another one is never replaced.
final class FiledSheets {
    private let scans: [ScanFile]
    private var swept: Set<String> = []

    init(_ scans: [ScanFile]) { self.scans = scans }

    enum Outcome: Sendable, Hashable {
        /// Lies there now, whoever has written it.
        case filed
        /// Another file has the place.
        case taken
    }

    /// A sheet and how it lies on its page.
    struct Leaf {
        let sheet: ReturnedSheet
        let size: ShelvedContract.PageSize?
        let matrix: PlaneMap?
    }

    /// - Returns: with the file's checksum, 64 hexadecimal digits.
    /// - Throws: ``Failure`` where a sheet cannot be drawn any more, or writing fails.
    func file(_ leaves: [Leaf], title: String, at path: String) throws(Failure) -> (outcome: Outcome, sha256: String) {
        try file(try volume(leaves, title: title), at: path)
    }

    /// - Returns: with the file's checksum.
    /// - Throws: ``Failure`` where writing fails.
    func file(_ bytes: [UInt8], at path: String) throws(Failure) -> (outcome: Outcome, sha256: String) {
        let sum = SHA256.hex(of: bytes)
        if let present = FileBytes.read(path, limit: 1 << 30) { return (present == bytes ? .filed : .taken, sum) }
        sweep(path.parentPath)
        do {
            try NewFile.write(path) { try $0(bytes) }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                .inputOutput, Finding(.fehler, "schreiben-gescheitert", at: .file(path), "Die Datei konnte nicht geschrieben werden.", remedy: "Prüfen Sie den Datenträger."))
        }
        return (.filed, sum)
    }

    private func volume(_ leaves: [Leaf], title: String) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            try ScanVolume.write(title: title, count: leaves.count) { index in
                let leaf = leaves[index]
                guard let sheet = try scans[leaf.sheet.scan].sheet(leaf.sheet.number - 1) else {
                    throw Failure(.inputOutput, SheetInspection.unreadable)
                }
                return ScanVolume.Page(
                    width: leaf.size?.width ?? sheet.width, height: leaf.size?.height ?? sheet.height, picture: sheet.picture,
                    matrix: leaf.matrix?.numbers ?? sheet.matrix)
            } to: {
                bytes += $0
            }
        } catch let failure as Failure {
            throw failure
        } catch let error as DrawingError {
            throw Failure(.inputOutput, SheetInspection.finding(error))
        } catch {
            throw Failure(.inputOutput, SheetInspection.unreadable)
        }
        return bytes
    }

    /// Takes away what a run that was killed has left half-written; of a run that lives, nothing.
    private func sweep(_ folder: String) {
        guard swept.insert(folder).inserted else { return }
        let place = folder.isEmpty ? "." : folder
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
            guard let match = name.wholeMatch(of: /\..*ruecklauf.*\.pdf\.(\d+)-\d+\.tmp/), let process = Int32(match.1) else { continue }
            if Self.isAbandoned("\(place)/\(name)", by: process) { unlink("\(place)/\(name)") }
        }
    }

    /// A process that was killed is there for a moment longer, and then as a zombie until somebody asks how it ended (proc(5), `stat`); one that lives has put
    /// its file in place by then.
    private static func isAbandoned(_ file: String, by process: Int32) -> Bool {
        for _ in 0..<40 {
            if process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) { return true }
            let state = FileManager.default.contents(atPath: "/proc/\(process)/stat").map { String(decoding: $0, as: UTF8.self) } ?? ""
            if let name = state.lastIndex(of: ")"), state[name...].hasPrefix(") Z") { return true }
            guard FileManager.default.fileExists(atPath: file) else { return false }
            usleep(50_000)
        }
        return false
    }
}
