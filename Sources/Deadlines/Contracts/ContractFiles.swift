import Findings
import Foundation
import Production
import Rendering

/// Which contracts are meant by what a command is given: PDFs themselves, all of a folder, those that a batch's manifest names.
package enum ContractFiles {
    private struct Line: Decodable {
        var datei: String?
        var archiv: String?
        var sha256: String?
    }

    /// - Returns: paths, each once, those of a folder in alphabetical order.
    /// - Throws: ``Failure`` 66 where a path is not there or leads to no contract.
    package static func find(_ paths: [String]) throws(Failure) -> [String] {
        var found: [String] = []
        for path in paths {
            let files = try contracts(path)
            if files.isEmpty {
                throw Failure(
                    .inputMissing,
                    Finding(
                        .fehler, "vertraege-fehlen", at: .file(path), "Hier liegt kein Vertrag als PDF.",
                        remedy: "Nennen Sie PDF, die „build“ oder „batch“ geschrieben haben, deren Ordner oder das Manifest der Serie."))
            }
            found += files
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    private static func contracts(_ path: String) throws(Failure) -> [String] {
        if ArchivedContracts.isArchive(path) { throw ArchivedContracts.unpackFirst(path) }
        try ArchivedContracts.requireUnpacked(in: path)
        if let names = SpreadFolder.files(in: path, ending: ".pdf") { return names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" } }
        guard path.lowercased().hasSuffix(".json") else { return [path] }
        guard let bytes = FileBytes.read(path, limit: 1 << 30) else {
            throw UnreadFile.failure(
                path, "Das Manifest fehlt oder ist nicht lesbar.",
                remedy: "Nennen Sie die Datei „manifest.json“ der Serie, ihren Ordner oder die Verträge selbst, und prüfen Sie die Leserechte.")
        }
        let folder = path.parentPath
        let decoder = JSONDecoder()
        // A line a row, as ``ManifestWriter`` writes them.
        var found: [String] = []
        for line in bytes.split(separator: 0x0A) {
            let part = line.last == UInt8(ascii: ",") ? line.dropLast() : line
            guard let row = try? decoder.decode(Line.self, from: Data(part)), row.sha256 != nil, let name = row.datei, SpreadFolder.mayName(name) else { continue }
            if row.archiv != nil { try ArchivedContracts.requireUnpacked(in: folder.isEmpty ? "." : folder) }
            found.append(folder.isEmpty ? name : "\(folder)/\(name)")
        }
        return found
    }
}
