import Findings
import Finishing
import Foundation
import PageMarks
import Production
import Register

/// Finds the contract that a mark names: in the register, or in folders.
final class ContractShelf {
    private let store: RegisterStore?
    /// Files by their marks, of the folders.
    private let files: [String: String]
    private var known: [String: ShelvedContract?] = [:]
    /// What is wrong with contracts whose sheets came.
    private(set) var findings: [Finding] = []

    private static let depthLimit = 16

    /// - Parameter folders: with contracts, or their files.
    /// - Throws: ``Failure`` where a folder is missing, or contracts lie in archives there.
    init(_ store: RegisterStore?, folders: [String]) throws(Failure) {
        self.store = store
        var files: [String: String] = [:]
        for folder in folders {
            guard FileManager.default.fileExists(atPath: folder) else {
                throw Failure(
                    .inputMissing,
                    Finding(.fehler, "datei-fehlt", at: .file(folder), "Diesen Ordner mit Verträgen gibt es nicht.", remedy: "Prüfen Sie den Namen hinter --vertraege."))
            }
            for path in try ContractShelf.contracts(in: folder, depth: 0) {
                // What else lies there is no contract of ours.
                guard let carried = try? CarriedOrigin(contentsOf: path), let mark = carried.origin?.settings.mark else { continue }
                // Two files of one mark say the same; of these the first by name.
                if files[mark] == nil { files[mark] = path }
            }
        }
        self.files = files
    }

    private static func contracts(in path: String, depth: Int) throws(Failure) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else { return path.lowercased().hasSuffix(".pdf") ? [path] : [] }
        guard depth < depthLimit else { return [] }
        try ArchivedContracts.requireUnpacked(in: path)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }
        var found: [String] = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { found += try contracts(in: "\(path)/\(name)", depth: depth + 1) }
        return found
    }

    /// - Returns: `nil` where nobody knows it, or its file cannot be read; that is told once.
    /// - Throws: ``Failure`` where the register cannot be read.
    func contract(marked mark: String) throws(Failure) -> ShelvedContract? {
        if let known = known[mark] { return known }
        let found = try find(mark)
        known[mark] = .some(found)
        return found
    }

    /// The contract that somebody names.
    ///
    /// - Parameter text: its identifier or file number in the register, or the mark on its pages.
    /// - Throws: ``Failure`` where there is none, or its file cannot be used.
    func contract(named text: String) throws(Failure) -> ShelvedContract {
        let letters = text.uppercased().filter { $0.isLetter || $0.isNumber }
        if let contract = try contract(marked: letters) { return contract }
        guard let store else { throw ContractShelf.unknown(text) }
        let entry = try store.contract(text)
        let path = store.location(of: entry.path)
        guard !entry.path.isEmpty else { throw ContractShelf.unknown(text) }
        let mark = ContractShelf.mark(of: entry.origin, sha256: entry.sha256)
        guard let contract = try read(path, mark, entry) else { throw ContractShelf.unknown(text) }
        known[mark] = contract
        return contract
    }

    /// As it is on the pages; where there is none, one by which sheets that somebody has placed are kept together.
    private static func mark(of origin: ContractOrigin?, sha256: String) -> String { origin?.settings.mark ?? PageMark.contract(saying: [sha256]) }

    private static func unknown(_ text: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(
                .fehler, "zuordnung-vertrag", at: .option(text), "Einen Vertrag „\(text)“, dessen Datei hier liegt, gibt es nicht.",
                remedy: "Nennen Sie seine Kennung im Register oder die Kennung auf seinen übrigen Seiten."))
    }

    private func find(_ mark: String) throws(Failure) -> ShelvedContract? {
        var entry: ContractEntry?
        if let store { entry = try store.contracts(marked: mark).first }
        guard let path = entry.flatMap({ entry in store.map { $0.location(of: entry.path) } }) ?? files[mark] else { return nil }
        do throws(Failure) {
            let contract = try read(path, mark, entry)
            // The register may know an old place; a folder has it where it is now.
            if contract == nil, let other = files[mark], other != path { return try read(other, mark, entry) }
            return contract
        } catch {
            if let other = files[mark], other != path, let contract = try? read(other, mark, entry) { return contract }
            findings += error.findings
            return nil
        }
    }

    private func read(_ path: String, _ mark: String, _ entry: ContractEntry?) throws(Failure) -> ShelvedContract? {
        let carried = try CarriedOrigin(contentsOf: path)
        guard carried.isIntact, ContractShelf.mark(of: carried.origin, sha256: entry?.sha256 ?? "") == mark else {
            findings.append(
                Finding(
                    .warnung, "ruecklauf-vertrag-anders", at: .file(path), "Diese Datei ist nicht mehr der Vertrag, dessen Kennung auf den Blättern steht.",
                    remedy: "Legen Sie die Datei zurück, wie „build“ oder „batch“ sie geschrieben haben, und starten Sie den Rücklauf noch einmal."))
            return nil
        }
        let file = try failing(.data, ScanFile(carried.original, path: path))
        let sizes = (0..<file.pageCount).map { file.size($0) ?? (595.276, 841.89) }.map { ShelvedContract.PageSize(width: $0.0, height: $0.1) }
        let title = entry.flatMap { $0.title.isEmpty ? nil : $0.title } ?? path.lastPathName
        return ShelvedContract(
            mark: mark, path: path, identifier: entry?.identifier, title: title, sizes: sizes, fields: try carried.signatureFields())
    }
}
