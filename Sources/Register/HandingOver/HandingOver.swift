import Checksum
import Findings
import Foundation
import Production

/// Hands contracts over to the house's records system: a folder for each with the PDF and its metadata, or one message of xdomea.
package struct HandingOver: Sendable {
    let store: RegisterStore
    /// ISO; states are those of this day.
    let day: String

    package init(_ store: RegisterStore, on day: String) {
        self.store = store
        self.day = day
    }

    package struct Result: Sendable, Hashable {
        package var contracts = 0
        /// Contracts whose file is missing or another, which are left out.
        package var findings: [Finding] = []
    }

    /// A contract whose file is there.
    private struct Ready {
        let entry: ContractEntry
        let path: String
        let sha256: String
        /// What came back signed and lies beside it.
        var scans: [(path: String, scan: FiledScan, day: String)] = []
    }

    /// - Parameter folder: is made; must not be there.
    /// - Throws: ``Failure`` where it is there already or cannot be written; nothing stays then.
    package func folders(_ identifiers: [String], columns: MetadataColumns, to folder: String) throws(Failure) -> Result {
        try whole(folder) { place throws(Failure) in
            var (ready, result) = try self.ready(identifiers)
            let names = ["Ordner"] + columns.columns.map(\.name)
            var rows: [[String]] = []
            var used: Set<String> = []
            for item in ready {
                let name = HandingOver.name(of: item.entry, &used)
                let file = item.path.isEmpty ? "" : item.path.lastPathName
                let scans = item.scans.map(\.path.lastPathName)
                let values = columns.values(of: item.entry, file: file, sum: item.sha256, scans: scans, on: day)
                rows.append([name] + values)
                let inner = "\(place)/\(name)"
                try AtomicFile.makeFolder(inner, for: inner)
                if !item.path.isEmpty { try copy(item.path, to: "\(inner)/\(file)") }
                for (scan, name) in zip(item.scans, scans) { try copy(scan.path, to: "\(inner)/\(name)") }
                try AtomicFile.write(Array(MetadataColumns.csv([names.dropFirst().map { $0 }, values]).utf8), to: inner + "/metadaten.csv")
                let fields = zip(columns.columns, values).map { ExportElement(MetadataColumns.elementName($0.name), $1) }
                try AtomicFile.write(Array(ExportElement("Vertrag", "", attributes: [], fields).document.utf8), to: inner + "/metadaten.xml")
            }
            try AtomicFile.write(Array(MetadataColumns.csv([names] + rows).utf8), to: place + "/uebersicht.csv")
            result.contracts = ready.count
            ready.removeAll()
            return result
        }
    }

    /// - Parameters:
    ///   - format: code of PDF/A in the office's list of file formats.
    ///   - folder: is made; must not be there.
    /// - Throws: ``Failure`` where it is there already or cannot be written, or there is no contract with a file; nothing stays then.
    package func xdomea(
        _ identifiers: [String], _ version: XdomeaMessage.Version, _ kind: XdomeaMessage.Kind, sender: String, receiver: String, format: String, to folder: String
    ) throws(Failure) -> Result {
        try whole(folder) { place throws(Failure) in
            var (ready, result) = try self.ready(identifiers)
            ready.removeAll { $0.path.isEmpty }
            guard !ready.isEmpty else { throw HandingOver.nothing(result.findings) }
            let items = ready.map { item in
                // A name of its own for each file: a document may come in several.
                func file(_ path: String, _ sum: String, _ format: String, day: String = "") -> XdomeaMessage.File {
                    XdomeaMessage.File(
                        name: XdomeaMessage.identifier(["datei", sum, item.entry.identifier]) + ".pdf", originalName: path.lastPathName, sha256: sum, format: format, day: day)
                }
                return XdomeaMessage.Item(
                    entry: item.entry, file: file(item.path, item.sha256, "PDF/A-3a"), scans: item.scans.map { file($0.path, $0.scan.sha256, "PDF/A-2b", day: $0.day) })
            }
            let message = XdomeaMessage(
                version: version, kind: kind, sender: sender, receiver: receiver, format: format, day: day, items: items)
            let faults = XdomeaRules.faults(in: message.root, version)
            guard faults.isEmpty else { throw HandingOver.faulty(faults) }
            let archive = "\(place)/\(message.fileName).zip"
            let parts: [(name: String, content: ZipBundle.Content)] =
                [(message.fileName + ".xml", .text(message.root.document))]
                + zip(items, ready).flatMap { item, ready in
                    [(item.file.name, .file(ready.path))] + zip(item.scans, ready.scans).map { ($0.name, .file($1.path)) }
                }
            do throws(ZipBundle.Fault) { try ZipBundle.write(parts, to: archive) } catch { throw HandingOver.archiveFailed(archive) }
            result.contracts = items.count
            return result
        }
    }

    // MARK: - Contracts

    private func ready(_ identifiers: [String]) throws(Failure) -> (ready: [Ready], result: Result) {
        var ready: [Ready] = []
        var result = Result()
        for identifier in identifiers {
            let entry = try store.contract(identifier)
            let path = store.location(of: entry.path)
            if path.isEmpty {
                ready.append(Ready(entry: entry, path: "", sha256: ""))
            } else if let sum = sum(of: path, entry) {
                var one = Ready(entry: entry, path: path, sha256: sum)
                one.scans = scans(of: entry, beside: path, &result.findings)
                ready.append(one)
            } else {
                result.findings.append(
                    Finding(
                        .fehler, "uebergabe-datei", at: .file(path), "Die Datei des Vertrags \(identifier) fehlt oder ist nicht mehr die aufgenommene; er wird nicht übergeben.",
                        remedy: "Legen Sie die Datei zurück, oder nehmen Sie sie dort auf, wo sie jetzt liegt: register aufnehmen."))
            }
        }
        return (ready, result)
    }

    /// The scans that the register has noted, as far as they lie beside the contract.
    private func scans(of entry: ContractEntry, beside path: String, _ findings: inout [Finding]) -> [(path: String, scan: FiledScan, day: String)] {
        var found: [(path: String, scan: FiledScan, day: String)] = []
        var lost: Set<String> = []
        for event in entry.events where event.kind == .returned && event.cancelled == nil {
            guard let scan = FiledScan(remark: event.remark) else { continue }
            let place = ((path as NSString).deletingLastPathComponent as NSString).appendingPathComponent(scan.name)
            if let data = FileManager.default.contents(atPath: place), SHA256.hex(of: Array(data)) == scan.sha256 {
                found.append((place, scan, event.day))
            } else {
                lost.insert(place)
            }
        }
        // A file that was scanned anew is there, whatever an earlier event says of it.
        for place in lost.subtracting(found.map(\.path)).sorted() {
            findings.append(
                Finding(
                    .warnung, "uebergabe-scan", at: .file(place),
                    "Ein Scan des Vertrags \(entry.identifier) fehlt oder ist nicht mehr der abgelegte; übergeben wird der Vertrag ohne ihn.",
                    remedy: "Legen Sie den Scan zurück neben den Vertrag, oder führen Sie „ruecklauf“ mit dem ursprünglichen Scan noch einmal aus."))
        }
        return found
    }

    /// The checksum of the file as it is, signatures included; `nil` where it is missing or another contract's.
    private func sum(of path: String, _ entry: ContractEntry) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = Array(data)
        let sum = SHA256.hex(of: bytes)
        if entry.sha256.isEmpty || sum == entry.sha256 { return sum }
        guard let carried = try? CarriedOrigin(bytes, path: path), carried.isIntact, SHA256.hex(of: carried.original) == entry.sha256 else { return nil }
        return sum
    }

    /// File number or identifier, as a folder may be called.
    private static func name(of entry: ContractEntry, _ used: inout Set<String>) -> String {
        let stem = FileName.safe(entry.fileNumber.isEmpty ? entry.identifier : entry.fileNumber.map { "/\\:".contains($0) ? "-" : String($0) }.joined())
        var name = stem.hasSuffix(".pdf") ? String(stem.dropLast(4)) : stem
        if !used.insert(name.lowercased()).inserted {
            name += "-" + entry.identifier
            used.insert(name.lowercased())
        }
        return name
    }

    // MARK: - Files

    /// A folder that appears when all is in it.
    private func whole(_ folder: String, _ fill: (String) throws(Failure) -> Result) throws(Failure) -> Result {
        guard !FileManager.default.fileExists(atPath: folder) else { throw HandingOver.isThere(folder) }
        let place = "\(folder).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
        defer { try? FileManager.default.removeItem(atPath: place) }
        try AtomicFile.makeFolder(place, for: folder)
        let result = try fill(place)
        guard rename(place, folder) == 0 else { throw HandingOver.isThere(folder) }
        return result
    }

    private func copy(_ path: String, to target: String) throws(Failure) {
        guard let data = FileManager.default.contents(atPath: path) else { throw HandingOver.isThere(target) }
        try AtomicFile.write(Array(data), to: target)
    }

    private static func isThere(_ folder: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "uebergabe-ordner", at: .file(folder), "Dieser Ordner besteht schon oder lässt sich nicht anlegen.",
                remedy: "Geben Sie einen neuen Ordner an, in einem Ordner, in den Sie schreiben dürfen."))
    }

    private static func nothing(_ findings: [Finding]) -> Failure {
        Failure(
            .data,
            findings + [
                Finding(
                    .fehler, "uebergabe-leer", "Unter den Verträgen ist keiner, dessen Datei da ist; eine Nachricht entsteht nicht.",
                    remedy: "Nehmen Sie die PDF mit „register aufnehmen“ auf.")
            ])
    }

    private static func archiveFailed(_ path: String) -> Failure {
        Failure(
            .inputOutput,
            Finding(
                .fehler, "uebergabe-archiv", at: .file(path), "Das Archiv lässt sich nicht schreiben.",
                remedy: "Prüfen Sie Schreibrechte und freien Platz des Datenträgers, und starten Sie noch einmal."))
    }

    private static func faulty(_ faults: [String]) -> Failure {
        Failure(
            .data,
            faults.map { Finding(.fehler, "uebergabe-nachricht", "Die xdomea-Nachricht ist nicht, wie sie sein soll: \($0)", remedy: "Melden Sie das bitte den Entwicklern.") })
    }
}
